//! Tells of a group that was put too high: the lines below it belong to it, and those of the group above are cut in two.

use std::collections::BTreeSet;

use super::headers::{group_path, headers};
use crate::diagnostic::{Diagnostic, Place, Problem, Report};

/// Where keys stand that are of a group above.
struct Cut {
    file: String,
    /// The header of the group that they are of; empty for the head of the file.
    group: String,
    /// Where that group's own lines are.
    own: std::ops::Range<usize>,
    /// The header below which the keys stand.
    header: usize,
    /// From the first header between to the last line above the keys; nothing where it is the keys that are too low.
    too_high: Option<Place>,
    keys: BTreeSet<String>,
}

/// Of a key that is missing in one group and stands in another, says one thing: that the group between is too high, or that the key is
/// elsewhere.
pub(super) fn explain(report: &mut Report) {
    let mut cuts: Vec<Cut> = Vec::new();
    // The first of the keys says where the group ends.
    let mut found: Vec<_> = report.errors().collect();
    found.sort_by_key(|one| one.place.start());
    for one in found {
        let Problem::KeyElsewhere { key, group, .. } = &one.problem else { continue };
        let Some(cut) = Cut::of(&one.place, group) else { continue };
        let same = |other: &&mut Cut| (&other.file, &other.group, other.header) == (&cut.file, &cut.group, cut.header);
        match cuts.iter_mut().find(same) {
            Some(other) => drop(other.keys.insert(key.clone())),
            None => cuts.push(Cut { keys: BTreeSet::from([key.clone()]), ..cut }),
        }
    }
    // Without a key that is missing nothing was cut: a line was added at the wrong place.
    cuts.retain(|cut| report.errors().any(|one| cut.explains(one)));
    for cut in &mut cuts {
        cut.too_high = cut.too_high.take().filter(|group| cut.ends_the_section(group));
    }
    report.leave_out(|one| cuts.iter().any(|cut| cut.explains(one) || cut.tells(one)));
    for Cut { too_high, keys, group, .. } in cuts {
        let Some(place) = too_high else { continue };
        let first = place.line();
        let last = first + place.text().lines().count().saturating_sub(1);
        let header = place.at(place.first_line());
        let keys = keys.into_iter().collect::<Vec<_>>().join(", ");
        let (name, first, last) = (header.text().trim().to_owned(), first.to_string(), last.to_string());
        report.error(header, Problem::GroupTooHigh { header: name, keys, group, first, last });
    }
}

impl Cut {
    fn of(place: &Place, group: &str) -> Option<Self> {
        let headers = headers(place.file_text());
        let below = headers.iter().rposition(|header| header.start <= place.start())?;
        let (start, first) = if group.is_empty() {
            (0, 0)
        } else {
            let above = headers[..below].iter().rposition(|header| header.text == group)?;
            (headers[above].start, above + 1)
        };
        let path = group_path(group);
        // A group inside the other one does not cut it.
        if !group.is_empty() && headers[first..=below].iter().any(|one| one.path.starts_with(&format!("{path}."))) {
            return None;
        }
        let top = &headers[first];
        let is_one = headers[first..=below].iter().all(|one| one.path.split('.').next() == Some(&*top.path));
        // Notes above the keys are theirs.
        let lines = place.file_text()[top.start..place.whole_line().start()].trim_end();
        let mut end = top.start + lines.len();
        while let Some((rest, _)) = place.file_text()[top.start..end].rsplit_once('\n')
            && place.file_text()[top.start + rest.len()..end].trim().starts_with('#')
        {
            end = top.start + rest.trim_end().len();
        }
        let too_high = Some(place.at(top.start..end)).filter(|group| is_one && group.text().contains('\n'));
        Some(Self {
            file: place.path().to_owned(),
            group: group.to_owned(),
            own: start..top.start,
            header: headers[below].start,
            too_high,
            keys: BTreeSet::new(),
        })
    }

    /// Whether only the keys of the group above follow the one that is too high.
    fn ends_the_section(&self, group: &Place) -> bool {
        let rest = &group.file_text()[group.start() + group.text().len()..];
        let keys = rest.lines().take_while(|line| !line.starts_with('[')).filter_map(|line| line.split_once('='));
        let is_key =
            |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        let mut keys = keys.map(|(key, _)| key.split('.').next().unwrap_or_default().trim());
        keys.all(|key| !is_key(key) || self.keys.contains(key))
    }

    /// Whether something is missing only because it stands below.
    fn explains(&self, one: &Diagnostic) -> bool {
        let is_own = one.place.path() == self.file && self.own.contains(&one.place.start());
        // The header alone is left of it.
        if matches!(&one.problem, Problem::GroupEmpty { group } if format!("[{group}]") == self.group) {
            return is_own;
        }
        let (Problem::KeyMissing { key, .. } | Problem::LanguageMissing { key, .. }) = &one.problem else {
            return false;
        };
        is_own && self.keys.contains(key)
    }

    /// Whether the group that is too high says it already.
    fn tells(&self, one: &Diagnostic) -> bool {
        let Problem::KeyElsewhere { key, group, .. } = &one.problem else { return false };
        self.too_high.is_some()
            && (one.place.path(), group) == (self.file.as_str(), &self.group)
            && one.place.start() > self.header
            && self.keys.contains(key)
    }
}
