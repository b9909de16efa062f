//! What all pages share: the head, the navigation, the footer.

use askama::Template;

use super::context::RenderContext;
use super::head::Head;
use super::json_ld::json_ld;
use super::logo::{Logo, logo};
use super::parts::{self, ContactEntry, Link};
use super::{DocumentKey, PageFiles, notice};
use crate::content::{ACCESSIBILITY, ComposedPage, Language, PageKey};
use crate::html::{Html, PlainText};
use crate::i18n::Messages;

/// What all pages share, as the values of one page.
pub struct Layout {
    /// The language's code, and the direction of its script.
    pub language: String,
    pub dir: &'static str,
    /// The words of the browser's tab.
    pub title: String,
    /// The title of the page itself.
    pub heading: PlainText,
    pub description: String,
    pub robots: Option<&'static str>,
    /// The page's own absolute address, where it has one: for search engines and for print.
    pub address: Option<String>,
    /// The same page in each language, for search engines: the language's code, the address.
    pub alternates: Vec<(String, String)>,
    /// What the paths of the site begin with: nothing at the root of its host.
    pub base: String,
    pub sharing: Option<Sharing>,
    pub json_ld: Option<String>,
    /// The association's acronym and name.
    pub acronym: String,
    pub name: String,
    pub home: String,
    /// The logo, in place of the acronym.
    pub logo: Option<Logo>,
    pub nav: Vec<Link>,
    /// The same page in the other languages.
    pub switch: Vec<Link>,
    pub breadcrumb: Vec<Link>,
    /// The pages that stand under this one.
    pub children: Vec<Link>,
    /// What every page says for some days, empty on others.
    pub notice: Html,
    /// What the preview says of a page that visitors do not see.
    pub preview_mark: Option<String>,
    pub footer: Footer,
    /// Whether the page has neither this header nor this footer.
    pub is_whole: bool,
    /// Whether it is an editor's preview.
    pub is_preview: bool,
}

/// A whole page: what all share, around what is its own.
#[derive(Template)]
#[template(path = "base.html")]
pub struct Frame<'a> {
    pub layout: &'a Layout,
    pub t: &'a Messages,
    pub key: &'a DocumentKey,
    pub files: &'a PageFiles,
    pub weight: Option<String>,
    pub main: &'a Html,
}

/// What is shown where the page is shared.
pub struct Sharing {
    pub locale: String,
    pub other_locales: Vec<String>,
    pub image_alt: String,
}

/// The foot of a page.
pub struct Footer {
    pub contact: ContactEntry,
    pub links: Vec<Link>,
    pub side_by_side: Vec<Link>,
    pub as_of: String,
    /// Whether the page says what it weighs with its stylesheet and fonts.
    pub is_weighed: bool,
}

impl Layout {
    /// The frame of a page of the table.
    pub fn of_page<'k>(context: &RenderContext<'_>, key: impl Into<PageKey<'k>>) -> Self {
        let key = key.into();
        let head = context.head(key);
        let path = context.path(key);
        let base = context.routes.base;
        let address = base.absolute(&path);
        let (languages, membership) = (&context.site.languages, &context.site.profile.membership);

        let (addresses, default) = context.routes.alternates(key).unwrap_or_default();
        let alternates = addresses.into_iter().chain([("x-default", default)]);

        let breadcrumb = if key == ComposedPage::Home.into() {
            Vec::new()
        } else {
            let above = context.routes.tree.ancestors(key).into_iter().rev();
            let above = std::iter::once(ComposedPage::Home.into()).chain(above).map(|key| link(context, key));
            above.chain([current_link(context, key, Some(key))]).collect()
        };
        let mut layout = Self::new(context, head, Some(key));
        layout.switch = switch_of_page(context, key);
        layout.footer.side_by_side = side_by_side(context, key);
        layout.footer.is_weighed = true;
        layout.json_ld = Some(json_ld(context, head, &address, &breadcrumb, layout.logo.as_ref()));
        layout.sharing = Some(Sharing {
            locale: context.language.locale.clone(),
            other_locales: languages
                .iter()
                .filter(|other| other.index != context.language.index && context.routes.is_in(key, other))
                .map(|other| other.locale.clone())
                .collect(),
            image_alt: context.t.card_alternative(
                &head.title.plain,
                *membership.members,
                *membership.countries,
                &membership.as_of.to_string(),
            ),
        });
        layout.alternates = alternates.map(|(code, address)| (code.to_owned(), address)).collect();
        layout.address = Some(address);
        // The main navigation shows the way to its own pages, but to those under another.
        let is_shown = context.routes.is_in_menu(key) && context.routes.tree.parent(key).is_none();
        layout.breadcrumb = if is_shown { Vec::new() } else { breadcrumb };
        layout.children = context.routes.children(Some(key), context.language).map(|key| link(context, key)).collect();
        layout
    }

    /// The frame of a page that is not in the table, with all that needs no address of its own.
    pub fn bare(context: &RenderContext<'_>, head: &Head) -> Self {
        Self::new(context, head, None)
    }

    /// What every frame has; `current` is the key of the page, where it has one.
    fn new(context: &RenderContext<'_>, head: &Head, current: Option<PageKey<'_>>) -> Self {
        let profile = &context.site.profile;
        let name = profile.full_name(context.language);
        let acronym = profile.acronym.to_string();
        Self {
            language: context.language.code.clone(),
            dir: context.language.direction.as_str(),
            title: head.tab.clone().unwrap_or_else(|| format!("{} – {acronym}", head.title.plain)),
            heading: head.title.clone(),
            description: head.description.plain.clone(),
            robots: None,
            address: None,
            alternates: Vec::new(),
            base: context.routes.within(""),
            sharing: None,
            json_ld: None,
            acronym,
            name,
            home: context.path(ComposedPage::Home),
            logo: logo(context),
            nav: context.routes.menu(context.language).map(|key| current_link(context, key, current)).collect(),
            switch: Vec::new(),
            breadcrumb: Vec::new(),
            children: Vec::new(),
            notice: notice::region(&[context]),
            preview_mark: notice::mark(context, current),
            footer: Footer {
                contact: parts::contact(context),
                links: context.routes.footer(context.language).map(|key| footer_link(context, key, current)).collect(),
                side_by_side: Vec::new(),
                as_of: context.site.settings.as_of.to_string(),
                is_weighed: false,
            },
            is_whole: false,
            is_preview: context.preview,
        }
    }
}

/// A link to a page of the table.
pub fn link<'k>(context: &RenderContext<'_>, key: impl Into<PageKey<'k>>) -> Link {
    let key = key.into();
    Link::new(context.head(key).label.clone(), context.path(key))
}

/// The same, on the page `current`.
pub fn current_link(context: &RenderContext<'_>, key: PageKey<'_>, current: Option<PageKey<'_>>) -> Link {
    Link { current: current == Some(key), ..link(context, key) }
}

/// A link of the footer, which names the page on accessibility by the state that it declares.
fn footer_link(context: &RenderContext<'_>, key: PageKey<'_>, current: Option<PageKey<'_>>) -> Link {
    if key == ACCESSIBILITY {
        let state = *context.site.legal.accessibility.status;
        return Link::new(context.t.accessibility_state(state.as_str()), context.path(key));
    }
    current_link(context, key, current)
}

/// The languages that a page can be switched to.
pub fn switch(context: &RenderContext<'_>, path: impl Fn(&Language) -> String) -> Vec<Link> {
    let others = context.site.languages.iter().filter(|other| other.index != context.language.index);
    others.map(|other| language_link(other, path(other))).collect()
}

/// The languages that a page of the table can be switched to: where it is not in one of them, to the page above it, which the link
/// names, and says why.
fn switch_of_page(context: &RenderContext<'_>, key: PageKey<'_>) -> Vec<Link> {
    let others = context.site.languages.iter().filter(|other| other.index != context.language.index);
    let link = |other| {
        if let Some(path) = context.routes.path(key, other) {
            return language_link(other, path);
        }
        let there = context.in_language(other);
        let near = link(&there, context.routes.nearest_above(key, other));
        let label = there.t.language_elsewhere(&other.name, &near.label.plain);
        let name = there.t.language_elsewhere_name(&label);
        Link { label: label.into(), name: Some(name), ..language_link(other, near.href) }
    };
    others.map(link).collect()
}

/// A link to a page in a language, named as the language names itself.
pub fn language_link(language: &Language, href: String) -> Link {
    Link { language: Some(language.code.clone()), ..Link::new(language.name.clone(), href) }
}

/// The views of a page beside its translations: from the first language's page to each, from another's to its own.
fn side_by_side(context: &RenderContext<'_>, key: PageKey<'_>) -> Vec<Link> {
    let source = &context.site.languages[0];
    context
        .routes
        .translations(context.language)
        .filter_map(|other| {
            let label = context.t.side_by_side_link(&source.name, &other.name);
            Some(Link::new(label, context.routes.side_by_side(key, other)?))
        })
        .collect()
}
