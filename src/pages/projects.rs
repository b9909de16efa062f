//! The page of the key projects.

use askama::Template;

use super::parts::{self, Paragraph};
use super::setting::Setting;
use crate::language::Wording;

/// The page of the key projects: numbered paragraphs.
#[derive(Template)]
#[template(path = "projects.html")]
pub struct ProjectsPage<'a> {
    t: &'a Wording,
    heading: String,
    paragraphs: Vec<Paragraph>,
}

pub fn page<'a>(setting: &Setting<'a>) -> ProjectsPage<'a> {
    ProjectsPage {
        t: setting.t,
        heading: setting.head("projects").title.clone(),
        paragraphs: parts::paragraphs(setting, &setting.site.projects.sentences),
    }
}
