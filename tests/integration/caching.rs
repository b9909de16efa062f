//! Caching and conditional requests (RFC 9111, RFC 9110 §13): Cache-Control, entity-tags, 304, fingerprints in names.

use aimf::edition::{CachePolicy, CompressionCache};

use crate::support::client::RawAnswer;
use crate::support::shipped_site::{SHIPPED, get};
use crate::support::small_site::{FONT, STYLE, SmallSite, edition, file};

#[test]
fn each_coding_has_a_strong_etag_of_its_own() {
    let mut tags: Vec<_> = ["br", "zstd", "gzip", "identity"]
        .map(|coding| get("/fr/", &[("accept-encoding", coding)]).header("etag").to_owned())
        .into();
    assert!(tags.iter().all(|tag| tag.starts_with('"') && tag.ends_with('"')), "{tags:?}");
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 4);
}

#[test]
fn if_none_match_gets_a_304_for_what_a_visitor_has_already() {
    let tag = get("/fr/", &[]).header("etag").to_owned();
    let conditions = [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()];
    for condition in &conditions {
        let answer = get("/fr/", &[("if-none-match", condition)]);
        assert_eq!((answer.status, answer.body.len()), (304, 0), "{condition}");
        assert_eq!(answer.header("etag"), tag);
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        assert!(!answer.header("cache-control").is_empty());
    }
    for condition in ["\"x\"", "", "banana", "W/\"x\""] {
        assert_eq!(get("/fr/", &[("if-none-match", condition)]).status, 200, "{condition}");
    }
    // What was kept in one coding says nothing of another.
    assert_eq!(get("/fr/", &[("if-none-match", &tag), ("accept-encoding", "br")]).status, 200);
}

#[test]
fn a_304_keeps_etag_cache_control_and_vary_and_does_not_send_the_page_again() {
    let site = SmallSite::start();
    let whole = site.get_with("/fr/", "Accept-Encoding", "br");
    let etag = whole.header("etag").unwrap();
    for (value, status) in [
        (etag.to_owned(), 304),
        (format!("W/{etag}"), 304),
        (format!("\"other\", {etag}"), 304),
        ("*".to_owned(), 304),
        (format!("\"other\",W/{etag}"), 304),
        (format!(",, \"a,b\" , {etag}"), 304),
        (format!("{etag}, junk"), 304),
        ("\"other\"".to_owned(), 200),
        (etag.trim_matches('"').to_owned(), 200),
        (etag.trim_end_matches('"').to_owned(), 200),
        (etag.replace('"', "'"), 200),
        (format!("w/{etag}"), 200),
        (format!("W/ {etag}"), 200),
        (format!("\"other\" {etag}"), 200),
        ("\"a b\"".to_owned(), 200),
        ("W/".to_owned(), 200),
        ("**".to_owned(), 200),
        ("\"other\", *".to_owned(), 200),
        (String::new(), 200),
    ] {
        let conditional = [("Accept-Encoding", "br"), ("If-None-Match", value.as_str())];
        for method in ["GET", "HEAD"] {
            let answer = site.ask(method, "/fr/", &conditional);
            assert_eq!(answer.status, status, "{method} {value}");
            for name in ["etag", "cache-control", "vary"] {
                assert_eq!(answer.header(name), whole.header(name), "{method} {value}");
            }
            if status == 304 {
                assert!(answer.body.is_empty());
                assert_eq!(answer.header("content-length"), None);
                assert_eq!(answer.header("content-type"), None);
            }
        }
    }
}

#[test]
fn the_etag_of_another_coding_gets_no_304() {
    let site = SmallSite::start();
    let brotli = site.get_with("/fr/", "Accept-Encoding", "br");
    let etag = brotli.header("etag").unwrap();
    let answer = site.ask("GET", "/fr/", &[("Accept-Encoding", "gzip"), ("If-None-Match", etag)]);
    assert_eq!(answer.status, 200);
}

#[test]
fn an_edit_changes_the_etag_of_what_it_changed_only() {
    let site = SmallSite::start();
    let (page, style) = (site.get("/fr/"), site.get(STYLE));
    site.live.publish(edition("deuxième édition"));
    let etag = |answer: &RawAnswer| answer.header("etag").unwrap().to_owned();
    assert_ne!(etag(&page), etag(&site.get("/fr/")));
    assert_eq!(etag(&style), etag(&site.get(STYLE)));
}

#[test]
fn if_match_gets_a_412_for_what_has_changed() {
    let site = SmallSite::start();
    assert_eq!(site.get_with("/fr/", "If-Match", "\"other\"").status, 412);
    assert_eq!(site.get_with("/fr/", "If-Match", "*").status, 200);
}

#[test]
fn cache_control_lets_static_files_be_kept_for_ever_and_pages_not() {
    let page = SHIPPED.get("/fr/");
    let stylesheet = page.page().attribute("link[rel=stylesheet]", "href");
    assert_eq!(get(&stylesheet, &[]).header("cache-control"), "public, max-age=31536000, immutable");
    assert!(!page.header("cache-control").contains("immutable"));
}

#[test]
fn cache_control_keeps_a_fingerprinted_font_for_ever_in_one_form_without_vary() {
    let answer = SmallSite::start().get_with(FONT, "Accept-Encoding", "br, gzip");
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(answer.header("content-encoding"), None);
    assert_eq!(answer.header("vary"), None);
    assert_eq!(answer.header("accept-ranges"), Some("bytes"));
}

#[test]
fn a_page_of_another_edition_finds_its_fingerprinted_stylesheet_and_fonts() {
    let site = SmallSite::start();
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
fn a_page_that_is_still_open_finds_its_fingerprinted_stylesheet_after_an_edit() {
    let site = SmallSite::start();
    let mut next = aimf::edition::Builder::new(aimf::edition::SecurityHeaders::new("http://a/"));
    next.resource("/site.abcdef0123.css", file("text/css", CachePolicy::Immutable, "x{y:z}"));
    site.live.publish(next.finish(&CompressionCache::new()).unwrap());
    assert_eq!(site.get("/fr/").status, 404);
    assert_eq!(site.get(STYLE).body, b"x{y:z}");
}
