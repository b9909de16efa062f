//! The site map.

use askama::Template;

use super::context::RenderContext;
use super::history::data;
use super::layout::{current_link, switch};
use super::parts::Link;
use super::side_by_side;
use crate::content::ComposedPage;
use crate::html::Words;

/// A link with what its page says of itself.
type DescribedLink<'a> = (Link, Option<&'a Words>);

/// The site map: every page, file and pair of languages.
#[derive(Template)]
#[template(path = "site_map.html")]
pub struct SiteMapPage<'a> {
    heading: &'a Words,
    /// Headings, and the links under each.
    groups: [(String, Vec<DescribedLink<'a>>); 4],
}

pub fn page<'a>(context: &RenderContext<'a>) -> SiteMapPage<'a> {
    let t = context.t;
    let undescribed = |links: Vec<Link>| links.into_iter().map(|link| (link, None)).collect();
    let pages = context.routes.keys().map(|key| {
        (current_link(context, key, Some(ComposedPage::SiteMap.into())), Some(&context.head(key).description))
    });
    let mut files = data(context);
    files.push(Link::new(t.vcard(), context.routes.within("/contact.vcf")));
    let languages = switch(context, |language| context.path_in(ComposedPage::SiteMap, language));
    SiteMapPage {
        heading: &context.head(ComposedPage::SiteMap).title,
        groups: [
            (t.site_map_pages(), pages.collect()),
            (t.site_map_side_by_side(), undescribed(side_by_side::links(context))),
            (t.site_map_data(), undescribed(files)),
            (t.languages(), undescribed(languages)),
        ],
    }
}
