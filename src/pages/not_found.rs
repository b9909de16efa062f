//! The page for addresses that have none.

use askama::Template;

use super::context::RenderContext;
use super::head::Head;
use super::layout::{Layout, link, switch};
use super::logo::Logo;
use super::parts::Link;
use super::{Document, Placement};
use crate::content::{ComposedPage, Language, PageKey};
use crate::drawing::rosace::Rosace;
use crate::html::Html;
use crate::i18n::Messages;

/// The page in the language of the address.
#[derive(Template)]
#[template(path = "not_found.html")]
struct NotFoundPage<'a> {
    t: &'a Messages,
    context: &'a RenderContext<'a>,
    rosace: Html,
}

/// The page where the address has no language: in all of them.
#[derive(Template)]
#[template(path = "not_found_all.html")]
struct NotFoundInAllPage<'a> {
    home: &'a str,
    acronym: &'a str,
    logo: &'a Option<Logo>,
    contexts: &'a [RenderContext<'a>],
    rosace: Html,
}

/// A link of the list that both have.
#[derive(Template)]
#[template(path = "suggestion.html")]
struct Suggestion<'a> {
    code: &'a str,
    link: Link,
}

/// The page of a language.
pub fn in_language(context: &RenderContext<'_>) -> Document {
    let mut layout = layout(context);
    layout.switch = switch(context, |language| context.path_in(ComposedPage::Home, language));
    let page = NotFoundPage { t: context.t, context, rosace: rosace(context) };
    let language = context.language;
    let place = Placement::NotFound(context.routes.within(&format!("/{}/", language.code)));
    Document::new(place, language, language.code.clone(), layout, Html::of(&page)).unlisted()
}

/// The page in all languages.
pub fn in_all(contexts: &[RenderContext<'_>]) -> Document {
    let first = &contexts[0];
    let layout = Layout { is_whole: true, ..layout(first) };
    let (home, acronym) = (layout.home.as_str(), layout.acronym.as_str());
    let page = Html::of(&NotFoundInAllPage { home, acronym, logo: &layout.logo, contexts, rosace: rosace(first) });
    let place = Placement::NotFound(first.routes.within("/"));
    Document::new(place, first.language, codes(contexts), layout, page).unlisted()
}

/// The codes of some languages, as `Content-Language` lists them.
pub fn codes(contexts: &[RenderContext<'_>]) -> String {
    contexts.iter().map(|context| context.language.code.as_str()).collect::<Vec<_>>().join(", ")
}

fn layout(context: &RenderContext<'_>) -> Layout {
    let t = context.t;
    let title = t.not_found_title();
    let mut layout = Layout::bare(
        context,
        &Head { title: title.clone().into(), tab: None, description: t.not_found_lede().into(), label: title.into() },
    );
    layout.robots = Some("noindex");
    layout
}

/// Where a visitor may go from here.
fn suggestions(context: &RenderContext<'_>) -> Vec<Link> {
    [ComposedPage::Home, ComposedPage::SiteMap].map(|page| link(context, page)).into()
}

/// The assembly with one seat empty.
fn rosace(context: &RenderContext<'_>) -> Html {
    let membership = &context.site.profile.membership;
    let title = context.t.rosace_empty_title(membership.members, membership.countries);
    Rosace::with_an_empty_seat(membership.members, membership.countries).svg(&title)
}

/// The markup of the pages here that a link to the nearest page follows, in the list of a language.
#[must_use]
pub fn before_suggestion(language: &Language) -> String {
    format!("id=\"ways-{}\">", language.code)
}

/// The link to the nearest page.
#[must_use]
pub fn suggestion(context: &RenderContext<'_>, key: PageKey<'_>) -> Html {
    Html::of(&Suggestion { code: &context.language.code, link: link(context, key) })
}
