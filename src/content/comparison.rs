//! What checks of several records share: values that are to be there once, and texts that stand side by side.

use std::collections::BTreeMap;

use super::language::Language;
use super::pasted;
use super::text::{Passage, Translated};
use crate::diagnostic::{Place, Problem, Report};

/// Whether the ledger of translations knows what stands in a file, under a name: of two things that cannot both be, the one that it does
/// not know is the new one.
pub(super) type IsKnown<'a> = dyn Fn(&Place, &str) -> bool + 'a;

/// Reports each value that is there a second time, with the place of the first; says whether there is none.
pub(super) fn each_once<'a>(
    values: impl Iterator<Item = (String, &'a Place)>,
    report: &mut Report,
    problem: impl Fn(String, String) -> Problem,
) -> bool {
    let repeated = repeated(values);
    let is_each_once = repeated.is_empty();
    for (value, place, other) in repeated {
        report.error(place.clone(), problem(value, other));
    }
    is_each_once
}

/// The values that are there a second time, each with its place and [that of the first](first_of_two).
pub(super) fn repeated<'a>(values: impl Iterator<Item = (String, &'a Place)>) -> Vec<(String, &'a Place, String)> {
    let mut known: BTreeMap<String, &Place> = BTreeMap::new();
    let mut repeated = Vec::new();
    for (value, place) in values {
        match known.get(&value).copied() {
            Some(first) => repeated.push((value, place, first_of_two(first))),
            None => drop(known.insert(value, place)),
        }
    }
    repeated
}

/// The place of the other of two, as an editor finds it: the file and the line.
pub(super) fn first_of_two(other: &Place) -> String {
    format!("{}:{}", other.path(), other.line())
}

/// A text has as many paragraphs as in its first language: they stand side by side.
pub(super) fn paragraphs(text: &Translated<Passage>, language: &Language, source: &Language, report: &mut Report) {
    let [version, first] = [language, source].map(|language| text.of(language));
    if version.stands_in || first.stands_in {
        return;
    }
    let [count, source_count] = [version, first].map(|text| text.units());
    if count != source_count {
        // What was pasted, or lacks a space, makes one paragraph of what is a list or a heading.
        let slip = |text: &Passage| pasted::block(&text.place).or_else(|| text.raw_block());
        if let Some((place, problem)) = slip(first).or_else(|| slip(version)) {
            return report.error(place, problem);
        }
        let [count, source_count] = [count, source_count].map(|count| count.to_string());
        let (language, source) = (language.code.clone(), source.code.clone());
        let problem = Problem::ParagraphsDiffer { language, count, source, source_count };
        report.error(version.place.clone(), problem);
    }
}
