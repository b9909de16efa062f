//! Whether each page has an address, a title and a description of its own.

use std::collections::BTreeMap;

use super::site::{PageHead, Site};
use super::text::Line;
use super::validate::{IsKnown, first_of_two};
use crate::diagnostic::{Place, Problem, Report};

/// Something of a page that no other may have.
struct OfItsOwn<'a> {
    /// The place of the page in the site's list.
    page: usize,
    /// The key as it is written: `slug.fr`.
    key: String,
    place: &'a Place,
}

/// Two pages that share something: of the first, which is the new one, and of the other.
type Pair = (usize, usize);

/// Reports what pages share. What a copied page shares with the one that it was copied from is one problem.
pub(super) fn unlike(site: &Site, is_known: &IsKnown<'_>, report: &mut Report) {
    let heads: Vec<_> = site.heads().map(|(_, head)| head).collect();
    let mut values: BTreeMap<(&str, String), Vec<OfItsOwn<'_>>> = BTreeMap::new();
    for (page, head) in heads.iter().enumerate() {
        for (kind, key, value, place) in of_its_own(site, head) {
            values.entry((kind, value)).or_default().push(OfItsOwn { page, key, place });
        }
    }
    let mut shared: BTreeMap<Pair, Vec<(OfItsOwn<'_>, &Place, Problem)>> = BTreeMap::new();
    for ((kind, value), mut owners) in values {
        owners.sort_by_key(|owner| !is_known(owner.place, ""));
        let mut owners = owners.into_iter();
        let Some(first) = owners.next() else { continue };
        for second in owners {
            let other = first_of_two(first.place);
            let problem = match kind {
                "slug" => Problem::AddressTwice { address: value.clone(), other },
                _ => Problem::WordsTwice { key: second.key.clone(), other },
            };
            shared.entry((second.page, first.page)).or_default().push((second, first.place, problem));
        }
    }
    for ((mine, other), mut problems) in shared {
        if mine != other && problems.len() > 2 {
            problems.sort_by_key(|(own, ..)| own.place.start());
            let keys: Vec<_> = problems.iter().map(|(own, ..)| own.key.as_str()).collect();
            let Some((own, there, _)) = problems.first() else { continue };
            let problem = Problem::PageCopied { keys: keys.join(", "), other: there.path().to_owned() };
            report.error(own.place.clone(), problem);
            continue;
        }
        for (own, _, problem) in problems {
            report.error(own.place.clone(), problem);
        }
    }
}

/// What of a head no other page may have: its kind, its key, its value, its place.
fn of_its_own<'a>(site: &'a Site, head: &'a PageHead) -> Vec<(&'static str, String, String, &'a Place)> {
    let mut all = Vec::new();
    for language in &site.languages {
        let code = language.code.as_str();
        let former = head.former_slugs.iter().flat_map(|slugs| slugs.of(language)).flatten();
        let slugs = std::iter::once(("slug", head.slug.of(language))).chain(former.map(|slug| ("former_slugs", slug)));
        for (key, slug) in slugs.filter(|(_, slug)| !slug.stands_in) {
            all.push(("slug", format!("{key}.{code}"), format!("/{code}/{}/", slug.as_str()), &slug.place));
        }
        for (key, words) in [("title", &head.title), ("description", &head.description)] {
            let line = words.of(language);
            if !line.stands_in {
                all.push((key, format!("{key}.{code}"), format!("{code} {}", in_words(line)), &line.place));
            }
        }
    }
    all
}

/// The words of a line as readers compare them; as typed where they hold facts.
fn in_words(line: &Line) -> String {
    let plain = line.plain();
    if plain.is_empty() { line.place.text().to_owned() } else { plain }
}
