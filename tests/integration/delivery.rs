//! How the server answers: codings, conditions, ranges, methods, redirects, headers (RFC 9110).

use crate::harness::{Answer, PAGES, SHIPPED, TestSite, base, shipped_files};

fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    SHIPPED.ask("GET", path, headers)
}

#[test]
fn visitors_get_the_coding_that_they_prefer_among_those_that_they_take() {
    for (accepted, coding) in [
        ("br, zstd, gzip", "br"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("zstd", "zstd"),
        ("br;q=0, gzip", "gzip"),
        ("identity", ""),
        ("*", "br"),
        ("deflate", ""),
        ("br;q=0, *;q=0.1", "zstd"),
        ("gzip;q=banana, br", "br"),
    ] {
        let answer = get("/fr/", &[("accept-encoding", accepted)]);
        assert_eq!((answer.status, answer.header("content-encoding")), (200, coding), "{accepted}");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
    }
    assert_eq!(get("/fr/", &[]).header("content-encoding"), "");
}

#[test]
fn each_coding_has_a_strong_entity_tag_of_its_own() {
    let mut tags: Vec<_> = ["br", "zstd", "gzip", "identity"]
        .map(|coding| get("/fr/", &[("accept-encoding", coding)]).header("etag").to_owned())
        .into();
    assert!(tags.iter().all(|tag| tag.starts_with('"') && tag.ends_with('"')), "{tags:?}");
    tags.sort();
    tags.dedup();
    assert_eq!(tags.len(), 4);
}

#[test]
fn what_a_visitor_has_already_is_not_sent_again() {
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
fn head_is_answered_as_get_but_for_the_body() {
    for path in ["/fr/", "/", "/fr/rien", "/fr/histoire", "/data/aimf.json", "/favicon.svg"] {
        let (get, head) = (SHIPPED.ask("GET", path, &[]), SHIPPED.ask("HEAD", path, &[]));
        assert_eq!(get.status, head.status, "{path}");
        assert!(head.body.is_empty());
        for name in get.headers.keys().filter(|name| *name != "date") {
            assert_eq!(get.headers.get(name), head.headers.get(name), "{path} {name}");
        }
    }
}

#[test]
fn parts_of_static_files_can_be_fetched() {
    let page = SHIPPED.get("/fr/").page();
    let font = page.attributes("link[rel=preload]", "href").remove(0);
    let whole = get(&font, &[]);
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let part = get(&font, &[("range", "bytes=2-5")]);
    assert_eq!((part.status, &part.body[..]), (206, &whole.body[2..=5]));
    assert_eq!(part.header("content-range"), format!("bytes 2-5/{}", whole.body.len()));
    let end = get(&font, &[("range", "bytes=-3")]);
    assert_eq!(end.body, whole.body[whole.body.len() - 3..]);
    assert_eq!(get(&font, &[("range", "bytes=99999999-")]).status, 416);
    assert_eq!(get(&font, &[("range", "lines=1-2")]).status, 200);
    assert_eq!(get(&font, &[("range", "bytes=0-1"), ("if-range", "\"x\"")]).status, 200);
}

#[test]
fn static_files_may_be_kept_for_ever_and_pages_may_not() {
    let page = SHIPPED.get("/fr/");
    let stylesheet = page.page().attribute("link[rel=stylesheet]", "href");
    assert_eq!(get(&stylesheet, &[]).header("cache-control"), "public, max-age=31536000, immutable");
    assert!(!page.header("cache-control").contains("immutable"));
}

#[test]
fn other_methods_are_answered_with_those_that_are_allowed() {
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let answer = SHIPPED.ask(method, "/fr/", &[]);
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
}

#[test]
fn addresses_that_were_meant_lead_to_those_that_are() {
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
fn a_slug_that_was_changed_goes_on_leading_to_its_page() {
    let files = crate::harness::with(
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
    let taken = crate::harness::with("content/projects.toml", "slug.fr = \"projets-cles\"", "slug.fr = \"history\"");
    let site = TestSite::start(&taken, &base("https://example.org"));
    assert_eq!((site.get("/fr/history/").status, site.get("/en/history/").status), (200, 200));
    assert_eq!(site.get("/history").status, 404);
    assert_eq!(site.get("/histoire").header("location"), "/fr/histoire/");
    // What an editor wrote goes before what may be guessed.
    let former = crate::harness::with(
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
fn the_root_leads_to_the_visitors_language() {
    for (accepted, language) in [
        ("", "fr"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("en;q=0.1, fr;q=0.9", "fr"),
        ("fr-CA", "fr"),
        ("de, es", "fr"),
        ("fr;q=0, en", "en"),
        ("de, *;q=0.5", "fr"),
        ("*;q=0.1, en;q=0.2", "en"),
        ("banana;;q=, en", "en"),
    ] {
        let answer = get("/", &[("accept-language", accepted)]);
        assert_eq!((answer.status, answer.header("location")), (302, &*format!("/{language}/")), "{accepted}");
        assert_eq!(answer.header("vary"), "Accept-Language");
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[test]
fn every_answer_has_the_security_headers() {
    for path in ["/fr/", "/", "/fr/rien", "/fr/histoire", "/data/aimf.json", "/favicon.svg"] {
        let answer = SHIPPED.get(path);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        if answer.status == 301 {
            assert_eq!(answer.header("referrer-policy"), "strict-origin-when-cross-origin");
            continue;
        }
        assert!(!answer.header("cross-origin-resource-policy").is_empty(), "{path}");
        let policy = answer.header("content-security-policy");
        if answer.header("content-type").starts_with("text/html") || path == "/favicon.svg" {
            assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        }
        assert_eq!(answer.header("strict-transport-security"), "", "{path}: the public address is http");
    }
    let page = SHIPPED.get("/fr/");
    for name in ["permissions-policy", "cross-origin-opener-policy", "referrer-policy"] {
        assert!(!page.header(name).is_empty(), "{name}");
    }
    let https = TestSite::start(&shipped_files(), &base("https://example.org"));
    assert!(https.get("/fr/").header("strict-transport-security").starts_with("max-age="));
}

#[test]
fn absolute_links_never_come_of_the_request() {
    let answer = get("/fr/", &[("host", "attacker.example"), ("x-forwarded-host", "attacker.example")]);
    assert!(!answer.text().contains("attacker"));
}

#[test]
fn the_site_can_stand_below_the_root_of_its_host() {
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
