//! The commands as ops and editors run them.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::support::program::{aimf, run, text};
use crate::support::shipped_site::{base, publish, shipped_files};
use crate::support::site_folder::{edit, shipped_folder};

#[test]
fn check_prints_one_line_where_all_is_well_and_says_where_it_is_not_the_editors_site() {
    let output = run(&["check"]);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stdout);
    let lines: Vec<_> = said.lines().collect();
    assert_eq!(lines[0], "All is well in the site that the program carries: 22\u{a0}pages, 2\u{a0}languages.");
    assert!(lines.len() == 2 && lines[1].starts_with("There is no site in this folder. To check yours, "), "{said}");
    let output = run(&["check", "--lang", "fr"]);
    let said = text(&output.stdout);
    let line = "Tout est en ordre dans le site que le programme porte\u{a0}: 22\u{a0}pages, 2\u{a0}langues.\n";
    assert!(said.starts_with(line) && said.contains("Il n’y a pas de site dans ce dossier-ci."), "{said}");
}

#[test]
fn check_lists_what_the_association_has_yet_to_fill_in() {
    insta::assert_snapshot!(text(&run(&["check", "--lang", "fr"]).stderr));
}

#[test]
fn a_check_with_warnings_ends_with_them_and_does_not_say_that_all_is_well() {
    let site = shipped_folder();
    edit(site.path(), "content/vision.toml", "title.en = \"Vision\"", "title.en = \"The vision\"");
    edit(site.path(), "content/vision.toml", "title.fr = \"Vision\"", "title.fr = \"La vision\"");
    let output = run(&["check", "--site", site.path().to_str().unwrap()]);
    let (said, told) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(said.contains("can be published: 22\u{a0}pages, 2\u{a0}languages; there"), "{said}");
    assert!(!said.contains("All is well"), "{said}");
    let at = |words: &str| told.find(words).unwrap_or_else(|| panic!("{words}: {told}"));
    assert!(at("security.expires") < at("warning: "), "{told}");
}

#[test]
fn check_fails_where_a_file_is_wrong_and_says_so_in_the_editors_language() {
    let site = shipped_folder();
    edit(site.path(), "content/timeline.toml", "year = 1990", "year = \"1990\"");
    let folder = site.path().to_str().unwrap();
    let output = aimf().args(["check", "--site", folder]).env("LANG", "fr_FR.UTF-8").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).contains("--> content/timeline.toml:"), "{}", text(&output.stderr));
    let output = aimf().arg("check").env("AIMF_SITE", folder).env("AIMF_LANG", "en").output().unwrap();
    assert!(text(&output.stderr).contains("the value of ‘year’ must be a whole number"), "{}", text(&output.stderr));
}

#[test]
fn programs_read_problems_as_json_and_github_as_annotations() {
    let site = shipped_folder();
    edit(site.path(), "content/timeline.toml", "year = 1990", "year = \"1990\"");
    let folder = site.path().to_str().unwrap();
    let output = run(&["check", "--site", folder, "--format", "json", "--lang", "fr"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), String::new()));
    insta::assert_snapshot!(text(&output.stdout));
    let output = run(&["check", "--site", folder, "--format", "github", "--lang", "fr"]);
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(text(&output.stdout).replace(folder, "site"));
}

#[test]
fn a_warning_fails_only_where_it_was_asked_to() {
    let output = run(&["check", "--strict", "--lang", "fr"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(1), String::new()));
    let said = text(&output.stderr);
    assert!(said.lines().last().unwrap().ends_with("que --strict compte comme des erreurs."), "{said}");
}

#[test]
fn the_server_refuses_to_start_on_a_site_with_problems_and_says_the_same() {
    let site = shipped_folder();
    fs::remove_dir_all(site.path().join("locales")).unwrap();
    let folder = site.path().to_str().unwrap();
    let served = run(&["serve", "--listen", "127.0.0.1:0", "--log-format", "pretty", "--site", folder]);
    let checked = run(&["check", "--site", folder]);
    assert_eq!((served.status.code(), checked.status.code()), (Some(1), Some(1)));
    assert_eq!(text(&served.stderr), text(&checked.stderr));
    assert!(text(&checked.stderr).contains("the folder ‘locales’ is missing"));
}

#[test]
fn a_folder_that_is_no_site_is_told_so() {
    let output = run(&["check", "--site", "/nonexistent"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stderr).lines().filter(|line| line.starts_with("error")).count(),
        1,
        "{}",
        text(&output.stderr)
    );
    assert!(text(&output.stderr).contains("‘/nonexistent’ is not the folder of a site"));
    // In a site's folder, no other is meant.
    let site = shipped_folder();
    fs::write(site.path().join("content/site.toml"), "x").unwrap();
    let output = aimf().arg("check").current_dir(site.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
}

fn error_count(said: &str) -> usize {
    said.lines().filter(|line| line.starts_with("erreur\u{a0}:")).count()
}

#[test]
fn in_a_site_above_it_and_where_a_folder_of_it_is_missing_no_other_site_is_meant() {
    let above = tempfile::tempdir().unwrap();
    let site = above.path().canonicalize().unwrap().join("mon site");
    crate::support::site_folder::shipped_into(&site);
    for folder in [above.path(), &site.join("content"), &site.join("content/pages")] {
        let all = [
            &["check"][..],
            &["serve", "--listen", "127.0.0.1:0", "--log-format", "pretty"],
            &["language", "remove", "en"],
        ];
        for arguments in all {
            let output = aimf().args(arguments).args(["--lang", "fr"]).current_dir(folder).output().unwrap();
            let said = text(&output.stderr);
            assert_eq!((output.status.code(), error_count(&said)), (Some(1), 1), "{said}");
            let help = format!("donnez --site \"{}\"\n", site.display());
            assert!(said.contains("n’est pas le dossier d’un site") && said.contains(&help), "{arguments:?}: {said}");
        }
    }
    for name in ["content", "locales", "static"] {
        let away = above.path().join("away");
        fs::rename(site.join(name), &away).unwrap();
        let output = aimf().args(["check", "--lang", "fr"]).current_dir(&site).output().unwrap();
        let said = text(&output.stderr);
        assert_eq!((output.status.code(), error_count(&said)), (Some(1), 1), "{said}");
        assert!(said.contains(&format!("le dossier «\u{a0}{name}\u{a0}» manque")), "{said}");
        let other = site.join(if name == "content" { "static" } else { "content" });
        let output = aimf().args(["check", "--lang", "fr"]).current_dir(other).output().unwrap();
        assert!(text(&output.stderr).contains(&format!("donnez --site \"{}\"\n", site.display())), "{name}");
        fs::rename(away, site.join(name)).unwrap();
    }
}

#[test]
fn help_tells_a_newcomer_what_there_is() {
    insta::assert_snapshot!(text(&run(&["--help"]).stdout));
    insta::assert_snapshot!(text(&run(&["export", "--help"]).stdout));
}

#[test]
fn init_writes_a_site_that_is_in_order_and_is_the_one_that_the_program_carries() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("mon site");
    let path = site.to_str().unwrap();
    let output = aimf().args(["init", path]).env("LANG", "fr_FR.UTF-8").output().unwrap();
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    let program = env!("CARGO_BIN_EXE_aimf");
    insta::assert_snapshot!(text(&output.stdout).replace(path, "mon site").replace(program, "aimf"));
    let output = run(&["check", "--site", path]);
    let site_name = site.canonicalize().unwrap().display().to_string();
    assert_eq!(text(&output.stdout), format!("All is well in {site_name}: 22\u{a0}pages, 2\u{a0}languages.\n"));
    let mut report = aimf::diagnostic::Report::default();
    let written = aimf::source::Source::Directory(site).read(&mut report);
    assert!(report.is_empty());
    let base = base("https://example.org");
    assert_eq!(publish(&written, &base).id(), publish(&shipped_files(), &base).id());
}

#[test]
fn init_does_not_write_over_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let path = folder.path().to_str().unwrap();
    let output = run(&["init", path, "--lang", "fr"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()));
    insta::assert_snapshot!(text(&output.stderr).replace(path, "mon-site"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let taken = run(&["init", folder.path().join("notes.txt").to_str().unwrap()]);
    assert_eq!(taken.status.code(), Some(2));
    assert!(text(&taken.stderr).contains("cannot be written"), "{}", text(&taken.stderr));
}

#[test]
fn a_symlink_that_leaves_the_site_is_not_followed() {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("secret.txt"), "secret").unwrap();
    let secret = elsewhere.path().join("secret.txt");
    // What the link leads to, where it lies, which file is then refused.
    let links: [(&Path, &str, &str); 5] = [
        (Path::new("/etc/hostname"), "static/name.txt", "static/name.txt"),
        (&secret, "content/pages/secret.toml", "content/pages/secret.toml"),
        (elsewhere.path(), "static/pictures", "static/pictures"),
        (Path::new("../../../../../../../../etc"), "static/etc", "static/etc"),
        (elsewhere.path(), "static", "static/secret.txt"),
    ];
    for (target, link, file) in links {
        let site = shipped_folder();
        let link = site.path().join(link);
        if link.is_dir() {
            fs::remove_dir_all(&link).unwrap();
        }
        symlink(target, &link).unwrap();
        let folder = site.path().to_str().unwrap();
        for (language, words) in
            [("en", "is a link that leads out of the site’s folder"), ("fr", "est un lien qui sort du dossier du site")]
        {
            let output = run(&["check", "--site", folder, "--lang", language]);
            assert_eq!(output.status.code(), Some(1), "{file}");
            let told = text(&output.stderr);
            assert!(told.contains(words) && told.contains(&format!("--> {file}")), "{file}: {told}");
        }
        let served =
            aimf().args(["export", "--site", folder, site.path().join("out").to_str().unwrap()]).output().unwrap();
        assert_eq!(served.status.code(), Some(1), "{file}: nothing is made of it");
        assert!(!site.path().join("out").exists(), "{file}");
    }
}

#[test]
fn help_and_what_is_wrong_with_a_command_line_are_in_the_language_of_the_terminal() {
    let in_french = |arguments: &[&str]| aimf().args(arguments).env("LANG", "fr_FR.UTF-8").output().unwrap();
    let help = text(&in_french(&["--help"]).stdout);
    assert!(help.contains("Utilisation\u{a0}: aimf") && help.contains("Commandes\u{a0}:\n"), "{help}");
    assert!(help.contains("[variable\u{a0}: AIMF_SITE]") && !help.contains("Usage"), "{help}");
    for (arguments, told) in [
        (&["chek"][..], "la commande «\u{a0}chek\u{a0}» n’existe pas\u{202f}; vouliez-vous dire «\u{a0}check\u{a0}»"),
        (
            &["check", "--sit", "x"],
            "«\u{a0}--sit\u{a0}» n’existe pas ici\u{202f}; vouliez-vous dire «\u{a0}--site\u{a0}»",
        ),
        (&["check", "--format", "xml"], "les valeurs possibles sont\u{a0}: text, json, github"),
        (&["serve", "--head-timeout", "x"], "écrivez un nombre de secondes, par exemple 10 ou 0.5"),
        (&["init"], "il manque <DOSSIER>"),
        (&["man", "nope"], "il n’y a pas de commande «\u{a0}nope\u{a0}»"),
        (&["check", "--config", "/nope"], "/nope ne peut pas être lu"),
    ] {
        let output = in_french(arguments);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), String::new()), "{arguments:?}");
        assert!(text(&output.stderr).contains(told), "{told}: {}", text(&output.stderr));
    }
    // `--lang` goes before the terminal, and a variable stands between them.
    let output = aimf().args(["chek", "--lang=en"]).env("LANG", "fr_FR.UTF-8").output().unwrap();
    assert!(text(&output.stderr).contains("unrecognized subcommand"), "{}", text(&output.stderr));
    let output = aimf().args(["--lang", "fr", "--hlp"]).env("LC_ALL", "C").output().unwrap();
    assert!(text(&output.stderr).contains("n’existe pas ici"), "{}", text(&output.stderr));
    let output = aimf().arg("chek").env("AIMF_LANG", "fr").output().unwrap();
    assert!(text(&output.stderr).contains("n’existe pas"), "{}", text(&output.stderr));
}

#[test]
fn a_command_that_a_message_prints_works_as_it_is_printed() {
    let site = shipped_folder();
    edit(site.path(), "content/projects.toml", "Cette réflexion", "Cette longue réflexion");
    let folder = site.path().to_str().unwrap();
    let output = run(&["check", "--site", folder]);
    let told = text(&output.stderr);
    let line = told.lines().find(|line| line.contains(" translations accept ")).unwrap_or_else(|| panic!("{told}"));
    let command = line.rsplit("then: ").next().unwrap();
    assert!(command.ends_with(&format!(" --site {folder}")), "{command}");
    let words: Vec<_> = command.split(' ').collect();
    let accepted = std::process::Command::new(words[0]).args(&words[1..]).output().unwrap();
    assert_eq!(accepted.status.code(), Some(0), "{}", text(&accepted.stderr));
    assert!(!text(&run(&["check", "--site", folder]).stderr).contains("translations accept"));
}
