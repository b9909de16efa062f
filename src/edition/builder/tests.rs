//! What an edition promises to its makers.

use super::*;

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

#[test]
fn what_could_not_be_served_is_refused() {
    type Wrong = fn(&mut Builder) -> &mut Builder;
    let refused: [(Wrong, &str); 7] = [
        (|two| two.resource("/fr/", content("a")).redirect("/fr/", "/fr/"), "two things are at \"/fr/\""),
        (
            |two| {
                two.not_found(None, content("a"), Suggestions::default()).not_found(
                    None,
                    content("b"),
                    Suggestions::default(),
                )
            },
            "two things are at \"\"",
        ),
        (|one| one.resource("/a?b", content("a")), "\"/a?b\" cannot be the path of an address"),
        (|one| one.redirect("/a", "/b#c"), "/a leads to /b#c, where there is nothing"),
        (
            |one| one.language_choice("/", vec![("fr".to_owned(), "/fr/".to_owned())], content("a")),
            "/ leads to /fr/, where there is nothing",
        ),
        (|one| one.language_choice("/", vec![], content("a")), "the language choice at / offers no language"),
        (
            |one| one.resource("/fr/", Content { language: Some("fr\n".to_owned()), ..content("a") }),
            "the language of /fr/ is not a language tag",
        ),
    ];
    for (wrong, error) in refused {
        let mut builder = builder();
        wrong(&mut builder);
        assert_eq!(builder.finish(&CompressionCache::new()).unwrap_err().to_string(), error);
    }
}

#[test]
fn the_slashless_address_leads_to_the_page_unless_something_else_is_there() {
    let mut both = builder();
    both.resource("/a/", content("a")).resource("/b/", content("b")).resource("/b", content("other"));
    let edition = both.finish(&CompressionCache::new()).unwrap();
    assert!(matches!(edition.get("/a"), Some(Route::Redirect(to)) if to.target == "/a/"));
    assert!(matches!(edition.get("/b"), Some(Route::Resource(_))));
}

fn site(home: &str, cache: &CompressionCache) -> Edition {
    let mut site = builder();
    let text = |title: &str| Content { body: title.repeat(300).into(), ..content("") };
    site.resource("/fr/", text(home))
        .resource("/fr/histoire/", text("Histoire. "))
        .resource("/fr/contact/", text("Contact. "))
        .not_found(None, text("Introuvable. "), Suggestions::default());
    site.finish(cache).unwrap()
}

#[test]
fn only_a_fingerprinted_file_is_found_under_another_fingerprint_and_not_in_parts() {
    let mut one = builder();
    let file = |policy| Content { media_type: "text/css", language: None, policy, ..content("b{}") };
    one.resource("/static/site.0123456789.css", file(CachePolicy::Immutable))
        .resource("/a.0123456789.css", file(CachePolicy::Page));
    let edition = one.finish(&CompressionCache::new()).unwrap();
    assert!(!edition.current_file("/static/site.9876543210.css").unwrap().accepts_ranges);
    assert!(edition.current_file("/a.9876543210.css").is_none());
}

#[test]
fn an_edit_pays_only_for_what_it_changed() {
    let cache = CompressionCache::new();
    let (before, after) = (site("Accueil. ", &cache), site("Bienvenue. ", &cache));
    assert_ne!(before.id(), after.id());
    assert_eq!(cache.encoded.len(), 4);
    let bodies = |edition: &Edition| -> Vec<_> {
        let all = edition.resources().flat_map(|(_, resource)| &resource.representations);
        all.map(|one| one.body.as_ptr()).collect()
    };
    let shared = bodies(&before).into_iter().zip(bodies(&after)).filter(|(a, b)| a == b);
    assert_eq!(shared.count(), 8);
}
