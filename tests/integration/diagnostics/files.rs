//! A file that holds something else than it should, or lies under another name: one problem, the true one, and nothing that comes of it.

use super::{problems, told};
use crate::support::shipped_site::{replace, shipped_files, with};

#[test]
fn of_a_file_that_cannot_be_read_nothing_is_said_in_others() {
    let mut linked = with("content/pages/privacy.toml", "[page de contact](page:contact)", "[a](page:history#1979)");
    replace(&mut linked, "content/pages/privacy.toml", "[contact page](page:contact)", "[a](page:history#1979)");
    let ledger = ("[page de contact](page:contact) mènent", "[a](page:history#1979) mènent");
    replace(&mut linked, "content/translations.lock", ledger.0, ledger.1);
    assert_eq!(problems(&linked), [""; 0]);
    let texts: [(&[u8], &str); 9] = [
        (b"# caf\xE9\n", "not-utf8"),
        (b"  \n\n", "file-empty"),
        (b"PK\x03\x04", "not-text"),
        (b"{\n  \"title\": \"x\",\n  \"year\": 1\n}\n", "file-format"),
        (b"<!DOCTYPE html>\n<html><body><p>x</p></body></html>\n", "file-format"),
        (b"title: x\nyears:\n  - 1979\n  - 1990\n", "file-format"),
        (b"# nothing\n", "file-format"),
        (b"<<<<<<< HEAD\n", "toml-conflict"),
        (b"\xFF\xFEx\0", "utf16"),
    ];
    // Of other files than the history's, some forms are enough.
    let others = ["content/contact.toml", "content/site.toml", "content/pages/legal-notice.toml"];
    let some = others.into_iter().flat_map(|path| [texts[0], texts[6]].map(|text| (path, text)));
    for (path, (text, id)) in texts.map(|text| ("content/timeline.toml", text)).into_iter().chain(some) {
        let mut files = linked.clone();
        files.insert(path, text.to_vec());
        assert_eq!(problems(&files), [format!("{path} {id}")], "{}", told(&files));
    }
    // The site is published without the ledger.
    for (text, id) in [texts[0], texts[2], texts[3], texts[7]] {
        let mut files = linked.clone();
        files.insert("content/translations.lock", text.to_vec());
        assert_eq!(problems(&files), [format!("content/translations.lock {id}")], "{}", told(&files));
    }
}

#[test]
fn a_document_or_a_note_is_not_told_to_be_a_page() {
    for (path, text, id) in [
        ("content/notes.txt", "Appeler la mairie.\n", "file-not-content"),
        ("content/rapport.pdf", "%PDF-1.7", "file-not-content"),
        ("content/pages/new.md", "# Une page\n", "page-note"),
    ] {
        let mut files = shipped_files();
        files.insert(path, text);
        assert_eq!(problems(&files), [format!("{path} {id}")], "{}", told(&files));
    }
    let mut files = shipped_files();
    files.insert("content/pages/README.md", "A note.");
    assert_eq!(problems(&files), [""; 0]);
}

#[test]
fn a_file_under_another_name_is_not_missing_too() {
    for (path, name, id) in [
        ("content/translations.lock", "content/translations.lock.txt", "file-unknown"),
        ("content/profile.toml", "content/profile.toml.txt", "file-unknown"),
        ("content/profile.toml", "content/Profil.toml", "file-unknown"),
        ("locales/fr/site.ftl", "locales/fr/site.ftl.old", "file-unknown"),
        ("locales/fr/site.ftl", "locales/fr_FR/site.ftl", "language-folder-named"),
    ] {
        let mut files = shipped_files();
        let text = files.remove(path).unwrap();
        files.insert(name, text);
        let at = if id == "language-folder-named" { "locales/fr_FR" } else { name };
        assert_eq!(problems(&files), [format!("{at} {id}")], "{}", told(&files));
    }
    let mut files = shipped_files();
    files.remove("content/profile.toml");
    files.insert("content/profile.docx", "PK\x03\x04");
    assert_eq!(problems(&files), ["content/profile.docx file-document"]);
    // What is wrong with its text is told with its name.
    let mut files = shipped_files();
    files.insert("content/Publications.toml", "title = « Publications »\n");
    assert_eq!(
        problems(&files),
        ["content/Publications.toml file-unknown", "content/Publications.toml toml-curly-quote"]
    );
}

#[test]
fn a_page_under_the_name_of_one_that_the_program_makes_is_one_problem() {
    let mut files = shipped_files();
    let page = std::str::from_utf8(files.get("content/pages/privacy.toml").unwrap()).unwrap();
    let page = page.replace("donnees-personnelles", "nous-joindre").replace("\"privacy\"", "\"reach-us\"");
    files.insert("content/pages/contact.toml", page);
    assert_eq!(problems(&files), ["content/pages/contact.toml page-key-taken"], "{}", told(&files));
}

#[test]
fn nothing_is_said_of_the_translations_of_a_page_that_is_still_a_copy() {
    let mut files = shipped_files();
    files.insert("content/pages/donors.toml", files.get("content/pages/privacy.toml").unwrap().clone());
    assert_eq!(problems(&files), ["content/pages/donors.toml page-copied"], "{}", told(&files));
}
