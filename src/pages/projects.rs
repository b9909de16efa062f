//! The page of the key projects.

use askama::Template;

use super::collected::filters;
use super::context::RenderContext;
use super::partners::partners;
use super::parts::{self, Paragraph};
use crate::content::ComposedPage;
use crate::html::{Html, PlainText};
use crate::i18n::Messages;

/// The page of the key projects: numbered paragraphs.
#[derive(Template)]
#[template(path = "projects.html")]
pub struct ProjectsPage<'a> {
    t: &'a Messages,
    heading: PlainText,
    paragraphs: Vec<Paragraph>,
    partners: Vec<Html>,
}

pub fn page<'a>(context: &RenderContext<'a>) -> ProjectsPage<'a> {
    ProjectsPage {
        t: context.t,
        heading: context.head(ComposedPage::Projects).title.clone(),
        paragraphs: parts::paragraphs(context, &context.site.projects.sentences),
        partners: partners(context),
    }
}
