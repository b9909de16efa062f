//! Translations never drift in silence.

use std::fs;

use aimf::content::ledger::{LEDGER, TranslationState, accept, translations};
use aimf::content::{Language, load};
use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::Files;

use crate::support::program::{aimf, run, text};
use crate::support::shipped_site::{publication, replace, shipped_files, with};
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
    let (ledger, accepted) = accept(&files, &languages(&files), &["timeline:t1".to_owned()]).unwrap();
    assert_eq!(accepted, 1);
    files.insert(LEDGER, ledger);
    let said = warnings(&files);
    assert!(said.len() == 1 && said[0].contains("projects:"), "{said:?}");
    let wrong = accept(&files, &languages(&files), &["timeline:t2bb".to_owned()]).unwrap_err();
    assert_eq!(wrong.1, "timeline:t2b");
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

/// The shipped ledger with the keys that it had before they went by ids.
fn ledger_with_former_keys() -> String {
    let groups = [
        ("timeline", "events.1979.sentences", "t1"),
        ("timeline", "events.1990.sentences", "t2a"),
        ("timeline", "events.1990.sentences", "t2b"),
        ("timeline", "events.1995.sentences", "t3"),
        ("timeline", "events.2015.sentences", "t4"),
        ("timeline", "events.2017.sentences", "t5"),
        ("profile", "sentences", "s01"),
        ("profile", "quotation.sentences", "q1"),
        ("vision", "sentences", "v3"),
        ("objectives", "opening", "o1"),
        ("objectives", "members", "o2b"),
        ("objectives", "closing", "o4"),
    ];
    let mut ledger = shipped_ledger();
    for (file, group, id) in groups {
        let key = format!("\"{file}:{id}.text\"");
        assert!(ledger.contains(&key), "{key}");
        ledger = ledger.replace(&key, &format!("\"{file}:{group}.{id}.text\""));
    }
    ledger.replace("\"objectives:o2.text\"", "\"objectives:lead.text\"")
}

#[test]
fn a_ledger_whose_keys_were_years_and_positions_is_read_once_and_written_by_ids() {
    let mut files = shipped_files();
    files.insert(LEDGER, ledger_with_former_keys());
    assert_eq!(warnings(&files), Vec::<String>::new());
    assert_eq!(accept(&files, &languages(&files), &[]).unwrap(), (shipped_ledger(), 0));
    // What had changed before the upgrade is still shown beside what it was.
    replace(&mut files, "content/timeline.toml", "L'AIMF est créée", "L'AIMF fut créée");
    let said = warnings(&files);
    assert!(said.len() == 1 && said[0].contains("now: ‘L'AIMF fut créée au"), "{said:?}");
}

/// The state of the translations that are not of their text as it stands.
fn to_review(files: &Files) -> Vec<(String, TranslationState)> {
    let all = translations(files, &languages(files)).unwrap();
    let open = all.into_iter().filter(|one| one.state != TranslationState::Current);
    open.map(|one| (one.key, one.state)).collect()
}

#[test]
fn a_corrected_year_an_inserted_sentence_and_a_renamed_file_ask_for_no_review_of_the_others() {
    let mut files = with("content/timeline.toml", "year = 1990", "year = 1991");
    assert_eq!(to_review(&files), []);
    // A sentence before all others, which were numbered once.
    let first = "[[sentences]]\nid = \"p0\"\ntext.fr = \"Trois villes se sont jointes à nous.\"\n\
                 text.en = \"Three cities have joined us.\"\n\n";
    let projects = String::from_utf8(files.get("content/projects.toml").unwrap().to_vec()).unwrap();
    let at = projects.find("[[sentences]]").unwrap();
    files.insert("content/projects.toml", format!("{}{first}{}", &projects[..at], &projects[at..]));
    let page = files.remove("content/pages/privacy.toml").unwrap();
    files.insert("content/pages/donnees.toml", page);
    assert_eq!(to_review(&files), [("projects:p0.text".to_owned(), TranslationState::New)]);
    // Its acceptance keeps what was accepted elsewhere, under the names of today.
    let (ledger, accepted) = accept(&files, &languages(&files), &["projects".to_owned()]).unwrap();
    assert_eq!(accepted, 1);
    assert!(ledger.contains("\"pages/donnees:page.title\" = \"Données personnelles\""), "{ledger}");
    files.insert(LEDGER, ledger);
    assert_eq!(to_review(&files), []);
}

#[test]
fn sentences_that_change_places_keep_their_acceptance() {
    // The ids stay where they were: only the words move.
    let (one, other) = ("L'AIMF est créée au Québec.", "Le Fonds de Coopération est créé à Tunis.");
    let mut files = with("content/timeline.toml", one, "…");
    replace(&mut files, "content/timeline.toml", other, one);
    replace(&mut files, "content/timeline.toml", "\"…\"", &format!("\"{other}\""));
    assert_eq!(to_review(&files), []);
}

#[test]
fn what_differs_in_form_alone_is_no_change() {
    for (typed, same) in [
        ("L'AIMF est créée au Québec.", "L’AIMF  est cre\u{301}e\u{301}e au\u{a0}Québec."),
        ("alimenté par les membres de l'AIMF, il", "alimenté par\u{202f}les membres de l'AI\u{ad}MF, il"),
    ] {
        assert_eq!(to_review(&with("content/timeline.toml", typed, same)), [], "{same}");
    }
    let mut files = shipped_files();
    let paths: Vec<_> = files.under("content/").map(|(path, _)| path.to_owned()).collect();
    for path in paths {
        let text = String::from_utf8(files.get(&path).unwrap().to_vec()).unwrap();
        files.insert(path, text.replace('\n', "\r\n"));
    }
    assert_eq!(to_review(&files), []);
}

#[test]
fn a_second_text_of_the_same_words_waits_for_a_reader() {
    let mut files = shipped_files();
    replace(&mut files, "content/projects.toml", "title.fr = \"Projets clés\"", "title.fr = \"Contact\"");
    let open = to_review(&files);
    let TranslationState::Changed { before, now } = &open[0].1 else { panic!("{open:?}") };
    assert_eq!((open.len(), before.as_str(), now.as_str()), (1, "Projets clés", "Contact"));
}

#[test]
fn accepting_keeps_what_the_ledger_says_of_other_languages() {
    let mut files = shipped_files();
    let entry = "\n[pt]\n\"contact:page.title\" = \"Contact\"\n";
    files.insert(LEDGER, shipped_ledger() + entry);
    assert!(accept(&files, &languages(&files), &[]).unwrap().0.ends_with(entry));
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
fn a_language_whose_texts_are_all_shorter_is_told_only_of_those_that_are_shorter_still() {
    // Every English text at a third of its length, as Chinese has it, and one at a ninth.
    let mut files = shipped_files();
    let shorter = |text: &str, times: usize| text.chars().take(text.chars().count() / times).collect::<String>();
    for file in ["vision", "objectives", "projects", "profile", "timeline", "contact", "site"] {
        let path = format!("content/{file}.toml");
        let text = String::from_utf8(files.get(&path).unwrap().to_vec()).unwrap();
        let line = |line: &str| match line.split_once(".en = \"").filter(|(_, words)| words.len() > 40) {
            Some((key, words)) => {
                let times = if words.starts_with("Between 2014") { 9 } else { 3 };
                let words = shorter(words, times).replace(['*', '[', '{', ']', '}', '(', ')'], "");
                format!("{key}.en = \"{words}\"\n")
            }
            None => format!("{line}\n"),
        };
        files.insert(path, text.lines().map(line).collect::<String>());
    }
    for page in ["accessibility", "legal-notice", "privacy"] {
        files.remove(&format!("content/pages/{page}.toml"));
    }
    files.remove(LEDGER);
    let report = publication(&files).report;
    let told: Vec<_> = report.warnings().filter(|one| one.problem.id() == "text-much-longer").collect();
    let places: Vec<_> = told.iter().map(|one| (one.place.path(), one.place.line())).collect();
    assert_eq!(places, [("content/vision.toml", 21)], "{told:?}");
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
fn each_command_that_is_printed_works_as_it_stands() {
    let site = shipped_folder();
    let folder = site.path().to_str().unwrap();
    for (command, language) in [("check", "fr"), ("check", "en"), ("translations", "fr"), ("translations", "en")] {
        let words = format!("{command} in {language}");
        edit(site.path(), "content/projects.toml", "Cette ", &format!("Cette ({words}) "));
        let output = run(&[command, "--site", folder, "--lang", language]);
        let said = text(&output.stdout) + &text(&output.stderr);
        let printed = said.lines().find_map(|line| line.split_once("aimf translations")).unwrap().1;
        assert_eq!(printed, format!(" accept projects:p3.text --site {folder}"), "{said}");
        let accepted = run(&format!("translations{printed}").split(' ').collect::<Vec<_>>());
        assert_eq!(text(&accepted.stdout), "One translation accepted.\n", "{}", text(&accepted.stderr));
    }
    // In the site's own folder, and where a variable names it, nothing is to be added.
    edit(site.path(), "content/projects.toml", "Cette ", "Cette autre ");
    let mut here = aimf();
    let here = here.current_dir(site.path()).args(["check"]).output().unwrap();
    assert!(text(&here.stderr).contains("then: aimf translations accept projects:p3.text\n"), "{}", text(&here.stderr));
    let named = aimf().env("AIMF_SITE", folder).arg("translations").output().unwrap();
    assert!(text(&named.stdout).ends_with("example: aimf translations accept projects:p3.text\n"));
}

#[test]
fn a_language_is_accepted_by_itself() {
    let site = shipped_folder();
    let folder = site.path().to_str().unwrap();
    fs::write(site.path().join(LEDGER), "").unwrap();
    let said = text(&run(&["check", "--site", folder]).stderr);
    let command = format!("aimf translations accept --language en --site {folder}\n");
    assert!(said.contains("no translation ‘en’ has been accepted yet (108 texts)"), "{said}");
    assert!(said.contains(&command) && said.matches("warning:").count() == 1, "{said}");
    let wrong = run(&["translations", "accept", "--language", "pt", "--site", folder]);
    assert!(text(&wrong.stderr).contains("It has: en."), "{}", text(&wrong.stderr));
    let accepted = run(&command.trim_start_matches("aimf ").split_whitespace().collect::<Vec<_>>());
    assert_eq!(text(&accepted.stdout), "108 translations accepted.\n");
    assert_eq!(fs::read(site.path().join(LEDGER)).unwrap(), shipped_ledger().into_bytes());
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
