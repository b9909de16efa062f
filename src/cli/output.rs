//! Prints results on the standard output stream, and problems on the standard error stream.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write as _};

use super::Failure;

/// Prints the result of a command. A reader who has seen enough and closed the pipe is no failure; a full disk is one.
pub(super) fn print(text: impl Display) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    printed(write!(stdout, "{text}").and_then(|()| stdout.flush()))
}

/// Prints one line of it.
pub(super) fn print_line(text: impl Display) -> Result<(), Failure> {
    print(format_args!("{text}\n"))
}

/// The result of writing to the standard output stream, where a closed pipe is no failure.
pub(super) fn printed(result: io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::Output(error)),
        _ => Ok(()),
    }
}

/// Says what is wrong. Where nobody can be told, the exit code remains.
pub(super) fn complain(text: impl Display) {
    let _ = write!(io::stderr().lock(), "{text}");
}
