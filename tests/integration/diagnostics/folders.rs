//! What lies in a folder of the site where it should not, and what cannot be read there: one problem each, at its own place.

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;

use aimf::diagnostic::Report;
use aimf::reporter::Reporter;
use aimf::source::Source;

use super::problems_in;
use crate::support::shipped_site::{BASE, PUBLISHER, base};
use crate::support::site_folder::shipped_folder;

/// What is wrong with the shipped site once something was done to its folder.
fn report_of(done: impl FnOnce(&Path)) -> Report {
    let folder = shipped_folder();
    done(folder.path());
    let mut report = Report::default();
    let files = Source::Directory(folder.path().to_owned()).read(&mut report);
    PUBLISHER.check(&files, report, &base(BASE)).unwrap().report
}

/// What was done, to which path, and the problem that it is.
type Fault = (&'static str, &'static str, fn(&Path), &'static str);

#[test]
fn what_cannot_be_read_is_one_problem_and_no_file_is_missing_beside_it() {
    let faults: [Fault; 9] = [
        ("a link to nothing", "content/contact.toml", |path| symlink("nothing", path).unwrap(), "file-link-nowhere"),
        ("a link to itself", "content/site.toml", |path| symlink("site.toml", path).unwrap(), "file-link-nowhere"),
        ("a link out", "locales/fr/site.ftl", |path| symlink("/etc/hostname", path).unwrap(), "file-outside"),
        ("a socket", "content/contact.toml", |path| drop(UnixListener::bind(path).unwrap()), "file-not-regular"),
        ("a folder", "content/contact.toml", |path| fs::create_dir(path).unwrap(), "file-is-folder"),
        ("a folder for a page", "content/pages/new.toml", |path| fs::create_dir(path).unwrap(), "file-is-folder"),
        (
            "a folder for the ledger",
            "content/translations.lock",
            |path| fs::create_dir(path).unwrap(),
            "file-is-folder",
        ),
        ("the folder above", "content/pages/loop", |path| symlink("..", path).unwrap(), "file-not-regular"),
        ("the same folder", "static/loop", |path| symlink(".", path).unwrap(), "file-not-regular"),
    ];
    for (what, name, fault, id) in faults {
        let report = report_of(|site| {
            let path = site.join(name);
            let _ = fs::remove_file(&path);
            fault(&path);
        });
        assert_eq!(problems_in(&report), [format!("{name} {id}")], "{what}");
    }
}

#[test]
fn a_folder_in_the_folder_of_its_name_is_one_problem() {
    for name in ["content", "locales", "static"] {
        let moved = |site: &Path| {
            let (away, folder) = (site.join("away"), site.join(name));
            fs::rename(&folder, &away).unwrap();
            fs::create_dir(&folder).unwrap();
            fs::rename(&away, folder.join(name)).unwrap();
        };
        let report = report_of(moved);
        assert_eq!(problems_in(&report), [format!("{name}/{name} folder-twice")]);
        let help = Reporter::English.report(&report);
        assert!(help.contains(&format!("move what is in it to ‘{name}’, then delete it")), "{help}");
        let copied = |site: &Path| {
            let again = site.join(name).join(name);
            fs::create_dir(&again).unwrap();
            for entry in fs::read_dir(site.join(name)).unwrap().filter_map(Result::ok) {
                if entry.path().is_file() {
                    fs::copy(entry.path(), again.join(entry.file_name())).unwrap();
                }
            }
        };
        let report = report_of(copied);
        assert!(!report.has_errors());
        assert_eq!(problems_in(&report), [format!("{name}/{name} folder-twice")]);
    }
}

#[test]
fn what_systems_and_editors_leave_is_no_file_of_content() {
    let report = report_of(|site| {
        for name in ["content/Icon\r", "content/pages/4913"] {
            fs::write(site.join(name), "").unwrap();
        }
    });
    assert_eq!(problems_in(&report), [""; 0]);
}
