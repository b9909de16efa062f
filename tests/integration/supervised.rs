//! What systemd hears of the program (`sd_notify(3)`): here a socket of the test stands for it.

use std::fs;
use std::os::unix::net::UnixDatagram;
use std::time::Duration;

use crate::command_line::aimf;
use crate::program::{Program, Signal, get};
use crate::reload::shipped_into;

/// The next message with these words.
fn heard(socket: &UnixDatagram, words: &str) -> String {
    loop {
        let mut bytes = [0; 4096];
        let length = socket.recv(&mut bytes).unwrap();
        let message = String::from_utf8(bytes[..length].to_vec()).unwrap();
        if message.contains(words) {
            return message;
        }
    }
}

#[test]
fn systemd_hears_when_the_site_is_ready_reloads_lives_and_stops() {
    let folder = tempfile::tempdir().unwrap();
    shipped_into(folder.path());
    let path = folder.path().join("notify.sock");
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut command = aimf();
    command.args(["serve", "--listen", "127.0.0.1:0", "--site", folder.path().to_str().unwrap()]);
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "400000");
    let program = Program::run(command, 1);

    let ready = heard(&socket, "READY");
    assert!(ready.starts_with("READY=1\nSTATUS=serving edition "), "{ready}");
    assert_eq!(get(&format!("{}fr/", program.greetings[0])).0, 200);

    fs::write(folder.path().join("content/vision.toml"), "title = \n").unwrap();
    program.signal(Signal::HUP);
    let reloading = heard(&socket, "RELOADING=1\n");
    let clock = reloading.lines().find_map(|line| line.strip_prefix("MONOTONIC_USEC=")).unwrap();
    assert!(clock.parse::<u64>().unwrap() > 0);
    let again = heard(&socket, "READY=1\n");
    assert!(again.contains("; the files have changed since, and have problems: "), "{again}");

    for _ in 0..2 {
        assert_eq!(heard(&socket, "WATCHDOG"), "WATCHDOG=1\n");
    }
    program.signal(Signal::TERM);
    assert_eq!(heard(&socket, "STOPPING"), "STOPPING=1\n");
}
