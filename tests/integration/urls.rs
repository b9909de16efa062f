//! URLs: percent-encoding, path traversal, the host, and a site below the root of its host.

use crate::support::shipped_site::{PAGES, TestSite, base, get, shipped_files};
use crate::support::small_site::SmallSite;

#[test]
fn one_url_written_with_and_without_percent_encoding_is_one_page() {
    let site = SmallSite::start();
    let page = site.get("/fr/histoire/");
    assert_eq!(page.status, 200);
    for path in ["/fr/%68istoire/", "/%66r/histoire/", "/fr/histoire/?a=b"] {
        assert_eq!(site.get(path).body, page.body, "{path}");
    }
    assert_eq!(site.get("/fr/%C3%A9t%C3%A9/").status, 200);
    assert_eq!(site.get("/fr/%c3%a9t%c3%a9/").status, 200);
    assert_eq!(site.get("http://aimf.test/fr/histoire/").body, page.body);
}

#[test]
fn what_is_no_url_gets_a_400_and_nothing_is_found_by_path_traversal() {
    let site = SmallSite::start();
    for (path, status) in [
        ("/fr/%", 400),
        ("/fr/%zz", 400),
        ("/fr/été/", 400),
        ("/fr%2Fhistoire/", 404),
        ("/fr//histoire/", 404),
        ("/fr/./histoire/", 404),
        ("/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/fr/histoire/%00", 404),
        ("/FR/", 404),
    ] {
        assert_eq!(site.get(path).status, status, "{path}");
    }
}

#[test]
fn absolute_links_never_come_of_the_host_header() {
    let answer = get("/fr/", &[("host", "attacker.example"), ("x-forwarded-host", "attacker.example")]);
    assert!(!answer.text().contains("attacker"));
}

#[test]
fn a_base_url_puts_the_site_below_the_root_of_its_host() {
    let site = TestSite::start(&shipped_files(), &base("https://example.org/aimf"));
    for (_, fr, en) in PAGES {
        for path in [fr, en] {
            let path = format!("/aimf{path}");
            let answer = site.get(&path);
            assert_eq!(answer.status, 200, "{path}");
            let page = answer.page();
            for link in page.attributes("a", "href").iter().chain(&page.attributes("link", "href")) {
                let inside = link.starts_with("/aimf/") || link.starts_with('#');
                let elsewhere = link.starts_with("https://") || link.starts_with("tel:") || link.starts_with("mailto:");
                assert!(inside || elsewhere, "{path}: {link}");
            }
        }
    }
    assert_eq!(site.get("/aimf/").header("location"), "/aimf/fr/");
    for (from, to) in [("/aimf", "/aimf/"), ("/aimf?a", "/aimf/?a"), ("/aimf/histoire", "/aimf/fr/histoire/")] {
        let answer = site.get(from);
        assert_eq!((answer.status, answer.header("location")), (301, to), "{from}");
    }
    assert_eq!(site.get("/fr/").status, 404);
}
