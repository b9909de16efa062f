//! The page of the association.

use askama::Template;

use super::parts::{self, Figure, Paragraph, QuotationEntry};
use super::setting::Setting;
use super::shell::Shell;
use crate::language::Wording;

/// The page of the association: its presentation, its figures, the quotation.
#[derive(Template)]
#[template(path = "association.html")]
pub struct AssociationPage<'a> {
    shell: Shell,
    t: &'a Wording,
    paragraphs: Vec<Paragraph>,
    figures: Vec<Figure>,
    quotation: QuotationEntry,
}

pub fn page<'a>(setting: &Setting<'a>) -> AssociationPage<'a> {
    AssociationPage {
        shell: Shell::of_page(setting, "association"),
        t: setting.t,
        paragraphs: parts::paragraphs(setting, &setting.site.profile.sentences),
        figures: parts::figures(setting),
        quotation: parts::quotation(setting),
    }
}
