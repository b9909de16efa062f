//! Warnings of what is missing although a site can be published without it: facts from the association.

use crate::content::Site;
use crate::diagnostic::{Place, Problem, Report};

/// Warns of the facts that the association has still to give.
pub(super) fn variables(site: &Site, report: &mut Report) {
    for fact in site.missing_variables() {
        let file = match fact.split_once('.') {
            Some((file @ ("contact" | "site"), _)) => file,
            _ => "legal",
        };
        report.warning(Place::file(&format!("content/{file}.toml")), Problem::FactToFill { fact });
    }
}
