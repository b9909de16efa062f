//! Standard output and standard error where nobody takes what is printed: a broken pipe, a full disk.

use std::fs::File;
use std::net::TcpListener;
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{io, thread};

use crate::support::program::{PATIENCE, Program, Signal, aimf, run, send, text};
use crate::support::site_folder::shipped_folder;

/// Every command of the program, as its help lists them; one with commands of its own, and these.
fn commands(above: &[String]) -> Vec<Vec<String>> {
    let help = run(&above.iter().map(String::as_str).chain(["--help"]).collect::<Vec<_>>());
    let help = text(&help.stdout);
    let listed = help.split_once("Commands:\n").map_or("", |(_, rest)| rest.split("\n\n").next().unwrap());
    let names = listed.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let mut all = Vec::new();
    for name in names.filter(|name| !matches!(*name, "" | "help")) {
        let command = [above, &[name.to_owned()]].concat();
        let below = commands(&command);
        all.push(command);
        all.extend(below);
    }
    all
}

/// What a command needs to print something: its arguments, for a new copy of the site in `folder`, a free port, and the admin address of
/// a server that runs. Nothing for a command that does nothing without another.
fn arguments(command: &[String], folder: &Path, port: u16, admin: &str) -> Option<Vec<String>> {
    let (site, new) = (folder.display().to_string(), folder.join("new").display().to_string());
    let listen = format!("--listen=127.0.0.1:{port}");
    let arguments = match command.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["language"] => return None,
        ["language", "add"] => vec!["pt".into(), format!("--site={site}")],
        ["language", "remove"] => vec!["en".into(), "--yes".into(), format!("--site={site}")],
        ["check" | "translations", ..] => vec![format!("--site={site}")],
        ["schema"] => vec![site],
        ["init"] => vec![new],
        ["export"] => vec![new, "--base-url=https://example.org".into()],
        ["completions"] => vec!["bash".into()],
        ["health"] => vec![format!("--admin-listen={admin}")],
        ["serve" | "config"] => vec![listen],
        ["preview"] => vec![listen, format!("--site={site}")],
        ["man" | "--help" | "--version"] => Vec::new(),
        _ => panic!("say here what {command:?} needs"),
    };
    Some(arguments)
}

/// How every command ends that prints to `stdout`, and what it says is wrong.
fn each_printing_to(stdout: impl Fn() -> Stdio, check: impl Fn(&str, ExitStatus, &str)) {
    let mut all = commands(&[]);
    assert!(all.len() > 10, "{all:?}");
    all.extend([vec!["--help".to_owned()], vec!["--version".to_owned()]]);
    let server = Program::start(&["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"], 2);
    let admin = server.greetings[1].trim_start_matches("http://").trim_end_matches('/');
    for command in all {
        let folder = shipped_folder();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let Some(arguments) = arguments(&command, folder.path(), port, admin) else { continue };
        let mut child = aimf().args(&command).args(arguments).stdout(stdout()).stderr(Stdio::piped()).spawn().unwrap();
        let start = Instant::now();
        // A server ends when it is told to, once it answers.
        while child.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < PATIENCE, "{command:?} does not end");
            if matches!(&*command[0], "serve" | "preview") && answers(port) {
                send(&child, Signal::TERM);
            }
            thread::sleep(Duration::from_millis(20));
        }
        let output = child.wait_with_output().unwrap();
        check(&command.join(" "), output.status, &text(&output.stderr));
    }
}

/// Whether a server answers there.
fn answers(port: u16) -> bool {
    ureq::get(format!("http://127.0.0.1:{port}/")).call().is_ok()
}

/// A pipe that nobody reads any more.
fn closed_pipe() -> Stdio {
    io::pipe().unwrap().1.into()
}

fn full_disk() -> Stdio {
    File::options().write(true).open("/dev/full").unwrap().into()
}

#[test]
fn a_broken_pipe_ends_every_command_quietly() {
    each_printing_to(closed_pipe, |command, status, told| {
        assert_eq!(status.code(), Some(0), "{command}: {told}");
        assert!(!told.contains("aimf: ") && !told.contains("panic"), "{command}: {told}");
    });
}

#[test]
fn a_full_disk_is_told_by_every_command() {
    each_printing_to(full_disk, |command, status, told| {
        assert_eq!(status.code(), Some(2), "{command}: {told}");
        // The log of a server is for those who run it: it has the system's own words.
        let reason = if command == "serve" { "No space left on device" } else { "there is no room left on the disk" };
        assert!(told.lines().last().unwrap().contains(reason), "{command}: {told}");
    });
}

#[test]
fn a_command_whose_stderr_cannot_be_written_has_its_exit_code_all_the_same() {
    for stderr in [closed_pipe, full_disk] {
        for (arguments, code) in [
            (&["check"][..], 0),
            (&["check", "--strict"], 1),
            (&["check", "--site", "/nonexistent"], 1),
            (&["translations", "accept"], 2),
            (&["check", "--base-url", "nonsense"], 2),
            (&["nonsense"], 2),
        ] {
            let status = aimf().args(arguments).stdout(Stdio::null()).stderr(stderr()).status().unwrap();
            assert_eq!(status.code(), Some(code), "{arguments:?}");
        }
    }
}
