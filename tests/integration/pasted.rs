//! Text that is pasted, or saved by Windows and macOS: what cannot be seen arrives clean, what can be is told.

use aimf::reporter::Reporter;

use crate::support::shipped_site::{SHIPPED, TestSite, base, check, publication, replace, shipped_files, with};

/// The page of the history in French.
const HISTORY: &str = "/fr/histoire/";

#[test]
fn crlf_and_decomposed_accents_and_signs_without_width_change_no_page_and_no_translation() {
    let mut files = shipped_files();
    let paths: Vec<_> = ["content/", "locales/"].into_iter().flat_map(|under| files.under(under)).collect();
    let dirty: Vec<_> = paths
        .into_iter()
        .map(|(path, bytes)| {
            let text = std::str::from_utf8(bytes).unwrap();
            let text =
                text.replace('é', "e\u{301}").replace("histoire de", "his\u{AD}toire\u{200B} de").replace('\n', "\r\n");
            (path.to_owned(), "\u{FEFF}".to_owned() + &text)
        })
        .collect();
    for (path, text) in dirty {
        files.insert(path, text.into_bytes());
    }
    let (clean, dirty) = (publication(&shipped_files()), publication(&files));
    let said = |publication: &aimf::publish::Publication| Reporter::English.report(&publication.report);
    assert_eq!(said(&dirty), said(&clean));
    let site = TestSite::start(&files, &base("http://127.0.0.1:8080"));
    assert_eq!(site.get(HISTORY).text(), SHIPPED.get(HISTORY).text());
}

#[test]
fn a_file_name_of_macos_is_the_one_that_links_name() {
    let folder = tempfile::tempdir().unwrap();
    crate::support::site_folder::shipped_into(folder.path());
    std::fs::write(folder.path().join("static/re\u{301}union.pdf"), "%PDF-1.4\n").unwrap();
    let mut report = aimf::diagnostic::Report::default();
    let mut files = aimf::source::Source::Directory(folder.path().to_owned()).read(&mut report);
    assert!(files.get("static/réunion.pdf").is_some());
    let link = "[page de contact](page:contact)";
    replace(&mut files, "content/pages/privacy.toml", link, "[la réunion](file:réunion.pdf)");
    let said = check(&files, Reporter::English);
    assert!(!said.contains("is not in"), "{said}");
}

#[test]
fn what_word_leaves_is_a_warning_that_says_what_to_write() {
    let link = "[page de contact](page:contact)";
    for (pasted, expected) in [
        ("crÃ©Ã©e", "« Ã© » est sans doute une lettre mal copiée"),
        ("\n•\tun point\n", "« • » est sans doute une puce collée"),
        ("\nAnnée\tLieu\n", "une tabulation au milieu d’une ligne"),
    ] {
        let files = with("content/pages/privacy.toml", link, &format!("{link} {pasted}"));
        let said = Reporter::French.report(&publication(&files).report);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn a_list_or_a_heading_that_one_language_has_as_raw_signs_is_told_at_that_language() {
    let section = "text.fr = \"\"\"\n";
    let privacy = String::from_utf8(shipped_files().get("content/pages/privacy.toml").unwrap().to_vec()).unwrap();
    let english = "text.en = \"\"\"\n";
    assert!(privacy.contains(section) && privacy.contains(english));
    for (typed, right, expected) in [
        ("-un\n-deux\n\n", "- one\n- two\n\n", "mark-unspaced"),
        ("– un\n– deux\n\n", "- one\n- two\n\n", "pasted-bullet"),
        ("Avant\n##Titre\nAprès\n\n", "Before\n\n## Title\n\nAfter\n\n", "mark-unspaced"),
    ] {
        for (slip, whole, is_french) in [(typed, right, true), (right, typed, false)] {
            let mut files = shipped_files();
            let path = "content/pages/privacy.toml";
            replace(&mut files, path, section, &format!("{section}{slip}"));
            replace(&mut files, path, english, &format!("{english}{whole}"));
            let report = publication(&files).report;
            let found: Vec<_> = report.all().filter(|one| one.problem.id() != "translation-changed").collect();
            let [one] = found[..] else { panic!("{}", Reporter::French.report(&report)) };
            assert_eq!(one.problem.id(), expected);
            let text = String::from_utf8(files.get(path).unwrap().to_vec()).unwrap();
            let line = text.lines().nth(one.place.line() - 1).unwrap();
            assert!(typed.contains(line), "{line} {is_french}");
        }
    }
}

#[test]
fn controls_of_word_and_of_a_pdf_are_no_slips_of_a_text() {
    let link = "[page de contact](page:contact)";
    let clean = with("content/pages/privacy.toml", link, &format!("{link}\nsuite et fin"));
    let pasted = with("content/pages/privacy.toml", link, &format!("{link}\u{B}suite\u{C} et\u{2} fin"));
    assert_eq!(check(&pasted, Reporter::English), check(&clean, Reporter::English));
}

#[test]
fn the_path_of_a_file_of_windows_in_a_text_is_answered_with_its_backslashes_doubled() {
    let link = "[page de contact](page:contact)";
    for (typed, right) in [(r"C:\Utilisateurs\nom", r"C:\\Utilisateurs\\nom"), (r"D:\nom\élus\x", r"D:\\nom\\élus\\x")]
    {
        let files = with("content/pages/privacy.toml", link, &format!("{link} = {typed} »"));
        let report = publication(&files).report;
        let errors: Vec<_> = report.errors().map(|one| one.problem.id()).collect();
        assert_eq!(errors, ["toml-escape"], "{typed}");
        let said = Reporter::French.report(&report);
        assert!(said.contains(&format!("deux fois\u{a0}: {right}\u{202f};")), "{said}");
        let mended = with("content/pages/privacy.toml", link, &format!("{link} = {right} »"));
        assert!(!publication(&mended).report.has_errors(), "{right}");
    }
}

#[test]
fn pasted_bullets_in_one_language_are_the_error_in_place_of_the_count_of_paragraphs() {
    for (bulleted, listed) in [("fr", "en"), ("en", "fr")] {
        let mut files = shipped_files();
        let begin = |language: &str| format!("text.{language} = \"\"\"\n");
        let path = "content/pages/privacy.toml";
        replace(&mut files, path, &begin(bulleted), &format!("{}\n• Un.\n• Deux.\n\n", begin(bulleted)));
        replace(&mut files, path, &begin(listed), &format!("{}- One.\n- Two.\n\n", begin(listed)));
        let report = publication(&files).report;
        let errors: Vec<_> = report.errors().map(|one| (one.problem.id(), one.place.excerpt())).collect();
        assert_eq!(errors, [("pasted-bullet", Some("• Un."))]);
        assert_eq!(report.all().filter(|one| one.place.excerpt() == Some("• Un.")).count(), 1);
    }
}
