//! Tells of a key that is not known where it stands where it belongs: in another group of its file, or in another file.

use std::collections::BTreeSet;

use super::headers::{self, group_of, start_of_group};
use super::high_groups;
use super::registry::page_key;
use super::registry::record_schemas;
use super::schema::{Schema, below};
use crate::diagnostic::{Place, Problem, Report};

/// Where a key belongs: its group as it is written, `[[events]]`, empty for the head of the file; whether the group is a list.
#[derive(Clone)]
struct Home {
    path: String,
    is_list: bool,
}

impl Home {
    fn header(&self) -> String {
        match (self.path.as_str(), self.is_list) {
            ("", _) => String::new(),
            (path, true) => format!("[[{path}]]"),
            (path, false) => format!("[{path}]"),
        }
    }
}

/// A key that is as like another as this is that key, misspelt.
const ALIKE: f64 = 0.7;

/// Adds to each key that is not known the place where it is, if there is one. Where the header of a group is missing, its keys are one
/// problem, at the first of them.
pub(super) fn explain(report: &mut Report) {
    find_homes(report);
    headers::explain(report);
    high_groups::explain(report);
    let missing: Vec<_> = report
        .errors()
        .filter_map(|one| match &one.problem {
            Problem::GroupMissing { right, .. } => Some((one.place.path().to_owned(), right.clone())),
            _ => None,
        })
        .collect();
    let is_missing =
        |place: &Place, group: &String| missing.iter().any(|(path, own)| path == place.path() && own == group);
    report.rewrite(|place, problem| {
        if let Problem::KeyElsewhere { group, begins, .. } = problem
            && is_missing(place, group)
        {
            "new".clone_into(begins);
        }
    });
    let mut told: BTreeSet<(String, String, Option<usize>)> = BTreeSet::new();
    let mut repeated: Vec<_> = report.errors().cloned().collect();
    repeated.sort_by_key(|one| one.place.start());
    let elsewhere: BTreeSet<_> = repeated
        .iter()
        .filter_map(|one| match &one.problem {
            Problem::KeyElsewhere { group, .. } => Some((one.place.path().to_owned(), group.clone())),
            _ => None,
        })
        .collect();
    repeated.retain(|one| {
        let path = one.place.path().to_owned();
        match &one.problem {
            // Below one header, as one slip: the same header may be missing at another place too.
            Problem::KeyElsewhere { group, .. } => !told.insert((path, group.clone(), start_of_group(&one.place))),
            Problem::GroupMissing { right, .. } => elsewhere.contains(&(path, right.clone())),
            _ => false,
        }
    });
    report.leave_out(|one| repeated.contains(one));
}

/// Adds to each key that is not known the place where it belongs.
fn find_homes(report: &mut Report) {
    let schemas = record_schemas();
    report.rewrite(|place, problem| {
        let Problem::KeyUnknown { key, near, .. } = &*problem else { return };
        // What is only misspelt has its help already.
        let is_misspelt = !near.is_empty() && strsim::normalized_damerau_levenshtein(key, near) > ALIKE;
        let (key, is_misspelt_somehow) = (key.clone(), !near.is_empty());
        if is_misspelt {
            return;
        }
        let name = place.path().trim_start_matches("content/").trim_end_matches(".toml");
        let own = if page_key(place.path()).is_some() { "page" } else { name };
        let in_file = |file: &str| {
            let mut homes = Vec::new();
            let schema = schemas.iter().find(|(topic, _)| *topic == file);
            schema.inspect(|(_, schema)| find(schema, &key, &Home { path: String::new(), is_list: false }, &mut homes));
            homes
        };
        let here = group_of(place);
        let homes = in_file(own);
        // The groups that hold this one first, the innermost before the others.
        let holds =
            |home: &Home| here.strip_prefix(&home.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let nearest = homes.iter().filter(|home| holds(home)).max_by_key(|home| home.path.len()).or(homes.first());
        if let Some(home) = nearest {
            let begins = if home.is_list && holds(home) { "new" } else { "same" };
            *problem = Problem::KeyElsewhere { key, group: home.header(), begins: begins.into() };
            return;
        }
        if is_misspelt_somehow {
            return;
        }
        let other = schemas.iter().filter(|(file, _)| !matches!(*file, "page") && *file != own);
        let found = other.into_iter().find_map(|(file, _)| Some((*file, in_file(file).into_iter().next()?)));
        if let Some((file, home)) = found {
            let file = format!("content/{file}.toml");
            *problem = Problem::KeyOfAnotherFile { key, group: home.header(), file };
        }
    });
}

/// Every group that has a key, in the order of the schema.
fn find(schema: &Schema, key: &str, at: &Home, homes: &mut Vec<Home>) {
    match schema {
        Schema::Table { fields, .. } => {
            if fields.iter().any(|field| field.key == key) {
                homes.push(at.clone());
            }
            for field in fields {
                find(&field.schema, key, &Home { path: below(&at.path, field.key), is_list: false }, homes);
            }
        }
        Schema::List(each) => find(each, key, &Home { is_list: true, ..at.clone() }, homes),
        _ => {}
    }
}

/// The kind of the value of a key, as it is written below the last header above a place.
pub(super) fn schema_at(place: &Place, key: &str) -> Option<Schema> {
    schema_of(place, &below(&group_of(place), key))
}

/// Whether a group of a file is a list of groups; nothing where the file has no such group.
pub(super) fn group_at(place: &Place, path: &str) -> Option<bool> {
    match schema_of(place, path)? {
        Schema::List(each) => matches!(*each, Schema::Table { .. }).then_some(true),
        Schema::Table { .. } => Some(false),
        _ => None,
    }
}

fn schema_of(place: &Place, path: &str) -> Option<Schema> {
    let name = place.path().trim_start_matches("content/").trim_end_matches(".toml");
    let own = if page_key(place.path()).is_some() { "page" } else { name };
    let (_, mut schema) = record_schemas().into_iter().find(|(topic, _)| *topic == own)?;
    for part in path.split('.').map(str::trim) {
        if let Schema::List(each) = schema {
            schema = *each;
        }
        schema = match schema {
            Schema::Table { fields, .. } => fields.into_iter().find(|field| field.key == part)?.schema,
            Schema::Languages { each, .. } => *each,
            _ => return None,
        };
    }
    Some(schema)
}
