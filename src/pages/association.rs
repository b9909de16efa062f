//! The page of the association.

use askama::Template;

use super::collected::filters;
use super::context::RenderContext;
use super::parts::{self, Figure, Paragraph, QuotationEntry};
use crate::content::ComposedPage;
use crate::html::PlainText;
use crate::i18n::Messages;

/// The page of the association: its presentation, its figures, the quotation.
#[derive(Template)]
#[template(path = "association.html")]
pub struct AssociationPage<'a> {
    t: &'a Messages,
    heading: PlainText,
    paragraphs: Vec<Paragraph>,
    figures: Vec<Figure>,
    quotation: Option<QuotationEntry>,
}

pub fn page<'a>(context: &RenderContext<'a>) -> AssociationPage<'a> {
    AssociationPage {
        t: context.t,
        heading: context.head(ComposedPage::Association).title.clone(),
        paragraphs: parts::paragraphs(context, &context.site.profile.sentences),
        figures: parts::figures(context),
        quotation: parts::quotation(context),
    }
}
