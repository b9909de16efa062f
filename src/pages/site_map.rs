//! The site map.

use askama::Template;

use super::history::data;
use super::parts::Link;
use super::setting::Setting;
use super::shell::{Shell, link, switch};
use super::side_by_side;
use crate::language::Wording;

/// The site map: every page, file and pair of languages.
#[derive(Template)]
#[template(path = "site_map.html")]
pub struct SiteMapPage<'a> {
    shell: Shell,
    t: &'a Wording,
    groups: Vec<Group>,
}

/// Links under a heading.
struct Group {
    heading: String,
    links: Vec<Entry>,
}

/// A link and what its page says of itself.
struct Entry {
    link: Link,
    description: String,
    /// The language of the page, where it is another.
    language: Option<String>,
}

pub fn page<'a>(setting: &Setting<'a>) -> SiteMapPage<'a> {
    let t = setting.t;
    let plain = |link: Link| Entry { link, description: String::new(), language: None };
    let pages = setting.routes.keys().map(|key| Entry {
        link: link(setting, key, "site-map"),
        description: setting.head(key).description.clone(),
        language: None,
    });
    let mut files = data(setting);
    files.push(Link { label: t.vcard(), href: setting.routes.within("/contact.vcf"), current: false });
    let languages = switch(setting, |language| setting.path_in("site-map", language)).into_iter().map(|one| Entry {
        link: Link { label: one.name, href: one.href, current: false },
        description: String::new(),
        language: Some(one.code),
    });
    SiteMapPage {
        shell: Shell::of_page(setting, "site-map"),
        t,
        groups: vec![
            Group { heading: t.site_map_pages(), links: pages.collect() },
            Group {
                heading: t.site_map_side_by_side(),
                links: side_by_side::links(setting).into_iter().map(plain).collect(),
            },
            Group { heading: t.site_map_data(), links: files.into_iter().map(plain).collect() },
            Group { heading: t.languages(), links: languages.collect() },
        ],
    }
}
