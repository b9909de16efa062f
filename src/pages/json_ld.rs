//! What a page is about, for search engines: the association, the page, the way to it (schema.org, as JSON-LD).

use serde::Serialize;
use serde_json::{Value, json};

use super::context::RenderContext;
use super::heads::Head;
use super::parts::Link;
use crate::content::Email;

#[derive(Serialize)]
struct Linked<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: (Ngo<'a>, WebPage<'a>),
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "NGO", rename_all = "camelCase")]
struct Ngo<'a> {
    #[serde(rename = "@id")]
    id: &'a str,
    name: String,
    alternate_name: &'a str,
    url: &'a str,
    founding_date: String,
    telephone: &'a str,
    fax_number: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    address: PostalAddress<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct PostalAddress<'a> {
    street_address: &'a str,
    postal_code: &'a str,
    address_locality: &'a str,
    address_country: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct WebPage<'a> {
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    name: &'a str,
    description: &'a str,
    in_language: &'a str,
    about: Value,
    publisher: Value,
    #[serde(skip_serializing_if = "Option::is_none")]
    breadcrumb: Option<BreadcrumbList<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct BreadcrumbList<'a> {
    item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
struct ListItem<'a> {
    position: usize,
    name: &'a str,
    item: String,
}

/// The content of the script element of the page at `url`; `breadcrumb` is the way to the page, empty for the home page.
pub fn json_ld<'a>(context: &RenderContext<'_>, head: &Head, url: &str, breadcrumb: &'a [Link]) -> String {
    let base = context.routes.base();
    let root = base.absolute(&context.routes.within("/"));
    let id = format!("{root}#association");
    let (profile, contact) = (&context.site.profile, &context.site.contact);
    let address = &contact.address;
    let organisation = Ngo {
        id: &id,
        name: profile.full_name(context.language),
        alternate_name: profile.acronym.as_str(),
        url: &root,
        founding_date: profile.founded.to_string(),
        telephone: contact.phone.as_str(),
        fax_number: contact.fax.as_str(),
        email: contact.email.as_ref().map(Email::as_str),
        address: PostalAddress {
            street_address: address.street.as_str(),
            postal_code: address.postal_code.as_str(),
            address_locality: address.city.as_str(),
            address_country: address.country_code.as_str(),
        },
    };
    let step = |(link, position): (&'a Link, usize)| ListItem {
        position,
        name: &link.label.plain,
        item: base.absolute(&link.href),
    };
    let page = WebPage {
        id: url,
        url,
        name: &head.title.plain,
        description: &head.description.plain,
        in_language: &context.language.code,
        about: json!({ "@id": id }),
        publisher: json!({ "@id": id }),
        breadcrumb: (!breadcrumb.is_empty())
            .then(|| BreadcrumbList { item_list_element: breadcrumb.iter().zip(1..).map(step).collect() }),
    };
    let linked = Linked { context: "https://schema.org", graph: (organisation, page) };
    // Texts and numbers: nothing that could fail. `<` would let a text end the script element (HTML, section 4.12.1.3).
    serde_json::to_string(&linked).unwrap_or_default().replace('<', "\\u003c")
}
