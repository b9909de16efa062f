//! Holds the versions of a text against each other: one that was not translated, a link that one of them lacks.

use super::Language;
use super::page_tree::PageTree;
use super::pasted::cleaned;
use super::prose::{Prose, Target};
use super::registry::PageKey;
use super::site::Site;
use super::texts::{TranslatedText, Version};
use crate::base_url::is_of_this_machine;
use crate::diagnostic::{Problem, Report};

/// Texts of fewer words may well be the same in two languages: « Contact », a name, the title of a work.
const FEW_WORDS: usize = 4;

/// Warns of a text that is the same, word for word, as in the first language, and of links that one version has and another lacks.
pub(super) fn compare(site: &Site, texts: &[TranslatedText], languages: &[Language], report: &mut Report) {
    let tree = PageTree::new(site);
    let Some(first) = languages.first() else { return };
    for text in texts {
        let mut versions = languages.iter().zip(text.shown());
        let Some((_, Some(source))) = versions.next() else { continue };
        // What is still a copy of its source is told elsewhere.
        for (language, version) in versions.filter_map(|(language, version)| Some((language, version?))) {
            if version.is_copy {
                continue;
            }
            if is_same(source, version) {
                let (key, first, second) = (text.key.clone(), first.code.clone(), language.code.clone());
                report.warning(version.place.clone(), Problem::TextSame { key, first, second });
                continue;
            }
            let [here, there] = [(source, first), (version, language)].map(|(version, of)| links(version, of));
            if here.iter().chain(&there).any(|target| is_wrong(target, &tree)) {
                continue;
            }
            for (version, of, links, others) in [(version, language, &here, &there), (source, first, &there, &here)] {
                for target in lacking(links, others) {
                    let problem = Problem::LinkInOneLanguage { target, language: of.code.clone() };
                    report.warning(version.place.clone(), problem);
                }
            }
        }
    }
}

/// Whether a link is told elsewhere to lead nowhere: of where it will lead nobody knows.
fn is_wrong(target: &Target, tree: &PageTree<'_>) -> bool {
    match target {
        Target::Page { name, .. } => !tree.has(PageKey::of(name)),
        Target::Elsewhere(address) => is_of_this_machine(address),
        _ => false,
    }
}

fn is_same(source: &Version, version: &Version) -> bool {
    let [source, version] = [source, version].map(|version| cleaned(&version.words));
    // What is marked as words of another language may be all there is.
    let is_text = |word: &&str| word.chars().any(char::is_alphabetic) && !word.contains("](");
    source.split_whitespace().eq(version.split_whitespace())
        && source.split_whitespace().filter(is_text).count() >= FEW_WORDS
}

/// Where a version's links lead: to a page, by its name; to a file or elsewhere, by the address, which may differ with the language.
fn links(version: &Version, language: &Language) -> Vec<Target> {
    // Most texts have no link, and reading one costs more than looking.
    if !version.words.contains("](") && !version.words.contains('<') {
        return Vec::new();
    }
    let read = Prose::parse(&version.words, &language.code);
    let targets = read.map(|prose| prose.references).unwrap_or_default().into_iter().map(|(_, target)| target);
    targets.filter(|target| !matches!(target, Target::Fact(_) | Target::MailToFact(_))).collect()
}

/// The links that the others have no partner for: the same page, or another file or address in its place.
fn lacking(links: &[Target], others: &[Target]) -> Vec<String> {
    let name = |target: &Target| match target {
        Target::Page { name, .. } => format!("page:{name}"),
        Target::File(name) => format!("file:{name}"),
        Target::Elsewhere(address) => address.clone(),
        Target::Fact(name) | Target::MailToFact(name) => format!("{{{name}}}"),
    };
    let mut others: Vec<_> = others.iter().collect();
    // Equal ones are partners before others are.
    let mut rest = Vec::new();
    for link in links {
        match others.iter().position(|other| name(other) == name(link)) {
            Some(at) => drop(others.remove(at)),
            None => rest.push(link),
        }
    }
    let is_of_a_kind = |a: &Target, b: &Target| {
        let is_page = |target: &Target| matches!(target, Target::Page { .. });
        !is_page(a) && !is_page(b)
    };
    rest.retain(|link| match others.iter().position(|other| is_of_a_kind(link, other)) {
        Some(at) => {
            others.remove(at);
            false
        }
        None => true,
    });
    rest.into_iter().map(name).collect()
}
