//! What can be wrong across the records of a site that are each good by themselves.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::site::{FreePage, PageHead, Sentence, Site};
use super::{At, Language, Slug, Year};
use crate::diagnostic::{Problem, Report};

/// Checks the site as a whole.
pub fn site(site: &Site, report: &mut Report) {
    years(site, report);
    sentences(site, report);
    for language in &site.languages {
        addresses(site, language, report);
        titles(site, language, report);
        for (_, page) in &site.pages {
            sections(page, language, site, report);
        }
    }
}

/// The events are in the order of their years, one a year.
fn years(site: &Site, report: &mut Report) {
    for pair in site.timeline.events.windows(2) {
        let (previous, year): (&At<Year>, &At<Year>) = (&pair[0].year, &pair[1].year);
        let problem = match year.cmp(previous) {
            Ordering::Greater => continue,
            Ordering::Equal => Problem::YearTwice { year: year.to_string() },
            Ordering::Less => Problem::YearsOutOfOrder { year: year.to_string(), previous: previous.to_string() },
        };
        report.error(year.place.clone(), problem);
    }
}

/// Says of each value that is there a second time.
#[derive(Default)]
struct Once(BTreeSet<String>);

impl Once {
    fn is_new(&mut self, value: &str) -> bool {
        self.0.insert(value.to_owned())
    }
}

/// Sentences have anchors of their own: the dossier and the home page show those of several files together.
fn sentences(site: &Site, report: &mut Report) {
    let mut once = Once::default();
    for sentence in site.sentences() {
        if !once.is_new(sentence.id.as_str()) {
            let anchor = sentence.id.to_string();
            report.error(sentence.id.place.clone(), Problem::AnchorTwice { anchor });
        }
    }
}

fn sections(page: &FreePage, language: &Language, site: &Site, report: &mut Report) {
    let mut once = Once::default();
    let source = &site.languages[0];
    for section in &page.sections {
        let anchor = section.anchor.of(language);
        if !once.is_new(anchor.as_str()) {
            report.error(anchor.place.clone(), Problem::AnchorTwice { anchor: anchor.to_string() });
        }
        let (here, there) = (section.text.of(language), section.text.of(source));
        let (count, source_count) = (here.units(), there.units());
        if count != source_count {
            let problem = Problem::ParagraphsDiffer {
                language: language.code.clone(),
                count: count.to_string(),
                source: source.code.clone(),
                source_count: source_count.to_string(),
            };
            report.error(here.place.clone(), problem);
        }
    }
}

fn addresses(site: &Site, language: &Language, report: &mut Report) {
    let mut once = Once::default();
    for (_, head) in site.heads() {
        let slug: &At<Slug> = head.slug.of(language);
        let former = head.former_slugs.iter().filter_map(|slugs| slugs.of(language)).flatten();
        for slug in std::iter::once(slug).chain(former) {
            if !once.is_new(slug.as_str()) {
                let address = format!("/{}/{slug}/", language.code);
                report.error(slug.place.clone(), Problem::AddressTwice { address });
            }
        }
    }
}

fn titles(site: &Site, language: &Language, report: &mut Report) {
    for key in ["title", "description"] {
        let mut once = Once::default();
        for (_, head) in site.heads() {
            let words = if key == "title" { &head.title } else { &head.description };
            let line = words.of(language);
            if !once.is_new(&line.plain()) {
                let key = format!("{key}.{}", language.code);
                report.error(line.place.clone(), Problem::WordsTwice { key });
            }
        }
    }
}

impl Site {
    /// The heads of all pages but the home page, each with the key that links name it by.
    pub fn heads(&self) -> impl Iterator<Item = (&str, &PageHead)> {
        let fixed = [
            ("association", &self.profile.page),
            ("history", &self.timeline.page),
            ("vision", &self.vision.page),
            ("projects", &self.projects.page),
            ("contact", &self.contact.page),
            ("site-map", &self.settings.site_map),
            ("dossier", &self.settings.dossier),
        ];
        fixed.into_iter().chain(self.pages.iter().map(|(key, page)| (key.as_str(), &page.page)))
    }

    /// Every sentence that can be cited, in the order of the files.
    pub fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        let events = self.timeline.events.iter().flat_map(|event| &event.sentences);
        let objectives = &self.objectives;
        self.profile
            .sentences
            .iter()
            .chain(&self.profile.quotation.sentences)
            .chain(events)
            .chain(&self.vision.sentences)
            .chain(&objectives.opening)
            .chain(std::iter::once(&objectives.lead))
            .chain(&objectives.members)
            .chain(&objectives.closing)
            .chain(&self.projects.sentences)
    }
}
