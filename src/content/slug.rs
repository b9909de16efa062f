//! Slugs and anchors: small letters, digits and hyphens, made of what people type.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::pasted::cleaned;
use super::reserved::is_reserved;

/// The most bytes of a slug.
const LONGEST_SLUG: usize = 80;

/// Whether a text is a slug.
pub fn is_slug(text: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    text.len() <= LONGEST_SLUG && text.split('-').all(is_word)
}

/// The slug that was probably meant: `projets-cles` for « Projets clés ».
pub fn slug_from(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(&cleaned(text)).to_lowercase();
    let plain = decomposed.replace('œ', "oe").replace('æ', "ae").replace(|c| ('\u{300}'..='\u{36f}').contains(&c), "");
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        // As many whole words as a slug has room for.
        let length = slug.len() + usize::from(!slug.is_empty()) + word.len();
        if length > LONGEST_SLUG {
            break;
        }
        slug = if slug.is_empty() { word.to_owned() } else { format!("{slug}-{word}") };
    }
    slug
}

/// The anchor that was probably meant: as a slug, with a letter first, and none that the page itself uses.
pub fn anchor_from(text: &str) -> String {
    let slug = slug_from(text);
    let starts_with_digit = slug.starts_with(|first: char| first.is_ascii_digit());
    let slug = if starts_with_digit { slug_from(&format!("n-{slug}")) } else { slug };
    if is_reserved(&slug) { format!("{slug}-1") } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_typed_as_a_slug_is_answered_with_the_slug_that_was_meant() {
        assert!(is_slug("projets-cles") && is_slug("2017"));
        assert!(!is_slug("Projets clés") && !is_slug("a--b") && !is_slug("") && !is_slug("a/b"));
        assert_eq!(slug_from("Projets clés !"), "projets-cles");
        assert_eq!(slug_from("L'œuvre  à venir"), "l-oeuvre-a-venir");
    }
}
