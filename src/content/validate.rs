//! Checks what no record shows by itself: whether those of a site agree with each other.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::language::Language;
use super::registry::{ComposedPage, PageKey};
use super::site::{FreePage, Objectives, PageHead, Sentence, Site};
use crate::diagnostic::{Place, Problem, Report};

/// Whether the ledger of translations knows what stands in a file, under a name: of two things that cannot both be, the one that it does
/// not know is the new one.
pub(super) type IsKnown<'a> = dyn Fn(&Place, &str) -> bool + 'a;

/// Checks the site as a whole.
pub fn site(site: &Site, is_known: &IsKnown<'_>, report: &mut Report) {
    years(site, report);
    // The dossier and the home page show sentences of several files together.
    let ids = site.sentences().map(|sentence| &sentence.id);
    let mut anchors: Vec<_> = ids.filter(|id| !id.stands_in).map(|id| (id.to_string(), &id.place)).collect();
    anchors.sort_by_key(|(id, place)| !is_known(place, id));
    each_once(anchors.into_iter(), report, |anchor, other| Problem::AnchorTwice { anchor, other });
    super::heads::unlike(site, is_known, report);
    for language in &site.languages {
        for (_, page) in &site.pages {
            sections(page, language, site, report);
        }
    }
}

/// Reports each value that is there a second time, with the place of the first; says whether there is none.
pub(super) fn each_once<'a>(
    values: impl Iterator<Item = (String, &'a Place)>,
    report: &mut Report,
    problem: impl Fn(String, String) -> Problem,
) -> bool {
    let mut known: BTreeMap<String, &Place> = BTreeMap::new();
    let mut is_each_once = true;
    for (value, place) in values {
        if let Some(first) = known.get(&value) {
            let other = first_of_two(first);
            report.error(place.clone(), problem(value, other));
            is_each_once = false;
        } else {
            known.insert(value, place);
        }
    }
    is_each_once
}

/// The place of the other of two, as an editor finds it: the file and the line.
pub(super) fn first_of_two(other: &Place) -> String {
    format!("{}:{}", other.path(), other.line())
}

/// The events are in the order of their years, one a year.
fn years(site: &Site, report: &mut Report) {
    for pair in site.timeline.events.windows(2) {
        let (previous, year) = (&pair[0].year, &pair[1].year);
        if previous.stands_in || year.stands_in {
            continue;
        }
        let problem = match (**year).cmp(previous) {
            Ordering::Greater => continue,
            Ordering::Equal => Problem::YearTwice { year: year.to_string() },
            Ordering::Less => Problem::YearsOutOfOrder { year: year.to_string(), previous: previous.to_string() },
        };
        report.error(year.place.clone(), problem);
    }
}

/// A page's sections have anchors of their own, and as many paragraphs as in the first language.
fn sections(page: &FreePage, language: &Language, site: &Site, report: &mut Report) {
    let anchors = page.sections.iter().map(|section| section.anchor.of(language));
    let anchors = anchors.filter(|anchor| !anchor.stands_in).map(|anchor| (anchor.to_string(), &anchor.place));
    each_once(anchors, report, |anchor, other| Problem::AnchorTwice { anchor, other });
    let source = &site.languages[0];
    for section in &page.sections {
        let text = section.text.of(language);
        if text.stands_in || section.text.of(source).stands_in {
            continue;
        }
        let [count, source_count] = [text, section.text.of(source)].map(|text| text.units());
        if count != source_count {
            let [count, source_count] = [count, source_count].map(|count| count.to_string());
            let (language, source) = (language.code.clone(), source.code.clone());
            let problem = Problem::ParagraphsDiffer { language, count, source, source_count };
            report.error(text.place.clone(), problem);
        }
    }
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
