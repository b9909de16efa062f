//! Checks of the facts that the law asks for: numbers that are none, a state that no audit found.

use super::site::{PageHead, Site};
use super::value::Conformity;
use crate::diagnostic::{Place, Problem, Report};

/// The pages that French law asks for, by the words in their names and addresses, each with the file in which it usually is.
const PAGES: [(&str, &[&str], &str); 2] = [
    ("legal", &["legal", "mention"], "content/pages/legal-notice.toml"),
    ("accessibility", &["accessib"], "content/pages/accessibility.toml"),
];

/// Warns of a page that the law asks for and the site does not have, under whatever name.
fn pages(site: &Site, report: &mut Report) {
    for (page, words, path) in PAGES {
        let is_named = |name: &str| words.iter().any(|word| name.contains(word));
        let slugs = |head: &PageHead| site.languages.iter().any(|language| is_named(head.slug.of(language).as_str()));
        let is_there = site.pages.iter().any(|(key, one)| is_named(key) || slugs(&one.page));
        let is_misnamed =
            report.errors().any(|one| matches!(&one.problem, Problem::FileUnknown { near, .. } if near == path));
        if !is_there && !is_misnamed {
            report.warning(Place::file(path), Problem::LegalPageMissing { page: page.into(), file: path.into() });
        }
    }
}

/// Warns of what cannot be so.
pub(super) fn check(site: &Site, report: &mut Report) {
    pages(site, report);
    let (legal, accessibility) = (&site.legal.legal, &site.legal.accessibility);
    if let Some(siret) = legal.siret.as_ref().filter(|siret| !is_siret(siret.as_str())) {
        report.warning(siret.place.clone(), Problem::NotASiret { value: siret.to_string() });
    }
    if let Some(rna) = legal.rna.as_ref().filter(|rna| !is_rna(rna.as_str())) {
        report.warning(rna.place.clone(), Problem::NotAnRna { value: rna.to_string() });
    }
    let least = match *accessibility.status {
        Conformity::Non => return,
        Conformity::Partial => 50_u8,
        Conformity::Full => 100,
    };
    let audit = &accessibility.audit;
    let is_audited =
        audit.by.is_some() && audit.date.is_some() && audit.rate.is_some_and(|rate| rate.0 >= f64::from(least));
    if !is_audited && !accessibility.status.stands_in {
        let place = accessibility.status.place.clone();
        let status = place.text().trim_matches(['"', '\'']).to_owned();
        report.warning(place, Problem::ConformityWithoutAudit { status, least: least.to_string() });
    }
}

/// Fourteen digits, perhaps in groups, whose last one checks the others by Luhn's formula; those of the offices of La Poste add up to a
/// multiple of five instead.
fn is_siret(text: &str) -> bool {
    let digits: Option<Vec<u32>> = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_digit(10)).collect();
    let Some(digits) = digits.filter(|digits| digits.len() == 14) else { return false };
    let luhn = digits.iter().enumerate().map(|(at, digit)| match (at % 2, digit * 2) {
        (0, double) => double / 10 + double % 10,
        _ => *digit,
    });
    let is_of_la_poste = digits[..9] == [3, 5, 6, 0, 0, 0, 0, 0, 0] && digits.iter().sum::<u32>() % 5 == 0;
    luhn.sum::<u32>() % 10 == 0 || is_of_la_poste
}

/// W and nine digits; overseas the number of the department has a letter among them (`W9R1000001`).
fn is_rna(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let rest = plain.strip_prefix('W').unwrap_or_default();
    rest.len() == 9 && rest.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_register_has_its_form() {
        // The head offices of Insee and of La Poste, and an office of the latter.
        for siret in ["12002701600563", "120 027 016 00563", "35600000000048", "35600000049837"] {
            assert!(is_siret(siret), "{siret}");
        }
        for wrong in ["abc", "12002701600564", "1200270160056", "120027016005633", ""] {
            assert!(!is_siret(wrong), "{wrong}");
        }
        assert!(
            is_rna("W751000001") && is_rna("W9R1000001") && !is_rna("751000001") && !is_rna("W75") && !is_rna("abc")
        );
    }
}
