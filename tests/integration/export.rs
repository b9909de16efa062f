//! An export is what the server sends, byte for byte.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;
use std::time::{Duration, Instant};

use aimf::edition::Route;

use crate::support::program::{PATIENCE, aimf, binary, run, text, without_settings};
use crate::support::shipped_site::SHIPPED;
use crate::support::site_folder::{edit, shipped_folder};

const ADDRESS: &str = "--base-url=https://example.org";

/// What is in a folder, hidden files included.
fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
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
    assert_eq!(names(folder.path()), ["out"]);
    let again = run(&["export", out.to_str().unwrap(), ADDRESS]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("is not empty: nothing was written"), "{}", text(&again.stderr));
}

#[test]
fn an_export_without_a_base_url_is_refused_with_what_to_add() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    for (language, told) in [
        ("en", "The site’s public address is not known, and its links are made of it: nothing was written."),
        ("fr", "L’adresse publique du site n’est pas connue, et ses liens en sont faits\u{a0}: rien n’a été écrit."),
    ] {
        let output = run(&["export", out.to_str().unwrap(), "--lang", language]);
        assert_eq!(output.status.code(), Some(2));
        let lines = text(&output.stderr);
        assert_eq!(lines.lines().next(), Some(told));
        assert!(lines.contains("--base-url https://www.example.org") && lines.contains("base_url"), "{lines}");
        assert!(names(folder.path()).is_empty());
    }
    let site = shipped_folder();
    edit(site.path(), "content/site.toml", "# base_url = \"\"", "base_url = \"https://example.org\"");
    let output = run(&["export", out.to_str().unwrap(), "--site", site.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(fs::read_to_string(out.join("sitemap.xml")).unwrap().contains("<loc>https://example.org/fr/</loc>"));
}

#[test]
fn the_exported_files_are_what_the_server_sends() {
    let folder = tempfile::tempdir().unwrap();
    let edition = SHIPPED.live.current();
    aimf::export::export(&edition, folder.path()).unwrap();
    let mut compared = 0;
    for (path, _) in edition.iter().filter(|(_, route)| matches!(route, Route::Resource(_))) {
        let name = path.trim_start_matches('/');
        let name = if path.ends_with('/') { format!("{name}index.html") } else { name.to_owned() };
        for (coding, extension) in [("identity", ""), ("br", ".br"), ("zstd", ".zst"), ("gzip", ".gz")] {
            let answer = SHIPPED.ask("GET", path, &[("accept-encoding", coding)]);
            let sent = answer.header("content-encoding");
            let file = folder.path().join(format!("{name}{extension}"));
            if sent == coding || (sent.is_empty() && coding == "identity") {
                assert_eq!(fs::read(&file).unwrap(), answer.body, "{path} {coding}");
                compared += 1;
            } else {
                assert!(!file.exists(), "{path} has no {coding}");
            }
        }
    }
    assert!(compared > 100, "{compared}");
    for (path, file) in
        [("/fr/rien", "fr/404.html"), ("/en/rien", "en/404.html"), ("/rien", "404.html"), ("/", "index.html")]
    {
        assert_eq!(fs::read(folder.path().join(file)).unwrap(), SHIPPED.get(path).body, "{path}");
    }
    // Real servers read these in `tests/deploy`; here, that each redirect is in each of them.
    let forms = [aimf::export::NGINX, aimf::export::CADDY, aimf::export::REDIRECTS];
    let forms = forms.map(|file| fs::read_to_string(folder.path().join(file)).unwrap());
    for from in ["/en/histoire/", "/en/histoire"] {
        let lines = [
            format!("location = \"{from}\" {{\n    set $aimf_to \"/en/history/\";\n"),
            format!("\t\t\"{from}\" 0 \"/en/history/\" \"\"\n"),
            format!("\n{from} /en/history/ 301\n"),
        ];
        for (text, line) in forms.iter().zip(lines) {
            assert!(text.contains(&line), "{line}: {text}");
        }
    }
}

#[test]
fn an_export_is_never_mixed_with_other_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    let error = aimf::export::export(&SHIPPED.live.current(), folder.path()).unwrap_err();
    assert!(error.to_string().contains("is not empty"), "{error}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// An export on a disk that takes no file of more than 512 bytes: what the system says of a full disk, without one.
fn on_a_full_disk(out: &Path, language: &str) -> Output {
    let mut command = without_settings(Command::new("sh"));
    command.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""]).arg(binary());
    command.args(["export", ADDRESS, "--lang", language]).arg(out).output().unwrap()
}

#[test]
fn an_export_to_a_full_disk_says_so_in_the_editors_language_and_leaves_nothing() {
    for (language, told) in [
        ("en", ["cannot be written (the file is too large)", "that the disk is not full."]),
        ("fr", ["ne peut pas être écrit (le fichier est trop grand)", "que le disque n’est pas plein."]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let (new, empty) = (folder.path().join("new"), folder.path().join("empty"));
        fs::create_dir(&empty).unwrap();
        for out in [&new, &empty] {
            let output = on_a_full_disk(out, language);
            assert_eq!(output.status.code(), Some(2));
            let lines = text(&output.stderr);
            assert!(lines.starts_with(out.to_str().unwrap()), "the file, where it would be: {lines}");
            assert!(told.iter().all(|words| lines.contains(words)), "{lines}");
        }
        assert_eq!(names(folder.path()), ["empty"]);
        assert!(names(&empty).is_empty());
    }
}

#[test]
fn an_export_that_is_killed_leaves_no_folder_of_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let mut child = aimf().args(["export", ADDRESS]).arg(&out).spawn().unwrap();
    let start = Instant::now();
    while names(folder.path()).is_empty() {
        assert!(start.elapsed() < PATIENCE, "it does not begin");
        thread::sleep(Duration::from_micros(100));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // It may have been quicker; then it is whole.
    assert!(!out.exists() || out.join(aimf::export::REDIRECTS).exists());
    let again = run(&["export", ADDRESS, folder.path().join("again").to_str().unwrap()]);
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
}

#[test]
fn an_export_fills_an_empty_folder_that_cannot_be_replaced() {
    // A root of a file system, such as a container's volume, and a working directory.
    let folder = tempfile::tempdir().unwrap();
    let output = aimf().args(["export", ADDRESS, "."]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let written = names(folder.path());
    assert!(written.contains(&"fr".to_owned()) && !written.iter().any(|name| name.starts_with('.')), "{written:?}");
}
