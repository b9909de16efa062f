//! The page that was most likely meant by a path with nothing at it, by its slug.

use std::fmt;
use std::ops::RangeInclusive;

use bytes::Bytes;
use strsim::osa_distance;

/// The pages that a not-found page may lead to.
#[derive(Default)]
pub struct Suggestions {
    /// The pages.
    pub pages: Vec<SuggestedPage>,
    /// Renders the not-found page with links to some of `pages`, by their places in it.
    pub render: Option<RenderSuggestions>,
}

/// A page that a not-found page may lead to.
#[derive(Clone, Debug)]
pub struct SuggestedPage {
    /// The last part of its path, in small letters.
    pub slug: String,
    /// Its language.
    pub language: String,
}

/// See [`Suggestions::render`].
pub type RenderSuggestions = Box<dyn Fn(&[usize]) -> Bytes + Send + Sync>;

/// How far a slug is from what was typed.
type Distance = usize;

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
    /// The not-found page with links to the pages that were most likely meant by a percent-decoded path, one for each language in which
    /// one is as near; `None` where no page is.
    pub(super) fn page(&self, path: &str) -> Option<Bytes> {
        let render = self.render.as_ref()?;
        let near = self.near(path);
        (!near.is_empty()).then(|| render(&near))
    }

    /// The nearest pages, the first of each language, by their places.
    fn near(&self, path: &str) -> Vec<usize> {
        let parts = path.rsplit('/').map(without_extension).filter(|part| LENGTHS.contains(&part.len()));
        let nearest = |part: &str| {
            let typed = part.to_lowercase();
            let distances =
                self.pages.iter().enumerate().filter_map(|(at, page)| Some((distance(&typed, &page.slug)?, at)));
            let distances: Vec<_> = distances.collect();
            let least = distances.iter().map(|(distance, _)| *distance).min()?;
            let mut near: Vec<_> =
                distances.into_iter().filter(|(distance, _)| *distance == least).map(|(_, at)| at).collect();
            near.dedup_by(|a, b| self.pages[*a].language == self.pages[*b].language);
            Some(near)
        };
        parts.take(PARTS).find_map(nearest).unwrap_or_default()
    }
}

impl fmt::Debug for Suggestions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.fmt(f)
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
        let pages = slugs.map(|slug| SuggestedPage { slug: slug.to_owned(), language: "fr".to_owned() }).into();
        let suggestions = Suggestions { pages, render: None };
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
            assert_eq!(suggestions.near(typed).first().map(|at| slugs[*at]), slug, "{typed}");
        }
    }
}
