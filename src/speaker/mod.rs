//! A diagnostic -> the lines that an editor reads, in French or in English; a report -> those that programs read.

mod machine;

use std::fmt::Write as _;
use std::sync::LazyLock;

use fluent_bundle::FluentArgs;
use unicode_width::UnicodeWidthStr as _;

use crate::diagnostic::{Diagnostic, Problem, Report, Severity};
use crate::language::{Catalog, Message, embedded};

const FRENCH: &str = include_str!("../../locales/fr/check.ftl");
const ENGLISH: &str = include_str!("../../locales/en/check.ftl");

/// Messages of the program's own beside the problems.
const OWN: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("warning", &[]),
    ("help", &[]),
    ("all-well", &["pages", "languages"]),
    ("to-fill", &["count"]),
    ("summary", &["errors"]),
    // What the commands say.
    ("strict", &["warnings"]),
    ("init-done", &["folder", "files"]),
    ("init-not-empty", &["folder"]),
    ("translations-language", &["language", "percent", "current", "all"]),
    ("translation-state", &["state"]),
    ("translations-none", &[]),
    ("translations-accepted", &["count"]),
    ("key-of-no-text", &["key", "near"]),
    ("embedded-site", &[]),
    ("schemas-written", &["folder", "files"]),
    ("language-added", &["language"]),
    ("language-there", &["language"]),
    ("language-odd", &["language"]),
    ("write-failed", &["path", "reason"]),
    ("up-to-date", &[]),
    ("preview-open", &[]),
    ("preview-waiting", &[]),
    ("preview-keyboard", &[]),
];

/// Who says what is wrong, in the editor's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speaker {
    /// In French: most editors are French-speaking.
    #[default]
    French,
    /// In English.
    English,
}

impl Speaker {
    fn catalog(self) -> &'static Catalog {
        static CATALOGS: LazyLock<[Catalog; 2]> = LazyLock::new(|| [load("fr", FRENCH), load("en", ENGLISH)]);
        match self {
            Self::French => &CATALOGS[0],
            Self::English => &CATALOGS[1],
        }
    }

    /// A whole report: errors, warnings, what the association has yet to fill in. Each ends with a line's end; nothing for
    /// an empty report.
    #[must_use]
    pub fn report(self, report: &Report) -> String {
        let (to_fill, others): (Vec<_>, Vec<_>) =
            report.warnings().partition(|one| matches!(one.problem, Problem::FactToFill { .. }));
        let mut text: String = others.into_iter().map(|one| self.diagnostic(one) + "\n").collect();
        if !to_fill.is_empty() {
            // What is left to fill in is a list, in a few lines.
            let _ = writeln!(text, "{}", self.say("to-fill", &[("count", &to_fill.len().to_string())]));
            for of_file in to_fill.chunk_by(|a, b| a.place.path() == b.place.path()) {
                let _ = writeln!(text, "  {}", of_file[0].place.path());
                for one in of_file {
                    let _ = writeln!(text, "    {}", self.words(&one.problem).0);
                }
            }
        }
        text + &self.errors(report)
    }

    /// Every error, then how many there are; nothing where there is none.
    #[must_use]
    pub fn errors(self, report: &Report) -> String {
        let mut text: String = report.errors().map(|one| self.diagnostic(one) + "\n").collect();
        if report.has_errors() {
            let _ = writeln!(text, "{}", self.summary(report));
        }
        text
    }

    /// The line that says that all is well.
    #[must_use]
    pub fn all_well(self, pages: usize, languages: usize) -> String {
        self.say("all-well", &[("pages", &pages.to_string()), ("languages", &languages.to_string())])
    }

    /// How many errors there are, and what that means.
    #[must_use]
    pub fn summary(self, report: &Report) -> String {
        self.say("summary", &[("errors", &report.errors().count().to_string())])
    }

    /// The words of the preview: of its links to the editor's program, of its page while there is no site yet, and of the
    /// button that makes every text a stop of the keyboard.
    #[must_use]
    pub fn preview(self) -> [String; 3] {
        ["preview-open", "preview-waiting", "preview-keyboard"].map(|id| self.say(id, &[]))
    }

    /// The language of these words.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// The line that says that the site shows what its files say, after a time when it did not.
    #[must_use]
    pub fn up_to_date(self) -> String {
        self.say("up-to-date", &[])
    }

    /// One problem: what is wrong, where, the line with a mark under the place, and what to write instead.
    #[must_use]
    pub fn diagnostic(self, one: &Diagnostic) -> String {
        let severity = match one.severity {
            Severity::Error => self.say("error", &[]),
            Severity::Warning => self.say("warning", &[]),
        };
        let (message, help) = self.words(&one.problem);
        let place = &one.place;
        let mut text = format!("{severity}{message}\n");
        match place.excerpt() {
            None => {
                let _ = writeln!(text, " --> {}", place.path());
                let _ = writeln!(text, "  = {}{help}", self.say("help", &[]));
            }
            Some(line) => {
                let number = place.line().to_string();
                let margin = " ".repeat(number.len());
                let indent = " ".repeat(shown(place.line_start()).width());
                let mark = "^".repeat(shown(place.first_line()).width().max(1));
                let _ = writeln!(text, "{margin}--> {}:{number}:{}", place.path(), place.column());
                let _ = writeln!(text, "{margin} |");
                let _ = writeln!(text, "{number} | {}", shown(line).trim_end());
                let _ = writeln!(text, "{margin} | {indent}{mark}");
                let _ = writeln!(text, "{margin} = {}{help}", self.say("help", &[]));
            }
        }
        text
    }

    /// What is wrong, and what to write instead.
    #[must_use]
    pub fn words(self, problem: &Problem) -> (String, String) {
        let mut values = FluentArgs::new();
        for (name, value) in problem.values() {
            values.set(name, if value.is_empty() { "none".to_owned() } else { value.to_owned() });
        }
        let catalog = self.catalog();
        (catalog.value(problem.id(), &values), catalog.attribute(problem.id(), "help", &values))
    }

    /// The words of a message of the program's own that is no problem; `id` is one of [`OWN`].
    pub(crate) fn say(self, id: &str, values: &[(&'static str, &str)]) -> String {
        let mut given = FluentArgs::new();
        for (name, value) in values {
            // A count is given as a number, so that the message can choose between singular and plural.
            match value.parse::<u32>() {
                Ok(count) => given.set(*name, count),
                Err(_) => given.set(*name, (*value).to_owned()),
            }
        }
        self.catalog().value(id, &given)
    }
}

/// A line as the terminal shows it: tabs as four spaces, so that the mark stands where it should.
fn shown(line: &str) -> String {
    line.replace('\t', "    ")
}

fn load(code: &str, text: &str) -> Catalog {
    let problems = Problem::MESSAGES.iter().map(|&(id, variables)| Message { id, variables, attribute: Some("help") });
    let own = OWN.iter().map(|&(id, variables)| Message { id, variables, attribute: None });
    let messages: Vec<_> = problems.chain(own).collect();
    let mut report = Report::default();
    let path = format!("locales/{code}/check.ftl");
    match Catalog::new(code, &embedded(&path, text), &messages, &mut report) {
        Some(catalog) => catalog,
        None => panic!("the words that the binary carries are not complete: {report:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_its_words_and_its_help_in_both_languages() {
        for (speaker, code) in [(Speaker::French, "fr"), (Speaker::English, "en")] {
            let words = speaker.say("summary", &[("errors", "2")]);
            assert!(words.contains('2'), "{code}: {words}");
        }
    }
}
