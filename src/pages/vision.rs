//! The page of the vision and the objectives.

use askama::Template;

use super::collected::filters;
use super::context::RenderContext;
use super::parts::{self, ObjectivesEntry, Paragraph};
use crate::content::ComposedPage;
use crate::html::{Html, PlainText};
use crate::i18n::Messages;

/// The page of the vision and the objectives: two chapters.
#[derive(Template)]
#[template(path = "vision.html")]
pub struct VisionPage<'a> {
    t: &'a Messages,
    heading: PlainText,
    chapters: Vec<Chapter>,
}

/// A chapter: its paragraphs, and the objectives among them.
pub struct Chapter {
    pub id: String,
    pub heading: Html,
    /// The heading as a link names it.
    pub label: PlainText,
    pub before: Vec<Paragraph>,
    pub objectives: Option<ObjectivesEntry>,
    pub after: Vec<Paragraph>,
}

pub fn page<'a>(context: &RenderContext<'a>) -> VisionPage<'a> {
    VisionPage { t: context.t, heading: context.head(ComposedPage::Vision).title.clone(), chapters: chapters(context) }
}

/// The chapters of the page.
pub fn chapters(context: &RenderContext<'_>) -> Vec<Chapter> {
    let language = context.language;
    let (vision, objectives) = (&context.site.vision, &context.site.objectives);
    vec![
        Chapter {
            id: vision.anchor.of(language).to_string(),
            heading: context.html(vision.title.of(language)),
            label: context.text(vision.title.of(language)),
            before: parts::paragraphs(context, &vision.sentences),
            objectives: None,
            after: Vec::new(),
        },
        Chapter {
            id: objectives.anchor.of(language).to_string(),
            heading: context.html(objectives.title.of(language)),
            label: context.text(objectives.title.of(language)),
            before: parts::paragraphs(context, &objectives.opening),
            objectives: Some(parts::objectives(context)),
            after: parts::paragraphs(context, &objectives.closing),
        },
    ]
}
