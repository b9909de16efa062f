//! What the program and systemd tell each other: `sd_notify(3)`, for which a socket of the test stands here, and socket activation.

use std::fs;
use std::net::TcpListener;
use std::os::unix::net::{UnixDatagram, UnixListener, UnixStream};
use std::time::Duration;

use crate::support::program::{Program, Signal, activated, activated_as, aimf, ask, get_url, text};
use crate::support::site_folder::shipped_folder;

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
fn sd_notify_tells_systemd_when_the_site_is_ready_reloads_lives_and_stops() {
    let folder = shipped_folder();
    let path = folder.path().join("notify.sock");
    let socket = UnixDatagram::bind(&path).unwrap();
    socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let mut command = aimf();
    command.args(["serve", "--listen", "127.0.0.1:0", "--site", folder.path().to_str().unwrap()]);
    command.env("NOTIFY_SOCKET", &path).env("WATCHDOG_USEC", "400000");
    let program = Program::run(command, 1);

    let ready = heard(&socket, "READY");
    assert!(ready.starts_with("READY=1\nSTATUS=serving edition "), "{ready}");
    assert_eq!(get_url(&format!("{}fr/", program.greetings[0])).0, 200);

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

#[test]
fn sighup_warns_of_settings_that_a_restart_would_put_in_force() {
    let folder = shipped_folder();
    let settings = folder.path().join("aimf.toml");
    fs::write(&settings, "drain = 2\n").unwrap();
    let site = folder.path().to_str().unwrap();
    let program = Program::serve(&["--log-format", "json", "--site", site, "--config", settings.to_str().unwrap()]);
    program.signal(Signal::HUP);
    let log = program.log_until("nothing has changed");
    assert!(!log.contains("settings"), "{log}");
    fs::write(&settings, "drain = 3\n").unwrap();
    program.signal(Signal::HUP);
    program.log_until("the settings have changed; they are in force after a restart");
}

#[test]
fn socket_activation_by_the_name_admin_is_for_those_who_run_the_site() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let program = Program::run(activated_as("admin", socket, &["--listen", "127.0.0.1:0"]), 2);
    let [site, admin] = &program.greetings[..] else { unreachable!() };
    assert_eq!(*admin, format!("http://{address}/"));
    assert_eq!([site, admin].map(|address| get_url(&format!("{address}readyz")).0), [404, 200]);
    assert_eq!([site, admin].map(|address| get_url(&format!("{address}fr/")).0), [200, 404]);
}

#[test]
fn socket_activation_goes_before_the_usual_address() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let program = Program::run(activated(socket, &[]), 1);
    assert_eq!(program.greetings, [format!("http://{address}/")]);
    let (status, page) = get_url(&format!("http://{address}/fr/"));
    assert_eq!(status, 200);
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"http://{address}/fr/\">")));
}

#[test]
fn socket_activation_by_a_unix_socket_goes_beside_an_address_and_the_socket_stays_when_the_program_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aimf.sock");
    let socket = UnixListener::bind(&path).unwrap();
    let program = Program::run(activated(socket, &["--listen", "127.0.0.1:0"]), 2);
    assert_eq!(program.greetings[0], format!("unix:{}", path.display()));
    assert!(ask(UnixStream::connect(&path).unwrap(), "/en/", "").starts_with("HTTP/1.1 200"));
    assert_eq!(get_url(&format!("{}en/", program.greetings[1])).0, 200);
    assert!(program.stop().0.success());
    assert!(path.exists());
}

#[test]
fn socket_activation_with_what_is_no_listening_socket_is_told() {
    let file = fs::File::open("/dev/null").unwrap();
    let output = activated(file, &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("passed as number 0"), "{}", text(&output.stderr));
}
