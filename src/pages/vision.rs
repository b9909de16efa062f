//! The page of the vision and the objectives.

use askama::Template;

use super::parts::{self, ObjectivesEntry, Paragraph};
use super::setting::Setting;
use crate::language::Wording;

/// The page of the vision and the objectives: two chapters.
#[derive(Template)]
#[template(path = "vision.html")]
pub struct VisionPage<'a> {
    t: &'a Wording,
    heading: String,
    chapters: Vec<Chapter>,
}

/// A chapter: its paragraphs, and the objectives among them.
pub struct Chapter {
    pub id: String,
    pub heading: String,
    pub before: Vec<Paragraph>,
    pub objectives: Option<ObjectivesEntry>,
    pub after: Vec<Paragraph>,
}

pub fn page<'a>(setting: &Setting<'a>) -> VisionPage<'a> {
    VisionPage { t: setting.t, heading: setting.head("vision").title.clone(), chapters: chapters(setting) }
}

/// The chapters of the page.
pub fn chapters(setting: &Setting<'_>) -> Vec<Chapter> {
    let language = setting.language;
    let (vision, objectives) = (&setting.site.vision, &setting.site.objectives);
    vec![
        Chapter {
            id: vision.anchor.of(language).to_string(),
            heading: setting.html(vision.title.of(language)),
            before: parts::paragraphs(setting, &vision.sentences),
            objectives: None,
            after: Vec::new(),
        },
        Chapter {
            id: objectives.anchor.of(language).to_string(),
            heading: setting.html(objectives.title.of(language)),
            before: parts::paragraphs(setting, &objectives.opening),
            objectives: Some(parts::objectives(setting)),
            after: parts::paragraphs(setting, &objectives.closing),
        },
    ]
}
