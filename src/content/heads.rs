//! Whether each page has an address, a title and a description of its own.

use std::collections::BTreeMap;

use super::comparison::{IsKnown, first_of_two};
use super::language::Language;
use super::page_tree::PageTree;
use super::registry::PageKey;
use super::site::{PageHead, Site};
use super::text::Line;
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
pub(super) fn unlike(site: &Site, tree: &PageTree<'_>, is_known: &IsKnown<'_>, report: &mut Report) {
    let mut values: BTreeMap<(&str, String), Vec<OfItsOwn<'_>>> = BTreeMap::new();
    for (page, (name, head)) in site.heads().enumerate() {
        for (kind, key, value, place) in of_its_own(site, tree, name, head) {
            values.entry((kind, value)).or_default().push(OfItsOwn { page, key, place });
        }
    }
    let mut shared: BTreeMap<Pair, Vec<(OfItsOwn<'_>, &Place, Problem)>> = BTreeMap::new();
    for ((kind, value), mut owners) in values {
        let paths: Vec<_> = owners.iter().map(|owner| owner.place.path().to_owned()).collect();
        // Of two that the ledger does not know, the copy has the name of the other and more: `publications-2`.
        let copied =
            |own: &str| paths.iter().filter(|other| own != *other && file_stem(own).contains(file_stem(other))).count();
        let is_former = |key: &str| key.starts_with("former_slugs");
        owners.sort_by_key(|owner| {
            (!is_known(owner.place, ""), copied(owner.place.path()), owner.page, is_former(&owner.key))
        });
        let mut owners = owners.into_iter();
        let Some(first) = owners.next() else { continue };
        for second in owners {
            let other = first_of_two(first.place);
            let problem = match kind {
                "slug" if second.page == first.page => Problem::AddressOwn { address: value.clone() },
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
fn of_its_own<'a>(
    site: &Site,
    tree: &PageTree<'a>,
    name: PageKey<'_>,
    head: &'a PageHead,
) -> Vec<(&'static str, String, String, &'a Place)> {
    let mut all = Vec::new();
    for language in site.languages.iter().filter(|language| tree.is_in(name, language)) {
        let code = language.code.as_str();
        if has_path(tree, name, language) {
            let keys = std::iter::once("slug").chain(std::iter::repeat("former_slugs"));
            for (key, (path, place)) in keys.zip(tree.own_paths(name, language)) {
                all.push(("slug", format!("{key}.{code}"), format!("/{code}/{path}/"), place));
            }
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

/// Whether nothing stands in for the slugs that the path of a page is made of.
fn has_path(tree: &PageTree<'_>, name: PageKey<'_>, language: &Language) -> bool {
    let mut pages = tree.ancestors(name).into_iter().chain([name]);
    pages.all(|page| tree.head(page).is_none_or(|head| !head.slug.of(language).stands_in))
}

/// The name of a file without its folder and its ending.
fn file_stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml")
}

/// The words of a line as readers compare them; as typed where they hold facts.
fn in_words(line: &Line) -> String {
    let plain = line.plain();
    if plain.is_empty() { line.place.text().to_owned() } else { plain }
}
