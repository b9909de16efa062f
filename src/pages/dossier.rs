//! The dossier: the whole site on one page.

use askama::Template;

use super::collected::filters;
use super::context::RenderContext;
use super::events::{EventEntry, events};
use super::partners::partners;
use super::parts::{self, ContactEntry, Figure, Link, Paragraph, QuotationEntry, RulerEntry};
use super::vision::{Chapter, chapters};
use crate::content::{ComposedPage, PageKey};
use crate::html::{Html, PlainText};
use crate::i18n::Messages;

/// The dossier, made to be saved, sent and printed.
#[derive(Template)]
#[template(path = "dossier.html")]
pub struct DossierPage<'a> {
    t: &'a Messages,
    heading: Vec<Html>,
    motto: Html,
    rosace: Html,
    figures: Vec<Figure>,
    contents: Vec<Link>,
    /// The pages that it does not hold: those that editors add, in their own order.
    others: Vec<Link>,
    association: DossierPart,
    history: DossierPart,
    ruler: RulerEntry,
    events: Vec<EventEntry>,
    chapters: Vec<Chapter>,
    quotation: Option<QuotationEntry>,
    projects: DossierPart,
    partners: Vec<Html>,
    contact_part: DossierPart,
    contact: ContactEntry,
}

/// A page of the site as a part of this one.
struct DossierPart {
    id: String,
    heading: PlainText,
    paragraphs: Vec<Paragraph>,
}

pub fn page<'a>(context: &RenderContext<'a>) -> DossierPage<'a> {
    let site = context.site;
    let part = |page: ComposedPage, paragraphs| {
        let head = context.routes.tree.head(page.into()).unwrap_or_else(|| unreachable!("{page:?} has a head"));
        DossierPart {
            id: head.slug.of(context.language).to_string(),
            heading: context.head(page).title.clone(),
            paragraphs,
        }
    };
    let association = part(ComposedPage::Association, parts::paragraphs(context, &site.profile.sentences));
    let history = part(ComposedPage::History, Vec::new());
    let chapters = chapters(context);
    let projects = part(ComposedPage::Projects, parts::paragraphs(context, &site.projects.sentences));
    let contact_part = part(ComposedPage::Contact, Vec::new());
    let to = |id: &str, heading: &PlainText| Link::new(heading.clone(), format!("#{id}"));
    let mut contents = vec![to(&association.id, &association.heading), to(&history.id, &history.heading)];
    contents.extend(chapters.iter().map(|chapter| to(&chapter.id, &chapter.label)));
    contents.extend([to(&projects.id, &projects.heading), to(&contact_part.id, &contact_part.heading)]);
    let others = context.routes.keys().filter(|key| matches!(key, PageKey::Free(_)));
    let others = others.map(|key| Link::new(context.head(key).label.clone(), context.path(key))).collect();
    DossierPage {
        t: context.t,
        heading: parts::name(context),
        motto: context.html(site.profile.motto.of(context.language)),
        rosace: parts::rosace(context),
        figures: parts::figures(context),
        contents,
        others,
        association,
        history,
        ruler: parts::ruler(context),
        events: events(context, false),
        chapters,
        quotation: parts::quotation(context),
        projects,
        partners: partners(context),
        contact_part,
        contact: parts::contact(context),
    }
}
