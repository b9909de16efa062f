//! Markdown -> HTML that a sanitizer has nothing against, or problems that lie within the text.
#![no_main]

#[path = "../../src/content/prose/tests/sanitizer.rs"]
mod sanitizer;

use aimf::content::prose::{Phrase, Picture, Prose, Resolve, Target};
use libfuzzer_sys::fuzz_target;

/// A site with everything that is asked for.
struct Site;

impl Resolve for Site {
    fn address(&self, target: &Target) -> Option<String> {
        matches!(target, Target::Page { .. } | Target::File(_)).then(|| "/fr/a/?b=c&d".to_owned())
    }

    fn picture(&self, _: &str) -> Option<Picture> {
        Some(Picture { address: "/files/a.jpg".to_owned(), size: Some((640, 480)) })
    }

    fn fact(&self, _: &str) -> Option<String> {
        Some("l'<AIMF> \"&\" cie".to_owned())
    }
}

fuzz_target!(|input: (bool, &str)| {
    let (is_french, source) = input;
    let language = if is_french { "fr" } else { "en" };
    match Prose::parse(source, language) {
        Ok(prose) => {
            let html = prose.html(&Site);
            let found = sanitizer::objections(&html);
            assert!(found.is_empty(), "{found:?} in {html}");
        }
        Err(problems) => assert!(problems.iter().all(|(at, _)| source.get(at.clone()).is_some())),
    }
    if let Ok(phrase) = Phrase::parse(source, language) {
        let html = format!("<p>{}</p>", phrase.html(&Site));
        let found = sanitizer::objections(&html);
        assert!(found.is_empty(), "{found:?} in {html}");
    }
});
