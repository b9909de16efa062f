//! The 404 page: its language, and where it leads.

use crate::support::shipped_site::SHIPPED;
use crate::support::small_site::SmallSite;

#[test]
fn a_404_has_the_language_of_the_path_and_no_etag() {
    let site = SmallSite::start();
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

#[test]
fn a_404_page_says_so_in_the_language_of_its_address() {
    for (path, language, words) in
        [("/fr/rien/", "fr", "Cette place est vide."), ("/en/nothing", "en", "This seat is empty.")]
    {
        let answer = SHIPPED.get(path);
        assert_eq!((answer.status, answer.header("content-language")), (404, language));
        let page = answer.page();
        assert_eq!(page.attribute("html", "lang"), language);
        assert_eq!(page.texts("h1"), [words]);
        assert_eq!(page.attribute("meta[name=robots]", "content"), "noindex");
    }
    let page = SHIPPED.get("/rien").page();
    assert_eq!(page.texts("h1 [lang=fr]"), ["Cette place est vide."]);
    assert_eq!(page.texts("h1 [lang=en]"), ["This seat is empty."]);
}

#[test]
fn a_404_after_a_slip_in_an_address_links_to_the_page_that_was_meant() {
    let ways = |path: &str| {
        let answer = SHIPPED.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-length"), answer.text().len().to_string(), "{path}");
        answer.page().attributes("main .links a", "href")
    };
    let (fr, en) = (["/fr/", "/fr/plan-du-site/"], ["/en/", "/en/site-map/"]);
    assert_eq!(ways("/fr/rien/"), fr);
    assert_eq!(ways("/fr/histoir/"), [&["/fr/histoire/"], &fr[..]].concat());
    assert_eq!(ways("/en/Projects.html"), [&["/en/key-projects/"], &en[..]].concat());
    assert_eq!(ways("/histoir"), [&["/fr/histoire/"], &fr[..], &en].concat());
    assert_eq!(ways("/contacts"), [&["/fr/contact/"], &fr[..], &["/en/contact/"], &en].concat());
    assert_eq!(ways("/key-project/"), [&fr[..], &["/en/key-projects/"], &en].concat());
}
