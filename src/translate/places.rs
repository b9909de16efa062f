//! Where the versions of a text stand in a file, and how one more is written or taken out: at its bytes, so that all else in the file,
//! notes, order, spaces and line ends, stays as its editor left it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Edit;
use crate::content::{Language, TO_TRANSLATE};

/// A value that stands in several languages.
pub struct Versions {
    /// Whether it stands in braces, on one line with others.
    is_inline: bool,
    versions: Vec<VersionPlace>,
}

struct VersionPlace {
    code: String,
    key: Range<usize>,
    value: Range<usize>,
}

/// A group `[[languages]]`.
pub struct Listed {
    pub code: String,
    is_inline: bool,
    /// From its first key to its last value; with its braces, where it stands in such.
    at: Range<usize>,
}

/// All values of a text in TOML that stand in several languages, and the languages that it lists; nothing where it is not TOML.
pub fn of(text: &str, languages: &[Language]) -> Option<(Vec<Versions>, Vec<Listed>)> {
    let tree = DeTable::parse(text).ok()?;
    let (mut found, mut listed) = (Vec::new(), Vec::new());
    walk_table(text, tree.get_ref(), false, languages, &mut found);
    if let Some(DeValue::Array(items)) = tree.get_ref().get("languages").map(Spanned::get_ref) {
        listed.extend(items.iter().filter_map(|item| self::listed(text, item)));
    }
    Some((found, listed))
}

fn walk(text: &str, value: &Spanned<DeValue<'_>>, is_inline: bool, languages: &[Language], found: &mut Vec<Versions>) {
    match value.get_ref() {
        DeValue::Table(table) => walk_table(text, table, is_inline || in_braces(text, value), languages, found),
        DeValue::Array(items) => items.iter().for_each(|item| walk(text, item, is_inline, languages, found)),
        _ => {}
    }
}

fn walk_table(text: &str, table: &DeTable<'_>, is_inline: bool, languages: &[Language], found: &mut Vec<Versions>) {
    let is_code = |key: &str| languages.iter().any(|language| language.code == key);
    let is_value = |value: &DeValue<'_>| !matches!(value, DeValue::Table(_));
    let all = table.iter().all(|(key, value)| is_code(key.get_ref()) && is_value(value.get_ref()));
    if table.is_empty() || !all {
        return table.iter().for_each(|(_, value)| walk(text, value, is_inline, languages, found));
    }
    let version = |(key, value): (&Spanned<std::borrow::Cow<'_, str>>, &Spanned<DeValue<'_>>)| VersionPlace {
        code: key.get_ref().to_string(),
        key: key.span(),
        value: value.span(),
    };
    found.push(Versions { is_inline, versions: table.iter().map(version).collect() });
}

fn in_braces(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    text[value.span().start..].starts_with('{')
}

fn listed(text: &str, item: &Spanned<DeValue<'_>>) -> Option<Listed> {
    let table = item.get_ref().as_table()?;
    let code = table.get("code")?.get_ref().as_str()?.to_owned();
    let is_inline = in_braces(text, item);
    let start = table.iter().map(|(key, _)| key.span().start).min()?;
    let end = table.iter().map(|(_, value)| value.span().end).max()?;
    Some(Listed { code, is_inline, at: if is_inline { item.span() } else { start..end } })
}

impl Versions {
    fn of(&self, code: &str) -> Option<&VersionPlace> {
        self.versions.iter().find(|version| version.code == code)
    }

    /// What writes the version of one more language behind the others: a copy of the version `source`, marked as one; nothing where there
    /// is no such version, or the other is there already.
    pub fn copied(&self, text: &str, source: &str, code: &str) -> Vec<Edit> {
        let (Some(source), None) = (self.of(source), self.of(code)) else { return Vec::new() };
        let Some(last) = self.versions.iter().max_by_key(|version| version.value.end) else { return Vec::new() };
        let value = &text[source.value.clone()];
        let key = key_start(text, last);
        let before = &text[key..last.key.start];
        let end = line_end(text, last.value.end);
        if self.is_inline {
            let after = last.value.end;
            return vec![
                (after..after, format!(", {}{code} = {value}", before.trim_start())),
                (end..end, format!(" {TO_TRANSLATE}")),
            ];
        }
        let newline = newline(text);
        vec![(end..end, format!("{newline}{before}{code} = {value} {TO_TRANSLATE}"))]
    }

    /// What takes the version of a language out, with its line.
    pub fn taken_out(&self, text: &str, code: &str) -> Option<Edit> {
        let version = self.of(code)?;
        let start = key_start(text, version);
        let at = if self.is_inline {
            with_comma(text, start..version.value.end)
        } else {
            lines(text, start..version.value.end)
        };
        Some((at, String::new()))
    }
}

impl Listed {
    /// What lists one more language behind this one, by the lines of its group.
    pub fn followed_by(&self, text: &str, entry: &[String]) -> Edit {
        let newline = newline(text);
        if self.is_inline {
            return (self.at.end..self.at.end, format!(", {{ {} }}", entry.join(", ")));
        }
        let end = line_end(text, self.at.end);
        (end..end, format!("{newline}{newline}[[languages]]{newline}{}", entry.join(newline)))
    }

    /// What takes it out of the list.
    pub fn taken_out(&self, text: &str) -> Edit {
        if self.is_inline {
            return (with_comma(text, self.at.clone()), String::new());
        }
        let header = text[..self.at.start].rfind("[[").unwrap_or(self.at.start);
        let mut at = lines(text, header..self.at.end);
        // The empty lines behind it go along.
        while let Some(rest) = ["\n", "\r\n"].iter().find(|newline| text[at.end..].starts_with(**newline)) {
            at.end += rest.len();
        }
        (at, String::new())
    }
}

/// Where the key of a version begins, with the parts before the language: the `t` of `title.fr`.
fn key_start(text: &str, version: &VersionPlace) -> usize {
    let is_of_key = |letter: char| letter.is_alphanumeric() || " \t._-\"'".contains(letter);
    text[..version.key.start].trim_end_matches(is_of_key).len()
}

/// The end of the line, before what ends it.
fn line_end(text: &str, from: usize) -> usize {
    from + text[from..].lines().next().map_or(0, str::len)
}

/// What ends the lines of a text.
fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The whole lines of a part of a text, with their ends.
fn lines(text: &str, part: Range<usize>) -> Range<usize> {
    let start = text[..part.start].rfind('\n').map_or(0, |at| at + 1);
    start..text[part.end..].find('\n').map_or(text.len(), |at| part.end + at + 1)
}

/// A part of a list with the comma before it, or else with the one behind it.
fn with_comma(text: &str, part: Range<usize>) -> Range<usize> {
    let before = text[..part.start].trim_end();
    if before.ends_with(',') {
        return before.len() - 1..part.end;
    }
    let after = text[part.end..].trim_start();
    let end = if after.starts_with(',') { text.len() - after.len() + 1 } else { part.end };
    part.start..end
}

#[cfg(test)]
mod tests {
    use super::super::edited;
    use super::*;

    fn languages(codes: &[&str]) -> Vec<Language> {
        let language = |(index, code): (usize, &&str)| Language {
            index,
            code: (*code).to_owned(),
            name: (*code).to_owned(),
            direction: crate::content::Direction::default(),
            locale: (*code).to_owned(),
            is_draft: false,
        };
        codes.iter().enumerate().map(language).collect()
    }

    #[test]
    fn a_copy_stands_behind_the_others_however_they_are_written_and_can_be_taken_out() {
        for (before, after) in [
            ("a.fr = \"x\"\na.en = \"y\"\nb = 1\n", "a.fr = \"x\"\na.en = \"y\"\na.pt = \"x\" #M\nb = 1\n"),
            // No line's end at the end, and a note.
            ("  a.fr = 'x' # note", "  a.fr = 'x' # note\n  a.pt = 'x' #M"),
            (
                "a.fr = \"\"\"\r\nx\r\n\"\"\"\r\nb = 1\r\n",
                "a.fr = \"\"\"\r\nx\r\n\"\"\"\r\na.pt = \"\"\"\r\nx\r\n\"\"\" #M\r\nb = 1\r\n",
            ),
            (
                "a.en = [\"v\"]\na.fr = [\n  \"w\",\n]\n",
                "a.en = [\"v\"]\na.fr = [\n  \"w\",\n]\na.pt = [\n  \"w\",\n] #M\n",
            ),
            ("[p.a]\nfr = \"x\"\n", "[p.a]\nfr = \"x\"\npt = \"x\" #M\n"),
            ("a = { fr = \"x\", en = \"y\" }\n", "a = { fr = \"x\", en = \"y\", pt = \"x\" } #M\n"),
            ("s = [{ a.fr = \"x\" }]\n", "s = [{ a.fr = \"x\", a.pt = \"x\" }] #M\n"),
            ("\u{feff}a.\"fr\" = \"x\"\n", "\u{feff}a.\"fr\" = \"x\"\na.pt = \"x\" #M\n"),
            // In no language that the site has, and there already.
            ("a.de = \"x\"\nb.fr = \"x\"\nb.pt = \"y\"\n", "a.de = \"x\"\nb.fr = \"x\"\nb.pt = \"y\"\n"),
        ] {
            let languages = languages(&["fr", "en", "pt"]);
            let found = of(before, &languages).unwrap().0;
            let copied = edited(before, found.iter().flat_map(|one| one.copied(before, "fr", "pt")).collect());
            assert_eq!(copied.replace(TO_TRANSLATE, "#M"), after, "{before}");
            if copied != before {
                let found = of(&copied, &languages).unwrap().0;
                let removed = edited(&copied, found.iter().filter_map(|one| one.taken_out(&copied, "pt")).collect());
                assert_eq!(removed.replace(&format!(" {TO_TRANSLATE}"), "").trim_end(), before.trim_end());
            }
        }
    }

    #[test]
    fn a_language_is_listed_behind_the_last_one_however_they_are_written() {
        for (before, after) in [
            (
                "[[languages]]\ncode = \"fr\"\n\n# [[languages]]\n[home]\n",
                "[[languages]]\ncode = \"fr\"\n\n[[languages]]\ncode = \"pt\"\n\n# [[languages]]\n[home]\n",
            ),
            ("languages = [{ code = \"fr\" }]\n", "languages = [{ code = \"fr\" }, { code = \"pt\" }]\n"),
        ] {
            let listed = of(before, &languages(&["fr"])).unwrap().1;
            let added = edited(before, vec![listed[0].followed_by(before, &["code = \"pt\"".to_owned()])]);
            assert_eq!(added, after);
            let listed = of(&added, &languages(&["fr", "pt"])).unwrap().1;
            assert_eq!(edited(&added, vec![listed[1].taken_out(&added)]), before);
        }
    }
}
