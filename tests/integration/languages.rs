//! A third language, from right to left, is content and a folder of words: no line of Rust or HTML.

use std::fmt::Write as _;

use aimf::content::load;
use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::Files;
use aimf::translate::{AddLanguageError, add_language};

use crate::support::shipped_site::{TestSite, base, publication, publish, shipped_files};

/// The shipped site with Arabic: every English text is there again as an Arabic one.
fn with_arabic() -> Files {
    let mut files = shipped_files();
    let paths: Vec<String> = files.under("content/").map(|(path, _)| path.to_owned()).collect();
    for path in paths {
        let text = String::from_utf8(files.get(&path).unwrap().to_vec()).unwrap();
        files.insert(path, translated(&text));
    }
    let site = String::from_utf8(files.get("content/site.toml").unwrap().to_vec()).unwrap();
    let arabic = "[[languages]]\ncode = \"ar\"\nname = \"العربية\"\nlocale = \"ar_MA\"\ndirection = \"rtl\"\n\n[home]";
    files.insert("content/site.toml", site.replacen("[home]", arabic, 1));
    let words = files.get("locales/en/site.ftl").unwrap().to_vec();
    files.insert("locales/ar/site.ftl", words);
    files
}

/// After each `x.en = …`, the same as `x.ar`; slugs and plain texts get a mark, as two languages of one page differ.
fn translated(text: &str) -> String {
    let mut out = String::new();
    let mut passage: Option<String> = None;
    for line in text.lines() {
        writeln!(out, "{line}").unwrap();
        if let Some(block) = &mut passage {
            writeln!(block, "{line}").unwrap();
            if line == "\"\"\"" {
                out.push_str(&passage.take().unwrap());
            }
        } else if let Some((key, value)) = line.split_once(".en = ") {
            if key.starts_with('#') {
                continue;
            }
            if value == "\"\"\"" {
                passage = Some(format!("{key}.ar = \"\"\"\n"));
            } else {
                writeln!(out, "{key}.ar = {value}").unwrap();
            }
        }
    }
    out
}

#[test]
fn a_third_language_in_rtl_needs_content_and_words_alone() {
    let site = TestSite::start(&with_arabic(), &base("https://example.org"));
    for path in ["/ar/", "/ar/about/", "/ar/history/", "/ar/legal-notice/", "/ar/dossier/"] {
        let answer = site.get(path);
        assert_eq!((answer.status, answer.header("content-language")), (200, "ar"), "{path}");
        let page = answer.page();
        assert_eq!((page.attribute("html", "lang"), page.attribute("html", "dir")), ("ar".into(), "rtl".into()));
        assert_eq!(page.attributes(".languages a", "hreflang"), ["fr", "en"], "{path}");
        assert_eq!(page.attributes("link[rel=alternate]", "hreflang"), ["fr", "en", "ar", "x-default"]);
    }
    assert_eq!(site.ask("GET", "/", &[("accept-language", "ar-MA, fr;q=0.5")]).header("location"), "/ar/");
    assert_eq!(site.get("/fr/").page().attributes(".languages a", "hreflang"), ["en", "ar"]);
    assert_eq!(site.get("/fr-ar/histoire/").page().attributes("tr#t1 td", "dir"), ["ltr", "rtl"]);
    assert_eq!(site.get("/ar/rien").page().attribute("html", "lang"), "ar");
    assert!(site.get("/sitemap.xml").text().contains("<loc>https://example.org/ar/history/</loc>"));
}

/// The shipped site with Portuguese as `aimf language add` makes it.
fn with_portuguese() -> Files {
    let mut files = shipped_files();
    let (languages, _) = load(&files, &mut Report::default());
    for (path, text) in add_language(&files, &languages, "pt").unwrap() {
        files.insert(path, text);
    }
    files
}

#[test]
fn a_language_that_is_being_translated_does_not_change_what_visitors_get() {
    let files = with_portuguese();
    let publication = publication(&files);
    let report = &publication.report;
    let drafts: Vec<_> = report.warnings().filter(|one| one.problem.id() != "fact-to-fill").collect();
    assert_eq!(drafts.len(), 1, "{drafts:?}");
    insta::assert_snapshot!(Reporter::French.diagnostic(drafts[0]) + "\n" + &Reporter::English.diagnostic(drafts[0]));
    let base = base("https://example.org");
    assert_eq!(publish(&files, &base).id(), publish(&shipped_files(), &base).id());
    assert_eq!(add_language(&files, &load(&files, &mut Report::default()).0, "pt"), Err(AddLanguageError::Known));
    assert_eq!(add_language(&files, &[], "portugais"), Err(AddLanguageError::NotALanguage));
}

#[test]
fn a_language_whose_places_are_all_filled_in_is_published_once_it_is_no_draft() {
    let mut files = with_portuguese();
    let paths: Vec<String> = files.under("content/").map(|(path, _)| path.to_owned()).collect();
    for path in paths {
        let text = String::from_utf8(files.get(&path).unwrap().to_vec()).unwrap();
        files.insert(path, text.replace("draft = true\n", ""));
    }
    let missing = publication(&files).report;
    assert!(missing.errors().filter(|one| one.problem.id() == "language-missing").count() > 100);
    // Filled in with the English texts.
    let mut complete = shipped_files();
    let (languages, _) = load(&complete, &mut Report::default());
    let made = add_language(&complete, &languages, "pt").unwrap();
    for (path, text) in made {
        let is_content = path.starts_with("content/");
        let text = if is_content { filled(&text).replace("draft = true\n", "") } else { text };
        complete.insert(path, text);
    }
    let site = TestSite::start(&complete, &base("https://example.org"));
    assert_eq!(site.get("/pt/about/").page().attribute("html", "lang"), "pt");
}

/// Each line to fill in with what stands above it.
fn filled(text: &str) -> String {
    let mut out = String::new();
    let (mut value, mut block) = (String::new(), None::<String>);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(open) = &mut block {
            writeln!(open, "{line}").unwrap();
            if line == "\"\"\"" {
                value = block.take().unwrap();
            }
        } else if let Some((_, after)) = line.split_once(".en = ") {
            value = format!("{after}\n");
            if after == "\"\"\"" {
                block = Some(value.clone());
            }
        } else if let Some((key, empty)) = line.strip_prefix("# ").and_then(|line| line.split_once(".pt = ")) {
            write!(out, "{key}.pt = {value}").unwrap();
            if empty == "\"\"\"" {
                lines.next();
            }
            continue;
        }
        writeln!(out, "{line}").unwrap();
    }
    out
}
