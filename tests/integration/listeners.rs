//! Where the program listens: addresses and Unix sockets.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;

use aimf::server::{BindError, ListenAddress, Listener};
use tokio::runtime::Runtime;

use crate::support::program::{Program, aimf, ask, get_url, run, text};
use crate::support::small_site::SmallSite;

#[test]
fn a_listen_address_is_a_number_localhost_or_a_path() {
    let parse = |text: &str| text.parse::<ListenAddress>();
    assert_eq!(parse("localhost:80").unwrap(), parse("127.0.0.1:80").unwrap());
    assert_eq!(parse("[::]:8080").unwrap().to_string(), "[::]:8080");
    assert_eq!(parse("unix:/run/aimf.sock").unwrap(), ListenAddress::Unix("/run/aimf.sock".into()));
    for wrong in ["aimf.example", "8080", "127.0.0.1", "unix:", "unix:@aimf", ""] {
        assert!(parse(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_port_in_use_is_one_clear_line() {
    let site = SmallSite::start();
    let _entered = site.runtime.enter();
    let error = Listener::tcp(site.address).unwrap_err();
    assert_eq!(error.to_string(), format!("{} is in use by another program", site.address));
}

#[test]
fn a_listen_address_of_another_machine_is_named() {
    let site = SmallSite::start();
    let _entered = site.runtime.enter();
    // 192.0.2.0/24 is for documentation (RFC 5737).
    let error = Listener::tcp("192.0.2.1:8080".parse().unwrap()).unwrap_err();
    assert_eq!(error.to_string(), "192.0.2.1 is not an address of this machine");
}

#[test]
fn a_port_in_use_and_a_listen_address_that_is_none_are_each_one_line() {
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
fn one_program_listens_at_several_addresses_and_unix_sockets() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("aimf.sock");
    let unix = format!("unix:{}", socket.display());
    let program = Program::start(&["--listen", "127.0.0.1:0", "--listen", "[::1]:0", "--listen", &unix], 3);
    for address in &program.greetings[..2] {
        assert_eq!(get_url(&format!("{address}fr/")).0, 200, "{address}");
    }
    assert_eq!(program.greetings[2], unix);
    assert_eq!(fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o660);
    let answer = ask(UnixStream::connect(&socket).unwrap(), "/fr/", "");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    let second = run(&["serve", "--listen", &unix]);
    assert_eq!(second.status.code(), Some(2));
    assert!(text(&second.stderr).contains("is in use by another program"), "{}", text(&second.stderr));
    assert!(program.stop().0.success());
    assert!(!socket.exists());
}

#[test]
fn a_unix_socket_that_a_killed_program_left_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("aimf.sock");
    let mut command = aimf();
    command.env("AIMF_LISTEN", format!("unix:{},127.0.0.1:0", socket.display())).args(["--socket-mode", "600"]);
    for _ in 0..2 {
        let mut copy = aimf();
        copy.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?)))).args(command.get_args());
        let mut program = Program::run(copy, 2);
        assert_eq!(fs::metadata(&socket).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(ask(UnixStream::connect(&socket).unwrap(), "/fr/", "").starts_with("HTTP/1.1 200"));
        program.kill();
    }
    assert!(socket.exists());
}

/// A listener at `path`, and the runtime that it needs.
fn bound(path: &Path, mode: u32) -> Result<(Runtime, Listener), BindError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let entered = runtime.enter();
    let listener = Listener::bind(&ListenAddress::Unix(path.to_owned()), mode)?;
    drop(entered);
    Ok((runtime, listener))
}

#[test]
fn a_unix_socket_has_its_permissions_and_goes_with_its_listener() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aimf.sock");
    let (_runtime, listener) = bound(&path, 0o620).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o620);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    drop(listener);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_unix_socket_is_replaced_where_nobody_listens_and_left_where_somebody_does() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aimf.sock");
    // As a program leaves it that was killed.
    drop(UnixListener::bind(&path).unwrap());
    let listener = bound(&path, 0o660).unwrap();
    let error = bound(&path, 0o660).unwrap_err().to_string();
    assert!(error.ends_with("is in use by another program"), "{error}");
    drop(listener);
    fs::write(&path, "mine").unwrap();
    let error = bound(&path, 0o660).unwrap_err().to_string();
    assert!(error.ends_with("is there, and is not a socket"), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
}

#[test]
fn a_program_that_ends_leaves_the_unix_socket_of_the_one_that_followed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aimf.sock");
    let first = bound(&path, 0o660).unwrap();
    fs::remove_file(&path).unwrap();
    let second = bound(&path, 0o660).unwrap();
    drop(first);
    assert!(path.exists());
    drop(second);
    assert!(!path.exists());
}
