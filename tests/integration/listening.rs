//! Where the program listens: addresses, unix sockets, sockets that were passed; and what is on the admin listener alone.

use std::fs;
use std::net::TcpListener;
use std::os::fd::OwnedFd;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::process::{Command, Stdio};

use aimf::server::{BindError, ListenAddress, Listener};
use tokio::runtime::Runtime;

use crate::command_line::{aimf, run, text};
use crate::program::{Program, ask, binary, get, without_settings};

#[test]
fn one_program_answers_at_several_addresses_and_sockets() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("aimf.sock");
    let unix = format!("unix:{}", socket.display());
    let program = Program::start(&["--listen", "127.0.0.1:0", "--listen", "[::1]:0", "--listen", &unix], 3);
    for address in &program.greetings[..2] {
        assert_eq!(get(&format!("{address}fr/")).0, 200, "{address}");
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
fn a_socket_that_a_killed_program_left_is_replaced() {
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

/// The program with a socket passed to it as systemd does it, as descriptor 3.
pub fn activated(socket: impl Into<OwnedFd>, arguments: &[&str]) -> Command {
    let mut command = without_settings(Command::new("sh"));
    let script = "exec 3<&0 </dev/null; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" serve \"$@\"";
    command.args(["-c", script]).arg(binary()).args(arguments);
    command.stdin(Stdio::from(socket.into()));
    command
}

#[test]
fn a_socket_that_systemd_passes_is_listened_on_instead_of_the_usual_address() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = socket.local_addr().unwrap();
    let program = Program::run(activated(socket, &[]), 1);
    assert_eq!(program.greetings, [format!("http://{address}/")]);
    let (status, page) = get(&format!("http://{address}/fr/"));
    assert_eq!(status, 200);
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"http://{address}/fr/\">")));
}

#[test]
fn a_passed_unix_socket_is_listened_on_beside_an_address_and_stays_when_the_program_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aimf.sock");
    let socket = UnixListener::bind(&path).unwrap();
    let program = Program::run(activated(socket, &["--listen", "127.0.0.1:0"]), 2);
    assert_eq!(program.greetings[0], format!("unix:{}", path.display()));
    assert!(ask(UnixStream::connect(&path).unwrap(), "/en/", "").starts_with("HTTP/1.1 200"));
    assert_eq!(get(&format!("{}en/", program.greetings[1])).0, 200);
    assert!(program.stop().0.success());
    assert!(path.exists());
}

#[test]
fn what_is_passed_and_is_no_listening_socket_is_told() {
    let file = fs::File::open("/dev/null").unwrap();
    let output = activated(file, &[]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("passed as number 0"), "{}", text(&output.stderr));
}

#[test]
fn the_state_of_the_program_is_on_the_admin_listener_alone() {
    let program = Program::start(&["--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0"], 2);
    let (public, admin) = (&program.greetings[0], &program.greetings[1]);
    for path in ["healthz", "readyz"] {
        assert_eq!(get(&format!("{public}{path}")).0, 404, "{path}");
        assert_eq!(get(&format!("{admin}{path}")).0, 200, "{path}");
    }
    assert_eq!(get(&format!("{admin}fr/")).0, 404);
    let ready: serde_json::Value = serde_json::from_str(&get(&format!("{admin}readyz")).1).unwrap();
    let (_, page) = get(&format!("{public}fr/"));
    assert!(page.contains("<h1"));
    assert_eq!(ready["ready"], true);
    assert_eq!(ready["edition"].as_str().unwrap().len(), 16);
    assert!(ready["age_seconds"].as_u64().unwrap() < 60);
    assert_eq!(ready["last_publication"]["outcome"], "published");
    assert_eq!(ready["last_publication"]["errors"], 0);
    assert!(ready["last_publication"]["warnings"].as_u64().unwrap() > 0);
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
fn a_socket_has_its_permissions_and_goes_with_its_listener() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("aimf.sock");
    let (_runtime, listener) = bound(&path, 0o620).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o7777, 0o620);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    drop(listener);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_socket_is_replaced_where_nobody_listens_and_left_where_somebody_does() {
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
fn a_program_that_ends_leaves_the_socket_of_the_one_that_followed() {
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
