//! Puts finished pages in their places in an edition under construction.

use crate::content::{ComposedPage, Language, PageKey};
use crate::edition::{Builder, CachePolicy, Content, Suggestions};
use crate::pages::{self, Document, Placement, RenderContext, Routes};

const HTML: &str = "text/html; charset=utf-8";

/// How many pages of a language a not-found page may lead to: the main ones, and more.
const MOST_WAYS: usize = 256;

/// Adds each page, with its HTML, at its place; `policy` says how long pages may be reused.
pub(super) fn add_pages(
    pages: Vec<(Document, String)>,
    languages: &[Language],
    routes: &Routes<'_>,
    policy: CachePolicy,
    builder: &mut Builder,
) {
    for (Document { key, place, languages: tags, robots, .. }, html) in pages {
        let content = Content { media_type: HTML, language: Some(tags), policy, robots, body: html.into() };
        match place {
            Placement::At(path) => {
                // All languages' versions of a page are counted as one.
                let name = if key.side_by_side { "side-by-side" } else { &key.page };
                builder.name(path.clone(), name).page(path, content);
            }
            Placement::NotFound(prefix) => {
                // The page in all languages is for every path, even one outside of the site's own.
                builder.not_found(Some(prefix).filter(|prefix| *prefix != routes.within("/")), content);
            }
            Placement::Root(path) => {
                let home =
                    |language: &Language| Some((language.code.clone(), routes.path(ComposedPage::Home, language)?));
                builder.language_choice(path, languages.iter().filter_map(home).collect(), content);
            }
        }
    }
}

/// Adds the pages that a not-found page may lead to; `contexts` are those of all languages.
pub(super) fn add_suggestions(contexts: &[RenderContext<'_>], builder: &mut Builder) {
    for context in contexts {
        let page = |key: PageKey<'_>| {
            let path = context.path(key);
            let slug = path.trim_end_matches('/').rsplit('/').next()?;
            Some((slug.to_lowercase(), pages::suggestion(context, key).to_string()))
        };
        // The home page has no slug, and is on each of these pages.
        let keys = context.routes.keys_in(context.language).filter(|key| *key != ComposedPage::Home.into());
        let pages = keys.take(MOST_WAYS).filter_map(page).collect();
        builder.suggestions(Suggestions { after: pages::before_suggestion(context.language), pages });
    }
}
