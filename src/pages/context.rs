//! What a page is set in: its language, the words and facts of it, and where links lead.

use std::fmt::Display;

use super::collected::{Collector, Fragment};
use super::head::{Head, Heads};
use super::{Assets, RenderInput, Routes, documents, own_address};
use crate::content::prose::{self, LinkedDocument, Resolve, Target};
use crate::content::{
    self, Absence, At, Direction, Fact, Language, Line, Name, PageKey, Passage, Site, TypographyRules, did_you_mean,
    fact_meant,
};
use crate::diagnostic::{Place, Problem};
use crate::html::{Html, PlainText};
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
    messages: &'a [Messages],
    /// The addresses of pages.
    pub routes: &'a Routes<'a>,
    /// The addresses of files.
    pub assets: &'a dyn Assets,
    /// The facts in each language.
    variables: &'a [Variables],
    heads: &'a Heads,
    collector: &'a Collector,
    pub(super) preview: bool,
    /// Where the text stands that is written, for a preview.
    place: Option<String>,
    /// How many levels deeper than in a page of text the headings of a text are.
    heading_offset: u8,
}

impl<'a> RenderContext<'a> {
    /// The surroundings of a page in `language`; what is learnt of it goes to `collector`.
    pub fn new(
        input: RenderInput<'a>,
        routes: &'a Routes<'a>,
        language: &'a Language,
        collector: &'a Collector,
    ) -> Self {
        Self {
            site: input.site,
            language,
            t: &input.messages[language.index],
            messages: input.messages,
            routes,
            assets: input.assets,
            variables: input.variables,
            heads: input.heads,
            collector,
            preview: input.preview,
            place: None,
            heading_offset: 0,
        }
    }

    /// The surroundings of the same page in another language.
    pub fn in_language(&self, language: &'a Language) -> RenderContext<'a> {
        RenderContext { language, t: &self.messages[language.index], place: None, ..*self }
    }

    /// What a page of the table says of itself in this language.
    pub fn head<'k>(&self, key: impl Into<PageKey<'k>>) -> &'a Head {
        self.heads.of(key.into(), self.language)
    }

    /// Plain words of the content set by the language's rules.
    pub fn set(&self, words: &str) -> String {
        content::set(TypographyRules::of(&self.language.code), words)
    }

    /// A page's own part, with what is learnt of it on the way.
    pub(super) fn render(&self, page: &dyn askama::DynTemplate) -> Html {
        Html::with_values(page, self.collector)
    }

    /// Words of the interface that a page sets in italics.
    pub fn italic(&self, words: String) -> String {
        self.collector.lock().italics.add(&words);
        words
    }

    /// Notes that the page shows a picture of `static`.
    pub(super) fn show(&self, picture: &str) {
        self.collector.lock().pictures.insert(picture.to_owned());
    }

    /// The path of a page in this language.
    pub fn path<'k>(&self, key: impl Into<PageKey<'k>>) -> String {
        self.path_in(key, self.language)
    }

    /// The path of a page that the program has, in a language.
    pub fn path_in<'k>(&self, key: impl Into<PageKey<'k>>, language: &Language) -> String {
        // Every key that is asked for here comes from the routes themselves.
        self.routes.path(key, language).unwrap_or_else(|| self.routes.within("/"))
    }

    /// A line as HTML.
    pub(crate) fn html(&self, line: &Line) -> Html {
        self.check(line.references());
        line.html(&self.at(&line.place))
    }

    /// A line's words alone.
    pub(crate) fn text(&self, line: &Line) -> PlainText {
        self.check(line.references());
        PlainText { plain: line.text(self), place: self.at(&line.place).place }
    }

    /// A value of the content as it is shown.
    pub(crate) fn value<T: Display>(&self, value: &At<T>) -> PlainText {
        PlainText { plain: self.set(&value.to_string()), place: self.at(&value.place).place }
    }

    /// A passage as HTML; empty where all of it lacks facts.
    pub(crate) fn passage(&self, passage: &Passage) -> Html {
        self.check(passage.references());
        passage.html(&self.at(&passage.place))
    }

    /// The same under a heading of the third level.
    pub(crate) fn passage_under_h3(&self, passage: &Passage) -> Html {
        RenderContext { heading_offset: 1, place: None, ..*self }.passage(passage)
    }

    /// A passage's paragraphs, headings and list items, each as HTML; empty where one lacks a fact.
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
        let mut collected = self.collector.lock();
        for (place, target) in references {
            let wrong = match target {
                Target::Page { name, fragment } => {
                    let path = self.routes.nearest_version(PageKey::of(name), self.language).map(|(_, path)| path);
                    let wrong =
                        path.is_none().then(|| self.absent_page(name).unwrap_or_else(|| self.unknown_page(name)));
                    if let (Some(path), Some(anchor)) = (path, fragment) {
                        let (place, page, anchor) = (place.clone(), name.clone(), anchor.clone());
                        collected.fragments.push(Fragment { place, path, page, anchor });
                    }
                    wrong
                }
                Target::File(name) => self.unknown_file(name),
                Target::Fact(name) | Target::MailToFact(name) => self.unknown_fact(name),
                Target::Elsewhere(address) => own_address::problem(address, self.site, self.routes),
            };
            collected.problems.extend(wrong.map(|problem| (place, problem)));
        }
    }

    /// Remembers a problem that is not of a text.
    pub(super) fn remember(&self, place: Place, problem: Problem) {
        self.collector.lock().problems.push((place, problem));
    }

    /// The facts in the page's language.
    fn variables(&self) -> &'a Variables {
        &self.variables[self.language.index]
    }

    fn unknown_fact(&self, name: &str) -> Option<Problem> {
        (!self.variables().contains_key(name)).then(|| Problem::FactUnknown {
            fact: name.to_owned(),
            near: fact_meant(name, self.variables().keys().map(String::as_str)).unwrap_or_default(),
        })
    }

    /// A picture of `static` that a file of content names; nothing where it is none, which is remembered.
    pub(crate) fn picture_of(&self, file: &At<Name>) -> Option<Picture> {
        let name = file.as_str().strip_prefix("file:").unwrap_or(file.as_str());
        let picture = self.assets.file(name);
        let problem = match &picture {
            None => self.unknown_logo(name, |name| self.assets.file(name).is_some_and(|file| file.size.is_some())),
            Some(picture) if picture.size.is_none() => {
                Some(Problem::PictureUnreadable { file: name.to_owned(), found: String::new(), right: String::new() })
            }
            Some(_) => None,
        };
        let is_sound = problem.is_none();
        if is_sound {
            self.show(name);
        }
        self.collector.lock().problems.extend(problem.map(|problem| (file.place.clone(), problem)));
        picture.filter(|_| is_sound)
    }

    /// Says of a page that visitors do not get today that it is so: the words of a link to it stand without it.
    fn absent_page(&self, name: &str) -> Option<Problem> {
        let (state, date) = match self.site.absences.pages.get(name)? {
            Absence::Draft => ("draft", String::new()),
            Absence::NotYet(date) => ("not-yet", date.to_string()),
            Absence::Over(date) => ("over", date.to_string()),
        };
        Some(Problem::PageAbsent { page: name.to_owned(), state: state.to_owned(), date })
    }

    fn unknown_page(&self, name: &str) -> Problem {
        let near = self.site.page_name_like(name, &|_| true).unwrap_or_default();
        Problem::PageUnknown { page: name.to_owned(), near }
    }

    /// Says of a logo that it is not there, with the name that is most like it of those that may be meant; nothing where it is there
    /// and has a problem of its own.
    pub(super) fn unknown_logo(&self, file: &str, may_be_meant: impl Fn(&str) -> bool) -> Option<Problem> {
        // What texts write before a name, the folder, and what Windows writes between the two are no part of it.
        let typed = file.replace('\\', "/");
        let typed = typed.trim_start_matches("file:").trim_start_matches('/').trim_start_matches("static/");
        let names = self.assets.file_names().into_iter().filter(|name| may_be_meant(name));
        (!self.assets.is_refused(file) && !self.assets.is_refused(typed)).then(|| Problem::LogoUnknown {
            file: file.to_owned(),
            near: did_you_mean(typed, names).unwrap_or_default(),
        })
    }

    fn unknown_file(&self, name: &str) -> Option<Problem> {
        let is_unknown = self.assets.file(name).is_none() && !self.assets.is_refused(name);
        is_unknown.then(|| Problem::StaticUnknown {
            file: name.to_owned(),
            near: did_you_mean(name, self.assets.file_names().into_iter()).unwrap_or_default(),
        })
    }
}

impl Resolve for RenderContext<'_> {
    fn address(&self, target: &Target) -> Option<String> {
        match target {
            Target::Page { name, fragment } => {
                let (_, path) = self.routes.nearest_version(PageKey::of(name), self.language)?;
                Some(fragment.as_ref().map_or_else(|| path.clone(), |fragment| format!("{path}#{fragment}")))
            }
            Target::File(name) => self.assets.file(name).map(|file| file.address),
            _ => None,
        }
    }

    fn language(&self, target: &Target) -> Option<String> {
        let Target::Page { name, .. } = target else { return None };
        let (language, _) = self.routes.nearest_version(PageKey::of(name), self.language)?;
        (language.index != self.language.index).then(|| language.code.clone())
    }

    fn document(&self, target: &Target, words: &str, after: &str) -> Option<LinkedDocument> {
        let Target::File(name) = target else { return None };
        let file = self.assets.document(name)?;
        let saved_as = file.is_saved.then(|| name.rsplit('/').next().unwrap_or(name).to_owned());
        Some(LinkedDocument { details: documents::details(self.t, file, words, after).unwrap_or_default(), saved_as })
    }

    fn picture(&self, file: &str) -> Option<prose::Picture> {
        self.show(file);
        self.assets.file(file)
    }

    fn fact(&self, name: &str) -> Option<String> {
        Some(match self.variables().get(name)?.as_ref()? {
            Fact::Text(text) => text.clone(),
            Fact::Count(count) => self.t.number_word(*count),
            Fact::Date(date) => self.t.date(date.day, date.month, &date.year.to_string()),
            Fact::Conformity(conformity) => self.t.conformity(conformity.as_str()),
        })
    }

    fn italics(&self, words: &str) {
        self.collector.lock().italics.add(words);
    }

    fn is_rtl(&self) -> bool {
        self.language.direction == Direction::RightToLeft
    }

    fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    fn heading_offset(&self) -> u8 {
        self.heading_offset
    }
}
