//! What a page is about, for search engines: the association, the page, the way to it (schema.org, as JSON-LD).

use serde_json::json;

use super::context::RenderContext;
use super::head::Head;
use super::logo::Logo;
use super::parts::Link;

/// The content of the script element of the page at `url`; `breadcrumb` is the way to the page, empty for the home page.
pub fn json_ld(
    context: &RenderContext<'_>,
    head: &Head,
    url: &str,
    breadcrumb: &[Link],
    logo: Option<&Logo>,
) -> String {
    let base = context.routes.base();
    let root = base.absolute(&context.routes.within("/"));
    let id = format!("{root}#association");
    let (profile, contact) = (&context.site.profile, &context.site.contact);
    let address = &contact.address;
    let mut organisation = json!({
        "@type": "NGO",
        "@id": id,
        "name": profile.full_name(context.language),
        "alternateName": profile.acronym.as_str(),
        "url": root,
        "foundingDate": profile.founded.to_string(),
        "telephone": contact.phone.as_str(),
        "faxNumber": contact.fax.as_str(),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": address.street.as_str(),
            "postalCode": address.postal_code.as_str(),
            "addressLocality": address.city.as_str(),
            "addressCountry": address.country_code.as_str(),
        },
    });
    if let Some(email) = &contact.email {
        organisation["email"] = email.as_str().into();
    }
    if let Some(logo) = logo {
        organisation["logo"] = base.absolute(&logo.address).into();
    }
    let mut page = json!({
        "@type": "WebPage",
        "@id": url,
        "url": url,
        "name": head.title.plain,
        "description": head.description.plain,
        "inLanguage": context.language.code,
        "about": { "@id": id },
        "publisher": { "@id": id },
    });
    if !breadcrumb.is_empty() {
        let item = |(link, position): (&Link, usize)| json!({ "@type": "ListItem", "position": position, "name": link.label.plain, "item": base.absolute(&link.href) });
        let items: Vec<_> = breadcrumb.iter().zip(1..).map(item).collect();
        page["breadcrumb"] = json!({ "@type": "BreadcrumbList", "itemListElement": items });
    }
    let linked = json!({ "@context": "https://schema.org", "@graph": [organisation, page] });
    // `<` would let a text end the script element (HTML, section 4.12.1.3).
    linked.to_string().replace('<', "\\u003c")
}
