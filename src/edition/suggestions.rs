//! The page that was most likely meant by a path with nothing at it, by its slug.

use std::ops::RangeInclusive;

use strsim::osa_distance;

/// The pages of a language that a not-found page may lead to.
#[derive(Clone, Debug, Default)]
pub struct Suggestions {
    /// The markup in a not-found page that the link follows; a page without it gets no link.
    pub after: String,
    /// The pages: the slug of each, in small letters, and the link to it, as markup.
    pub pages: Vec<(String, String)>,
}

/// How far a slug is from what was typed.
pub(super) type Distance = usize;

/// The distance of a slug that has no more than a word in common: farther than any slip of the keyboard.
const A_WORD: Distance = 100;

/// The lengths in bytes of parts that are looked at: a longer one cannot be a slug, a shorter one, such as a language, is like too many.
const LENGTHS: RangeInclusive<usize> = 3..=80;

/// With more slips it is another word. This also bounds what an address can cost: only slugs of about its length are compared.
const MOST_SLIPS: usize = 4;

/// Shorter words, such as `et` and `nous`, say little of a page.
const WORD: usize = 5;

/// How many parts of a path are looked at, from its end.
const PARTS: usize = 2;

impl Suggestions {
    /// The link to the page that was most likely meant by a percent-decoded path, and how near it is.
    pub(super) fn suggestion(&self, path: &str) -> Option<(Distance, &str)> {
        let parts = path.rsplit('/').map(without_extension).filter(|part| LENGTHS.contains(&part.len()));
        parts.take(PARTS).find_map(|part| {
            let typed = part.to_lowercase();
            let near = self.pages.iter().filter_map(|(slug, link)| Some((distance(&typed, slug)?, link.as_str())));
            near.min_by_key(|(distance, _)| *distance)
        })
    }

    /// Where the link stands in a page.
    pub(super) fn place(&self, page: &[u8]) -> Option<usize> {
        let start = page.windows(self.after.len().max(1)).position(|bytes| bytes == self.after.as_bytes())?;
        Some(start + self.after.len())
    }
}

/// On other sites, the address of a page may be `histoire.html`.
fn without_extension(part: &str) -> &str {
    part.rsplit_once('.').map_or(part, |(name, _)| name)
}

/// How near a slug is to what was typed: slips of the keyboard, of which a longer word may have more; or a word in common.
fn distance(typed: &str, slug: &str) -> Option<Distance> {
    let letters = typed.chars().count();
    let most = (1 + letters / 6).min(MOST_SLIPS);
    if letters.abs_diff(slug.chars().count()) <= most {
        let slips = osa_distance(typed, slug);
        if slips <= most {
            return Some(slips);
        }
    }
    let mut words = slug.split('-').filter(|word| word.len() >= WORD);
    words.any(|word| typed.split(['-', '_', ' ']).any(|other| other == word)).then_some(A_WORD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_or_a_word_of_its_slug_leads_to_the_page_that_was_meant_and_nothing_else_does() {
        let slugs = ["association", "histoire", "vision-et-objectifs", "projets-cles", "contact", "plan-du-site"];
        let pages = slugs.map(|slug| (slug.to_owned(), slug.to_owned())).into();
        let suggestions = Suggestions { after: String::new(), pages };
        for (typed, slug) in [
            ("/fr/histoir/", Some("histoire")),
            ("/fr/hisotire", Some("histoire")),
            ("/histoire.html", Some("histoire")),
            ("/fr/Histoire", Some("histoire")),
            ("/fr/histoire/1990", Some("histoire")),
            ("/fr/projets-clés/", Some("projets-cles")),
            ("/fr/contacts", Some("contact")),
            // A word of its slug.
            ("/fr/nos-objectifs/", Some("vision-et-objectifs")),
            ("/fr/contact-aimf/", Some("contact")),
            ("/fr/", None),
            ("/", None),
            ("/wp-login.php", None),
            ("/fr/mairie/", None),
            ("/.env", None),
            ("/fr/plan", None),
            (&format!("/{}", "a".repeat(9000)), None),
        ] {
            assert_eq!(suggestions.suggestion(typed).map(|(_, link)| link), slug, "{typed}");
        }
    }
}
