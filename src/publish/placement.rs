//! Puts finished pages in their places in an edition under construction.

use std::sync::Arc;

use crate::content::{ComposedPage, Language};
use crate::edition::{Builder, CachePolicy, Content, SuggestedPage, Suggestions, tight};
use crate::i18n::Messages;
use crate::pages::{Document, PageFiles, Placement, Routes};

const HTML: &str = "text/html; charset=utf-8";

/// Puts pages in their places.
pub(super) struct Placements<'a> {
    pub languages: &'a [Language],
    pub messages: &'a Arc<[Messages]>,
    pub routes: &'a Routes<'a>,
    pub files: Arc<PageFiles>,
    /// How long pages may be reused.
    pub policy: CachePolicy,
}

impl Placements<'_> {
    /// Adds a page, with its HTML, at its place.
    pub fn add(&self, document: Document, html: String, builder: &mut Builder) {
        let Document { key, place, languages: tags, robots, .. } = &document;
        let (policy, robots) = (self.policy, *robots);
        let content = Content { media_type: HTML, language: Some(tags.clone()), policy, robots, body: html.into() };
        match place {
            Placement::At(path) => {
                // All languages' versions of a page are counted as one.
                let name = if key.side_by_side { "side-by-side" } else { &key.page };
                builder.name(path, name).resource(path, content);
            }
            Placement::NotFound(prefix) => {
                // The page in all languages is for every path, even one outside of the site's own.
                let prefix = Some(prefix.clone()).filter(|prefix| *prefix != self.routes.within("/"));
                builder.not_found(prefix, content, self.suggestions(document));
            }
            Placement::Root(path) => {
                let home = |language: &Language| {
                    Some((language.code.clone(), self.routes.path(ComposedPage::Home, language)?))
                };
                builder.language_choice(path, self.languages.iter().filter_map(home).collect(), content);
            }
        }
    }

    /// The pages that a not-found page may lead to, and how it is rendered then.
    fn suggestions(&self, document: Document) -> Suggestions {
        let page = |(slug, language): (&str, &str)| SuggestedPage { slug: slug.into(), language: language.into() };
        let pages = document.suggestions().map(page).collect();
        let (messages, files) = (Arc::clone(self.messages), Arc::clone(&self.files));
        let render = move |near: &[usize]| tight(document.html_with_suggestions(near, &messages, &files).into_bytes());
        Suggestions { pages, render: Some(Box::new(render)) }
    }
}
