//! Facts that other facts and the heads of pages name: whether they are there.

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
                    needed(&place, name, report);
                }
            }
        }
    }
}

fn needed(place: &Place, fact: &str, report: &mut Report) {
    let file = match fact.split_once('.') {
        Some((file @ ("contact" | "site"), _)) => file,
        _ => "legal",
    };
    let (fact, file) = (fact.to_owned(), format!("content/{file}.toml"));
    report.error(place.clone(), Problem::FactNeeded { fact, file });
}
