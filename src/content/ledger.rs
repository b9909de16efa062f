//! `content/translations.lock` + texts -> the state of every translation.
//!
//! The ledger remembers of which source text each translation was made: the text in the site's first language, as it was
//! when somebody accepted the translation. It is TOML, a table for each language that translates, in the order of the texts' keys,
//! so that two people's changes merge:
//!
//! ```toml
//! [en]
//! "timeline:t1.text" = "L'AIMF est créée au Québec."
//! ```
//!
//! **A translation is accepted for a source text**, not for a place: whoever has read that « L'AIMF est créée au Québec. » is well
//! translated need not read it again because the sentence moved, because its file was renamed or a year corrected. So each text finds its
//! entry by its words first, and the key only says which of several entries of the same words is meant, and what a changed text was
//! before. Free pages thus need no ids in their paragraphs. Each entry is found once: a second text of the same words waits for a reader.
//!
//! It keeps the text itself, not a fingerprint, to be able to show what has changed since. A site without this file keeps no
//! ledger, and is told nothing of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use toml::de::DeTable;

use super::file::ContentTexts;
use super::texts::{TranslatedText, Version, form, texts};
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
    /// The source that each translation was accepted for, in the order of the texts; nothing for one that was not.
    fn accepted(&self, language: &str, texts: &[&TranslatedText]) -> Vec<Option<&str>> {
        let entries = self.0.get(language).into_iter().flatten();
        let mut entries: Vec<_> = entries.map(|(key, source)| (key, source.as_str(), form(source))).collect();
        let sources: Vec<_> =
            texts.iter().map(|text| text.versions[0].as_ref().map(|source| form(&source.words))).collect();
        let mut accepted = vec![None; texts.len()];
        // By the words and the key; by the words alone, where a text moved; by the key alone, where it changed.
        for (by_words, by_key) in [(true, true), (true, false), (false, true)] {
            for ((text, source), accepted) in texts.iter().zip(&sources).zip(&mut accepted) {
                let is_its_own = |(key, _, form): &(&String, &str, String)| {
                    (!by_words || source.as_ref() == Some(form))
                        && (!by_key || [&text.key, &text.former_key].contains(key))
                };
                if accepted.is_none()
                    && let Some(at) = entries.iter().position(is_its_own)
                {
                    *accepted = Some(entries.remove(at).1);
                }
            }
        }
        accepted
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
    let texts = texts(&ContentTexts::read(files).parse(), languages);
    Some(states(&texts, languages, &ledger))
}

/// Says of a file whether the ledger knows a text of it; with a name, one that has it in its key.
pub fn knows(files: &Files) -> impl Fn(&Place, &str) -> bool {
    let ledger = read(files).and_then(Result::ok).unwrap_or_default();
    let keys: BTreeSet<_> = ledger.0.into_values().flat_map(BTreeMap::into_keys).collect();
    move |place, name| {
        let file = format!("{}:", place.path().trim_start_matches("content/").trim_end_matches(".toml"));
        let has_name = |path: &str| name.is_empty() || path.split('.').any(|part| part == name);
        keys.iter().any(|key| key.strip_prefix(&file).is_some_and(has_name))
    }
}

/// A text that has a source, in one of the languages that translate.
struct TextPair<'t> {
    text: &'t TranslatedText,
    source: &'t Version,
    language: &'t Language,
    /// The translation; nothing where it is missing or still a copy of the source.
    translation: Option<&'t Version>,
    /// The source that the translation was accepted for.
    accepted: Option<&'t str>,
}

/// The texts that have a source in every language that translates, in the order of their keys.
fn pairs<'t>(texts: &'t [TranslatedText], languages: &'t [Language], ledger: &'t Ledger) -> Vec<TextPair<'t>> {
    let mut pairs = Vec::new();
    for language in languages.iter().skip(1) {
        let translation = |text: &'t TranslatedText| text.versions[language.index].as_ref().filter(|one| !one.is_copy);
        // A text without a translation leaves its entry to one that has.
        let required = texts.iter().filter(|text| text.required[0] && text.required[language.index]);
        let translated: Vec<_> = required.clone().filter(|text| translation(text).is_some()).collect();
        let mut accepted = ledger.accepted(&language.code, &translated).into_iter();
        for text in required {
            let translation = translation(text);
            let accepted = translation.and_then(|_| accepted.next().flatten());
            if let Some(source) = &text.versions[0] {
                pairs.push(TextPair { text, source, language, translation, accepted });
            }
        }
    }
    pairs.sort_by(|a, b| a.text.key.cmp(&b.text.key));
    pairs
}

fn states(texts: &[TranslatedText], languages: &[Language], ledger: &Ledger) -> Vec<Translation> {
    let state = |pair: TextPair<'_>| {
        let now = &pair.source.words;
        let state = match (pair.translation, pair.accepted) {
            (None, _) => TranslationState::Missing,
            (_, None) => TranslationState::New,
            (_, Some(before)) if form(before) == form(now) => TranslationState::Current,
            (_, Some(before)) => TranslationState::Changed { before: before.to_owned(), now: now.clone() },
        };
        let place = pair.translation.unwrap_or(pair.source).place.clone();
        Translation { key: pair.text.key.clone(), language: pair.language.index, place, state }
    };
    pairs(texts, languages, ledger).into_iter().map(state).collect()
}

/// Warns of translations that are not of the text as it stands.
pub(crate) fn review(files: &Files, texts: &[TranslatedText], languages: &[Language], report: &mut Report) {
    let ledger = match read(files) {
        None => return,
        Some(Ok(ledger)) => ledger,
        // Nothing can be said of the translations until the lines are in order.
        Some(Err(lines)) => return report.append(lines),
    };
    let all = states(texts, languages, &ledger);
    for language in languages.iter().skip(1) {
        let of_language: Vec<_> = all.iter().filter(|one| one.language == language.index).collect();
        of_language_in_review(&of_language, language, report);
    }
}

fn of_language_in_review(all: &[&Translation], language: &Language, report: &mut Report) {
    let code = || language.code.clone();
    let new = || all.iter().filter(|one| one.state == TranslationState::New);
    let is_begun = all.iter().any(|one| !matches!(one.state, TranslationState::New | TranslationState::Missing));
    if let (false, Some(first)) = (is_begun || new().count() == 1, new().next()) {
        // Nobody has accepted anything yet: a word, not one for each text.
        let problem = Problem::TranslationsNew { language: code(), count: new().count().to_string() };
        return report.warning(first.place.clone(), problem);
    }
    for one in all {
        let key = one.key.clone();
        let problem = match &one.state {
            TranslationState::Changed { before, now } => {
                let (before, now) = difference(before, now);
                Problem::TranslationChanged { key, language: code(), before, now }
            }
            TranslationState::New => Problem::TranslationNew { key, language: code() },
            TranslationState::Current | TranslationState::Missing => continue,
        };
        report.warning(one.place.clone(), problem);
    }
}

/// Notes that the translations with these keys are of the text as it stands; all of them where none is named. A key also
/// stands for all that begin with it: `timeline`, `timeline:t2a`. Returns the ledger's text and how many translations it accepts
/// anew. A ledger that cannot be read is begun anew.
///
/// # Errors
///
/// A key that no text has, with the one that is most like it.
pub fn accept(files: &Files, languages: &[Language], keys: &[String]) -> Result<(String, usize), (String, String)> {
    let texts = texts(&ContentTexts::read(files).parse(), languages);
    // A file's path stands for all of its texts.
    let name = |key: &String| key.strip_prefix("content/").unwrap_or(key).trim_end_matches(".toml").to_owned();
    let keys: Vec<_> = keys.iter().map(name).collect();
    for wanted in &keys {
        if !texts.iter().any(|text| is_under(text, wanted)) {
            let beginnings = texts.iter().flat_map(|text| {
                let cuts = text.key.match_indices([':', '.']).map(|(at, _)| at);
                cuts.chain([text.key.len()]).map(|at| &text.key[..at])
            });
            let near = did_you_mean(wanted, beginnings).unwrap_or_default();
            return Err((wanted.clone(), near));
        }
    }
    let old = read(files).and_then(Result::ok).unwrap_or_default();
    // Nothing is said of languages that are not asked for.
    let is_known = |code: &String| languages.iter().any(|language| language.code == *code);
    let others = old.0.iter().filter(|(code, _)| !is_known(code));
    let mut ledger = Ledger(others.map(|(code, entries)| (code.clone(), entries.clone())).collect());
    let mut accepted = 0;
    for pair in pairs(&texts, languages, &old).into_iter().filter(|pair| pair.translation.is_some()) {
        let (now, before) = (pair.source.words.as_str(), pair.accepted);
        let is_wanted = keys.is_empty() || keys.iter().any(|wanted| is_under(pair.text, wanted));
        accepted += usize::from(is_wanted && before.is_none_or(|before| form(before) != form(now)));
        if let Some(kept) = if is_wanted { Some(now) } else { before } {
            ledger.insert(&pair.language.code, &pair.text.key, kept);
        }
    }
    Ok((ledger.to_toml(), accepted))
}

/// The ledger's text without a language; nothing where it does not speak of it.
#[must_use]
pub fn without(files: &Files, language: &str) -> Option<String> {
    let mut ledger = read(files)?.ok()?;
    ledger.0.remove(language)?;
    Some(ledger.to_toml())
}

/// Whether a text has this key, or one that begins with it; a key of before counts too.
fn is_under(text: &TranslatedText, wanted: &str) -> bool {
    let begins =
        |key: &String| key.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '.']));
    [&text.key, &text.former_key].into_iter().any(begins)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_shown_with_a_few_words_around() {
        let of = |members: u32| format!("En 2021, l'AIMF compte {members} membres dans 54 pays du monde.");
        let (old, new) = difference(&of(305), &of(306));
        assert_eq!(old, "… 2021, l'AIMF compte 305 membres dans 54 …");
        assert_eq!(new, "… 2021, l'AIMF compte 306 membres dans 54 …");
        assert_eq!(difference("a b", "a b c"), ("a b".into(), "a b c".into()));
        assert_eq!(difference("a a", "a"), ("a a".into(), "a".into()));
    }
}
