//! The site map.

use askama::Template;

use super::context::RenderContext;
use super::history::data;
use super::layout::{current_link, switch};
use super::parts::Link;
use super::side_by_side;
use crate::content::{ComposedPage, PageKey};
use crate::html::{Html, PlainText};

/// The site map: every page, file and pair of languages.
#[derive(Template)]
#[template(path = "site_map.html")]
pub struct SiteMapPage<'a> {
    heading: &'a PlainText,
    /// Headings, and the links under each.
    groups: [(String, Vec<Html>); 4],
}

/// A link, what its page says of itself, and the pages under it.
#[derive(Template)]
#[template(path = "site_map_entry.html")]
struct SiteMapEntry<'a> {
    link: Link,
    description: Option<&'a PlainText>,
    children: Vec<Html>,
}

pub fn page<'a>(context: &RenderContext<'a>) -> SiteMapPage<'a> {
    let t = context.t;
    let entry = |link| Html::of(&SiteMapEntry { link, description: None, children: Vec::new() });
    let entries = |links: Vec<Link>| links.into_iter().map(entry).collect();
    let mut files = data(context);
    files.push(Link::new(t.vcard(), context.routes.within("/contact.vcf")));
    let languages = switch(context, |language| context.path_in(ComposedPage::SiteMap, language));
    SiteMapPage {
        heading: &context.head(ComposedPage::SiteMap).title,
        groups: [
            (t.site_map_pages(), pages(context, None)),
            (t.site_map_side_by_side(), entries(side_by_side::links(context))),
            (t.site_map_data(), entries(files)),
            (t.languages(), entries(languages)),
        ],
    }
}

/// The pages under one, each with those under it.
fn pages(context: &RenderContext<'_>, parent: Option<PageKey<'_>>) -> Vec<Html> {
    let entry = |key: PageKey<'_>| {
        let link = current_link(context, key, Some(ComposedPage::SiteMap.into()));
        let description = Some(&context.head(key).description);
        Html::of(&SiteMapEntry { link, description, children: pages(context, Some(key)) })
    };
    context.routes.children(parent, context.language).map(entry).collect()
}
