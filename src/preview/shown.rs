//! What a page of the preview shows of the state: which edition there is, what is wrong, and the program's words to the editor.

use serde::Serialize;

use super::Preview;
use crate::diagnostic::{Diagnostic, Problem};
use crate::live::Live;
use crate::reporter::Reporter;

/// The state as the page's script reads it, with its fields in their order.
#[derive(Serialize)]
pub(super) struct PreviewState<'a> {
    edition: String,
    lang: &'a str,
    root: String,
    editor: &'a str,
    words: PreviewWords,
    translations: Vec<ShownProblem>,
    summary: String,
    problems: Vec<ShownProblem>,
    warned: String,
    warnings: Vec<ShownProblem>,
}

/// The words of what the script adds to a page.
#[derive(Serialize)]
struct PreviewWords {
    open: String,
    keyboard: String,
    stopped: String,
    copy: String,
    copied: String,
}

#[derive(Serialize)]
struct ShownProblem {
    place: String,
    message: String,
    help: String,
    excerpt: Option<String>,
    before: usize,
    length: usize,
}

impl<'a> PreviewState<'a> {
    /// The state now.
    pub(super) fn of(live: &Live, Preview { root, editor_link, reporter }: &'a Preview) -> Self {
        let status = live.status();
        let of_translation = |one: &&Diagnostic| {
            matches!(one.problem, Problem::TranslationChanged { .. } | Problem::TranslationNew { .. })
        };
        let shown = |one| ShownProblem::new(*reporter, one);
        let problems: Vec<_> = status.report.errors().map(shown).collect();
        let warnings: Vec<_> = status.report.mistakes().map(shown).collect();
        Self {
            edition: live.current().id().to_owned(),
            lang: reporter.code(),
            root: std::fs::canonicalize(root).as_ref().unwrap_or(root).to_string_lossy().into_owned(),
            editor: editor_link,
            words: PreviewWords::of(*reporter),
            translations: status.report.warnings().filter(of_translation).map(shown).collect(),
            summary: if problems.is_empty() { String::new() } else { reporter.summary(&status.report) },
            problems,
            warned: reporter.say("preview-warnings", &[("count", &warnings.len().to_string())]),
            warnings,
        }
    }
}

impl PreviewWords {
    fn of(reporter: Reporter) -> Self {
        let say = |id| reporter.say(id, &[]);
        Self {
            open: say("preview-open"),
            keyboard: say("preview-keyboard"),
            stopped: say("preview-stopped"),
            copy: say("preview-copy"),
            copied: say("preview-copied"),
        }
    }
}

impl ShownProblem {
    fn new(reporter: Reporter, one: &Diagnostic) -> Self {
        let (message, help) = reporter.message_and_help(&one.problem);
        let place = &one.place;
        Self {
            place: format!("{}:{}:{}", place.path(), place.line(), place.column()),
            message,
            help,
            excerpt: place.excerpt().map(str::to_owned),
            before: place.column() - 1,
            length: place.text().lines().next().map_or(1, |line| line.chars().count().max(1)),
        }
    }
}
