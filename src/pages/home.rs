//! The home page.

use askama::Template;

use super::collected::filters;
use super::context::RenderContext;
use super::events::{EventEntry, events};
use super::layout::link;
use super::parts::{self, ContactEntry, Figure, Link, ObjectivesEntry, Paragraph, QuotationEntry, RulerEntry};
use crate::content::ComposedPage;
use crate::html::Html;
use crate::i18n::Messages;

/// The home page.
#[derive(Template)]
#[template(path = "home.html")]
pub struct HomePage<'a> {
    t: &'a Messages,
    heading: Vec<Html>,
    motto: Html,
    figures: Vec<Figure>,
    rosace: Html,
    period: (String, String),
    ruler: RulerEntry,
    events: Vec<EventEntry>,
    quotation: Option<QuotationEntry>,
    objectives_heading: Html,
    objectives: ObjectivesEntry,
    objectives_href: String,
    projects: Link,
    extract: Option<Paragraph>,
    contact_link: Link,
    contact: ContactEntry,
}

pub fn page<'a>(context: &RenderContext<'a>) -> HomePage<'a> {
    let (site, language) = (context.site, context.language);
    HomePage {
        t: context.t,
        heading: parts::name(context),
        motto: context.html(site.profile.motto.of(language)),
        figures: parts::figures(context),
        rosace: parts::rosace(context),
        period: parts::period(context),
        ruler: parts::ruler(context),
        events: events(context, false),
        quotation: parts::quotation(context),
        objectives_heading: context.html(site.objectives.title.of(language)),
        objectives: parts::objectives(context),
        objectives_href: format!(
            "{}#{}",
            context.path(ComposedPage::Vision),
            site.objectives.anchor.of(language).as_str()
        ),
        projects: link(context, ComposedPage::Projects),
        extract: site.projects.sentences.first().map(|sentence| Paragraph::new(context, sentence)),
        contact_link: link(context, ComposedPage::Contact),
        contact: parts::contact(context),
    }
}
