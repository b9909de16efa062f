//! A third language, from right to left, is content and a folder of words: no line of Rust or HTML.

use std::fmt::Write as _;
use std::sync::Arc;

use aimf::content::ledger::LEDGER;
use aimf::diagnostic::Report;
use aimf::live::Live;
use aimf::publish::Publisher;
use aimf::reporter::Reporter;
use aimf::source::{Files, Source};
use aimf::translate::{AddLanguageError, RemoveLanguageError, add_language, languages, remove_language};

use crate::support::program::{run, text};
use crate::support::shipped_site::{TestSite, base, publication, publish, replace, shipped_files};
use crate::support::site_folder::shipped_folder;

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

/// The shipped site in Arabic as `language add` begins it, with the few sentences of the fixture translated, and published.
fn in_arabic() -> TestSite {
    let mut files = with_new("ar");
    let mark = " # à traduire / to translate";
    let translations: Vec<_> =
        include_str!("../fixtures/arabic.tsv").lines().map(|line| line.split_once('\t').unwrap()).collect();
    let paths: Vec<String> = files.under("").map(|(path, _)| path.to_owned()).collect();
    for path in paths {
        let Ok(mut text) = String::from_utf8(files.get(&path).unwrap().to_vec()) else { continue };
        for (french, arabic) in &translations {
            text = text.replace(&format!("\"{french}\"{mark}"), &format!("\"{arabic}\""));
        }
        // The others stay in French, on purpose.
        files.insert(path, text.replace(mark, "").replace(&format!("{}\n", mark.trim_start()), ""));
    }
    replace(&mut files, "content/site.toml", "draft = true\n", "");
    TestSite::start(&files, &base("https://example.org"))
}

#[test]
fn what_stands_among_arabic_letters_keeps_its_own_direction() {
    let site = in_arabic();
    let page = |path: &str| site.get(path).page();
    assert_eq!(page("/ar/histoire/").texts("h1"), ["التاريخ"]);
    // A fact in an isolate, but for a number, which needs none.
    let contact = &page("/ar/mentions-legales/").texts("#editeur li")[0];
    assert_eq!(contact, "Adresse : \u{2068}9 rue des Halles, 75001 Paris, فرنسا\u{2069}");
    let members = &page("/ar/association/").texts("#s03")[0];
    assert_eq!(members, "في سنة 2021، تضم AIMF 305 عضوًا في 54 بلدًا.");
    // Numbers to call and lines of an address by their elements, as on every page.
    assert_eq!(page("/ar/contact/").attributes(".facts a, .facts bdi", "dir"), ["ltr", "ltr"]);
    assert_eq!(page("/ar/").texts(".paper bdi"), ["https://example.org/ar/", "https://example.org/ar/"]);
    // The comma of the language.
    assert_eq!(
        page("/ar/").texts(".quotation figcaption p:first-child"),
        ["Anne Hidalgo، présidente de l'AIMF، maire de Paris"]
    );
    assert_eq!(
        page("/fr/").texts(".quotation figcaption p:first-child"),
        ["Anne Hidalgo, présidente de l’AIMF, maire de Paris"]
    );
    assert_eq!(page("/fr-ar/histoire/").attributes("thead th[lang]", "dir"), ["ltr", "rtl"]);
}

/// The shipped site with a language as `aimf language add` makes it.
fn with_new(code: &str) -> Files {
    let mut files = shipped_files();
    for (path, text) in add_language(&files, &languages(&files), code).unwrap() {
        files.insert(path, text);
    }
    files
}

#[test]
fn a_language_that_is_being_translated_does_not_change_what_visitors_get() {
    let files = with_new("pt");
    let publication = publication(&files);
    let report = &publication.report;
    let drafts: Vec<_> = report.warnings().filter(|one| one.problem.id() != "fact-to-fill").collect();
    assert_eq!(drafts.len(), 1, "{drafts:?}");
    insta::assert_snapshot!(Reporter::French.diagnostic(drafts[0]) + "\n" + &Reporter::English.diagnostic(drafts[0]));
    let base = base("https://example.org");
    assert_eq!(publish(&files, &base).id(), publish(&shipped_files(), &base).id());
    assert_eq!(add_language(&files, &languages(&files), "PT"), Err(AddLanguageError::Known));
    assert_eq!(add_language(&files, &[], "portugais"), Err(AddLanguageError::NotALanguage));
}

#[test]
fn a_new_language_starts_as_a_copy_of_the_first_one_in_each_file() {
    let files = with_new("ar");
    let text = |path: &str| String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
    let listed =
        "[[languages]]\ncode = \"ar\"\nname = \"العربية\"\nlocale = \"ar_EG\"\ndirection = \"rtl\"\ndraft = true\n";
    assert!(text("content/site.toml").contains(listed));
    assert!(text("content/timeline.toml").contains(
        "text.en = \"The AIMF is created in Québec.\"\ntext.ar = \"L'AIMF est créée au Québec.\" # à traduire / to translate\n"
    ));
    let words = text("locales/ar/site.ftl");
    assert!(words.contains("skip-link = Aller au contenu\n"), "{words}");
    for category in ["[zero]", "[one]", "[two]", "[few]", "[many]", "*[other]"] {
        assert!(words.contains(&format!("{category} {{ $n }}\u{a0}an")), "{category}: {words}");
    }
}

#[test]
fn the_preview_shows_a_language_that_is_being_translated() {
    let mut files = with_new("ar");
    replace(
        &mut files,
        "content/timeline.toml",
        "title.ar = \"Histoire\" # à traduire / to translate",
        "title.ar = \"التاريخ\"",
    );
    // A text that is not there at all is shown in the first language.
    let site = String::from_utf8(files.get("content/timeline.toml").unwrap().to_vec()).unwrap();
    let line = site.lines().find(|line| line.starts_with("text.ar = \"L'AIMF est créée")).unwrap();
    files.insert("content/timeline.toml", site.replace(line, ""));
    let base = base("https://example.org");
    let preview = Publisher::for_preview().publish(&files, Report::default(), &base).unwrap();
    let report = Reporter::English.report(&preview.report);
    let site = TestSite::serve(Arc::new(Live::new(preview.edition.unwrap_or_else(|| panic!("{report}")))));
    let page = site.get("/ar/histoire/").page();
    assert_eq!((page.attribute("html", "lang"), page.attribute("html", "dir")), ("ar".into(), "rtl".into()));
    assert_eq!(
        (page.texts("h1"), page.texts("#t1")),
        (vec!["التاريخ".into()], vec!["L’AIMF est créée au Québec.".into()])
    );
    assert_eq!(site.get("/fr/").page().attributes(".languages a", "hreflang"), ["en", "ar"]);
}

#[test]
fn what_is_wrong_with_a_draft_is_a_warning_until_it_is_published() {
    let mut files = with_new("pt");
    let copy = "text.pt = \"L'AIMF est créée au Québec.\" # à traduire / to translate";
    replace(&mut files, "content/timeline.toml", copy, "text.pt = \"A AIMF é **criada no Quebeque.\"");
    let report = publication(&files).report;
    assert!(!report.has_errors(), "{}", Reporter::English.report(&report));
    let wrong: Vec<_> = report.warnings().filter(|one| one.problem.id() == "emphasis-unclosed").collect();
    assert_eq!((wrong.len(), wrong[0].place.path()), (1, "content/timeline.toml"));
}

#[test]
fn a_language_with_copies_left_is_one_error_that_says_where_they_are() {
    let mut files = with_new("pt");
    replace(&mut files, "content/site.toml", "draft = true\n", "");
    // A translation without its mark, one that kept it, and a word that both languages have.
    replace(
        &mut files,
        "content/contact.toml",
        "title.pt = \"Contact\" # à traduire / to translate",
        "title.pt = \"Contact\"",
    );
    let slug = "slug.pt = \"contact\"";
    replace(&mut files, "content/contact.toml", slug, "slug.pt = \"contacto\"");
    let report = publication(&files).report;
    let errors: Vec<_> = report.errors().collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    let (message, _) = Reporter::English.message_and_help(&errors[0].problem);
    // Of the contact's file the description and the country's name are left.
    assert!(message.starts_with("the language ‘pt’ is not wholly translated: content/contact.toml (2), "), "{message}");
    assert!(message.ends_with(", content/vision.toml (9), locales/pt/site.ftl"), "{message}");
    assert_eq!((errors[0].place.path(), errors[0].place.line()), ("content/site.toml", 26));
}

#[test]
fn a_language_without_a_mark_left_is_published_once_it_is_no_draft() {
    let mut files = with_new("pt");
    let paths: Vec<String> = files.under("").map(|(path, _)| path.to_owned()).collect();
    for path in paths {
        let Ok(text) = String::from_utf8(files.get(&path).unwrap().to_vec()) else { continue };
        files.insert(
            path,
            text.replace(" # à traduire / to translate", "").replace("# à traduire / to translate\n", ""),
        );
    }
    replace(&mut files, "content/site.toml", "draft = true\n", "");
    let said = publication(&files).report;
    // Every text is still that of the first language, which is told of each.
    let said: Vec<_> =
        said.warnings().filter(|one| !["fact-to-fill", "text-same"].contains(&one.problem.id())).collect();
    // One word for all 108 texts that nobody has accepted yet.
    assert_eq!(said.iter().map(|one| one.problem.id()).collect::<Vec<_>>(), ["translations-new"], "{said:?}");
    let site = TestSite::start(&files, &base("https://example.org"));
    assert_eq!(site.get("/pt/association/").page().attribute("html", "lang"), "pt");
}

#[test]
fn removing_a_language_leaves_every_other_byte_as_it_was() {
    for newline in ["\n", "\r\n"] {
        let mut before = shipped_files();
        let paths: Vec<String> = before.under("content/").map(|(path, _)| path.to_owned()).collect();
        for path in paths {
            let text = String::from_utf8(before.get(&path).unwrap().to_vec()).unwrap();
            before.insert(path, text.replace('\n', newline));
        }
        let mut files = before.clone();
        for (path, text) in add_language(&files, &languages(&files), "ar").unwrap() {
            files.insert(path, text);
        }
        assert_ne!(files, before);
        let removed = remove_language(&files, &languages(&files), "ar").unwrap();
        assert_eq!((removed.removed.as_slice(), removed.texts), (&["locales/ar/site.ftl".to_owned()][..], 144));
        for (path, text) in removed.changed {
            files.insert(path, text);
        }
        files.remove("locales/ar/site.ftl");
        assert_eq!(files, before);
    }
}

#[test]
fn removing_a_published_language_leaves_a_site_that_is_in_order() {
    let mut files = with_arabic();
    files.insert(LEDGER, [&files.get(LEDGER).unwrap()[..], b"\n[ar]\n\"contact:page.title\" = \"Contact\"\n"].concat());
    let known = languages(&files);
    let removed = remove_language(&files, &known, "ar").unwrap();
    assert!(removed.changed.iter().any(|(path, text)| path == LEDGER && !text.contains("[ar]")));
    for (path, text) in removed.changed {
        files.insert(path, text);
    }
    for path in removed.removed {
        files.remove(&path);
    }
    for (path, bytes) in shipped_files().under("").filter(|(path, _)| path.strip_suffix(".md").is_none()) {
        assert!(files.get(path) == Some(bytes), "{path}");
    }
    assert!(files.under("locales/ar/").next().is_none());
    assert_eq!(remove_language(&files, &languages(&files), "ar"), Err(RemoveLanguageError::Unknown));
    assert_eq!(remove_language(&files, &languages(&files), "fr"), Err(RemoveLanguageError::First));
    files.insert("content/vision.toml", "title.fr = ");
    let unreadable = RemoveLanguageError::Unreadable("content/vision.toml".into());
    assert_eq!(remove_language(&files, &known, "ar"), Err(unreadable));
}

#[test]
fn a_language_is_added_and_removed_on_the_command_line() {
    let site = shipped_folder();
    let folder = site.path().to_str().unwrap();
    let before = Source::Directory(site.path().to_owned()).read(&mut Report::default());
    let odd = run(&["language", "add", "po", "--site", folder, "--lang", "fr"]);
    assert_eq!(odd.status.code(), Some(2));
    assert!(
        text(&odd.stderr).ends_with("Vouliez-vous dire pl (Polski), pt (Português)\u{202f}?\n"),
        "{}",
        text(&odd.stderr)
    );
    let added = run(&["language", "add", "he", "--site", folder]);
    let said = text(&added.stdout);
    assert!(said.starts_with("עברית (he) is added as a draft"), "{said}");
    assert!(said.lines().count() < 24 && said.contains(&format!("aimf check --site {folder}")), "{said}");
    // Each command that it names works as it is printed.
    for command in said.lines().filter_map(|line| line.split_once("aimf ")).map(|(_, command)| command) {
        let words: Vec<_> = command.split(' ').collect();
        if words[0] != "preview" {
            let output = run(&words);
            let expected = if words[..2] == ["language", "remove"] { 2 } else { 0 };
            assert_eq!(output.status.code(), Some(expected), "{command}: {}", text(&output.stderr));
        }
    }
    let list = text(&run(&["translations", "--site", folder]).stdout);
    assert!(list.contains("עברית, a draft: 0 texts of 108 are translated\n"), "{list}");
    assert!(list.lines().count() < 24 && list.ends_with("  to translate  locales/he/site.ftl\n"), "{list}");
    let warned = run(&["language", "remove", "he", "--site", folder]);
    let said = text(&warned.stderr);
    assert!(said.starts_with("Nothing was removed. עברית (he) is 144 texts"), "{said}");
    assert!(site.path().join("locales/he/site.ftl").exists());
    let command = said.lines().last().unwrap().split_once("aimf ").unwrap().1;
    let removed = run(&command.split(' ').collect::<Vec<_>>());
    assert_eq!(removed.status.code(), Some(0), "{}", text(&removed.stderr));
    assert!(!site.path().join("locales/he").exists());
    assert_eq!(Source::Directory(site.path().to_owned()).read(&mut Report::default()), before);
}
