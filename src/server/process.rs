//! What the program takes of the machine, by `/proc` of Linux.

use std::fs;

/// What the program takes of the machine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Usage {
    /// Memory that it holds, in bytes.
    pub(super) resident_bytes: u64,
    /// Addresses that it has reserved, in bytes.
    pub(super) virtual_bytes: u64,
    /// Processor time, of the user and of the system, in seconds.
    pub(super) cpu_seconds: f64,
    /// File descriptors that are open, and how many there may be.
    pub(super) open_descriptors: u64,
    pub(super) most_descriptors: Option<u64>,
    /// When it started, in seconds since 1970.
    pub(super) start_seconds: f64,
    pub(super) threads: u64,
}

/// The kernel's clock for these figures: a hundredth of a second on every architecture that Linux has (`USER_HZ`).
const TICKS_PER_SECOND: f64 = 100.0;

impl Usage {
    /// What it is now; nothing where the system has no `/proc` as Linux has it.
    pub(super) fn now() -> Option<Self> {
        let stat = fs::read_to_string("/proc/self/stat").ok()?;
        // The program's name, in parentheses, may hold anything.
        let (_, fields) = stat.rsplit_once(')')?;
        let fields: Vec<_> = fields.split_whitespace().collect();
        // proc_pid_stat(5) counts from 1, and the third is the first here.
        let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let kibibytes = |name: &str| -> Option<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name))?;
            line.trim().strip_suffix(" kB")?.parse().ok()
        };
        let boot = fs::read_to_string("/proc/stat").ok()?;
        let boot: u64 = boot.lines().find_map(|line| line.strip_prefix("btime "))?.trim().parse().ok()?;
        let limits = fs::read_to_string("/proc/self/limits").ok()?;
        let most = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
        Some(Self {
            resident_bytes: kibibytes("VmRSS:")? * 1024,
            virtual_bytes: field(23)?,
            cpu_seconds: seconds(field(14)? + field(15)?),
            // One of them is that of this very list.
            open_descriptors: (fs::read_dir("/proc/self/fd").ok()?.count() as u64).saturating_sub(1),
            most_descriptors: most.and_then(|line| line.split_whitespace().next()?.parse().ok()),
            #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are far below 2^53")]
            start_seconds: boot as f64 + seconds(field(22)?),
            threads: field(20)?,
        })
    }
}

#[expect(clippy::cast_precision_loss, reason = "2^53 hundredths of a second are three million years")]
fn seconds(ticks: u64) -> f64 {
    ticks as f64 / TICKS_PER_SECOND
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_those_of_this_process() {
        let usage = Usage::now().unwrap();
        assert!((1 << 20..1 << 34).contains(&usage.resident_bytes), "{usage:?}");
        assert!(usage.virtual_bytes >= usage.resident_bytes, "{usage:?}");
        assert!((3..1_000_000).contains(&usage.open_descriptors), "{usage:?}");
        assert!(usage.most_descriptors.unwrap() >= usage.open_descriptors, "{usage:?}");
        assert!(usage.threads >= 1, "{usage:?}");
        // Between 2020 and 2100.
        assert!((1.577e9..4.102e9).contains(&usage.start_seconds), "{usage:?}");
    }
}
