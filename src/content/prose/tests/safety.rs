//! Whatever an editor types, a page gets only what a sanitizer would let through.

use proptest::prelude::*;

use super::Site;
use super::sanitizer::objections;
use crate::content::prose::{Phrase, Prose, Unresolved};

/// Markdown-like text with much that might slip through.
fn markdown_like() -> impl Strategy<Value = String> {
    let token = prop_oneof![
        "[a-zé' ]{1,8}",
        "[\\[\\](){}<>*_`#>|!\\\\:;\"&~-]{1,3}",
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\n- ".to_owned()),
        Just("\n\n> ".to_owned()),
        Just("\n\n# ".to_owned()),
        Just("[x](javascript:alert(1))".to_owned()),
        Just("[x](page:history)".to_owned()),
        Just("[x \"y\"](lang:en)".to_owned()),
        Just("[".to_owned()),
        Just("](https://example.org/\"onclick=x)".to_owned()),
        "\\[x\\]\\((HTTPS|hTtp|Mailto|TEL|PAGE|File)://?a@b\\)",
        "<(HTTPS|hTtp|Mailto)://?a@?b>",
        Just("](title:fr)".to_owned()),
        Just("![\" onerror=\"x](file:photo.jpg)".to_owned()),
        Just("{contact.name}".to_owned()),
        Just("\n\n|a|b|\n|-|-|\n|c|d|\n".to_owned()),
        Just("<script>".to_owned()),
        Just("&lt;script&gt;".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(token, 0..24).prop_map(|tokens| tokens.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_text_makes_markup_of_its_own(source in markdown_like(), language in prop_oneof![Just("fr"), Just("en"), Just("ar")]) {
        if let Ok(phrase) = Phrase::parse(&source, language) {
            prop_assert_eq!(objections(&format!("<p>{}</p>", phrase.html(&Site))), Vec::<String>::new());
        }
        match Prose::parse(&source, language) {
            Ok(prose) => {
                prop_assert_eq!(objections(&prose.html(&Site)), Vec::<String>::new(), "{}", prose.html(&Site));
                prop_assert!(prose.references.len() <= source.len());
                let _ = prose.text(&Unresolved);
            }
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|(at, _)| source.get(at.clone()).is_some()));
            }
        }
    }

    #[test]
    fn any_plain_sentence_keeps_its_letters(source in "[a-zA-Zéè0-9 ,;:!?'\"]{0,60}") {
        if let Ok(phrase) = Phrase::parse(&source, "fr") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&phrase.text(&Site)), letters(&source));
        }
    }
}
