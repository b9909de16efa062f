//! glibc's heap -> one that gives back what a publication needed.
//!
//! To publish takes some sixty megabytes for a moment. glibc keeps them: it raises its own thresholds for giving memory back as soon
//! as large pieces are freed, unless they are set in the environment, which it reads once, before `main`. So a server runs
//! itself again, in the same process, with these set. Another libc, or an environment that sets them, is left alone.

use std::env;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

/// What is given back at once, and what never comes from the heap, in bytes.
const THRESHOLD: &str = "65536";

const SETTINGS: [&str; 2] = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"];

/// Runs the program again with the settings, where that has not been done. To be called before anything else is done.
pub(super) fn give_back() {
    if SETTINGS.iter().all(|name| env::var_os(name).is_none())
        && let Ok(program) = env::current_exe()
    {
        let mut arguments = env::args_os();
        let mut again = Command::new(program);
        if let Some(name) = arguments.next() {
            again.arg0(name);
        }
        // It returns only where it failed; then the program goes on as it is.
        let _ = again.args(arguments).envs(SETTINGS.map(|name| (name, THRESHOLD))).exec();
    }
}
