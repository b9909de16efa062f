//! The home page.

use askama::Template;

use super::drawing;
use super::parts::{self, ContactEntry, EventEntry, Figure, Link, ObjectivesEntry, Paragraph, QuotationEntry};
use super::setting::Setting;
use super::shell::link;
use crate::language::Wording;

/// The home page.
#[derive(Template)]
#[template(path = "home.html")]
pub struct HomePage<'a> {
    t: &'a Wording,
    heading: Vec<String>,
    motto: String,
    figures: Vec<Figure>,
    rosace: String,
    period: (String, String),
    ruler: String,
    events: Vec<EventEntry>,
    quotation: QuotationEntry,
    echo: String,
    objectives_heading: String,
    objectives: ObjectivesEntry,
    objectives_href: String,
    projects: Link,
    extract: Option<Paragraph>,
    contact_link: Link,
    contact: ContactEntry,
}

pub fn page<'a>(setting: &Setting<'a>) -> HomePage<'a> {
    let (site, language) = (setting.site, setting.language);
    HomePage {
        t: setting.t,
        heading: parts::name(setting),
        motto: setting.html(site.profile.motto.of(language)),
        figures: parts::figures(setting),
        rosace: parts::rosace(setting),
        period: parts::period(setting),
        ruler: parts::ruler(setting),
        events: parts::events(setting, false),
        quotation: parts::quotation(setting),
        echo: drawing::echo(),
        objectives_heading: setting.html(site.objectives.title.of(language)),
        objectives: parts::objectives(setting),
        objectives_href: format!("{}#{}", setting.path("vision"), site.objectives.anchor.of(language).as_str()),
        projects: link(setting, "projects", "home"),
        extract: site.projects.sentences.first().map(|sentence| Paragraph::new(setting, sentence)),
        contact_link: link(setting, "contact", "home"),
        contact: parts::contact(setting),
    }
}
