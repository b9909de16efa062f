//! The page of the association.

use askama::Template;

use super::parts::{self, Figure, Paragraph, QuotationEntry};
use super::setting::Setting;
use crate::language::Wording;

/// The page of the association: its presentation, its figures, the quotation.
#[derive(Template)]
#[template(path = "association.html")]
pub struct AssociationPage<'a> {
    t: &'a Wording,
    heading: String,
    paragraphs: Vec<Paragraph>,
    figures: Vec<Figure>,
    quotation: QuotationEntry,
}

pub fn page<'a>(setting: &Setting<'a>) -> AssociationPage<'a> {
    AssociationPage {
        t: setting.t,
        heading: setting.head("association").title.clone(),
        paragraphs: parts::paragraphs(setting, &setting.site.profile.sentences),
        figures: parts::figures(setting),
        quotation: parts::quotation(setting),
    }
}
