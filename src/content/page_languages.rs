//! The languages that a free page is in: all of the site's, unless its file says which.
//!
//! A page may be in one language for now, and its file says so: a title that was forgotten in another one is still an error. What its file
//! has in a language that it is not in waits there, as the texts of a language that is still being translated.

use toml::Spanned;
use toml::de::DeValue;

use super::file::ContentFiles;
use super::language::Language;
use super::registry::page_key;
use super::value::LanguageCode;
use crate::diagnostic::{Diagnostic, Place, Problem, Report};

/// The key of a page's file that lists them.
const KEY: &str = "languages";

/// The languages, of those of a site, that the texts of a page's file must be in; never none where the site has one. Where the list
/// cannot be right, it is those of the title, so that nothing is called missing that nobody meant to write.
pub(super) fn of_file(tree: &Spanned<DeValue<'_>>, languages: &[Language]) -> Vec<Language> {
    let codes: Vec<_> = codes(tree).into_iter().map(|(code, _)| code.to_lowercase()).collect();
    let is_listed = |language: &&Language| codes.contains(&language.code.to_lowercase());
    let title = || tree.get_ref().as_table()?.get("page")?.get_ref().as_table()?.get("title")?.get_ref().as_table();
    let is_in_title = |language: &&Language| title().is_some_and(|title| title.get(language.code.as_str()).is_some());
    let mut of_page: Vec<_> = languages.iter().filter(is_listed).cloned().collect();
    if of_page.is_empty() && tree.get_ref().as_table().is_some_and(|table| table.contains_key(KEY)) {
        of_page = languages.iter().filter(is_in_title).cloned().collect();
    }
    if of_page.is_empty() { languages.to_vec() } else { of_page }
}

/// Reports the languages of a page's list that the site does not have, and a list with none that is published. What is no language's
/// code at all is reported where the list is read.
pub(super) fn check(
    tree: &Spanned<DeValue<'_>>,
    published: &[Language],
    drafts: &[Language],
    file: &Place,
    report: &mut Report,
) {
    let codes = codes(tree);
    let has = |languages: &[Language], code: &str| languages.iter().any(|language| language.code == code);
    let known: Vec<_> = published.iter().map(|language| language.code.as_str()).collect();
    let mut is_known = true;
    for (code, value) in codes.iter().filter(|(code, _)| !has(published, code) && !has(drafts, code)) {
        is_known = false;
        if LanguageCode::is_valid(code) {
            let problem =
                Problem::LanguageUnknown { language: (*code).to_owned(), known: known.join(", "), near: String::new() };
            report.error(file.at(value.span()), problem);
        }
    }
    if let (true, [(_, first), ..]) = (is_known, &codes[..])
        && !codes.iter().any(|(code, _)| has(published, code))
    {
        let known = known.iter().map(|code| format!("\"{code}\"")).collect::<Vec<_>>().join(", ");
        report.error(file.at(first.span()), Problem::PageInNoLanguage { known });
    }
}

/// A page that has nothing in one of its languages is one problem at its first text, and not one at each.
pub(super) fn untranslated(files: &ContentFiles<'_>, languages: &[Language], report: &mut Report) {
    let lacks = |one: &Diagnostic, path: &str, code: &str| {
        one.place.path() == path
            && matches!(&one.problem, Problem::LanguageMissing { language, .. } if language == code)
    };
    for (path, file) in files.iter().filter(|(path, _)| page_key(path).is_some()) {
        for Language { code, .. } in languages {
            let mut missing = report.errors().filter(|one| lacks(one, path, code));
            let (first, count) = (missing.next().map(|one| one.place.clone()), missing.count() + 1);
            let Some(first) = first.filter(|_| count > 1 && !has_key(file.tree.get_ref(), code)) else { continue };
            report.leave_out(|one| lacks(one, path, code));
            let others =
                languages.iter().filter(|other| other.code != *code && has_key(file.tree.get_ref(), &other.code));
            let others: Vec<_> = others.map(|other| format!("\"{}\"", other.code)).collect();
            let (language, count, others) = (code.clone(), count.to_string(), others.join(", "));
            report.error(first, Problem::PageUntranslated { language, count, others });
        }
    }
}

/// Whether a key of this name stands anywhere in a value.
fn has_key(value: &DeValue<'_>, key: &str) -> bool {
    match value {
        DeValue::Table(table) => {
            table.iter().any(|(name, value)| *name.get_ref() == key || has_key(value.get_ref(), key))
        }
        DeValue::Array(items) => items.iter().any(|item| has_key(item.get_ref(), key)),
        _ => false,
    }
}

/// The codes of the list, each with its place; none where there is no list, or something else in its place.
fn codes<'t>(tree: &'t Spanned<DeValue<'_>>) -> Vec<(&'t str, &'t Spanned<DeValue<'t>>)> {
    let list = tree.get_ref().as_table().and_then(|table| table.get(KEY));
    let Some(DeValue::Array(items)) = list.map(Spanned::get_ref) else { return Vec::new() };
    items.iter().filter_map(|item| Some((item.get_ref().as_str()?, item))).collect()
}
