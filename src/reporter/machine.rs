//! A report as lines for programs: JSON, or the annotations of GitHub.

use serde_json::json;

use super::Reporter;
use crate::diagnostic::{Diagnostic, Place, Report, Severity};

impl Reporter {
    /// One JSON object a line (JSON Lines) for each problem, in the order of the files: `file`, `line`, `column`, `end`
    /// (the same two, right after the last character), `severity`, `id`, `message`, `help`. Lines and columns are counted
    /// from 1, columns in characters; both are `null` where the problem is that of the file as a whole.
    pub(crate) fn json(self, report: &Report) -> String {
        let line = |one: &Diagnostic| {
            let (message, help) = self.message_and_help(&one.problem);
            let (start, end) = range(&one.place).unzip();
            let (line, column) = start.unzip();
            let line = json!({
                "column": column,
                "end": end.map(|(line, column)| json!({ "column": column, "line": line })),
                "file": one.place.path(),
                "help": help,
                "id": one.problem.id(),
                "line": line,
                "message": message,
                "severity": severity(one),
            });
            format!("{line}\n")
        };
        report.all().map(line).collect()
    }

    /// One workflow command a line for each problem, which GitHub shows beside the line of the file. `folder` is the
    /// site's folder within the repository, with a final slash unless it is empty.
    pub(crate) fn github(self, report: &Report, folder: &str) -> String {
        let line = |one: &Diagnostic| {
            let (message, help) = self.message_and_help(&one.problem);
            let file = property(&format!("{folder}{}", one.place.path()));
            let range = range(&one.place).map(|((line, column), (end_line, end_column))| {
                format!(",line={line},endLine={end_line},col={column},endColumn={end_column}")
            });
            let (range, title) = (range.unwrap_or_default(), property(one.problem.id()));
            let words = data(&format!("{message}\n{}: {help}", self.say("help", &[])));
            // GitHub calls a note a notice.
            let level = if one.severity == Severity::Note { "notice" } else { severity(one) };
            format!("::{level} file={file}{range},title={title}::{words}\n")
        };
        report.all().map(line).collect()
    }
}

fn severity(one: &Diagnostic) -> &'static str {
    match one.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The line and the column where a place begins, and those where it ends; nothing for a file as a whole.
fn range(place: &Place) -> Option<((usize, usize), (usize, usize))> {
    place.excerpt().map(|_| ((place.line(), place.column()), place.end()))
}

/// The text of a workflow command, with what would end it escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Problem, TextFile};

    fn report() -> Report {
        let file = TextFile::new("content/a,b.toml", "é = “100 %”\n");
        let mut report = Report::default();
        report.error(Place::new(&file, 5..8), Problem::TomlCurlyQuote { key: "é, à\n100 %".into(), found: "“".into() });
        report.warning(Place::file("static"), Problem::FolderMissing { folder: "static".into() });
        report
    }

    #[test]
    fn a_program_reads_one_object_a_line() {
        let text = Reporter::English.json(&report());
        let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), 2);
        assert_eq!((lines[0]["line"].as_u64(), lines[0]["column"].as_u64()), (Some(1), Some(5)));
        assert_eq!(lines[0]["end"], json!({ "line": 1, "column": 6 }));
        assert_eq!((&lines[1]["line"], &lines[1]["severity"]), (&serde_json::Value::Null, &json!("warning")));
    }

    #[test]
    fn what_would_end_a_workflow_command_is_escaped() {
        let text = Reporter::English.github(&report(), "site/");
        assert_eq!(text.lines().count(), 2);
        let first = text.lines().next().unwrap();
        let start = "::error file=site/content/a%2Cb.toml,line=1,endLine=1,col=5,endColumn=6,title=toml-curly-quote::";
        assert!(first.starts_with(start), "{first}");
        assert!(first.contains("100 %25") && first.contains("%0Ahelp: "), "{first}");
    }
}
