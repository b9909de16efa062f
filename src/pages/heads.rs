//! Typesets the titles, descriptions and labels of all pages.

use rayon::prelude::*;

use super::collected::Collector;
use super::context::RenderContext;
use super::head::{Head, Heads};
use super::{RenderInput, Routes};
use crate::content::{ComposedPage, Line, PageKey};

/// The heads of all pages.
pub fn heads(input: RenderInput<'_>, routes: &Routes<'_>) -> Heads {
    let mut heads = Heads::default();
    for language in &input.site.languages {
        let keys: Vec<_> = routes.keys_in(language).collect();
        let set = |key: &PageKey<'_>| {
            let collector = Collector::default();
            let head = head(&RenderContext::new(input, routes, language, &collector), *key);
            ((key.as_str().to_owned(), head), collector.take())
        };
        let (of_language, collected): (Vec<_>, Vec<_>) = keys.par_iter().map(set).unzip();
        heads.languages.push(of_language.into_iter().collect());
        heads.collected.extend(collected);
    }
    heads
}

fn head(context: &RenderContext<'_>, key: PageKey<'_>) -> Head {
    let language = context.language;
    let text = |line: &Line| context.text(line);
    if key == ComposedPage::Home.into() {
        let home = &context.site.settings.home;
        return Head {
            title: context.site.profile.full_name(language).into(),
            tab: Some(text(home.title.of(language)).plain),
            description: text(home.description.of(language)),
            label: text(home.label.of(language)),
        };
    }
    let Some(head) = context.routes.tree.head(key) else { unreachable!("{key:?} is no page of the table") };
    let title = text(head.title.of(language));
    let label = head.label.as_ref().map_or_else(|| title.clone(), |label| text(label.of(language)));
    Head { title, tab: None, description: text(head.description.of(language)), label }
}
