//! The site map.

use askama::Template;

use super::history::data;
use super::parts::Link;
use super::setting::Setting;
use super::shell::{link, switch};
use super::side_by_side;

/// The site map: every page, file and pair of languages.
#[derive(Template)]
#[template(path = "site_map.html")]
pub struct SiteMapPage<'a> {
    heading: &'a str,
    /// Headings, and under each the links with what their pages say of themselves.
    groups: [(String, Vec<(Link, &'a str)>); 4],
}

pub fn page<'a>(setting: &Setting<'a>) -> SiteMapPage<'a> {
    let t = setting.t;
    let undescribed = |links: Vec<Link>| links.into_iter().map(|link| (link, "")).collect();
    let pages =
        setting.routes.keys().map(|key| (link(setting, key, "site-map"), setting.head(key).description.as_str()));
    let mut files = data(setting);
    files.push(Link::new(t.vcard(), setting.routes.within("/contact.vcf")));
    let languages = switch(setting, |language| setting.path_in("site-map", language));
    SiteMapPage {
        heading: &setting.head("site-map").title,
        groups: [
            (t.site_map_pages(), pages.collect()),
            (t.site_map_side_by_side(), undescribed(side_by_side::links(setting))),
            (t.site_map_data(), undescribed(files)),
            (t.languages(), undescribed(languages)),
        ],
    }
}
