//! The dossier: the whole site on one page.

use askama::Template;

use super::parts::{self, ContactEntry, EventEntry, Figure, Link, Paragraph, QuotationEntry};
use super::setting::Setting;
use super::vision::{Chapter, chapters};
use crate::language::Wording;

/// The dossier, made to be saved, sent and printed.
#[derive(Template)]
#[template(path = "dossier.html")]
pub struct DossierPage<'a> {
    t: &'a Wording,
    heading: Vec<String>,
    motto: String,
    rosace: String,
    figures: Vec<Figure>,
    contents: Vec<Link>,
    association: Part,
    history: Part,
    ruler: String,
    events: Vec<EventEntry>,
    chapters: Vec<Chapter>,
    quotation: QuotationEntry,
    projects: Part,
    contact_part: Part,
    contact: ContactEntry,
}

/// A page of the site as a part of this one.
struct Part {
    id: String,
    heading: String,
    paragraphs: Vec<Paragraph>,
}

pub fn page<'a>(setting: &Setting<'a>) -> DossierPage<'a> {
    let site = setting.site;
    let part = |key: &str, paragraphs| {
        let head = setting.routes.head(key).unwrap_or_else(|| unreachable!("`{key}` is no page"));
        Part { id: head.slug.of(setting.language).to_string(), heading: setting.head(key).title.clone(), paragraphs }
    };
    let association = part("association", parts::paragraphs(setting, &site.profile.sentences));
    let history = part("history", Vec::new());
    let chapters = chapters(setting);
    let projects = part("projects", parts::paragraphs(setting, &site.projects.sentences));
    let contact_part = part("contact", Vec::new());
    let to = |id: &str, heading: &str| Link::new(heading.to_owned(), format!("#{id}"));
    let mut contents = vec![to(&association.id, &association.heading), to(&history.id, &history.heading)];
    contents.extend(chapters.iter().map(|chapter| to(&chapter.id, &chapter.heading)));
    contents.extend([to(&projects.id, &projects.heading), to(&contact_part.id, &contact_part.heading)]);
    DossierPage {
        t: setting.t,
        heading: parts::name(setting),
        motto: setting.html(site.profile.motto.of(setting.language)),
        rosace: parts::rosace(setting),
        figures: parts::figures(setting),
        contents,
        association,
        history,
        ruler: parts::ruler(setting),
        events: parts::events(setting, false),
        chapters,
        quotation: parts::quotation(setting),
        projects,
        contact_part,
        contact: parts::contact(setting),
    }
}
