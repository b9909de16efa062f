//! Checks what no record shows by itself: whether those of a site agree with each other.

use std::collections::BTreeMap;

use super::comparison::{IsKnown, each_once, first_of_two, paragraphs};
use super::heads;
use super::language::Language;
use super::look;
use super::navigation;
use super::network;
use super::page_tree::PageTree;
use super::partial_date::Year;
use super::registry::{ComposedPage, PageKey};
use super::site::{FreePage, Objectives, PageHead, Sentence, Site};
use super::timeline;
use super::value::At;
use crate::diagnostic::{Problem, Report};

/// Checks the site as a whole.
pub fn site(site: &Site, is_known: &IsKnown<'_>, report: &mut Report) {
    timeline::check(&site.timeline, site, report);
    term(site, report);
    quotation_marks(site, report);
    network::check(site.contact.networks.as_deref().unwrap_or_default(), report);
    hinges(site, report);
    navigation::check(site, report);
    if let Some(look) = &site.settings.look {
        look::check(look, report);
    }
    // The dossier and the home page show sentences of several files together.
    let ids = site.sentences().map(|sentence| &sentence.id);
    let mut anchors: Vec<_> = ids.filter(|id| !id.stands_in).map(|id| (id.to_string(), &id.place)).collect();
    anchors.sort_by_key(|(id, place)| !is_known(place, id));
    each_once(anchors.into_iter(), report, |anchor, other| Problem::AnchorTwice { anchor, other });
    let tree = PageTree::new(site);
    heads::unlike(site, &tree, is_known, report);
    for language in &site.languages {
        anchors_of_the_dossier(site, language, is_known, report);
        for (key, page) in &site.pages {
            let mut languages = site.languages.iter().filter(|language| tree.is_in(PageKey::Free(key), language));
            if let (Some(source), true) = (languages.next(), tree.is_in(PageKey::Free(key), language)) {
                sections(page, language, source, report);
            }
        }
    }
}

/// The dossier shows pages under their slugs, beside the chapters and the sentences: none of them has the anchor of another.
fn anchors_of_the_dossier(site: &Site, language: &Language, is_known: &IsKnown<'_>, report: &mut Report) {
    let parts = [ComposedPage::Association, ComposedPage::History, ComposedPage::Projects, ComposedPage::Contact];
    let slugs = parts.iter().filter_map(|page| Some(page.head(site)?.slug.of(language)));
    let slugs: BTreeMap<_, _> = slugs.map(|slug| (slug.as_str(), &slug.place)).collect();
    let chapters = [&site.vision.anchor, &site.objectives.anchor].map(|anchor| anchor.of(language));
    let all = chapters.into_iter().chain(site.sentences().map(|sentence| &sentence.id)).filter(|one| !one.stands_in);
    let mut anchors: Vec<_> = all.map(|one| (one.to_string(), &one.place)).collect();
    for (anchor, place) in &anchors {
        if let Some(slug) = slugs.get(anchor.as_str()) {
            let problem = Problem::AnchorTwice { anchor: anchor.clone(), other: first_of_two(slug) };
            report.error((*place).clone(), problem);
        }
    }
    anchors.sort_by_key(|(anchor, place)| !is_known(place, anchor));
    // Two sentences with one anchor are told once, not in each language.
    let mut twice = Report::default();
    each_once(anchors.into_iter(), &mut twice, |anchor, other| Problem::AnchorTwice { anchor, other });
    twice.leave_out(|one| report.all().any(|told| told.place == one.place));
    report.append(twice);
}

/// The years of a person's offices are in their order.
fn term(site: &Site, report: &mut Report) {
    let Some(quotation) = &site.profile.quotation else { return };
    let years =
        [("from", quotation.from.as_ref()), ("as_of", Some(&quotation.as_of)), ("until", quotation.until.as_ref())];
    let years = years.into_iter().filter_map(|(key, year)| Some((key, year.filter(|year| !year.stands_in)?)));
    let years: Vec<_> = years.collect();
    let reversed = |pair: &[(&'static str, &At<Year>)]| **pair[0].1 > **pair[1].1;
    // A term that ends before it begins makes the year between wrong, whatever it is.
    let whole = years.first().zip(years.last()).map(|(first, last)| [*first, *last]);
    let is_whole = years.len() == 3 && whole.is_some_and(|pair| reversed(&pair));
    let pairs: Vec<_> = match whole.filter(|_| is_whole) {
        Some(pair) => vec![pair],
        None => years.windows(2).map(|pair| [pair[0], pair[1]]).collect(),
    };
    for pair in pairs {
        let [(earlier, before), (later, after)] = pair;
        if **before > **after {
            let (line, earlier, later) = (before.place.line().to_string(), earlier.into(), later.into());
            let (year, limit) = (after.to_string(), before.to_string());
            report.error(after.place.clone(), Problem::TermReversed { earlier, later, year, limit, line });
        }
    }
}

/// The site sets the marks around the quotation: no others stand around the whole of it. Marks of a quotation within it may.
fn quotation_marks(site: &Site, report: &mut Report) {
    const OPENING: [char; 4] = ['«', '“', '„', '"'];
    let Some(sentences) = site.profile.quotation.as_ref().map(|quotation| &quotation.sentences) else { return };
    for language in &site.languages {
        let texts: Vec<_> = sentences.iter().map(|sentence| sentence.text.of(language)).collect();
        let words: Vec<_> = texts.iter().map(|text| text.plain()).collect();
        let is_around = |words: &str| {
            let words = words.trim().trim_end_matches('.');
            words.starts_with(OPENING)
                && words.ends_with(['»', '”', '"'])
                && words.matches(words.chars().next().unwrap_or_default()).count() == 1
        };
        let mut marked: Vec<_> = texts.iter().zip(&words).filter(|(_, words)| is_around(words)).collect();
        if marked.is_empty() && is_around(&words.join(" ")) {
            marked.extend(texts.iter().zip(&words).take(1));
        }
        for (text, _) in marked {
            report.warning(text.place.clone(), Problem::QuotationMarked {});
        }
    }
}

/// `hinge` has no effect on a sentence of a page that sets them all alike.
fn hinges(site: &Site, report: &mut Report) {
    let Objectives { lead, members, .. } = &site.objectives;
    let quotation = site.profile.quotation.iter().flat_map(|quotation| &quotation.sentences);
    let alike = site.projects.sentences.iter().chain([lead]).chain(members).chain(quotation);
    for hinge in alike.filter_map(|sentence| sentence.hinge.as_ref()) {
        report.warning(hinge.place.clone(), Problem::HingeIdle {});
    }
}

/// A page's sections have anchors of their own, and as many paragraphs as in its first language.
fn sections(page: &FreePage, language: &Language, source: &Language, report: &mut Report) {
    let anchors = page.sections.iter().map(|section| section.anchor.of(language));
    let anchors = anchors.filter(|anchor| !anchor.stands_in).map(|anchor| (anchor.to_string(), &anchor.place));
    each_once(anchors, report, |anchor, other| Problem::AnchorTwice { anchor, other });
    for section in &page.sections {
        paragraphs(&section.text, language, source, report);
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
        let quotation = self.profile.quotation.as_ref().map(|quotation| &quotation.sentences);
        let events = self.timeline.events.iter().filter_map(|event| event.sentences.as_ref());
        let vision = [&self.vision.sentences, opening].into_iter().flatten().chain([lead]);
        let rest = [members, closing, &self.projects.sentences];
        let presentation = [&self.profile.sentences].into_iter().chain(quotation);
        presentation.chain(events).flatten().chain(vision).chain(rest.into_iter().flatten())
    }
}
