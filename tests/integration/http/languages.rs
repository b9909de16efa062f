//! Which language a visitor gets.

use super::site::TestSite;

#[test]
fn the_address_without_a_page_leads_to_the_language_of_the_visitor() {
    let site = TestSite::start();
    for (accepted, place) in [
        ("fr", "/fr/"),
        ("fr-CA, en;q=0.5", "/fr/"),
        ("en-GB", "/en/"),
        ("en;q=0.1, fr;q=0.9", "/fr/"),
        ("de", "/fr/"),
        ("fr;q=0, de", "/fr/"),
        ("fr;q=0, *", "/en/"),
    ] {
        let answer = site.get_with("/", "Accept-Language", accepted);
        assert_eq!(answer.status, 302);
        assert_eq!(answer.header("location"), Some(place), "{accepted}");
        assert_eq!(answer.header("vary"), Some("Accept-Language"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("etag"), None);
        assert!(answer.body.starts_with(b"<!doctype html>"));
    }
    assert_eq!(site.get("/").header("location"), Some("/fr/"));
    assert_eq!(site.get("/?a=b").header("location"), Some("/fr/?a=b"));
}

#[test]
fn what_is_not_there_is_said_in_the_language_of_the_path() {
    let site = TestSite::start();
    for (path, language, title) in [
        ("/fr/absent/", "fr", "<title>Introuvable</title>"),
        ("/en/absent/", "en", "<title>Not found</title>"),
        ("/fr/%FF", "fr", "<title>Introuvable</title>"),
        ("/de/", "fr", "<title>Introuvable / Not found</title>"),
        ("//fr/", "fr", "<title>Introuvable / Not found</title>"),
        ("/fr/../en/", "fr", "<title>Introuvable</title>"),
    ] {
        let answer = site.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-language"), Some(language));
        assert_eq!(answer.header("etag"), None);
        let body = String::from_utf8(answer.body).unwrap();
        assert!(body.contains(title), "{path}: {}", &body[..80]);
    }
    let coded = site.get_with("/fr/absent", "Accept-Encoding", "br");
    assert_eq!(coded.header("content-encoding"), Some("br"));
    assert_eq!(coded.header("vary"), Some("Accept-Encoding"));
}
