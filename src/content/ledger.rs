//! `content/translations.lock` + texts -> the state of every translation.
//!
//! The ledger remembers of which source text each translation was made: the text in the site's first language, as it was
//! when somebody accepted the translation. It is TOML, a table for each language that translates, in the order of the texts' keys,
//! so that two people's changes merge:
//!
//! ```toml
//! [en]
//! "timeline:events.1979.sentences.t1.text" = "L'AIMF est créée au Québec."
//! ```
//!
//! It keeps the text itself, not a fingerprint, to be able to show what has changed since. A site without this file keeps no
//! ledger, and is told nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use toml::de::DeTable;

use super::pasted::cleaned;
use super::texts::{TranslatedText, Version, texts};
use super::{Language, did_you_mean};
use crate::diagnostic::{Place, Problem, Report, TextFile};
use crate::source::Files;

/// The path of the ledger in a site.
pub const LEDGER: &str = "content/translations.lock";

const HEAD: &str = "\
# De quel texte chaque traduction a été faite. Écrit par « aimf translations accept » ; ne pas modifier à la main.
# Of which text each translation was made. Written by `aimf translations accept`; not to be edited by hand.
";

/// The state of a translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TranslationState {
    /// It was made of the text as it stands.
    Current,
    /// The text has changed since.
    Changed {
        /// The text that it was made of.
        before: String,
        /// The text as it stands.
        now: String,
    },
    /// Nobody has accepted it yet.
    New,
    /// It is not there.
    Missing,
}

/// A text in one of the languages that translate, and its state.
#[derive(Clone, Debug)]
pub struct Translation {
    /// The text's key.
    pub key: String,
    /// The language that it is translated into, by its place in the site's list.
    pub language: usize,
    /// The place of the translation, or of its source if the translation is missing.
    pub place: Place,
    /// Its state.
    pub state: TranslationState,
}

/// The ledger's content: for each language, by its code, the sources of its translations, by the texts' keys.
#[derive(Default, Serialize, Deserialize)]
struct Ledger(BTreeMap<String, BTreeMap<String, String>>);

impl Ledger {
    fn source(&self, language: &str, key: &str) -> Option<&str> {
        self.0.get(language)?.get(key).map(String::as_str)
    }

    fn insert(&mut self, language: &str, key: &str, source: &str) {
        self.0.entry(language.to_owned()).or_default().insert(key.to_owned(), source.to_owned());
    }

    fn to_toml(&self) -> String {
        format!("{HEAD}\n{}", toml::to_string(self).expect("tables of texts are TOML"))
    }
}

/// The state of every translation of a site, in the order of the keys. Nothing where the site keeps no ledger.
#[must_use]
pub fn translations(files: &Files, languages: &[Language]) -> Option<Vec<Translation>> {
    let ledger = read(files)?.unwrap_or_default();
    let texts = texts(files, languages);
    Some(states(&texts, languages, &ledger))
}

/// Says of a file whether the ledger knows a text of it; with a name, one that has it in its key.
pub fn knows(files: &Files) -> impl Fn(&Place, &str) -> bool {
    let ledger = read(files).and_then(Result::ok).unwrap_or_default();
    let keys: BTreeSet<_> = ledger.0.into_values().flat_map(BTreeMap::into_keys).collect();
    move |place, name| {
        let file = format!("{}:", place.path().trim_start_matches("content/").trim_end_matches(".toml"));
        let name = if name.is_empty() { String::new() } else { format!(".{name}.") };
        keys.iter().any(|key| key.starts_with(&file) && key.contains(&name))
    }
}

/// The texts that have a source, each with it, in every language that translates, and with its version there.
fn pairs<'t>(
    texts: &'t [TranslatedText],
    languages: &'t [Language],
) -> impl Iterator<Item = (&'t str, &'t Version, &'t Language, Option<&'t Version>)> {
    texts.iter().filter_map(|text| Some((text, text.versions[0].as_ref()?))).flat_map(move |(text, source)| {
        let versions = languages.iter().zip(&text.versions).skip(1);
        versions.map(move |(language, version)| (text.key.as_str(), source, language, version.as_ref()))
    })
}

fn states(texts: &[TranslatedText], languages: &[Language], ledger: &Ledger) -> Vec<Translation> {
    let state = |(key, source, language, version): (&str, &Version, &Language, Option<&Version>)| {
        let now = &source.words;
        let state = match (version, ledger.source(&language.code, key)) {
            (None, _) => TranslationState::Missing,
            (_, None) => TranslationState::New,
            (_, Some(before)) if is_same(before, now) => TranslationState::Current,
            (_, Some(before)) => TranslationState::Changed { before: before.to_owned(), now: now.clone() },
        };
        let place = version.unwrap_or(source).place.clone();
        Translation { key: key.to_owned(), language: language.index, place, state }
    };
    pairs(texts, languages).map(state).collect()
}

/// Whether two texts differ in nothing but their line ends, their spaces, and how a letter with an accent is put together.
fn is_same(before: &str, now: &str) -> bool {
    let [before, now] = [before, now].map(cleaned);
    before.split_whitespace().eq(now.split_whitespace())
}

/// Warns of translations that are not of the text as it stands, and of texts much longer in one language than in another.
pub(crate) fn review(files: &Files, texts: &[TranslatedText], languages: &[Language], report: &mut Report) {
    lengths(texts, languages, report);
    let ledger = match read(files) {
        None => return,
        Some(Ok(ledger)) => ledger,
        // Nothing can be said of the translations until the lines are in order.
        Some(Err(lines)) => return report.append(lines),
    };
    for one in states(texts, languages, &ledger) {
        let (key, language) = (one.key, languages[one.language].code.clone());
        match one.state {
            TranslationState::Changed { before, now } => {
                let (before, now) = difference(&before, &now);
                report.warning(one.place, Problem::TranslationChanged { key, language, before, now });
            }
            TranslationState::New => report.warning(one.place, Problem::TranslationNew { key, language }),
            TranslationState::Current | TranslationState::Missing => {}
        }
    }
}

/// Notes that the translations with these keys are of the text as it stands; all of them where none is named. A key also
/// stands for all that begin with it: `timeline`, `timeline:events.1990`. Returns the ledger's text and how many
/// translations it accepts anew. A ledger that cannot be read is begun anew.
///
/// # Errors
///
/// A key that no text has, with the one that is most like it.
pub fn accept(files: &Files, languages: &[Language], keys: &[String]) -> Result<(String, usize), (String, String)> {
    let texts = texts(files, languages);
    let is_under = |key: &str, wanted: &str| {
        key.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '.']))
    };
    for wanted in keys {
        if !texts.iter().any(|text| is_under(&text.key, wanted)) {
            let beginnings = texts.iter().flat_map(|text| {
                let cuts = text.key.match_indices([':', '.']).map(|(at, _)| at);
                cuts.chain([text.key.len()]).map(|at| &text.key[..at])
            });
            let near = did_you_mean(wanted, beginnings).unwrap_or_default();
            return Err((wanted.clone(), near));
        }
    }
    let old = read(files).and_then(Result::ok).unwrap_or_default();
    let (mut ledger, mut accepted) = (Ledger::default(), 0);
    for (key, source, language, _) in pairs(&texts, languages).filter(|(.., version)| version.is_some()) {
        let (source, before) = (source.words.as_str(), old.source(&language.code, key));
        let is_wanted = keys.is_empty() || keys.iter().any(|wanted| is_under(key, wanted));
        accepted += usize::from(is_wanted && before != Some(source));
        if let Some(kept) = if is_wanted { Some(source) } else { before } {
            ledger.insert(&language.code, key, kept);
        }
    }
    Ok((ledger.to_toml(), accepted))
}

/// The lines of the ledger that are none: what a merge leaves, or a slip. With them, nothing is known of translations.
#[must_use]
pub fn unreadable_lines(files: &Files) -> Report {
    read(files).and_then(Result::err).unwrap_or_default()
}

/// The ledger, or the lines that are none of its own; nothing where the site has none.
fn read(files: &Files) -> Option<Result<Ledger, Report>> {
    let text = String::from_utf8_lossy(files.get(LEDGER)?).into_owned();
    let file = TextFile::new(LEDGER, text);
    let (table, mut errors) = DeTable::parse_recoverable(&file.text);
    match Ledger::deserialize(toml::Deserializer::from(table)) {
        Ok(ledger) if errors.is_empty() => return Some(Ok(ledger)),
        Ok(_) => {}
        Err(error) => errors.push(error),
    }
    if let Some(ledger) = former(&file.text) {
        return Some(Ok(ledger));
    }
    let lines = errors.iter().map(|error| Place::new(&file, error.span().unwrap_or_default()).whole_line());
    let mut report = Report::default();
    lines.for_each(|line| report.warning(line, Problem::LedgerLine {}));
    // Of one line there may be several errors.
    report.sort();
    Some(Err(report))
}

/// A ledger as it was before it was TOML: `KEY LANGUAGE "SOURCE"`, a line each.
fn former(text: &str) -> Option<Ledger> {
    let mut ledger = Ledger::default();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (key, rest) = line.split_once(' ')?;
        let (language, source) = rest.split_once(' ')?;
        ledger.insert(language, key, &serde_json::from_str::<String>(source).ok()?);
    }
    Some(ledger)
}

/// Two texts as far as they differ, with a few words around: what was, and what is.
fn difference(before: &str, now: &str) -> (String, String) {
    const AROUND: usize = 3;
    let (old, new): (Vec<_>, Vec<_>) = (before.split_whitespace().collect(), now.split_whitespace().collect());
    let shorter = old.len().min(new.len());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old.iter().rev().zip(new.iter().rev()).take(shorter - head).take_while(|(a, b)| a == b).count();
    let part = |words: &[&str]| {
        let (from, to) = (head.saturating_sub(AROUND), (words.len() - tail + AROUND).min(words.len()));
        let start = if from > 0 { "… " } else { "" };
        let end = if to < words.len() { " …" } else { "" };
        format!("{start}{}{end}", words[from..to].join(" "))
    };
    (part(&old), part(&new))
}

/// Warns of a text that is much longer in one language than in another: something was left out, or added.
fn lengths(texts: &[TranslatedText], languages: &[Language], report: &mut Report) {
    /// Languages differ by a third at most; the shortest pairs by more, so that they are left alone.
    const TIMES: usize = 2;
    const SHORT: usize = 60;
    for (key, source, language, version) in pairs(texts, languages) {
        let Some(version) = version else { continue };
        let length = |version: &Version| version.words.chars().count();
        let mut sides = [(length(version), version, language), (length(source), source, &languages[0])];
        sides.sort_by_key(|(length, ..)| *length);
        let [(short, shortest, shorter), (long, _, longer)] = sides;
        if long > SHORT && long > TIMES * short {
            let problem = Problem::TextMuchLonger {
                key: key.to_owned(),
                longer: longer.code.clone(),
                long: long.to_string(),
                shorter: shorter.code.clone(),
                short: short.to_string(),
            };
            report.warning(shortest.place.clone(), problem);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_shown_with_a_few_words_around() {
        let of = |members: u32| format!("En 2021, l'AIMF compte {members} membres dans 54 pays du monde.");
        let (old, new) = difference(&of(305), &of(306));
        assert_eq!(old, "… 2021, l'AIMF compte 305 membres dans 54 …");
        assert_eq!(new, "… 2021, l'AIMF compte 306 membres dans 54 …");
        assert!(is_same("L'été\r\nprochain", "L'e\u{301}te\u{301} prochain") && !is_same("un", "une"));
        assert_eq!(difference("a b", "a b c"), ("a b".into(), "a b c".into()));
        assert_eq!(difference("a a", "a"), ("a a".into(), "a".into()));
    }
}
