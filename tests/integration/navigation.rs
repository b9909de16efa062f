//! The navigation: which pages the menu and the footer name, in which order, and where a page stands under another.

use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::shipped_site::{TestSite, base, check, shipped_files, with};

/// The shipped site with lines at the head of `site.toml`.
fn with_settings(lines: &str) -> Files {
    with("content/site.toml", "as_of = 2021", &format!("as_of = 2021\n{lines}"))
}

fn start(files: &Files) -> TestSite {
    TestSite::start(files, &base("https://example.org"))
}

#[test]
fn the_menu_and_the_footer_have_the_pages_that_the_site_names_in_its_order() {
    let lists = "menu = [\"history\", \"association\", \"privacy\", \"dossier\"]\nfooter = [\"contact\", \"accessibility\", \"home\"]";
    let site = start(&with_settings(lists));
    for (path, menu, footer) in [
        (
            "/fr/contact/",
            ["/fr/histoire/", "/fr/association/", "/fr/donnees-personnelles/", "/fr/dossier/"],
            ["/fr/contact/", "/fr/accessibilite/", "/fr/", "/fr-en/contact/"],
        ),
        (
            "/en/contact/",
            ["/en/history/", "/en/about/", "/en/privacy/", "/en/dossier/"],
            ["/en/contact/", "/en/accessibility/", "/en/", "/fr-en/contact/"],
        ),
    ] {
        let page = site.get(path).page();
        assert_eq!(page.attributes(".menu a", "href"), menu, "{path}");
        assert_eq!(page.attributes("footer nav a", "href"), footer, "{path}");
        // It is not in the menu any more, so the way to it is shown.
        assert_eq!(page.attributes(".breadcrumb a", "href").len(), 2, "{path}");
    }
    let page = site.get("/fr/donnees-personnelles/").page();
    assert_eq!(page.attributes(".menu [aria-current=page]", "href"), ["/fr/donnees-personnelles/"]);
    assert_eq!(page.attributes(".breadcrumb a", "href"), Vec::<String>::new());
    assert_eq!(page.texts("footer nav a")[1], "Accessibilité\u{a0}: non conforme");
    // A page that is in neither is in the site map all the same, which begins with the menu.
    let map = site.get("/fr/plan-du-site/").page().attributes("main section:first-of-type a", "href");
    assert_eq!(map[..4], ["/fr/histoire/", "/fr/association/", "/fr/donnees-personnelles/", "/fr/dossier/"]);
    assert_eq!(map.len(), 11);
    for path in ["/fr/mentions-legales/", "/fr/projets-cles/", "/fr/vision-et-objectifs/"] {
        assert!(map.iter().any(|href| href == path), "{path}");
        assert!(site.get("/sitemap.xml").text().contains(&format!("https://example.org{path}</loc>")), "{path}");
    }
}

#[test]
fn the_footer_says_how_far_the_site_is_accessible_whatever_pages_it_names() {
    let page = start(&with_settings("footer = [\"site-map\"]")).get("/fr/").page();
    assert_eq!(page.attributes("footer nav a", "href"), ["/fr/accessibilite/", "/fr/plan-du-site/", "/fr-en/"]);
}

#[test]
fn a_name_in_the_menu_that_is_no_pages_is_answered_with_the_one_that_was_meant() {
    for (typed, meant) in [
        ("histoire", "history"),
        ("Histoire", "history"),
        ("about", "association"),
        ("acceuil", "home"),
        ("page:contact", "contact"),
        ("privacy.toml", "privacy"),
        ("projets-clés", "projects"),
        ("vison", "vision"),
        ("mentions légales", "legal-notice"),
    ] {
        let list = |name: &str| with_settings(&format!("menu = [\"association\", \"{name}\"]"));
        let [en, fr] = [Reporter::English, Reporter::French].map(|reporter| check(&list(typed), reporter));
        if typed != meant {
            assert!(en.contains("content/site.toml:8:24"), "{en}");
            assert!(en.contains(&format!("‘{typed}’, in ‘menu’, is the name of no page")), "{en}");
            assert!(en.contains(&format!("write \"{meant}\"\n")), "{typed}: {en}");
            assert!(fr.contains(&format!("écrivez \"{meant}\"\n")), "{typed}: {fr}");
        }
        if meant != "association" {
            assert_eq!(check(&list(meant), Reporter::English), "", "{meant}");
        }
    }
    let told = check(&with_settings("footer = [\"xyz\"]"), Reporter::French);
    let names = "home, association, history, vision, projects, contact, site-map, dossier, accessibility, legal-notice, privacy";
    assert!(told.contains(&format!("les noms des pages sont\u{a0}: {names}\n")), "{told}");
}

#[test]
fn a_page_twice_in_the_menu_is_told_with_both_places() {
    let told = check(&with_settings("menu = [\"history\", \"contact\",\n  \"history\"]"), Reporter::English);
    assert_eq!(told.matches("error: ").count(), 2, "one, and the count: {told}");
    assert!(told.contains("content/site.toml:9:3"), "{told}");
    assert!(told.contains("the page ‘history’ is in ‘menu’ already, at content/site.toml:8:9"), "{told}");
}

#[test]
fn without_lists_of_its_own_a_site_has_the_menu_of_the_pages_that_the_program_composes() {
    let page = start(&shipped_files()).get("/fr/").page();
    let menu =
        ["/fr/", "/fr/association/", "/fr/histoire/", "/fr/vision-et-objectifs/", "/fr/projets-cles/", "/fr/contact/"];
    assert_eq!(page.attributes(".menu a", "href"), menu);
}
