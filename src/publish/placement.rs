//! Finished pages -> their places in an edition under construction.

use crate::content::{ComposedPage, Language};
use crate::edition::{Builder, CachePolicy, Content, Suggestions};
use crate::pages::{self, Document, Placement, RenderContext, Routes};

const HTML: &str = "text/html; charset=utf-8";

/// So many pages of a language a not-found page may lead to: the main ones, and more.
const MOST_WAYS: usize = 256;

/// What decides how pages stand in an edition.
pub(super) struct PageRoutes<'a> {
    pub languages: &'a [Language],
    pub routes: &'a Routes<'a>,
    /// How long pages may be reused.
    pub policy: CachePolicy,
}

impl PageRoutes<'_> {
    /// Adds each page, with its HTML, at its place.
    pub fn add(&self, pages: Vec<(Document, String)>, builder: &mut Builder) {
        for (Document { key, place, languages, robots, .. }, html) in pages {
            let (policy, body) = (self.policy, html.into());
            let content = Content { media_type: HTML, language: Some(languages), policy, robots, body };
            match &place {
                Placement::At(path) => {
                    // All languages' versions of a page are counted as one.
                    let name = if key.side_by_side { "side-by-side" } else { &key.page };
                    builder.name(path, name).page(path, content);
                }
                Placement::NotFound(prefix) => {
                    // The page in all languages is for every path, also for those outside of the site's own.
                    let prefix = (*prefix != self.routes.within("/")).then(|| prefix.clone());
                    builder.not_found(prefix, content);
                }
                Placement::Root(path) => {
                    let home = |language: &Language| {
                        Some((language.code.clone(), self.routes.path(ComposedPage::Home.key(), language)?))
                    };
                    let options = self.languages.iter().filter_map(home).collect();
                    builder.language_choice(path, options, content);
                }
            }
        }
    }

    /// Adds the pages that a not-found page may lead to; `contexts` are those of all languages.
    pub fn add_suggestions(&self, contexts: &[RenderContext<'_>], builder: &mut Builder) {
        for context in contexts {
            let page = |key: &str| {
                let path = context.path(key);
                let slug = path.trim_end_matches('/').rsplit('/').next()?;
                Some((slug.to_lowercase(), pages::suggestion(context, key)))
            };
            // The home page has no slug, and is on each of these pages.
            let pages = self
                .routes
                .keys()
                .filter(|key| *key != ComposedPage::Home.key())
                .take(MOST_WAYS)
                .filter_map(page)
                .collect();
            builder.suggestions(Suggestions { after: pages::before_suggestion(context.language), pages });
        }
    }
}
