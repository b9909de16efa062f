//! Says what is wrong with a site: to editors in French or in English, to programs in lines that they read.

mod invisible;
mod invocation;
mod machine;

use std::fmt::Write as _;
use std::sync::LazyLock;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use fluent::FluentArgs;

pub(crate) use invocation::Invocation;

use crate::diagnostic::{Diagnostic, Problem, Report, Severity};
use crate::i18n::{Catalog, Message};

const FRENCH: &str = include_str!("../../locales/fr/check.ftl");
const ENGLISH: &str = include_str!("../../locales/en/check.ftl");

/// Messages of the program's own beside the problems: those that are given no variables.
const PLAIN: &str = "error warning note help carried-site carried-checked no-address embedded-site failure-watch \
    setting-no-value language-names up-to-date preview-open preview-waiting unavailable-title unavailable-text \
    preview-keyboard preview-stopped preview-opened preview-to-open preview-next preview-copy preview-copied";

/// Those that are given some.
const OWN: &[(&str, &[&str])] = &[
    ("all-well", &["site", "pages", "languages"]),
    ("publishable", &["site", "pages", "languages", "warnings"]),
    ("more-of-a-kind", &["count", "file", "lines"]),
    ("to-fill", &["count"]),
    ("prepared", &["count"]),
    ("photographs", &["done", "all"]),
    ("more-prepared", &["count"]),
    ("summary", &["errors"]),
    // Said by the commands.
    ("strict", &["warnings"]),
    ("init-done", &["folder", "files", "aimf", "in-site"]),
    ("export-done", &["folder", "files", "site"]),
    ("export-until", &["date", "zone"]),
    ("schedule", &["zone"]),
    ("scheduled-change", &["date", "what", "page"]),
    ("drafts", &["count", "pages"]),
    ("epoch-odd", &["value"]),
    ("folder-not-empty", &["folder"]),
    ("kept-site", &["since"]),
    ("translations-language", &["language", "percent", "current", "all"]),
    ("translations-draft", &["language", "translated", "all"]),
    ("translation-state", &["state"]),
    ("translations-of-file", &["count", "file"]),
    ("translations-accept", &["key", "aimf", "in-site"]),
    ("translations-none", &["aimf", "in-site"]),
    ("translations-accepted", &["count"]),
    ("key-of-no-text", &["key", "near"]),
    ("sign-name", &["name", "code"]),
    // Why a command failed.
    ("failure-no-command", &["command"]),
    ("failure-not-loopback", &["address"]),
    ("failure-base-url", &["value", "ascii"]),
    ("failure-bind", &["kind", "address", "ip", "port", "path", "reason"]),
    ("failure-socket", &["number", "reason"]),
    ("failure-admin", &["aimf", "in-site"]),
    ("failure-not-ready", &["address", "reason"]),
    ("failure-settings", &["path", "reason"]),
    ("failure-publish", &["reason"]),
    ("failure-output", &["reason"]),
    ("failure-system", &["reason"]),
    ("setting-unknown", &["key", "near", "aimf", "in-site"]),
    ("schemas-written", &["folder", "files"]),
    ("language-added", &["language", "name", "aimf", "in-site"]),
    ("language-there", &["language"]),
    ("language-odd", &["language", "near"]),
    ("language-none", &["language", "known"]),
    ("language-first", &["language"]),
    ("language-unreadable", &["file", "aimf", "in-site"]),
    ("language-to-remove", &["language", "name", "texts", "files", "removed", "is_draft", "aimf", "in-site"]),
    ("language-removed", &["language", "name", "texts", "files"]),
    ("system-reason", &["reason"]),
    ("write-failed", &["path", "reason"]),
    ("preview-current", &["address", "warnings"]),
    ("preview-errors", &["errors"]),
    ("preview-warnings", &["count"]),
];

/// How many notes are told one by one: no more than a part of a screen.
const MOST_NOTES: usize = 12;

/// Reports problems in the editor's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reporter {
    /// In French: most editors are French-speaking.
    #[default]
    French,
    /// In English.
    English,
}

impl Reporter {
    fn catalog(self) -> &'static Catalog {
        static CATALOGS: LazyLock<[Catalog; 2]> = LazyLock::new(|| [load("fr", FRENCH), load("en", ENGLISH)]);
        &CATALOGS[self as usize]
    }

    /// A whole report: errors, what the association has yet to fill in, warnings, and how many errors there are. Each ends with a
    /// line's end; nothing for an empty report.
    #[must_use]
    pub fn report(self, report: &Report) -> String {
        let (to_fill, others): (Vec<_>, Vec<_>) =
            report.warnings().partition(|one| matches!(one.problem, Problem::FactToFill { .. }));
        let mut text = self.diagnostics(report.errors());
        if !to_fill.is_empty() {
            // Facts to fill in are a list, not a problem each.
            let _ = writeln!(text, "{}", self.say("to-fill", &[("count", &to_fill.len().to_string())]));
            for of_file in to_fill.chunk_by(|a, b| a.place.path() == b.place.path()) {
                let _ = writeln!(text, "  {}", of_file[0].place.path());
                for one in of_file {
                    let _ = writeln!(text, "    {}", self.message_and_help(&one.problem).0);
                }
            }
        }
        let (prepared, notes): (Vec<_>, Vec<_>) =
            report.notes().partition(|one| matches!(one.problem, Problem::PicturePrepared { .. }));
        text + &self.warnings(&others) + &self.warnings(&notes) + &self.prepared(&prepared) + &self.last_line(report)
    }

    /// What was done to pictures, a line each; nothing where nothing was.
    fn prepared(self, notes: &[&Diagnostic]) -> String {
        if notes.is_empty() {
            return String::new();
        }
        let mut text = self.say("prepared", &[("count", &notes.len().to_string())]) + "\n";
        let (shown, others) = notes.split_at(notes.len().min(MOST_NOTES));
        for one in shown {
            let _ = writeln!(text, "  {}", self.message_and_help(&one.problem).0);
        }
        if !others.is_empty() {
            let _ = writeln!(text, "  {}", self.say("more-prepared", &[("count", &others.len().to_string())]));
        }
        text
    }

    fn diagnostics<'a>(self, all: impl Iterator<Item = &'a Diagnostic>) -> String {
        all.map(|one| self.diagnostic(one) + "\n").collect()
    }

    /// The count of errors on a line of its own; nothing where there is none.
    fn last_line(self, report: &Report) -> String {
        if report.has_errors() { self.summary(report) + "\n" } else { String::new() }
    }

    /// Warnings, in the order of files. Of those of a kind in one file the first stands for all: the others are the numbers of their
    /// lines.
    fn warnings(self, warnings: &[&Diagnostic]) -> String {
        let mut text = String::new();
        for of_file in warnings.chunk_by(|a, b| a.place.path() == b.place.path()) {
            let mut kinds: Vec<Vec<&Diagnostic>> = Vec::new();
            for one in of_file {
                match kinds.iter_mut().find(|kind| kind[0].problem.id() == one.problem.id()) {
                    Some(kind) => kind.push(one),
                    None => kinds.push(vec![one]),
                }
            }
            for kind in kinds {
                let [first, others @ ..] = &kind[..] else { continue };
                text += &self.diagnostic(first);
                if !others.is_empty() {
                    let mut lines: Vec<_> = others.iter().map(|one| one.place.line().to_string()).collect();
                    lines.dedup();
                    let (count, lines) = (others.len().to_string(), lines.join(", "));
                    let more = [("count", count.as_str()), ("file", first.place.path()), ("lines", lines.as_str())];
                    let _ = writeln!(text, "{}", self.say("more-of-a-kind", &more));
                }
                text.push('\n');
            }
        }
        text
    }

    /// Every error, then how many there are; nothing where there is none.
    #[must_use]
    pub fn errors(self, report: &Report) -> String {
        self.diagnostics(report.errors()) + &self.last_line(report)
    }

    /// The count of errors, and what it means.
    pub(crate) fn summary(self, report: &Report) -> String {
        self.say("summary", &[("errors", &report.errors().count().to_string())])
    }

    /// The language of these words.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// One problem: what is wrong, where, the line with a mark under the place, and what to write instead.
    #[must_use]
    pub fn diagnostic(self, one: &Diagnostic) -> String {
        let level = match one.severity {
            Severity::Error => Level::ERROR.with_name(self.say("error", &[])),
            Severity::Warning => Level::WARNING.with_name(self.say("warning", &[])),
            Severity::Note => Level::NOTE.with_name(self.say("note", &[])),
        };
        let (message, help) = self.message_and_help(&one.problem);
        let title = level.primary_title(message);
        let place = &one.place;
        let group = if place.excerpt().is_some() {
            let mark = AnnotationKind::Primary.span(place.first_line());
            title.element(Snippet::source(place.file_text()).path(place.path()).annotation(mark))
        } else {
            title.element(Origin::path(place.path()))
        };
        let help = Level::HELP.with_name(self.say("help", &[])).message(normalize_untrusted_str(&help));
        Renderer::plain().render(&[group.element(help)]) + "\n"
    }

    /// The words of a problem, and those that say what to write instead.
    #[must_use]
    pub fn message_and_help(self, problem: &Problem) -> (String, String) {
        let mut values = of_invocation();
        let mut problem_values: Vec<_> =
            problem.values().into_iter().map(|(name, value)| (name, value.to_owned())).collect();
        if let [.., ("before", before), ("now", now)] = &mut problem_values[..] {
            (*before, *now) = self.told_apart(before, now);
        }
        for (name, value) in problem_values {
            values.set(name, if value.is_empty() { "none".to_owned() } else { value });
        }
        let catalog = self.catalog();
        (catalog.format(problem.id(), None, &values), catalog.format(problem.id(), Some("help"), &values))
    }

    /// The words of a message of the program's own that is no problem; `id` is one of [`PLAIN`] or [`OWN`].
    pub(crate) fn say(self, id: &str, values: &[(&'static str, &str)]) -> String {
        let mut given = of_invocation();
        for (name, value) in values {
            // A count is given as a number, so that the message can choose between singular and plural.
            match value.parse::<u32>() {
                Ok(count) => given.set(*name, count),
                Err(_) => given.set(*name, (*value).to_owned()),
            }
        }
        self.catalog().format(id, None, &given)
    }
}

/// How the program was called, for messages that name a command.
fn of_invocation() -> FluentArgs<'static> {
    let Invocation { program, site } = Invocation::current();
    let mut values = FluentArgs::new();
    values.set("aimf", program);
    values.set("in-site", site);
    values
}

fn load(code: &str, text: &'static str) -> Catalog {
    let problems = Problem::MESSAGES.iter().map(|&(id, variables)| Message { id, variables, attribute: Some("help") });
    let plain = PLAIN.split(' ').map(|id| (id, &[][..]));
    let own = plain.chain(OWN.iter().copied()).map(|(id, variables)| Message { id, variables, attribute: None });
    Catalog::embedded(code, "check", text, &problems.chain(own).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;
    use crate::diagnostic::{Place, TextFile};

    /// The lines below the title of a report about a part of a text.
    fn excerpt(text: &str, part: Range<usize>) -> String {
        let (place, problem) =
            (Place::new(&TextFile::new("content/a.toml", text), part), Problem::FileEmpty { what: String::new() });
        let reported = Reporter::French.diagnostic(&Diagnostic { severity: Severity::Error, place, problem });
        let lines: Vec<_> = reported.lines().collect();
        assert_eq!(lines[0], "erreur\u{a0}: le fichier est vide");
        assert!(lines.last().unwrap().starts_with("  = aide\u{a0}: "), "{reported}");
        lines[1..lines.len() - 2].join("\n")
    }

    #[test]
    fn the_mark_stands_under_the_letters_that_are_meant() {
        for (text, part, shown) in [
            ("été = « à »\n", 11..13, " --> content/a.toml:1:9\n  |\n1 | été = « à »\n  |         ^"),
            ("\ta = 漢字 !\n", 12..13, " --> content/a.toml:1:9\n  |\n1 |     a = 漢字 !\n  |              ^"),
            ("a = 漢字\r\nb = 2\r\n", 4..10, " --> content/a.toml:1:5\n  |\n1 | a = 漢字\n  |     ^^^^"),
            ("a = \"1\n2\n3\"\n", 4..11, " --> content/a.toml:1:5\n  |\n1 | a = \"1\n  |     ^^"),
            ("a = 1\nb = 2", 10..11, " --> content/a.toml:2:5\n  |\n2 | b = 2\n  |     ^"),
            // At the end of a line, and of the file.
            ("a = 1\nb =\n", 5..5, " --> content/a.toml:1:6\n  |\n1 | a = 1\n  |      ^"),
            ("a = 1\nb =\n", 9..9, " --> content/a.toml:2:4\n  |\n2 | b =\n  |    ^"),
            ("a = 1\nb =\n", 10..10, " --> content/a.toml:2:5\n  |\n2 | b =\n  |    ^"),
        ] {
            assert_eq!(excerpt(text, part), shown);
        }
    }
}
