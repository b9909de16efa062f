//! Facts that other facts and the heads of pages name, and those that the association has still to give: whether they are there.

use super::prose::{Target, is_fact};
use super::site::Site;
use super::text::{Line, Translated};
use super::variables::{Fact, fact_meant};
use crate::diagnostic::{Place, Problem, Report};

/// Reports a fact that names one that is not known, and a title or a description that would be empty without a fact.
pub(super) fn check(site: &Site, report: &mut Report) {
    in_facts(site, report);
    in_heads(site, report);
}

/// A name between braces in a fact of `legal.toml` that no fact has.
fn in_facts(site: &Site, report: &mut Report) {
    let file = &site.legal.table_place;
    for language in &site.languages {
        let variables = site.variables(language);
        for fact in variables.values() {
            let Some(Fact::Text(text)) = fact else { continue };
            for inner in text.split('{').skip(1) {
                let Some((name, _)) = inner.split_once('}').filter(|(name, _)| is_fact(name)) else { continue };
                let typed = format!("{{{name}}}");
                let Some(start) = file.file_text().find(&typed) else { continue };
                let near = fact_meant(name, variables.keys().map(String::as_str)).unwrap_or_default();
                let problem = Problem::FactUnknown { fact: name.to_owned(), near };
                report.error(file.at(start..start + typed.len()), problem);
            }
        }
    }
}

/// A fact in the head of a page that has yet to be given: without it the title would be empty.
fn in_heads(site: &Site, report: &mut Report) {
    let home = &site.settings.home;
    let mut lines: Vec<&Translated<Line>> = vec![&home.title, &home.label, &home.description];
    for (_, head) in site.heads() {
        lines.extend([&head.title, &head.description].into_iter().chain(&head.label));
    }
    for language in &site.languages {
        let variables = site.variables(language);
        for line in &lines {
            for (place, target) in line.of(language).references() {
                if let Target::Fact(name) = target
                    && variables.get(name).is_some_and(Option::is_none)
                {
                    report.error(place, Problem::FactNeeded { fact: name.clone(), file: file_of(name) });
                }
            }
        }
    }
}

/// Warns of the facts that the association has still to give: a site can be published without them.
pub(crate) fn to_fill(site: &Site, report: &mut Report) {
    let missing = site.variables(&site.languages[0]).into_iter().filter(|(_, fact)| fact.is_none());
    // A fax is given up, not yet to be given.
    for (fact, _) in missing.filter(|(name, _)| name != "contact.fax") {
        report.warning(Place::file(&file_of(&fact)), Problem::FactToFill { fact });
    }
}

/// The path of the file that a fact is to be written in.
fn file_of(fact: &str) -> String {
    let file = match fact.split_once('.') {
        Some((file @ ("contact" | "site"), _)) => file,
        _ => "legal",
    };
    format!("content/{file}.toml")
}
