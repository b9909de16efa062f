//! What becomes of the files under a running server: the last good edition goes on, and the log says what happened.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use crate::support::program::Program;
use crate::support::site_folder::{FILE, shipped_into, titled};

/// The user that owns nothing.
const NOBODY: u32 = 65_534;

/// A served and watched site, by a user whom the system refuses what is not readable: root is refused nothing.
fn watched(folder: &Path) -> Program {
    shipped_into(folder);
    let program = folder.join("aimf");
    let mut command = Command::new(env!("CARGO_BIN_EXE_aimf"));
    if rustix::process::geteuid().is_root() {
        fs::copy(env!("CARGO_BIN_EXE_aimf"), &program).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
        command = Command::new(&program);
        command.uid(NOBODY).gid(NOBODY);
    }
    Program::serve_by(command, &["--site", folder.to_str().unwrap(), "--watch"])
}

fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// What is done to a path of the site, and what the log says then.
type Fault = (&'static str, &'static str, fn(&Path), &'static str);

#[rustfmt::skip]
const FAULTS: [Fault; 11] = [
    ("the content is deleted", "content", |_| {}, "le dossier «\u{a0}content\u{a0}» manque"),
    ("a file in place of the content", "content", |path| fs::write(path, "x").unwrap(), "le dossier «\u{a0}content\u{a0}» manque"),
    ("a FIFO in place of the content", "content", make_fifo, "le dossier «\u{a0}content\u{a0}» manque"),
    ("a loop of links in place of the content", "content", |path| symlink("content", path).unwrap(), "le dossier «\u{a0}content\u{a0}» manque"),
    ("the content is empty", "content", |path| fs::create_dir(path).unwrap(), "content/site.toml"),
    ("the content cannot be looked into", "content", |path| {
        fs::create_dir(path).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o0)).unwrap();
    }, "le système ne le permet pas"),
    ("a file cannot be read", FILE, |path| {
        fs::write(path, "").unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o0)).unwrap();
    }, "le système ne le permet pas"),
    ("a file is a FIFO, which nobody writes", FILE, make_fifo, "n’est ni un fichier ni un dossier ordinaire"),
    ("a file is a loop of links", FILE, |path| symlink(path, path).unwrap(), "un lien qui ne mène à aucun fichier"),
    ("a file is a folder that holds itself", FILE, |path| symlink(".", path).unwrap(), "n’est ni un fichier ni un dossier ordinaire"),
    ("a file has 1 GB", FILE, |path| fs::File::create(path).unwrap().set_len(1 << 30).unwrap(), "dépasse 4\u{a0}Mo"),
];

#[test]
fn whatever_becomes_of_the_files_the_last_good_edition_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let program = watched(folder.path());
    let good = program.titled_page();
    let memory = program.memory();
    let away = folder.path().join("away");
    for (what, path, fault, words) in FAULTS {
        let path = folder.path().join(path);
        // Away and back in one step each, as there is no moment without it in between.
        fs::rename(&path, &away).unwrap();
        fault(&path);
        let log = program.log_until(words);
        assert!(log.contains("the last good edition stays"), "{what}: {log}");
        assert_eq!(program.titled_page(), good, "{what}");
        if path.is_dir() && !path.is_symlink() {
            fs::remove_dir(&path).unwrap();
        } else if path.symlink_metadata().is_ok() {
            fs::remove_file(&path).unwrap();
        }
        fs::rename(&away, &path).unwrap();
        program.log_until("le site est à jour");
        assert_eq!(program.titled_page(), good, "{what}");
    }
    let after = program.memory();
    println!("memory: {memory} KiB before, {after} KiB after {} faults", FAULTS.len());
    assert!(after < memory + 200 * 1024, "no file of 1 GB was read: {memory} KiB became {after} KiB");
    fs::write(folder.path().join(FILE), titled(folder.path(), "Where to")).unwrap();
    program.wait_for_title("Where to");
}

#[test]
fn what_could_not_be_read_for_a_while_is_read_again_without_a_notice() {
    let folder = tempfile::tempdir().unwrap();
    let top = folder.path().join("top");
    fs::create_dir(&top).unwrap();
    let program = watched(&top);
    let (user, group) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
    // The folder above is shut: an edit inside of it is noticed, and cannot be read.
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let file = top.join(FILE);
    let text = titled(&top, "Where to");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o0)).unwrap();
    program.log_until("le système ne le permet pas");
    // Written where the watcher sees nothing: through a link of the file outside of the site.
    let outside = folder.path().join("outside.toml");
    fs::hard_link(&file, &outside).unwrap();
    chown(&outside, Some(user), Some(group)).unwrap();
    fs::set_permissions(&outside, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(&outside, text).unwrap();
    program.wait_for_title("Where to");
}
