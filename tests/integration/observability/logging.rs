//! The program's own log: what is in it, and that nobody waits for whoever reads it.

use std::fs::{self, File};
use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::program::{PATIENCE, Program, Signal, aimf, get_url, run, text};
use crate::support::site_folder::{FILE, shipped_folder, titled};

/// A pipe in which there is no room, as nobody reads it.
fn full_pipe() -> (PipeReader, PipeWriter) {
    let (reader, writer) = io::pipe().unwrap();
    let path = format!("/proc/self/fd/{}", writer.as_raw_fd());
    let without_waiting = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap();
    let mut filler = File::options().write(true).custom_flags(without_waiting).open(path).unwrap();
    loop {
        match filler.write(&[b' '; 4096]) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::WouldBlock => return (reader, writer),
            Err(error) => panic!("{error}"),
        }
    }
}

#[test]
fn a_log_that_nobody_reads_holds_up_neither_an_edition_nor_the_end() {
    let folder = shipped_folder();
    let (_reader, full) = full_pipe();
    let mut command = aimf();
    command.args(["serve", "--listen", "127.0.0.1:0", "--watch", "--log", "debug", "--site"]).arg(folder.path());
    let mut program = Program::run_logging_to(full.into(), command, 1);
    let file = folder.path().join(FILE);
    for number in 0..3 {
        let title = format!("Edition {number}");
        let good = titled(folder.path(), &title);
        // What is said of it waits for ever.
        fs::write(&file, "title.en = ").unwrap();
        thread::sleep(Duration::from_millis(300));
        fs::write(&file, good).unwrap();
        program.wait_for_title(&title);
    }
    let told = Instant::now();
    program.signal(Signal::TERM);
    assert_eq!(program.child.wait().unwrap().code(), Some(0));
    assert!(told.elapsed() < Duration::from_secs(8), "it ended after {:?}", told.elapsed());
}

#[test]
fn a_log_on_a_full_disk_costs_no_answer() {
    let folder = shipped_folder();
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
        program.wait_for_title(&title);
    }
    assert!(program.stop().0.success());
}

#[test]
fn the_log_in_json_is_json_from_the_first_line_to_the_last() {
    let folder = shipped_folder();
    let site = folder.path().to_str().unwrap();
    let program = Program::serve(&["--log-format", "json", "--log-addresses", "--watch", "--site", site]);
    fs::write(folder.path().join(FILE), titled(folder.path(), "Where to")).unwrap();
    let log = program.log_until("published");
    let log = log + &program.stop().1;
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines[0]["message"].as_str().unwrap().starts_with("IP addresses are logged"), "{log}");
    let published = lines.iter().find(|line| line["message"] == "published").unwrap();
    assert!(published["milliseconds"].is_u64(), "{published}");
    for (message, is_of_the_program) in [("serving", true), ("stopped", true), ("published", false)] {
        let line = lines.iter().find(|line| line["message"] == message).unwrap();
        assert_eq!(
            line["version"].as_str().is_some_and(|version| version.starts_with("0.")),
            is_of_the_program,
            "{line}"
        );
    }
}

#[test]
fn why_nothing_is_served_is_told_in_the_form_of_the_log() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = shipped_folder();
    fs::write(folder.path().join(FILE), "title.en = ").unwrap();
    let (taken, site) = (taken.local_addr().unwrap().to_string(), folder.path().to_str().unwrap());
    for (arguments, code, words) in
        [(["--listen", &taken], 2, "is in use by another program"), (["--site", site], 1, "the site has problems\n")]
    {
        let arguments =
            ["serve", "--listen", "127.0.0.1:0", "--log-format"].iter().chain(["json"].iter()).chain(&arguments);
        let output = run(&arguments.copied().collect::<Vec<_>>());
        let line: Value = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!((output.status.code(), &line["level"]), (Some(code), &Value::from("ERROR")), "{line}");
        assert!(line["message"].as_str().unwrap().contains(words), "{line}");
    }
}

#[test]
fn in_journald_each_line_of_the_log_has_its_priority() {
    let folder = shipped_folder();
    let path = folder.path().join("journal");
    let journal = File::create(&path).unwrap();
    let stream = journal.metadata().unwrap();
    for format in ["json", "pretty"] {
        journal.set_len(0).unwrap();
        let mut command = aimf();
        command.args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--watch",
            "--log-addresses",
            "--log-format",
            format,
            "--site",
        ]);
        command.arg(folder.path()).env("JOURNAL_STREAM", format!("{}:{}", stream.dev(), stream.ino()));
        let journal = File::options().append(true).open(&path).unwrap();
        // What it says on the standard output stream would go into the journal too.
        let program = Program::run_logging_to(journal.into(), command, 0);
        let until = |words: &str| {
            let start = Instant::now();
            loop {
                let log = fs::read_to_string(&path).unwrap();
                if log.contains(words) {
                    return log;
                }
                assert!(start.elapsed() < PATIENCE, "{words:?} is not said: {log}");
                thread::sleep(Duration::from_millis(20));
            }
        };
        until("serving");
        let good = fs::read(folder.path().join(FILE)).unwrap();
        fs::write(folder.path().join(FILE), "title.en = ").unwrap();
        until("the last good edition stays");
        fs::write(folder.path().join(FILE), good).unwrap();
        drop(program.stop());
        let log = until("stopped");
        let priority = |words: &str| log.lines().find(|line| line.contains(words)).map(|line| &line[..3]);
        assert_eq!(priority("IP addresses are logged"), Some("<4>"), "{log}");
        assert_eq!(priority("serving"), Some("<6>"), "{log}");
        // In every line of it, as the journal cuts a text into lines.
        assert_eq!(priority("content/vision.toml:1:"), Some("<3>"), "{log}");
        assert!(log.lines().all(|line| line.starts_with('<')), "{log}");
    }
}

#[test]
fn a_server_without_a_public_address_warns_once_in_its_log() {
    let without = |log: String| log.matches("the site has no public address").count();
    let program = Program::start(&["--listen", "127.0.0.1:0"], 1);
    assert_eq!(without(program.log_until("serving")), 1);
    let program = Program::start(&["--listen", "127.0.0.1:0", "--base-url", "https://www.example.org"], 1);
    assert_eq!(without(program.log_until("serving")), 0);
}

#[test]
fn refusals_are_logged_at_a_bounded_rate() {
    let program = Program::serve(&["--log-format", "json"]);
    for _ in 0..20 {
        let mut answer = String::new();
        let mut stream = TcpStream::connect(program.socket()).unwrap();
        stream.write_all(b"hello there\r\n\r\n").unwrap();
        stream.read_to_string(&mut answer).unwrap();
    }
    // One line tells of all, or two where a period ends in between.
    let mut malformed = 0;
    for _ in 0..2 {
        let log = program.log_until("refused: ");
        let line: Value = serde_json::from_str(log.lines().last().unwrap()).unwrap();
        assert_eq!((&line["level"], &line["connections"]), (&Value::from("WARN"), &Value::from(0)), "{line}");
        malformed += line["malformed"].as_u64().unwrap();
        if malformed == 20 {
            return;
        }
    }
    panic!("of 20 requests {malformed} are told");
}

#[test]
fn a_log_level_that_is_none_is_refused_with_those_that_there_are() {
    for wrong in ["nonsense", "aimf::live", "info,aimf::live=loud"] {
        let output = run(&["serve", "--listen", "127.0.0.1:0", "--log", wrong]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        let told = text(&output.stderr);
        assert!(told.starts_with("aimf: --log: ‘") && told.contains("error, warn, info"), "{told}");
    }
}

#[test]
fn the_log_level_of_errors_has_those_of_an_edit_and_no_access_log() {
    let folder = shipped_folder();
    let site = folder.path().to_str().unwrap();
    for level in ["err", "warning"] {
        let program = Program::serve(&["--log", level, "--watch", "--site", site]);
        assert_eq!(get_url(&format!("{}en/", program.address())).0, 200);
        let good = fs::read(folder.path().join(FILE)).unwrap();
        fs::write(folder.path().join(FILE), "title.en = ").unwrap();
        let log = program.log_until("the last good edition stays");
        fs::write(folder.path().join(FILE), good).unwrap();
        let log = log + &program.stop().1;
        assert!(!log.contains("aimf::access"), "{level}: {log}");
    }
}
