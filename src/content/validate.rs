//! Checks what no record shows by itself: whether those of a site agree with each other.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::language::Language;
use super::look;
use super::navigation;
use super::page_tree::PageTree;
use super::registry::{ComposedPage, PageKey};
use super::site::{FreePage, Objectives, PageHead, Sentence, Site};
use super::text::{Line, Translated};
use crate::diagnostic::{Place, Problem, Report};

/// Checks the site as a whole.
pub fn site(site: &Site, report: &mut Report) {
    years(site, report);
    navigation::check(site, report);
    if let Some(look) = &site.settings.look {
        look::check(look, report);
    }
    // The dossier and the home page show sentences of several files together.
    let anchors = site.sentences().map(|sentence| (sentence.id.to_string(), &sentence.id.place));
    each_once(anchors, report, |anchor| Problem::AnchorTwice { anchor });
    let tree = PageTree::new(site);
    for language in &site.languages {
        addresses(site, language, &tree, report);
        titles(site, language, &tree, report);
        for (key, page) in &site.pages {
            let mut languages = site.languages.iter().filter(|language| tree.is_in(PageKey::Free(key), language));
            if let (Some(source), true) = (languages.next(), tree.is_in(PageKey::Free(key), language)) {
                sections(page, language, source, report);
            }
        }
    }
}

/// Reports each value that is there a second time; says whether there is none.
pub(super) fn each_once<'a>(
    values: impl Iterator<Item = (String, &'a Place)>,
    report: &mut Report,
    problem: impl Fn(String) -> Problem,
) -> bool {
    let (mut known, mut is_each_once) = (BTreeSet::new(), true);
    for (value, place) in values {
        if !known.insert(value.clone()) {
            report.error(place.clone(), problem(value));
            is_each_once = false;
        }
    }
    is_each_once
}

/// The events are in the order of their years, one a year.
fn years(site: &Site, report: &mut Report) {
    for pair in site.timeline.events.windows(2) {
        let (previous, year) = (&pair[0].year, &pair[1].year);
        let problem = match (**year).cmp(previous) {
            Ordering::Greater => continue,
            Ordering::Equal => Problem::YearTwice { year: year.to_string() },
            Ordering::Less => Problem::YearsOutOfOrder { year: year.to_string(), previous: previous.to_string() },
        };
        report.error(year.place.clone(), problem);
    }
}

/// A page's sections have anchors of their own, and as many paragraphs as in its first language.
fn sections(page: &FreePage, language: &Language, source: &Language, report: &mut Report) {
    let anchors = page.sections.iter().map(|section| section.anchor.of(language));
    let anchors = anchors.map(|anchor| (anchor.to_string(), &anchor.place));
    each_once(anchors, report, |anchor| Problem::AnchorTwice { anchor });
    for section in &page.sections {
        let text = section.text.of(language);
        let [count, source_count] = [text, section.text.of(source)].map(|text| text.units());
        if count != source_count {
            let [count, source_count] = [count, source_count].map(|count| count.to_string());
            let (language, source) = (language.code.clone(), source.code.clone());
            let problem = Problem::ParagraphsDiffer { language, count, source, source_count };
            report.error(text.place.clone(), problem);
        }
    }
}

/// No two pages share an address, nor does one have the former address of another.
fn addresses(site: &Site, language: &Language, tree: &PageTree<'_>, report: &mut Report) {
    let paths = site.heads().flat_map(|(key, _)| tree.own_paths(key, language));
    each_once(paths, report, |path| Problem::AddressTwice { address: format!("/{}/{path}/", language.code) });
}

/// No two pages share a title or a description: nobody could tell them apart in a list.
fn titles(site: &Site, language: &Language, tree: &PageTree<'_>, report: &mut Report) {
    let mut are_of_one_page = |key: &str, words: fn(&PageHead) -> &Translated<Line>| {
        let heads = site.heads().filter(|(key, _)| tree.is_in(*key, language));
        let lines = heads.map(|(_, head)| words(head).of(language)).map(|line| (line.plain(), &line.place));
        each_once(lines, report, |_| Problem::WordsTwice { key: format!("{key}.{}", language.code) });
    };
    are_of_one_page("title", |head| &head.title);
    are_of_one_page("description", |head| &head.description);
}

impl Site {
    /// The heads of all pages but the home page.
    pub fn heads(&self) -> impl Iterator<Item = (PageKey<'_>, &PageHead)> {
        let composed = ComposedPage::ALL.iter().filter_map(|page| Some((PageKey::Composed(*page), page.head(self)?)));
        composed.chain(self.pages.iter().map(|(key, page)| (PageKey::Free(key), &page.page)))
    }

    /// Every sentence that can be cited, in the order of the files.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        let Objectives { opening, lead, members, closing, .. } = &self.objectives;
        let presentation = [&self.profile.sentences, &self.profile.quotation.sentences];
        let events = self.timeline.events.iter().map(|event| &event.sentences);
        let vision = [&self.vision.sentences, opening].into_iter().flatten().chain([lead]);
        let rest = [members, closing, &self.projects.sentences];
        presentation.into_iter().chain(events).flatten().chain(vision).chain(rest.into_iter().flatten())
    }
}
