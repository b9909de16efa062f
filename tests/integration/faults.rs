//! What breaks under a running server: the last good edition goes on, and the log says what happened.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::process::{PATIENCE, SetOnDrop};
use crate::program::Program;
use crate::reload::{FILE, shipped_into, titled};

/// The user that owns nothing.
const NOBODY: u32 = 65_534;

fn try_page(program: &Program) -> Option<String> {
    let page = ureq::get(format!("{}en/vision-and-objectives/", program.address())).call();
    page.ok()?.body_mut().read_to_string().ok()
}

fn page(program: &Program) -> String {
    try_page(program).unwrap()
}

fn wait_for(program: &Program, title: &str) {
    let start = Instant::now();
    // Where there was a crowd, the last of it may still be there.
    while !try_page(program).is_some_and(|page| page.contains(title)) {
        assert!(start.elapsed() < PATIENCE, "the page never says {title}");
        thread::sleep(Duration::from_millis(20));
    }
}

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
    }, "Permission denied"),
    ("a file cannot be read", FILE, |path| {
        fs::write(path, "").unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(0o0)).unwrap();
    }, "Permission denied"),
    ("a file is a FIFO, which nobody writes", FILE, make_fifo, "n’est ni un fichier ni un dossier ordinaire"),
    ("a file is a loop of links", FILE, |path| symlink(path, path).unwrap(), "Too many levels of symbolic links"),
    ("a file is a folder that holds itself", FILE, |path| symlink(".", path).unwrap(), "n’est ni un fichier ni un dossier ordinaire"),
    ("a file has 1 GB", FILE, |path| fs::File::create(path).unwrap().set_len(1 << 30).unwrap(), "dépasse 4\u{a0}Mo"),
];

#[test]
fn whatever_becomes_of_the_files_the_last_good_edition_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let program = watched(folder.path());
    let good = page(&program);
    let memory = program.memory();
    let away = folder.path().join("away");
    for (what, path, fault, words) in FAULTS {
        let path = folder.path().join(path);
        // Away and back in one step each, as there is no moment without it in between.
        fs::rename(&path, &away).unwrap();
        fault(&path);
        let log = program.log_until(words);
        assert!(log.contains("the last good edition stays"), "{what}: {log}");
        assert_eq!(page(&program), good, "{what}");
        if path.is_dir() && !path.is_symlink() {
            fs::remove_dir(&path).unwrap();
        } else if path.symlink_metadata().is_ok() {
            fs::remove_file(&path).unwrap();
        }
        fs::rename(&away, &path).unwrap();
        program.log_until("le site est à jour");
        assert_eq!(page(&program), good, "{what}");
    }
    let after = program.memory();
    println!("memory: {memory} KiB before, {after} KiB after {} faults", FAULTS.len());
    assert!(after < memory + 200 * 1024, "no file of 1 GB was read: {memory} KiB became {after} KiB");
    fs::write(folder.path().join(FILE), titled(folder.path(), "Where to")).unwrap();
    wait_for(&program, "Where to");
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
    program.log_until("Permission denied");
    // Written where the watcher sees nothing: through a link of the file outside of the site.
    let outside = folder.path().join("outside.toml");
    fs::hard_link(&file, &outside).unwrap();
    chown(&outside, Some(user), Some(group)).unwrap();
    fs::set_permissions(&outside, fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(&outside, text).unwrap();
    wait_for(&program, "Where to");
}

#[test]
fn a_server_without_descriptors_waits_for_connections_to_end_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    shipped_into(folder.path());
    let program = Program::with_descriptors(48, &["--site", folder.path().to_str().unwrap(), "--watch"]);
    page(&program);
    let descriptors = program.descriptors();
    let crowd: Vec<_> = (0..100).map(|_| TcpStream::connect(program.socket()).unwrap()).collect();
    program.log_until("cannot take connections");
    // An edit meanwhile cannot be read, and is no reason to publish half a site.
    fs::write(folder.path().join(FILE), titled(folder.path(), "Where to")).unwrap();
    program.log_until("the last good edition stays");
    drop(crowd);
    let start = Instant::now();
    while program.descriptors() > descriptors {
        assert!(start.elapsed() < PATIENCE, "{} descriptors", program.descriptors());
        thread::sleep(Duration::from_millis(20));
    }
    wait_for(&program, "Where to");
}

/// A free address that the system gives to nobody who asks for any: a client that asks there while nobody listens would be connected to
/// itself, and the server could not listen again.
fn address_of_its_own() -> String {
    let first = 20_000 + u16::try_from(std::process::id() % 10_000).unwrap();
    let address = (first..32_000).map(|port| format!("127.0.0.1:{port}"));
    address.into_iter().find(|address| TcpListener::bind(address).is_ok()).unwrap()
}

#[test]
fn a_server_that_is_killed_under_load_starts_again_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    shipped_into(folder.path());
    let arguments = ["--site", folder.path().to_str().unwrap(), "--watch"];
    let address = address_of_its_own();
    let mut program = Program::serve_at(&address, &arguments);
    let good = page(&program);
    let (done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let agent = ureq::Agent::new_with_defaults();
                while !done.load(Ordering::Relaxed) {
                    // While it is killed, a request fails; it never gets something else.
                    if let Ok(mut answer) = agent.get(format!("http://{address}/en/vision-and-objectives/")).call()
                        && let Ok(body) = answer.body_mut().read_to_string()
                    {
                        assert_eq!(body, good);
                        asked.fetch_add(1, Ordering::Relaxed);
                    } else {
                        thread::sleep(Duration::from_millis(5));
                    }
                }
            });
        }
        // A failure here ends them too.
        let visiting = SetOnDrop(&done);
        for _ in 0..3 {
            let before = asked.load(Ordering::Relaxed);
            let start = Instant::now();
            while asked.load(Ordering::Relaxed) < before + 50 {
                assert!(start.elapsed() < PATIENCE);
                thread::sleep(Duration::from_millis(5));
            }
            program.kill();
            program = Program::serve_at(&address, &arguments);
            assert_eq!(page(&program), good);
        }
        drop(visiting);
    });
}

#[test]
#[cfg(target_os = "linux")]
fn a_log_on_a_full_disk_costs_no_answer() {
    let folder = tempfile::tempdir().unwrap();
    shipped_into(folder.path());
    let mut shell = Command::new("sh");
    shell.args(["-c", "exec \"$0\" \"$@\" 2>/dev/full"]).arg(env!("CARGO_BIN_EXE_aimf"));
    let site = folder.path().to_str().unwrap();
    let program = Program::serve_by(shell, &["--site", site, "--watch", "--access-log", "on", "--log", "debug"]);
    let file = folder.path().join(FILE);
    for number in 0..3 {
        let title = format!("Edition {number}");
        let good = titled(folder.path(), &title);
        // What is said of it cannot be written.
        fs::write(&file, "title.en = ").unwrap();
        thread::sleep(Duration::from_millis(500));
        fs::write(&file, good).unwrap();
        wait_for(&program, &title);
    }
    assert!(program.stop().0.success());
}

#[test]
fn an_export_to_a_full_disk_says_so_and_fails() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    // No file may have more than 512 bytes: what the system says of a full disk, without one.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" export \"$1\""])
        .args([Path::new(env!("CARGO_BIN_EXE_aimf")), &out])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("cannot write") && told.contains(out.to_str().unwrap()), "{told}");
    assert!(told.contains("File too large"), "{told}");
}
