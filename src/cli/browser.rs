//! Opens the editor's browser.

use std::io::{self, IsTerminal as _};
use std::process::{Command, Stdio};
use std::{env, thread};

/// Whether there is somebody to open a browser for: who reads a terminal, on a desktop.
pub(super) fn is_likely() -> bool {
    let is_desktop = cfg!(any(windows, target_os = "macos"))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|display| !display.is_empty()));
    is_desktop && io::stdout().is_terminal()
}

/// Opens `address` in the browser that the system has for it, and waits for nothing. Where that fails, the address is said anyway.
pub(super) fn open(address: &str) {
    let program = match env::consts::OS {
        "windows" => "explorer",
        "macos" => "open",
        _ => "xdg-open",
    };
    let mut command = Command::new(program);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Ok(mut child) = command.spawn() {
        // Whoever has ended is taken leave of, or stays in the system's table.
        thread::spawn(move || child.wait());
    }
}
