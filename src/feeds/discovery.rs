//! Files by which machines find the site and its contact: sitemap, robots, manifest, `security.txt`.

use askama::Template;
use serde_json::json;

use crate::content::look::{LIGHT, Look};
use crate::content::{ComposedPage, Site};
use crate::pages::{RenderContext, Routes};
use crate::template;

/// The sitemap (sitemaps.org 0.9), each page with its addresses in every language.
#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap<'a> {
    /// Each page's address in every language, by the language's code, and the one for all other languages.
    pages: Vec<(Vec<(&'a str, String)>, String)>,
}

/// The sitemap as a file.
pub(crate) fn sitemap(routes: &Routes<'_>) -> String {
    template::render(&Sitemap { pages: routes.keys().filter_map(|key| routes.alternates(key)).collect() })
}

/// `robots.txt` (RFC 9309): everything may be read; pages that are not to be listed say so themselves.
pub(crate) fn robots(routes: &Routes<'_>) -> String {
    let sitemap = routes.base.absolute(&routes.within("/sitemap.xml"));
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n")
}

/// The web app manifest (W3C) of a language.
pub(crate) fn manifest(context: &RenderContext<'_>) -> String {
    let routes = context.routes;
    let head = context.head(ComposedPage::Home);
    let icon = |path, sizes, media_type, purpose| json!({ "purpose": purpose, "sizes": sizes, "src": routes.within(path), "type": media_type });
    let ground = context.site.settings.look.as_ref().map_or(LIGHT, Look::light).paper.to_string();
    let manifest = json!({
        "background_color": ground,
        "description": head.description.plain,
        "dir": context.language.direction.as_str(),
        "display": "browser",
        "icons": [
            icon("/favicon.svg", "any", "image/svg+xml", "any"),
            icon("/icon-192.png", "192x192", "image/png", "any"),
            icon("/icon-512.png", "512x512", "image/png", "any"),
            icon("/icon-maskable-512.png", "512x512", "image/png", "maskable"),
        ],
        "id": routes.within("/"),
        "lang": context.language.code,
        "name": head.title.plain,
        "scope": routes.within("/"),
        "short_name": context.site.profile.acronym.as_str(),
        "start_url": context.path(ComposedPage::Home),
        "theme_color": ground,
    });
    format!("{manifest:#}\n")
}

/// `security.txt` (RFC 9116), once its contact and its date of expiry are filled in, and until that date.
pub(crate) fn security(site: &Site, routes: &Routes<'_>) -> Option<String> {
    // Nobody is to use one that has expired (RFC 9116, section 2.5.5).
    if site.absences.security {
        return None;
    }
    let security = &site.legal.security;
    let (contact, expires) = (security.contact.as_ref()?, security.expires.as_ref()?);
    let languages = site.languages.iter().map(|language| language.code.as_str()).collect::<Vec<_>>().join(", ");
    let canonical = routes.base.absolute(&routes.within("/.well-known/security.txt"));
    Some(format!(
        "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: {languages}\nCanonical: {canonical}\n"
    ))
}
