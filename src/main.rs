//! The program `aimf`: reads the command line, runs one command, ends with its exit code.
#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    aimf::cli::run()
}
