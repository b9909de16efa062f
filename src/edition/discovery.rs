//! What machines find the site by: sitemap, robots, manifest, security contact.

use std::fmt::Write as _;

use serde_json::json;

use crate::content::Site;
use crate::pages::{Routes, Setting};

/// The sitemap (sitemaps.org 0.9), each page with its addresses in every language.
pub(super) fn sitemap(site: &Site, routes: &Routes<'_>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let base = routes.base();
    for key in routes.keys() {
        let addresses: Vec<_> = site
            .languages
            .iter()
            .filter_map(|language| Some((language.code.as_str(), base.absolute(&routes.path(key, language)?))))
            .collect();
        let default = if key == "home" {
            base.absolute(&routes.within("/"))
        } else {
            addresses.first().map(|(_, address)| address.clone()).unwrap_or_default()
        };
        for (_, address) in &addresses {
            // Writing to a string cannot fail. Addresses hold no sign that XML would read: slugs are plain.
            let _ = writeln!(xml, "<url>\n<loc>{address}</loc>");
            for (code, alternate) in
                addresses.iter().map(|(code, address)| (*code, address)).chain([("x-default", &default)])
            {
                let _ = writeln!(xml, "<xhtml:link rel=\"alternate\" hreflang=\"{code}\" href=\"{alternate}\"/>");
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

/// `robots.txt` (RFC 9309): everything may be read; pages that are not to be listed say so themselves.
pub(super) fn robots(routes: &Routes<'_>) -> String {
    let sitemap = routes.base().absolute(&routes.within("/sitemap.xml"));
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
}

/// The web app manifest (W3C) of a language.
pub(super) fn manifest(setting: &Setting<'_>) -> String {
    let routes = setting.routes;
    let head = setting.head("home");
    let icon = |path: &str, sizes: &str, media_type: &str, purpose: &str| json!({"src": routes.within(path), "sizes": sizes, "type": media_type, "purpose": purpose});
    let manifest = json!({
        "name": head.title,
        "short_name": setting.site.profile.acronym.as_str(),
        "description": head.description,
        "lang": setting.language.code,
        "dir": setting.language.direction.as_str(),
        "id": routes.within("/"),
        "start_url": setting.path("home"),
        "scope": routes.within("/"),
        "display": "browser",
        "background_color": "#FAF8F9",
        "theme_color": "#FAF8F9",
        "icons": [
            icon("/favicon.svg", "any", "image/svg+xml", "any"),
            icon("/icon-192.png", "192x192", "image/png", "any"),
            icon("/icon-512.png", "512x512", "image/png", "any"),
            icon("/icon-maskable-512.png", "512x512", "image/png", "maskable"),
        ],
    });
    format!("{manifest:#}\n")
}

/// `security.txt` (RFC 9116), once its contact and its end are filled in.
pub(super) fn security(site: &Site, routes: &Routes<'_>) -> Option<String> {
    let security = &site.legal.security;
    let (contact, expires) = (security.contact.as_ref()?, security.expires.as_ref()?);
    let languages = site.languages.iter().map(|language| language.code.as_str()).collect::<Vec<_>>().join(", ");
    let canonical = routes.base().absolute(&routes.within("/.well-known/security.txt"));
    Some(format!(
        "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: {languages}\nCanonical: {canonical}\n"
    ))
}
