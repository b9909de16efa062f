//! What an association may not have, or not for now: a fax, a president who is quoted. Nothing of it is left where it is not given.

use aimf::source::Files;
use serde_json::Value;

use crate::support::shipped_site::{BASE, TestSite, base, check, publication, replace, shipped_files, with};
use aimf::reporter::Reporter;

const FAX: &str = "fax = \"+33 1 40 39 06 62\"\n";
const ALL: [&str; 9] = [
    "/fr/",
    "/en/",
    "/fr/association/",
    "/en/about/",
    "/fr/contact/",
    "/fr/dossier/",
    "/en/dossier/",
    "/fr-en/contact/",
    "/fr-en/association/",
];

fn served(files: &Files) -> TestSite {
    TestSite::start(files, &base(BASE))
}

/// The shipped profile without its last table, that of the quotation.
fn unquoted() -> Files {
    let mut files = shipped_files();
    let profile = String::from_utf8(files.get("content/profile.toml").unwrap().to_vec()).unwrap();
    let (before, quotation) = profile.split_once("[quotation]").unwrap();
    assert!(
        !quotation.replace("\n[[quotation.sentences]]", "").contains("\n["),
        "something stands after the quotation"
    );
    files.insert("content/profile.toml", before.to_owned());
    files
}

#[test]
fn a_site_without_a_fax_shows_none_anywhere() {
    let files = with("content/contact.toml", FAX, "");
    // Given up is not yet to be given.
    assert!(!Reporter::English.report(&publication(&files).report).contains("contact.fax"));
    let site = served(&files);
    for path in ALL {
        let main = site.get(path).page().texts("main").join(" ");
        assert!(!main.contains("Fax") && !main.contains("40 39"), "{path}: {main}");
    }
    let contact = site.get("/fr/contact/");
    assert_eq!(contact.page().texts(".facts dt"), ["Téléphone"]);
    assert!(!contact.text().contains("faxNumber"));
    let card = site.get("/contact.vcf");
    let card = card.text();
    assert!(card.contains("TEL;TYPE=WORK,VOICE:+33 1 44 88 22 88\r\nTZ;VALUE=text:Europe/Paris\r\n"), "{card}");
    let data: Value = serde_json::from_str(site.get("/data/aimf.json").text()).unwrap();
    assert_eq!(data["contact"]["fax"], Value::Null);
}

#[test]
fn a_site_without_a_quotation_has_no_empty_place_for_one() {
    let site = served(&unquoted());
    for path in ALL {
        let page = site.get(path).page();
        assert!(page.texts("figure.quotation, .panel, blockquote, .echo").is_empty(), "{path}");
        assert!(!page.texts("main").join(" ").contains("Hidalgo"), "{path}");
        // Every part that a line stands above has something in it.
        assert!(page.texts("main .page").iter().all(|text| !text.is_empty()), "{path}");
    }
    assert!(site.get("/fr-en/association/").page().texts("tr#qa, tr#q1").is_empty());
    let data: Value = serde_json::from_str(site.get("/data/aimf.json").text()).unwrap();
    assert_eq!(data["profile"]["quotation"], Value::Null);
}

#[test]
fn a_former_president_is_quoted_with_the_years_of_office() {
    let said = |years: &str| {
        let site = served(&with("content/profile.toml", "as_of = 2021\n\n[[q", &format!("as_of = 2021\n{years}\n[[q")));
        ["/fr/association/", "/en/about/"].map(|path| site.get(path).page().texts("figcaption p:last-child").join(""))
    };
    assert_eq!(said(""), ["Fonctions en\u{a0}2021", "Offices held in 2021"]);
    assert_eq!(said("from = 2014\n"), ["Fonctions en\u{a0}2021, depuis 2014", "Offices held in 2021, since 2014"]);
    assert_eq!(said("until = 2025\n"), ["Fonctions jusqu’en\u{a0}2025", "Offices held until 2025"]);
    assert_eq!(said("from = 2014\nuntil = 2025\n"), ["Fonctions de 2014 à 2025", "Offices held from 2014 to 2025"]);
}

#[test]
fn years_of_office_that_are_out_of_order_are_told_with_both_places() {
    let mut files = with("content/profile.toml", "as_of = 2021\n\n[[q", "as_of = 2021\nuntil = 2020\n\n[[q");
    let told = check(&files, Reporter::French);
    assert!(
        told.contains(
            "l’année de «\u{a0}until\u{a0}», 2020, vient avant celle de «\u{a0}as_of\u{a0}», 2021 (ligne 60)"
        ),
        "{told}"
    );
    assert!(told.contains("écrivez until = 2021 ou une année plus tardive"), "{told}");
    replace(&mut files, "content/profile.toml", "until = 2020", "until = 2021");
    assert_eq!(check(&files, Reporter::French), "");
}
