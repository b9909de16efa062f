//! What was meant by a name in an FTL file that is none: a message under a name of another language, a case as editors would call it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Message;
use super::found::{Case, FoundMessage, FoundMessages};
use crate::content::did_you_mean;
use crate::diagnostic::Problem;

/// The cases of a number, in whatever language.
const OF_NUMBERS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// How alike the words of two messages are that are most likely the same.
const ALIKE: f64 = 0.8;

/// The message that one of an unknown name most likely is, of those that are missing: by its name, by its words, or as the only one;
/// empty where there is none. One that is there is not meant: it would be there twice.
pub(super) fn message_meant(
    found: &FoundMessages<'_>,
    id: &str,
    messages: &[Message<'_>],
    others: &[FoundMessages<'_>],
) -> String {
    let missing: Vec<_> =
        messages.iter().map(|message| message.id).filter(|id| !found.messages.contains_key(*id)).collect();
    if let Some(near) = did_you_mean(id, missing.iter().copied()) {
        return near;
    }
    let words = found.messages.get(id).map(|message| message.words.as_str()).unwrap_or_default();
    let is_alike = |other: &FoundMessage| strsim::normalized_damerau_levenshtein(&other.words, words) > ALIKE;
    let by_words = missing.iter().find(|id| others.iter().any(|other| other.messages.get(**id).is_some_and(is_alike)));
    let is_unknown = |id: &&String| !id.starts_with('-') && !messages.iter().any(|message| message.id == **id);
    let only = missing.first().filter(|_| missing.len() == 1 && found.messages.keys().filter(is_unknown).count() == 1);
    by_words.or(only).map(|id| (*id).to_owned()).unwrap_or_default()
}

/// The cases of a message that its variable never has, by those that it has in the same message of others.
pub(super) fn wrong_cases(
    id: &str,
    found: &FoundMessage,
    others: &[FoundMessages<'_>],
) -> Vec<(Range<usize>, Problem)> {
    let of_others = || others.iter().filter_map(|other| other.messages.get(id)).flat_map(|message| &message.cases);
    let mut wrong = Vec::new();
    for Case { variable, name, span, .. } in found.cases.iter().filter(|case| !case.is_default) {
        let known: BTreeSet<_> =
            of_others().filter(|other| other.variable == *variable).map(|other| other.name.as_str()).collect();
        let is_of_numbers = known.iter().any(|case| OF_NUMBERS.contains(case));
        if known.is_empty() || known.contains(name.as_str()) || is_of_numbers && OF_NUMBERS.contains(&name.as_str()) {
            continue;
        }
        let is_here = |known: &str| found.cases.iter().any(|own| own.variable == *variable && own.name == known);
        let absent: Vec<_> = known.iter().copied().filter(|case| !is_here(case)).collect();
        let right = did_you_mean(name, absent.iter().copied()).or_else(|| absent.first().map(|one| (*one).to_owned()));
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        let (message, found, right) = (id.to_owned(), name.clone(), right.unwrap_or_default());
        wrong.push((span.clone(), Problem::CaseUnknown { message, found, right, known }));
    }
    wrong
}
