//! Translations never drift in silence.

use std::fs;

use aimf::content::ledger::{LEDGER, TranslationState, accept, translations};
use aimf::content::{Language, load};
use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::program::{run, text};
use crate::support::shipped_site::{publication, shipped_files, with};
use crate::support::site_folder::{edit, shipped_folder};

fn languages(files: &Files) -> Vec<Language> {
    load(files, &mut Report::default()).0
}

fn shipped_ledger() -> String {
    String::from_utf8(shipped_files().get(LEDGER).unwrap().to_vec()).unwrap()
}

/// What is said of the translations and of the lengths of texts.
fn warnings(files: &Files) -> Vec<String> {
    let report = publication(files).report;
    assert!(!report.has_errors(), "{}", Reporter::English.report(&report));
    let of_translations = report.warnings().filter(|one| one.problem.id() != "fact-to-fill");
    of_translations.map(|one| Reporter::French.diagnostic(one) + "\n" + &Reporter::English.diagnostic(one)).collect()
}

#[test]
fn every_shipped_translation_is_of_the_text_as_it_stands() {
    let files = shipped_files();
    let translations = translations(&files, &languages(&files)).unwrap();
    assert!(translations.len() > 100);
    for one in &translations {
        assert_eq!(one.state, TranslationState::Current, "{}", one.key);
    }
    let (ledger, accepted) = accept(&files, &languages(&files), &[]).unwrap();
    assert_eq!((ledger.as_bytes(), accepted), (&files.get(LEDGER).unwrap()[..], 0));
    let keys: Vec<_> = ledger.lines().filter(|line| line.starts_with('"') && line.contains("\" = ")).collect();
    assert_eq!(keys.len(), translations.len());
    assert!(keys.is_sorted(), "two people's changes merge only where texts have their order");
    assert_eq!(warnings(&files), Vec::<String>::new());
}

#[test]
fn a_change_of_the_french_is_shown_beside_the_english_until_somebody_accepts_it() {
    let mut files = with("content/projects.toml", "Cette réflexion", "Cette longue réflexion");
    let said = warnings(&files);
    assert_eq!(said.len(), 1);
    insta::assert_snapshot!(said[0]);
    let (ledger, accepted) = accept(&files, &languages(&files), &["projects".to_owned()]).unwrap();
    assert_eq!(accepted, 1);
    files.insert(LEDGER, ledger);
    assert_eq!(warnings(&files), Vec::<String>::new());
}

#[test]
fn accepting_one_text_leaves_the_others_as_they_are() {
    let mut files = with("content/projects.toml", "Cette réflexion", "Cette longue réflexion");
    let text = String::from_utf8(files.get("content/timeline.toml").unwrap().to_vec()).unwrap();
    files.insert("content/timeline.toml", text.replacen("L'AIMF est créée", "L'AIMF fut créée", 1));
    let (ledger, accepted) = accept(&files, &languages(&files), &["timeline:events.1979".to_owned()]).unwrap();
    assert_eq!(accepted, 1);
    files.insert(LEDGER, ledger);
    let said = warnings(&files);
    assert!(said.len() == 1 && said[0].contains("projects:"), "{said:?}");
    let wrong = accept(&files, &languages(&files), &["timeline:event.1979".to_owned()]).unwrap_err();
    assert_eq!(wrong.1, "timeline:events.1979");
}

#[test]
fn a_new_text_waits_to_be_accepted() {
    let ledger = shipped_ledger();
    let without = ledger.lines().filter(|line| !line.contains("t1.text")).collect::<Vec<_>>().join("\n");
    let mut files = shipped_files();
    files.insert(LEDGER, without);
    insta::assert_snapshot!(warnings(&files).join("\n"));
}

#[test]
fn what_a_merge_or_a_slip_leaves_in_the_ledger_is_told_with_its_lines() {
    let ledger = shipped_ledger();
    let line = ledger.lines().find(|line| line.contains("address.country")).unwrap();
    let conflict = format!("<<<<<<< ours\n{line}\n=======\n{line}\n>>>>>>> theirs");
    let mut files = shipped_files();
    files.insert(LEDGER, ledger.replacen(line, &conflict, 1));
    insta::assert_snapshot!(warnings(&files).join("\n"));
    for slip in ["\"contact:address.country\" = 5", "\"contact:address.country\" = \"France", "France"] {
        files.insert(LEDGER, ledger.replacen(line, slip, 1));
        let said = warnings(&files);
        assert!(said.len() == 1 && said[0].contains("translations.lock:5:1"), "{slip}: {said:?}");
    }
}

#[test]
fn a_ledger_of_before_it_was_toml_is_read_and_written_anew() {
    let mut files = shipped_files();
    let toml: toml::Table = shipped_ledger().parse().unwrap();
    let line = |(key, source): (&String, &toml::Value)| {
        format!("{key} en {}\n", serde_json::Value::from(source.as_str().unwrap()))
    };
    let former: String = toml["en"].as_table().unwrap().iter().map(line).collect();
    files.insert(LEDGER, format!("# Of which text each translation was made.\n{former}"));
    assert_eq!(warnings(&files), Vec::<String>::new());
    assert_eq!(accept(&files, &languages(&files), &[]).unwrap(), (shipped_ledger(), 0));
}

#[test]
fn a_site_without_a_ledger_is_told_nothing_of_it() {
    let mut files = with("content/projects.toml", "Cette réflexion", "Cette longue réflexion");
    files.remove(LEDGER);
    assert_eq!(warnings(&files), Vec::<String>::new());
    assert!(translations(&files, &languages(&files)).is_none());
}

#[test]
fn a_text_much_longer_in_one_language_is_told() {
    let mut files = with("content/vision.toml", "text.en = \"", "text.en = \"Short.\" # ");
    files.remove(LEDGER);
    let said = warnings(&files);
    assert_eq!(said.len(), 1);
    insta::assert_snapshot!(said[0]);
}

#[test]
fn translations_are_listed_and_accepted_in_the_sites_folder() {
    let site = shipped_folder();
    let folder = site.path().to_str().unwrap();
    edit(site.path(), "content/projects.toml", "Cette réflexion", "Cette longue réflexion");
    let list = || text(&run(&["translations", "--site", folder, "--lang", "fr"]).stdout);
    let said = list();
    assert!(said.starts_with("English\u{a0}: 99\u{a0}% à jour (107 textes sur 108)\n"), "{said}");
    assert_eq!(said.lines().filter(|line| line.trim_start().starts_with("à revoir")).count(), 1);
    let accepted = run(&["translations", "accept", "projects", "--site", folder, "--lang", "fr"]);
    assert_eq!(text(&accepted.stdout), "Une traduction acceptée.\n");
    assert!(list().starts_with("English\u{a0}: 100\u{a0}% à jour"), "{}", list());
    let wrong = run(&["translations", "accept", "project", "--site", folder]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(text(&wrong.stderr).contains("Did you mean ‘projects’?"), "{}", text(&wrong.stderr));
    let embedded = run(&["translations", "accept"]);
    assert!(text(&embedded.stderr).contains("give its folder with --site"));
}

#[test]
fn nothing_is_accepted_into_a_ledger_with_a_conflict_so_that_nothing_of_it_is_lost() {
    let site = shipped_folder();
    let folder = site.path().to_str().unwrap();
    edit(site.path(), LEDGER, "[en]", "<<<<<<< ours\n[en]");
    let before = fs::read(site.path().join(LEDGER)).unwrap();
    for command in [&["translations"][..], &["translations", "accept", "projects"]] {
        let output = run(&[command, &["--site", folder]].concat());
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
        assert!(text(&output.stderr).contains("--> content/translations.lock:4:1"), "{}", text(&output.stderr));
    }
    assert_eq!(fs::read(site.path().join(LEDGER)).unwrap(), before);
}
