//! The page for addresses that have none.

use askama::Template;

use super::context::RenderContext;
use super::head::Head;
use super::layout::{Layout, link, switch};
use super::logo::Logo;
use super::parts::Link;
use super::{Document, Placement, notice};
use crate::content::{ComposedPage, Language, PageKey};
use crate::drawing::rosace::Rosace;
use crate::html::Html;

/// How many pages of a language a not-found page may lead to: the main ones, and more.
const MOST_SUGGESTIONS: usize = 256;

/// The page as values, which is rendered anew where a page is near what was asked for.
pub struct NotFound {
    /// In the language of the address; where that has none, in all of them.
    parts: Vec<Part>,
    home: String,
    acronym: String,
    /// Whether it is a page without the header and the footer of the others.
    is_whole: bool,
    logo: Option<Logo>,
    notice: Html,
    rosace: Html,
    /// The pages that it may lead to: the last part of the path of each, and a link.
    pub suggestions: Vec<(String, Link)>,
}

/// The page in one language.
#[derive(Clone)]
struct Part {
    language: Language,
    skip_link: String,
    title: String,
    lede: String,
    /// Where a visitor may go from here.
    links: Vec<Link>,
}

/// The page in the language of the address.
#[derive(Template)]
#[template(path = "not_found.html")]
struct NotFoundPage<'a> {
    part: &'a Part,
    rosace: &'a Html,
}

/// The page where the address has no language: in all of them.
#[derive(Template)]
#[template(path = "not_found_all.html")]
struct NotFoundInAllPage<'a> {
    home: &'a str,
    acronym: &'a str,
    logo: &'a Option<Logo>,
    notice: &'a Html,
    parts: &'a [Part],
    rosace: &'a Html,
}

/// The page of a language.
pub fn in_language(context: &RenderContext<'_>) -> Document {
    let mut layout = layout(context);
    layout.switch = switch(context, |language| context.path_in(ComposedPage::Home, language));
    let place = Placement::NotFound(context.routes.within(&format!("/{}/", context.language.code)));
    document(std::slice::from_ref(context), place, layout)
}

/// The page in all languages.
pub fn in_all(contexts: &[RenderContext<'_>]) -> Document {
    let layout = Layout { is_whole: true, ..layout(&contexts[0]) };
    document(contexts, Placement::NotFound(contexts[0].routes.within("/")), layout)
}

/// The codes of some languages, as `Content-Language` lists them.
pub fn codes(contexts: &[RenderContext<'_>]) -> String {
    contexts.iter().map(|context| context.language.code.as_str()).collect::<Vec<_>>().join(", ")
}

fn document(contexts: &[RenderContext<'_>], place: Placement, layout: Layout) -> Document {
    let first = &contexts[0];
    let page = NotFound {
        parts: contexts.iter().map(part).collect(),
        home: layout.home.clone(),
        acronym: layout.acronym.clone(),
        is_whole: layout.is_whole,
        logo: layout.logo.clone(),
        notice: notice::region(&contexts.iter().collect::<Vec<_>>()),
        rosace: rosace(first),
        suggestions: contexts.iter().flat_map(suggestions).collect(),
    };
    let html = page.html(&[]);
    let document = Document::new(place, first.language, codes(contexts), layout, html).unlisted();
    Document { not_found: Some(page), ..document }
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

fn part(context: &RenderContext<'_>) -> Part {
    let to = |page| Link { language: Some(context.language.code.clone()), ..link(context, page) };
    Part {
        language: context.language.clone(),
        skip_link: context.t.skip_link(),
        title: context.t.not_found_title(),
        lede: context.t.not_found_lede(),
        links: [ComposedPage::Home, ComposedPage::SiteMap].map(to).into(),
    }
}

/// The pages of a language that may have been meant.
fn suggestions<'a>(context: &'a RenderContext<'a>) -> impl Iterator<Item = (String, Link)> + 'a {
    let suggestion = |key: PageKey<'_>| {
        let link = Link { language: Some(context.language.code.clone()), ..link(context, key) };
        let slug = link.href.trim_end_matches('/').rsplit('/').next()?.to_lowercase();
        Some((slug, link))
    };
    // The home page has no slug, and is on each of these pages.
    let keys = context.routes.keys_in(context.language).filter(|key| *key != ComposedPage::Home.into());
    keys.take(MOST_SUGGESTIONS).filter_map(suggestion)
}

/// The assembly with one seat empty.
fn rosace(context: &RenderContext<'_>) -> Html {
    let membership = &context.site.profile.membership;
    let title = context.t.rosace_empty_title(*membership.members, *membership.countries);
    Rosace::with_an_empty_seat(*membership.members, *membership.countries).svg(&title)
}

impl NotFound {
    /// The main part of the page, with links to these of its suggestions first.
    pub fn html(&self, suggested: &[usize]) -> Html {
        let suggested = suggested.iter().filter_map(|at| self.suggestions.get(*at)).map(|(_, link)| link);
        let suggested: Vec<_> = suggested.collect();
        let parts: Vec<_> = self.parts.iter().map(|part| part.with(&suggested)).collect();
        let rosace = &self.rosace;
        match &parts[..] {
            [part] if !self.is_whole => Html::of(&NotFoundPage { part, rosace }),
            parts => {
                let Self { home, acronym, logo, notice, .. } = self;
                Html::of(&NotFoundInAllPage { home, acronym, logo, notice, parts, rosace })
            }
        }
    }
}

impl Part {
    /// The same with those links of its language first.
    fn with(&self, suggested: &[&Link]) -> Self {
        let own = suggested.iter().filter(|link| link.language.as_ref() == Some(&self.language.code));
        Self { links: own.copied().chain(&self.links).cloned().collect(), ..self.clone() }
    }
}
