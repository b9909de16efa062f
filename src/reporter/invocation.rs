//! How the program was called, so that a command that a message prints works as it is printed.

use std::sync::OnceLock;

/// How the program was called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Invocation {
    /// The program as it was typed: `aimf` where the shell finds it by itself, `./aimf` where it does not.
    pub program: String,
    /// The option for the site that was given, with a space before it: ` --site my-site`; empty where none was.
    pub site: String,
}

static INVOCATION: OnceLock<Invocation> = OnceLock::new();

impl Invocation {
    /// Remembers how the program was called, once for the whole run.
    pub fn remember(self) {
        let _ = INVOCATION.set(self);
    }

    /// How it was called; where the program is a library, as it is by its name.
    pub fn current() -> Self {
        let unknown = || Self { program: "aimf".to_owned(), site: String::new() };
        INVOCATION.get().cloned().unwrap_or_else(unknown)
    }
}
