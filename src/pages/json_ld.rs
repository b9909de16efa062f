//! What a page is about, for search engines: the association, the page, the way to it (schema.org, as JSON-LD).

use serde_json::{Value, json};

use super::context::RenderContext;
use super::head::Head;
use super::logo::Logo;
use super::parts::Link;
use crate::content::ComposedPage;
use crate::content::site::Event;

/// The content of the script element of the page at `url`; `breadcrumb` is the way to the page, empty for the home page.
pub fn json_ld(
    context: &RenderContext<'_>,
    head: &Head,
    url: &str,
    breadcrumb: &[Link],
    logo: Option<&Logo>,
) -> String {
    let base = context.routes.base;
    let id = association_id(context);
    let organisation = organisation(context, url, logo);
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

/// The identifier of the association, which both refer to.
fn association_id(context: &RenderContext<'_>) -> String {
    format!("{}#association", context.routes.base.absolute(&context.routes.within("/")))
}

/// The association, with the events of its history on the page of these.
fn organisation(context: &RenderContext<'_>, url: &str, logo: Option<&Logo>) -> Value {
    let base = context.routes.base;
    let root = base.absolute(&context.routes.within("/"));
    let (profile, contact) = (&context.site.profile, &context.site.contact);
    let address = &contact.address;
    let mut organisation = json!({
        "@type": "NGO",
        "@id": association_id(context),
        "name": profile.full_name(context.language),
        "alternateName": profile.acronym.as_str(),
        "url": root,
        "foundingDate": profile.founded.to_string(),
        "telephone": contact.phone.as_str(),
        "address": {
            "@type": "PostalAddress",
            "streetAddress": address.street.as_str(),
            "postalCode": address.postal_code.as_str(),
            "addressLocality": address.city.as_str(),
            "addressCountry": address.country_code.as_str(),
        },
    });
    if let Some(fax) = &contact.fax {
        organisation["faxNumber"] = fax.as_str().into();
    }
    if let Some(email) = &contact.email {
        organisation["email"] = email.as_str().into();
    }
    if let Some(networks) = &contact.networks {
        organisation["sameAs"] = networks.iter().map(|network| network.url.as_str()).collect();
    }
    if url == base.absolute(&context.path(ComposedPage::History)) {
        let events = events(context, url);
        if !events.is_empty() {
            organisation["event"] = events.into();
        }
    }
    if let Some(logo) = logo {
        organisation["logo"] = base.absolute(&logo.address).into();
    }
    organisation
}

/// The events of the history that have more than a year, which alone is no date of an event (schema.org, `startDate`).
fn events(context: &RenderContext<'_>, url: &str) -> Vec<Value> {
    let timeline = &context.site.timeline;
    let dated = timeline.events.iter().zip(timeline.anchors()).filter(|(event, _)| event.date().month.is_some());
    let event = |(event, anchor): (&Event, String)| {
        let mut data = json!({
            "@type": "Event",
            "name": first_words(context, event),
            "startDate": event.date().to_string(),
            "url": format!("{url}#{anchor}"),
        });
        if let Some(end) = event.end() {
            data["endDate"] = end.to_string().into();
        }
        data
    };
    dated.map(event).collect()
}

/// The first sentence of an event, or the first line of its text.
fn first_words(context: &RenderContext<'_>, event: &Event) -> String {
    if let Some(sentence) = event.sentences().first() {
        return sentence.text.of(context.language).text(context);
    }
    let text = event.text.as_ref().map(|text| text.of(context.language).text(context)).unwrap_or_default();
    text.lines().next().unwrap_or_default().to_owned()
}
