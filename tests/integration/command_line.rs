//! The program as ops and editors run it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Output, Stdio};
use std::{fs, thread};

use aimf::content::ledger::LEDGER;
use aimf::source::FOLDERS;

use crate::harness::{base, publish, shipped_files};
pub use crate::program::aimf;
use crate::program::{Program, Signal, send};

pub fn run(arguments: &[&str]) -> Output {
    aimf().args(arguments).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The shipped site as a directory.
fn directory() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let files = shipped_files();
    for (path, bytes) in FOLDERS.into_iter().flat_map(|folder| files.under(folder)) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn edit(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from));
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn check_prints_one_line_where_all_is_well() {
    let output = run(&["check"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), "All is well: 22\u{a0}pages, 2\u{a0}languages.\n");
    let output = run(&["check", "--lang", "fr"]);
    assert_eq!(text(&output.stdout), "Tout est en ordre\u{a0}: 22\u{a0}pages, 2\u{a0}langues.\n");
}

#[test]
fn check_lists_what_the_association_has_yet_to_fill_in() {
    insta::assert_snapshot!(text(&run(&["check", "--lang", "fr"]).stderr));
}

#[test]
fn check_fails_where_a_file_is_wrong_and_says_so_in_the_editors_language() {
    let site = directory();
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
    let site = directory();
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
fn translations_are_listed_and_accepted_in_the_sites_folder() {
    let site = directory();
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
    let site = directory();
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

#[test]
fn the_server_refuses_to_start_on_a_site_with_problems_and_says_the_same() {
    let site = directory();
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
    for folder in FOLDERS {
        assert!(text(&output.stderr).contains(&format!("the folder ‘{folder}’ is missing")));
    }
}

#[test]
fn a_port_in_use_and_an_address_that_is_none_are_each_one_line() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    for (listen, words) in
        [(address.as_str(), "is in use by another program"), ("banana", "is not an address to listen on")]
    {
        let output = run(&["serve", "--listen", listen]);
        assert_eq!(output.status.code(), Some(2), "{listen}");
        let said = text(&output.stderr);
        assert!(said.lines().count() == 1 && said.contains(words), "{said}");
    }
    let output = run(&["check", "--base-url", "example.org"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(text(&output.stderr).lines().count(), 1);
}

#[test]
fn the_program_serves_its_own_site_and_stops_when_it_is_told_to() {
    for signal in [Signal::TERM, Signal::INT] {
        let mut child =
            aimf().args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut first = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let address = first.split_whitespace().next().unwrap();
        let page = ureq::get(format!("{address}fr/")).call().unwrap().body_mut().read_to_string().unwrap();
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}fr/\">")), "{first}");
        send(&child, signal);
        let ended = thread::spawn(move || child.wait().unwrap()).join().unwrap();
        assert_eq!(ended.code(), Some(0), "{signal:?}");
    }
}

#[test]
fn whoever_stops_the_program_as_soon_as_it_greets_sees_it_end_in_order() {
    for signal in [Signal::INT, Signal::TERM].repeat(8) {
        let mut program = Program::start(&["--listen", "127.0.0.1:0"], 1);
        program.signal(signal);
        assert_eq!(program.child.wait().unwrap().code(), Some(0), "{signal:?}");
    }
}

#[test]
fn export_writes_the_site_as_files() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let output = run(&["export", out.to_str().unwrap(), "--base-url", "https://example.org"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let page = fs::read_to_string(out.join("fr/index.html")).unwrap();
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/fr/\">"));
    assert!(out.join("fr/index.html.br").exists());
    let again = run(&["export", out.to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(2));
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
    insta::assert_snapshot!(text(&output.stdout).replace(path, "mon site"));
    let output = run(&["check", "--site", path]);
    assert_eq!(text(&output.stdout), "All is well: 22\u{a0}pages, 2\u{a0}languages.\n");
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

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_site_is_not_followed() {
    use std::os::unix::fs::symlink;

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
        let site = directory();
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
