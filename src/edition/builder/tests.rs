//! What an edition promises to its makers.

use bytes::Bytes;

use super::*;
use crate::edition::Coding;

fn content(body: &'static str) -> Content {
    Content {
        media_type: "text/html",
        language: Some("fr".to_owned()),
        policy: CachePolicy::Page,
        robots: None,
        body: body.into(),
    }
}

fn builder() -> Builder {
    Builder::new(SecurityHeaders::new("http://localhost/"))
}

fn error(builder: Builder) -> String {
    let error = builder.finish(&CompressionCache::new());
    error.unwrap_err().to_string()
}

#[test]
fn two_things_at_one_path_are_refused() {
    let mut two = builder();
    two.page("/fr/", content("a")).redirect("/fr/", "/fr/", Permanence::Permanent);
    assert_eq!(error(two), "two things are at \"/fr/\"");
    let mut two = builder();
    two.not_found(None, content("a")).not_found(None, content("b"));
    assert_eq!(error(two), "two things are at \"\"");
}

#[test]
fn a_redirect_leads_somewhere() {
    let mut one = builder();
    one.redirect("/a", "/b#c", Permanence::Temporary);
    assert_eq!(error(one), "/a leads to /b#c, where there is nothing");
    let mut one = builder();
    one.language_choice("/", vec![("fr".to_owned(), "/fr/".to_owned())], content("a"));
    assert_eq!(error(one), "/ leads to /fr/, where there is nothing");
    let mut one = builder();
    one.language_choice("/", vec![], content("a"));
    assert_eq!(error(one), "the language choice at / offers no language");
}

#[test]
fn a_language_that_cannot_stand_in_a_header_is_refused() {
    let mut one = builder();
    let language = Some("fr\n".to_owned());
    one.page("/fr/", Content { language, ..content("a") });
    assert_eq!(error(one), "the language of /fr/ is not a language tag");
}

#[test]
fn the_slashless_address_leads_to_the_page_unless_something_else_is_there() {
    let mut both = builder();
    both.page("/a/", content("a")).page("/b/", content("b")).page("/b", content("other"));
    let edition = both.finish(&CompressionCache::new()).unwrap();
    assert!(matches!(edition.get("/a"), Some(Route::Redirect(to)) if to.target() == "/a/"));
    assert!(matches!(edition.get("/b"), Some(Route::Resource(_))));
}

fn site(home: &str, cache: &CompressionCache) -> Edition {
    let mut site = builder();
    let text = |title: &str| Content { body: title.repeat(300).into(), ..content("") };
    site.page("/fr/", text(home))
        .page("/fr/histoire/", text("Histoire. "))
        .page("/fr/contact/", text("Contact. "))
        .not_found(None, text("Introuvable. "));
    site.finish(cache).unwrap()
}

fn bytes(edition: &Edition) -> Vec<(String, Coding, Bytes, HeaderMap)> {
    edition
        .resources()
        .flat_map(|(path, resource)| {
            resource
                .representations()
                .iter()
                .map(move |one| (path.to_owned(), one.coding(), one.body().clone(), one.headers().clone()))
        })
        .collect()
}

#[test]
fn the_same_files_give_the_same_bytes_on_every_replica() {
    let one = site("Accueil. ", &CompressionCache::new());
    let two = site("Accueil. ", &CompressionCache::new());
    assert_eq!(one.id(), two.id());
    assert_eq!(bytes(&one), bytes(&two));
    assert_eq!(bytes(&one).len(), 12);
}

#[test]
fn the_identity_of_an_edition_is_its_content() {
    let cache = CompressionCache::new();
    let one = site("Accueil. ", &cache);
    let same = site("Accueil. ", &cache);
    let edited = site("Bienvenue. ", &cache);
    assert_eq!(one.id(), same.id());
    assert_ne!(one.id(), edited.id());
}

#[test]
fn a_file_with_an_unknown_fingerprint_is_the_one_of_that_name() {
    let mut one = builder();
    let file = |policy| Content { media_type: "text/css", language: None, policy, ..content("b{}") };
    one.page("/static/site.0123456789.css", file(CachePolicy::Immutable))
        .page("/a.0123456789.css", file(CachePolicy::Page));
    let edition = one.finish(&CompressionCache::new()).unwrap();
    let current = edition.current_file("/static/site.9876543210.css").unwrap();
    assert!(!current.accepts_ranges());
    assert_eq!(current.identity().headers()["cache-control"], "no-cache");
    assert_eq!(current.identity().not_modified()["cache-control"], "no-cache");
    let Some(Route::Resource(known)) = edition.get("/static/site.0123456789.css") else { panic!("it is there") };
    assert_eq!(current.identity().etag(), known.identity().etag());
    for none in
        ["/static/site.css", "/static/other.9876543210.css", "/a.9876543210.css", "/static/site.9876543210.woff2"]
    {
        assert!(edition.current_file(none).is_none(), "{none}");
    }
}

#[test]
fn an_edit_pays_only_for_what_it_changed() {
    let cache = CompressionCache::new();
    let before = site("Accueil. ", &cache);
    let after = site("Bienvenue. ", &cache);
    assert_eq!(cache.len(), 4);
    let shared =
        bytes(&before).iter().zip(&bytes(&after)).filter(|((.., a, _), (.., b, _))| a.as_ptr() == b.as_ptr()).count();
    assert_eq!(shared, 8);
}
