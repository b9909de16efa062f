//! The page of the key projects.

use askama::Template;

use super::parts::{self, Paragraph};
use super::setting::Setting;
use super::shell::Shell;
use crate::language::Wording;

/// The page of the key projects: numbered paragraphs.
#[derive(Template)]
#[template(path = "projects.html")]
pub struct ProjectsPage<'a> {
    shell: Shell,
    t: &'a Wording,
    paragraphs: Vec<Paragraph>,
}

pub fn page<'a>(setting: &Setting<'a>) -> ProjectsPage<'a> {
    ProjectsPage {
        shell: Shell::of_page(setting, "projects"),
        t: setting.t,
        paragraphs: parts::paragraphs(setting, &setting.site.projects.sentences),
    }
}
