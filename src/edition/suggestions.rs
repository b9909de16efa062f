//! The page that was most likely meant by a path with nothing at it, by its slug.

use std::ops::RangeInclusive;

use strsim::osa_distance;

/// The pages of a language, to one of which a not-found page may lead.
#[derive(Clone, Debug, Default)]
pub struct Suggestions {
    /// The markup of a not-found page that the link follows; a page without it has no such link.
    pub after: String,
    /// The pages: the slug of each, in small letters, and the link to it, as markup.
    pub pages: Vec<(String, String)>,
}

/// How near a page is: the less the nearer.
pub(super) type Distance = usize;

/// The distance of slugs that have a word in common, and no more: farther than any slip of the keyboard.
const A_WORD: Distance = 100;

/// What is looked at: no longer part of a path can be a slug (in bytes), and a shorter one, such as a language, is like too many.
const LENGTHS: RangeInclusive<usize> = 3..=80;

/// More slips are another word. It bounds what an address can cost, too: of a large site only slugs of about its length are compared.
const MOST_SLIPS: usize = 4;

/// Words of fewer letters say little of a page: `et`, `nous`.
const WORD: usize = 5;

/// So many parts of a path are looked at, from its end.
const PARTS: usize = 2;

impl Suggestions {
    /// The link to the page that was most likely meant by a percent-decoded path, and how near it is.
    pub(super) fn nearest(&self, path: &str) -> Option<(Distance, &str)> {
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

/// `histoire.html` is a page's address elsewhere.
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

    fn meant(path: &str) -> Option<String> {
        let slugs = ["association", "histoire", "vision-et-objectifs", "projets-cles", "contact", "plan-du-site"];
        let pages = slugs.map(|slug| (slug.to_owned(), slug.to_owned())).into();
        Suggestions { after: String::new(), pages }.nearest(path).map(|(_, link)| link.to_owned())
    }

    #[test]
    fn a_slip_of_the_keyboard_or_a_word_of_its_slug_leads_to_the_page_that_was_meant() {
        for (typed, slug) in [
            ("/fr/histoir/", "histoire"),
            ("/fr/hisotire", "histoire"),
            ("/histoire.html", "histoire"),
            ("/fr/Histoire", "histoire"),
            ("/fr/histoire/1990", "histoire"),
            ("/fr/projets-clés/", "projets-cles"),
            ("/fr/contacts", "contact"),
            // A word of its slug.
            ("/fr/nos-objectifs/", "vision-et-objectifs"),
            ("/fr/contact-aimf/", "contact"),
        ] {
            assert_eq!(meant(typed).as_deref(), Some(slug), "{typed}");
        }
    }

    #[test]
    fn what_is_like_no_page_leads_to_none() {
        for path in
            ["/fr/", "/", "/wp-login.php", "/fr/mairie/", "/.env", "/fr/plan", &format!("/{}", "a".repeat(9000))]
        {
            assert_eq!(meant(path), None, "{path}");
        }
    }
}
