//! The logos of partners: on the page of the projects, in the dossier, side by side, each a link named by its partner.

use aimf::reporter::Reporter;
use aimf::source::Files;
use serde_json::Value;

use crate::support::shipped_site::{BASE, SHIPPED, TestSite, base, check, shipped_files};

const DRAWING: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"100\"><path d=\"M0 0h300v100z\"/></svg>";

/// The shipped site with two partners, the logo of the first under this name.
fn with_partners(logo: &str) -> Files {
    let mut files = shipped_files();
    let projects = String::from_utf8(files.get("content/projects.toml").unwrap().to_vec()).unwrap();
    let partners = format!(
        "[[partners]]\nname.fr = \"Ville d'essai\"\nname.en = \"City of Trial\"\nlogo = \"{logo}\"\nurl = \"https://www.example.org\"\n\n\
         [[partners]]\nname.fr = \"Une fondation\"\nname.en = \"A foundation\"\nlogo = \"fondation.svg\"\n"
    );
    files.insert("content/projects.toml", format!("{projects}\n{partners}"));
    files.insert("static/ville.svg", DRAWING);
    files.insert("static/fondation.svg", DRAWING.replace("300", "200"));
    files.insert("static/notes.txt", "un texte");
    files
}

#[test]
fn logos_of_partners_are_links_named_by_their_partners() {
    let site = TestSite::start(&with_partners("ville.svg"), &base(BASE));
    for (path, heading, names) in [
        ("/fr/projets-cles/", "Partenaires", ["Ville d’essai", "Une fondation"]),
        ("/en/key-projects/", "Partners", ["City of Trial", "A foundation"]),
        ("/fr/dossier/", "Partenaires", ["Ville d’essai", "Une fondation"]),
    ] {
        let page = site.get(path).page();
        assert!(page.texts("h2").contains(&heading.to_owned()), "{path}");
        assert_eq!(page.attributes(".logos img", "alt"), names, "{path}");
        assert_eq!(page.attributes(".logos a", "href"), ["https://www.example.org"], "{path}");
        assert_eq!(
            (page.attributes(".logos img", "width"), page.attributes(".logos img", "height")[0].as_str()),
            (vec!["300".to_owned(), "200".to_owned()], "100")
        );
        let address = &page.attributes(".logos img", "src")[0];
        assert_eq!(site.get(address).header("content-type"), "image/svg+xml", "{address}");
    }
    let beside = site.get("/fr-en/projets-cles/").page();
    assert_eq!(beside.texts("tr#partners td"), ["Partenaires", "Partners"]);
    assert_eq!(beside.attributes("tr#partners-1 img", "alt"), ["Ville d’essai", "City of Trial"]);
    let data: Value = serde_json::from_str(site.get("/data/aimf.json").text()).unwrap();
    let first = serde_json::json!({ "name": { "en": "City of Trial", "fr": "Ville d’essai" }, "url": "https://www.example.org" });
    assert_eq!(data["projects"]["partners"][0], first);
}

#[test]
fn a_site_without_partners_has_no_place_for_them() {
    for path in ["/fr/projets-cles/", "/fr/dossier/", "/fr-en/projets-cles/"] {
        assert!(!SHIPPED.get(path).text().contains("logo"), "{path}");
    }
}

#[test]
fn a_logo_that_is_not_there_or_no_picture_is_told_once_in_all_languages_and_its_help_followed_mends_it() {
    let told = check(&with_partners("vile.svg"), Reporter::French);
    assert_eq!(told.matches("erreur").count(), 2, "{told}");
    assert!(told.contains("projects.toml:43:8") && told.contains("écrivez \"ville.svg\"\n"), "{told}");
    assert_eq!(check(&with_partners("file:ville.svg"), Reporter::French), "");
    assert_eq!(check(&with_partners("ville.svg"), Reporter::French), "");
    let told = check(&with_partners("notes.txt"), Reporter::French);
    assert!(told.contains("«\u{a0}notes.txt\u{a0}»"), "{told}");
}
