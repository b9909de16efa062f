//! What a page is set in: its language, the words and facts of it, and where links lead.

use std::sync::Mutex;

use super::head::{Head, Heads};
use super::links::{Anchored, Links, lock};
use super::{Assets, RenderInput, Routes};
use crate::content::prose::{self, Resolve, Target};
use crate::content::{self, Direction, Fact, Language, Line, PageKey, Passage, Site, TypographyRules, did_you_mean};
use crate::diagnostic::{Place, Problem};
use crate::html::{Html, Words};
use crate::i18n::Messages;

pub use crate::content::VariablesByName as Variables;
pub use crate::content::prose::Picture;

/// A page's surroundings in one language.
pub struct RenderContext<'a> {
    /// What editors wrote.
    pub site: &'a Site,
    /// The page's language.
    pub language: &'a Language,
    /// The interface's words in it.
    pub t: &'a Messages,
    words: &'a [Messages],
    /// The addresses of pages.
    pub routes: &'a Routes<'a>,
    /// The addresses of files.
    pub assets: &'a dyn Assets,
    /// The facts in each language.
    variables: &'a [Variables],
    heads: &'a Heads,
    links: &'a Mutex<Links>,
    pub(super) preview: bool,
    /// Where the text stands that is written, for a preview.
    place: Option<String>,
}

impl<'a> RenderContext<'a> {
    /// The surroundings of a page in `language`; what its texts refer to is remembered in `links`.
    #[must_use]
    pub fn new(
        input: RenderInput<'a>,
        routes: &'a Routes<'a>,
        language: &'a Language,
        links: &'a Mutex<Links>,
    ) -> Self {
        Self {
            site: input.site,
            language,
            t: &input.words[language.index],
            words: input.words,
            routes,
            assets: input.assets,
            variables: input.variables,
            heads: input.heads,
            links,
            preview: input.preview,
            place: None,
        }
    }

    /// The surroundings of the same page in the site's first language.
    #[must_use]
    pub fn in_first_language(&self) -> RenderContext<'a> {
        let language = &self.site.languages[0];
        RenderContext { language, t: &self.words[0], place: None, ..*self }
    }

    /// What a page of the table says of itself in this language.
    #[must_use]
    pub fn head<'k>(&self, key: impl Into<PageKey<'k>>) -> &'a Head {
        self.heads.of(key.into(), self.language)
    }

    /// Plain words of the content set by the language's rules.
    #[must_use]
    pub fn set(&self, words: &str) -> String {
        content::set(TypographyRules::of(&self.language.code), words)
    }

    /// The path of a page in this language.
    #[must_use]
    pub fn path<'k>(&self, key: impl Into<PageKey<'k>>) -> String {
        self.path_in(key, self.language)
    }

    /// The path of a page that the program has, in a language.
    #[must_use]
    pub fn path_in<'k>(&self, key: impl Into<PageKey<'k>>, language: &Language) -> String {
        // Every key that is asked for here comes from the routes themselves.
        self.routes.path(key, language).unwrap_or_else(|| self.routes.within("/"))
    }

    /// A line as HTML.
    #[must_use]
    pub(crate) fn html(&self, line: &Line) -> Html {
        self.check(line.references());
        line.html(&self.at(&line.place))
    }

    /// A line's words alone.
    #[must_use]
    pub(crate) fn words(&self, line: &Line) -> Words {
        self.check(line.references());
        Words { plain: line.text(self), place: self.at(&line.place).place }
    }

    /// A passage as HTML; empty where all of it lacks facts.
    #[must_use]
    pub(crate) fn passage(&self, passage: &Passage) -> Html {
        self.check(passage.references());
        passage.html(&self.at(&passage.place))
    }

    /// A passage's paragraphs, headings and list items, each as HTML; empty where one lacks a fact.
    #[must_use]
    pub(crate) fn units(&self, passage: &Passage) -> Vec<Html> {
        passage.units_html(&self.at(&passage.place))
    }

    /// The same for a text that stands at `place`, which a preview is told.
    fn at(&self, place: &Place) -> RenderContext<'a> {
        let said = || format!("{}:{}:{}", place.path(), place.line(), place.column());
        RenderContext { place: self.preview.then(said), ..*self }
    }

    /// Remembers what a text refers to, to be held against what there is.
    fn check<'t>(&self, references: impl Iterator<Item = (Place, &'t Target)>) {
        let mut links = lock(self.links);
        for (place, target) in references {
            let wrong = match target {
                Target::Page { name, fragment } => {
                    let path = self.routes.path(PageKey::of(name), self.language);
                    let wrong = path.is_none().then(|| self.unknown_page(name));
                    if let (Some(path), Some(anchor)) = (path, fragment) {
                        let (place, page, anchor) = (place.clone(), name.clone(), anchor.clone());
                        links.anchors.push(Anchored { place, path, page, anchor });
                    }
                    wrong
                }
                Target::File(name) => self.unknown_file(name),
                Target::Fact(name) | Target::MailToFact(name) => self.unknown_fact(name),
                Target::Elsewhere(_) => None,
            };
            links.problems.extend(wrong.map(|problem| (place, problem)));
        }
    }

    /// The facts in the page's language.
    fn variables(&self) -> &'a Variables {
        &self.variables[self.language.index]
    }

    fn unknown_fact(&self, name: &str) -> Option<Problem> {
        (!self.variables().contains_key(name)).then(|| Problem::FactUnknown {
            fact: name.to_owned(),
            near: did_you_mean(name, self.variables().keys().map(String::as_str)).unwrap_or_default(),
        })
    }

    fn unknown_page(&self, name: &str) -> Problem {
        let near = did_you_mean(name, self.routes.keys().map(PageKey::as_str)).unwrap_or_default();
        Problem::PageUnknown { page: name.to_owned(), near }
    }

    fn unknown_file(&self, name: &str) -> Option<Problem> {
        self.assets.file(name).is_none().then(|| Problem::StaticUnknown {
            file: name.to_owned(),
            near: did_you_mean(name, self.assets.file_names().into_iter()).unwrap_or_default(),
        })
    }
}

impl Resolve for RenderContext<'_> {
    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { name, fragment } => {
                let path = self.routes.path(PageKey::of(name), self.language)?;
                Some(fragment.as_ref().map_or_else(|| path.clone(), |fragment| format!("{path}#{fragment}")))
            }
            Target::File(name) => self.assets.file(name).map(|file| file.address),
            _ => None,
        }
    }

    fn picture(&self, file: &str) -> Option<prose::Picture> {
        self.assets.file(file)
    }

    fn fact(&self, name: &str) -> Option<String> {
        Some(match self.variables().get(name)?.as_ref()? {
            Fact::Text(text) => text.clone(),
            Fact::Date(date) => self.t.date(date.day, date.month, &date.year.to_string()),
            Fact::Conformity(conformity) => self.t.conformity(conformity.as_str()),
        })
    }

    fn is_rtl(&self) -> bool {
        self.language.direction == Direction::RightToLeft
    }

    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }
}
