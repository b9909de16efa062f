//! Addresses: which are the same, which lead elsewhere, which are none.

use super::site::{FONT, STYLE, TestSite, builder, file};
use aimf::edition::{CachePolicy, CompressionCache};

#[test]
fn old_foreign_and_slashless_addresses_lead_to_the_page() {
    let site = TestSite::start();
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
    let site = TestSite::start();
    let place = |path: &str| site.get(path).header("location").map(str::to_owned);
    assert_eq!(place("/fr?a=b&c").as_deref(), Some("/fr/?a=b&c"));
    assert_eq!(place("/fr/saison/?a=b").as_deref(), Some("/fr/%C3%A9t%C3%A9/?a=b#juin"));
}

#[test]
fn one_address_written_in_two_ways_is_one_page() {
    let site = TestSite::start();
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
fn what_is_no_address_is_refused_and_nothing_is_found_by_detours() {
    let site = TestSite::start();
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
fn a_page_of_another_edition_finds_its_stylesheet_and_fonts() {
    let site = TestSite::start();
    // What a page from before a restart, an upgrade or a rollback, or from another replica, asks for.
    for (other, current) in [("/site.aaaaaaaaaa.css", STYLE), ("/fonts/text.bbbbbbbbbb.woff2", FONT)] {
        let (asked, today) = (site.get(other), site.get(current));
        assert_eq!((asked.status, &asked.body), (200, &today.body), "{other}");
        assert_eq!(asked.header("etag"), today.header("etag"));
        assert_eq!(asked.header("cache-control"), Some("no-cache"));
        assert_eq!(asked.header("content-type"), today.header("content-type"));
        let again = site.get_with(other, "If-None-Match", asked.header("etag").unwrap());
        assert_eq!((again.status, again.header("cache-control")), (304, Some("no-cache")));
        assert_eq!(site.ask("POST", other, &[]).status, 405);
        assert!(today.header("cache-control").unwrap().contains("immutable"));
    }
    let coded = site.get_with("/site.aaaaaaaaaa.css", "Accept-Encoding", "br");
    assert_eq!(coded.header("content-encoding"), Some("br"));
    for none in ["/other.aaaaaaaaaa.css", "/site.css", "/site.aaaa.css", "/site.aaaaaaaaaa.woff2", "/fr.aaaaaaaaaa"] {
        assert_eq!(site.get(none).status, 404, "{none}");
    }
}

#[test]
fn a_page_that_is_still_open_finds_its_stylesheet_after_an_edit() {
    let site = TestSite::start();
    let mut next = aimf::edition::Builder::new(aimf::edition::SecurityHeaders::new("http://a/"));
    next.page("/site.abcdef0123.css", file("text/css", CachePolicy::Immutable, "x{y:z}"));
    site.live.publish(next.finish(&CompressionCache::new()).unwrap());
    assert_eq!(site.get("/fr/").status, 404);
    assert_eq!(site.get(STYLE).body, b"x{y:z}");
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
