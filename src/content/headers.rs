//! Tells of a header that is misspelt or missing once, where a part of its group has a header of its own: `[Quotation]`, or nothing, above
//! `[[quotation.sentences]]`. What the group then lacks stands below the wrong header, or below none.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place, Problem, Report};

/// A header of a file.
pub(super) struct Header {
    /// The byte that its line begins at.
    pub start: usize,
    /// As it is written, without spaces around it.
    pub text: String,
    /// The path of its group.
    pub path: String,
}

pub(super) fn explain(report: &mut Report) {
    misspelt(report);
    missing(report);
    below_a_part(report);
}

/// The header in a line, as it is written, without spaces around it; nothing where it is none.
fn header_text(line: &str) -> Option<&str> {
    let header = line.split('#').next().unwrap_or_default().trim();
    header.starts_with('[').then_some(header)
}

/// The path of the group that a header begins.
pub(super) fn group_path(header: &str) -> &str {
    header.trim_matches(['[', ']', ' '])
}

/// The group of the header in a line; nothing where it is none.
pub(super) fn header_in(line: &str) -> Option<&str> {
    header_text(line).map(group_path)
}

fn header_of(place: &Place) -> Option<String> {
    header_in(place.whole_line().text()).map(str::to_owned)
}

/// Whether a header is that of a part of a group.
fn is_part(header: &str, group: &str) -> bool {
    header.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'))
}

/// Leaves out what a group lacks only because its header is misspelt.
fn misspelt(report: &mut Report) {
    let meant = |one: &Diagnostic| {
        let Problem::KeyUnknown { key, near, .. } = &one.problem else { return None };
        let typed = header_of(&one.place).filter(|_| !near.is_empty())?;
        Some((one.place.path().to_owned(), near.clone(), typed.replacen(key, near, 1)))
    };
    let groups: Vec<_> = report.errors().filter_map(meant).collect();
    report.leave_out(|one| {
        let of_file = groups.iter().filter(|(path, ..)| path == one.place.path());
        match &one.problem {
            Problem::KeyMissing { .. } | Problem::KeysMissing { .. } | Problem::LanguageMissing { .. } => {
                header_of(&one.place).is_some_and(|header| of_file.clone().any(|(_, near, _)| is_part(&header, near)))
            }
            Problem::GroupMissing { right, .. } => of_file.clone().any(|(.., path)| group_path(right) == path),
            _ => false,
        }
    });
}

/// Makes one problem of keys that stand below another group because the header of theirs is missing.
fn missing(report: &mut Report) {
    let lacks = |one: &Diagnostic| {
        let Problem::KeyMissing { key, .. } = &one.problem else { return None };
        let (group, _) =
            header_of(&one.place)?.rsplit_once('.').map(|(group, part)| (group.to_owned(), part.to_owned()))?;
        Some((one.place.clone(), group, key.clone()))
    };
    let lacking: Vec<_> = report.errors().filter_map(lacks).collect();
    let Some((part, group, _)) = lacking.first().cloned() else { return };
    let keys: BTreeSet<_> = lacking.iter().filter(|(place, ..)| *place == part).map(|(.., key)| key.clone()).collect();
    let header = format!("[{group}]");
    let is_elsewhere = |one: &&Diagnostic| {
        matches!(&one.problem, Problem::KeyElsewhere { key, .. } if keys.contains(key))
            && one.place.path() == part.path()
            && one.place.start() < part.start()
    };
    let is_its_own =
        |one: &&Diagnostic| matches!(&one.problem, Problem::KeyElsewhere { group, .. } if *group == header);
    let strays: Vec<_> = report.errors().filter(is_elsewhere).cloned().collect();
    let Some(first) = strays.iter().filter(is_its_own).min_by_key(|one| one.place.start()) else { return };
    let place = first.place.clone();
    report.leave_out(|one| {
        let is_of_part = one.place == part && matches!(&one.problem, Problem::KeyMissing { .. });
        is_of_part || strays.contains(one) && start_of_group(&one.place) == start_of_group(&place)
    });
    report.error(place, Problem::GroupMissing { group, right: header });
}

/// Of a key that is missing in a group and stands below the header of a part of it, says that it is too low.
fn below_a_part(report: &mut Report) {
    let mut told: Vec<Diagnostic> = Vec::new();
    let errors: Vec<_> = report.errors().cloned().collect();
    for one in &errors {
        let Problem::KeyElsewhere { key, group, .. } = &one.problem else { continue };
        let path = group_path(group);
        let Some(above) = header_above(&one.place).filter(|above| is_part(&above.path, path)) else { continue };
        let is_lacking = |other: &&Diagnostic| match &other.problem {
            Problem::KeyMissing { key: missing, .. } => missing == key,
            Problem::KeysMissing { keys } => keys.split('-').any(|missing| missing == key),
            _ => false,
        };
        let is_above = |other: &&Diagnostic| {
            let (from, to) = (other.place.start(), one.place.start());
            other.place.path() == one.place.path()
                && from < to
                && header_of(&other.place).as_deref() == Some(path)
                && !one.place.file_text()[from + 1..to].contains(&format!("\n{group}"))
        };
        told.extend(errors.iter().filter(is_lacking).filter(is_above).cloned());
        if told.last().is_some_and(|last| is_above(&last)) {
            report.rewrite(|place, problem| {
                if let Problem::KeyElsewhere { begins, .. } = problem
                    && *place == one.place
                {
                    begins.clone_from(&above.text);
                }
            });
        }
    }
    report.leave_out(|one| told.contains(one));
}

/// The headers of a file, in their order.
pub(super) fn headers(text: &str) -> Vec<Header> {
    let mut start = 0;
    let mut headers = Vec::new();
    for line in text.split_inclusive('\n') {
        // A link at the beginning of a line of text ends with a parenthesis.
        if let Some(text) = header_text(line).filter(|header| header.ends_with(']')) {
            headers.push(Header { start, text: text.to_owned(), path: group_path(text).to_owned() });
        }
        start += line.len();
    }
    headers
}

/// The last header above a place.
pub(super) fn header_above(place: &Place) -> Option<Header> {
    headers(&place.file_text()[..place.start()]).pop()
}

/// Where the group begins that a place stands in; the head of the file is none.
pub(super) fn start_of_group(place: &Place) -> Option<usize> {
    header_above(place).map(|header| header.start)
}

/// The path of the group that a place stands in; empty in the head of the file.
pub(super) fn group_of(place: &Place) -> String {
    header_above(place).map(|header| header.path).unwrap_or_default()
}
