//! The page that offers the languages: what `/` shows where nothing leads a visitor on.

use askama::Template;

use super::context::RenderContext;
use super::layout::Layout;
use super::not_found::codes;
use super::parts;
use super::{Document, Placement, notice};
use crate::content::ComposedPage;
use crate::html::Html;

#[derive(Template)]
#[template(path = "language_choice.html")]
struct LanguageChoicePage<'a> {
    acronym: &'a str,
    contexts: &'a [RenderContext<'a>],
    notice: Html,
    rosace: Html,
}

/// The page.
pub fn document(contexts: &[RenderContext<'_>]) -> Document {
    let first = &contexts[0];
    let head = first.head(ComposedPage::Home);
    let mut layout = Layout { is_whole: true, ..Layout::bare(first, head) };
    layout.address = Some(first.routes.base.absolute(&first.routes.within("/")));
    layout.alternates = Layout::of_page(first, ComposedPage::Home).alternates;
    let notice = notice::region(&contexts.iter().collect::<Vec<_>>());
    let page =
        Html::of(&LanguageChoicePage { acronym: &layout.acronym, contexts, notice, rosace: parts::rosace(first) });
    Document::new(Placement::Root(first.routes.within("/")), first.language, codes(contexts), layout, page)
}
