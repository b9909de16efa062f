//! A third language, from right to left, is content and a folder of words: no line of Rust or HTML.

use std::fmt::Write as _;

use aimf::source::Files;

use crate::harness::{TestSite, base, shipped_files};

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
fn a_third_language_from_right_to_left_needs_content_and_words_alone() {
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
