//! The program's own log: what is in it, and that nobody waits for whoever reads it.

use std::fs::{self, File};
use std::io::{self, ErrorKind, PipeReader, PipeWriter, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::command_line::{run, text};
use crate::process::PATIENCE;
use crate::program::{Program, aimf, get};
use crate::reload::{FILE, shipped_into, titled};

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
    let folder = tempfile::tempdir().unwrap();
    shipped_into(folder.path());
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
        let start = Instant::now();
        while !get(&format!("{}en/vision-and-objectives/", program.address())).1.contains(&title) {
            assert!(start.elapsed() < PATIENCE, "the page never says {title}");
            thread::sleep(Duration::from_millis(20));
        }
    }
    let told = Instant::now();
    program.signal("TERM");
    assert_eq!(program.child.wait().unwrap().code(), Some(0));
    assert!(told.elapsed() < Duration::from_secs(8), "it ended after {:?}", told.elapsed());
}

#[test]
fn the_log_in_json_is_json_from_the_first_line_to_the_last() {
    let folder = tempfile::tempdir().unwrap();
    shipped_into(folder.path());
    let site = folder.path().to_str().unwrap();
    let program = Program::serve(&["--log-format", "json", "--log-addresses", "--watch", "--site", site]);
    fs::write(folder.path().join(FILE), titled(folder.path(), "Where to")).unwrap();
    let log = program.log_until("published");
    let log = log + &program.stop().1;
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines[0]["message"].as_str().unwrap().starts_with("IP addresses are logged"), "{log}");
    let published = lines.iter().find(|line| line["message"] == "published").unwrap();
    assert!(published["milliseconds"].is_u64(), "{published}");
}

#[test]
fn a_level_that_is_none_is_refused_with_those_that_there_are() {
    for wrong in ["nonsense", "aimf::live", "info,aimf::live=loud"] {
        let output = run(&["serve", "--listen", "127.0.0.1:0", "--log", wrong]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        let told = text(&output.stderr);
        assert!(told.starts_with("aimf: --log: ‘") && told.contains("error, warn, info"), "{told}");
    }
}

#[test]
fn the_log_of_errors_has_the_errors_of_an_edit_and_no_requests() {
    let folder = tempfile::tempdir().unwrap();
    shipped_into(folder.path());
    let site = folder.path().to_str().unwrap();
    for level in ["err", "warning"] {
        let program = Program::serve(&["--log", level, "--watch", "--site", site]);
        assert_eq!(get(&format!("{}en/", program.address())).0, 200);
        let good = fs::read(folder.path().join(FILE)).unwrap();
        fs::write(folder.path().join(FILE), "title.en = ").unwrap();
        let log = program.log_until("the last good edition stays");
        fs::write(folder.path().join(FILE), good).unwrap();
        let log = log + &program.stop().1;
        assert!(!log.contains("aimf::access"), "{level}: {log}");
    }
}
