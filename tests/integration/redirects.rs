//! Redirects: from former, shortened and slashless addresses to the page that was meant.

use aimf::edition::CompressionCache;

use crate::support::shipped_site::{TestSite, base, get, with};
use crate::support::small_site::{SmallSite, builder};

#[test]
fn redirects_lead_from_addresses_that_were_meant_to_those_that_are() {
    for (from, to) in [
        ("/fr", "/fr/"),
        ("/fr/histoire", "/fr/histoire/"),
        ("/en/histoire/", "/en/history/"),
        ("/fr/history/", "/fr/histoire/"),
        ("/en/mentions-legales/", "/en/legal-notice/"),
        ("/fr-en/history/", "/fr-en/histoire/"),
        ("/en/histoire", "/en/history/"),
        ("/fr/history", "/fr/histoire/"),
        ("/fr-en/history", "/fr-en/histoire/"),
        ("/accessibilite", "/fr/accessibilite/"),
        ("/accessibilite/", "/fr/accessibilite/"),
        ("/histoire", "/fr/histoire/"),
        ("/history/", "/en/history/"),
        ("/fr/histoire?a=b", "/fr/histoire/?a=b"),
    ] {
        let answer = get(from, &[]);
        assert_eq!((answer.status, answer.header("location")), (301, to), "{from}");
    }
}

#[test]
fn old_foreign_and_slashless_addresses_redirect_to_the_page() {
    let site = SmallSite::start();
    for (path, status, place) in [
        ("/en/histoire/", 301, "/en/history/"),
        ("/fr/histoire", 301, "/fr/histoire/"),
        ("/fr", 301, "/fr/"),
        ("/fr/saison/", 301, "/fr/%C3%A9t%C3%A9/#juin"),
        ("/fr/%C3%A9t%C3%A9", 301, "/fr/%C3%A9t%C3%A9/"),
    ] {
        let answer = site.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("location"), Some(place), "{path}");
        assert_eq!(answer.header("content-length"), Some("0"), "{path}");
    }
}

#[test]
fn a_redirect_keeps_the_query() {
    let site = SmallSite::start();
    let place = |path: &str| site.get(path).header("location").map(str::to_owned);
    assert_eq!(place("/fr?a=b&c").as_deref(), Some("/fr/?a=b&c"));
    assert_eq!(place("/fr/saison/?a=b").as_deref(), Some("/fr/%C3%A9t%C3%A9/?a=b#juin"));
}

#[test]
fn a_slug_that_was_changed_goes_on_redirecting_to_its_page() {
    let files = with(
        "content/timeline.toml",
        "slug.fr = \"histoire\"",
        "slug.fr = \"notre-histoire\"\nformer_slugs.fr = [\"histoire\"]",
    );
    let site = TestSite::start(&files, &base("https://example.org"));
    assert_eq!(site.get("/fr/notre-histoire/").status, 200);
    for (from, to) in [
        ("/fr/histoire/", "/fr/notre-histoire/"),
        ("/fr/histoire", "/fr/notre-histoire/"),
        ("/en/histoire", "/en/history/"),
        ("/histoire/", "/fr/notre-histoire/"),
    ] {
        let answer = site.get(from);
        assert_eq!((answer.status, answer.header("location")), (301, to), "{from}");
    }
}

#[test]
fn a_slug_of_two_pages_leads_to_neither_and_no_redirect_hides_a_page() {
    // The slug of the contact page is the same in both languages: which one is meant?
    for path in ["/contact", "/contact/", "/dossier"] {
        assert_eq!(get(path, &[]).status, 404, "{path}");
    }
    for page in ["/fr", "/fr/contact", "/fr-en/contact"] {
        assert_eq!(get(page, &[]).header("location"), format!("{page}/"));
    }
    // The English of one page has become the French of another.
    let taken = with("content/projects.toml", "slug.fr = \"projets-cles\"", "slug.fr = \"history\"");
    let site = TestSite::start(&taken, &base("https://example.org"));
    assert_eq!((site.get("/fr/history/").status, site.get("/en/history/").status), (200, 200));
    assert_eq!(site.get("/history").status, 404);
    assert_eq!(site.get("/histoire").header("location"), "/fr/histoire/");
    // What an editor wrote goes before what may be guessed.
    let former = with(
        "content/projects.toml",
        "slug.fr = \"projets-cles\"",
        "slug.fr = \"projets-cles\"\nformer_slugs.fr = [\"history\"]\nshortcuts = [\"histoire\"]",
    );
    let site = TestSite::start(&former, &base("https://example.org"));
    for path in ["/fr/history", "/fr/history/", "/histoire", "/histoire/"] {
        assert_eq!(site.get(path).header("location"), "/fr/projets-cles/", "{path}");
    }
    assert_eq!(site.get("/en/histoire").header("location"), "/en/history/");
}

#[test]
fn an_edition_lists_its_redirects_for_other_servers() {
    let edition = builder("x").finish(&CompressionCache::new()).unwrap();
    let redirects: Vec<_> = edition.redirects().map(|(from, redirect)| (from, redirect.target.as_str())).collect();
    assert_eq!(
        redirects,
        [
            ("/en", "/en/"),
            ("/en/histoire/", "/en/history/"),
            ("/en/history", "/en/history/"),
            ("/fr", "/fr/"),
            ("/fr/histoire", "/fr/histoire/"),
            ("/fr/saison/", "/fr/été/#juin"),
            ("/fr/été", "/fr/été/"),
        ]
    );
}
