//! What every page says near its top for some days, and what the preview says of what visitors do not see.

use askama::Template;

use super::context::RenderContext;
use crate::content::{Absence, PageKey};
use crate::html::Html;
use crate::i18n::Messages;

/// The notice, in the languages of a page.
#[derive(Template)]
#[template(path = "notice.html")]
struct NoticeRegion<'a> {
    t: &'a Messages,
    mark: Option<String>,
    versions: Vec<NoticeVersion<'a>>,
}

/// The notice in one language; the language is said where it may be another than the page's.
struct NoticeVersion<'a> {
    lang: Option<&'a str>,
    dir: &'static str,
    words: Html,
}

/// The notice for a page in the languages of `contexts`, the first one of which is the page's own; nothing where there is none.
pub fn region<'a>(contexts: &[&RenderContext<'a>]) -> Html {
    let Some((first, notice)) = contexts.first().and_then(|first| Some((first, first.site.settings.notice.as_ref()?)))
    else {
        return Html::default();
    };
    let is_alone = contexts.len() == 1;
    let version = |context: &RenderContext<'a>| NoticeVersion {
        lang: (!is_alone).then_some(context.language.code.as_str()),
        dir: context.language.direction.as_str(),
        words: context.html(notice.text.of(context.language)),
    };
    // One that lacks a fact is left out.
    let versions: Vec<_> =
        contexts.iter().map(|context| version(context)).filter(|version| !version.words.is_empty()).collect();
    if versions.is_empty() {
        return Html::default();
    }
    let mark = first.site.absences.notice.map(|absence| sentence(first, absence));
    Html::of(&NoticeRegion { t: first.t, mark, versions })
}

/// What the preview says of a page that visitors do not see; nothing of one that they do.
pub fn mark(context: &RenderContext<'_>, key: Option<PageKey<'_>>) -> Option<String> {
    let absence = context.site.absences.pages.get(key?.as_str())?;
    Some(sentence(context, *absence))
}

fn sentence(context: &RenderContext<'_>, absence: Absence) -> String {
    let t = context.t;
    let date = |date: crate::content::Date| t.date(date.day, date.month, &date.year.to_string());
    match absence {
        Absence::Draft => t.preview_draft(),
        Absence::NotYet(first) => t.preview_not_yet(&date(first)),
        Absence::Over(last) => t.preview_over(&date(last)),
    }
}
