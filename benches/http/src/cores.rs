//! `/proc` -> how long cores and processes worked.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::time::Duration;

/// The length of a tick in `/proc/stat`, which Linux fixes at a hundredth of a second for programs (`USER_HZ`).
const TICK: Duration = Duration::from_millis(10);

/// For how long the cores of `cores` together have had nothing to do since the machine started.
///
/// # Errors
///
/// `/proc/stat` cannot be read, or lacks a core.
pub fn idle(cores: &[usize]) -> io::Result<Duration> {
    let stat = fs::read_to_string("/proc/stat")?;
    cores
        .iter()
        .map(|core| {
            idle_in(&stat, *core).ok_or_else(|| io::Error::other(format!("/proc/stat says nothing of core {core}")))
        })
        .sum()
}

/// The fields `idle` and `iowait` of a core.
fn idle_in(stat: &str, core: usize) -> Option<Duration> {
    let name = format!("cpu{core}");
    let line = stat.lines().find(|line| line.split(' ').next() == Some(&name))?;
    let ticks: Vec<u32> = line.split_whitespace().skip(4).take(2).filter_map(|field| field.parse().ok()).collect();
    (ticks.len() == 2).then(|| TICK * ticks.iter().sum::<u32>())
}

/// A process and those that it started, and they in turn.
///
/// # Errors
///
/// `/proc` cannot be read.
pub fn family(root: u32) -> io::Result<Vec<u32>> {
    let mut parents: Vec<(u32, u32)> = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let pid = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok());
        // A process that ended meanwhile is none of the family.
        if let Some(pid) = pid
            && let Ok(stat) = fs::read_to_string(format!("/proc/{pid}/stat"))
            && let Some(parent) = fields(&stat).nth(1).and_then(|field| field.parse().ok())
        {
            parents.push((pid, parent));
        }
    }
    let mut family = vec![root];
    let mut known = 0;
    while known < family.len() {
        let parent = family[known];
        family.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(pid, _)| *pid));
        known += 1;
    }
    Ok(family)
}

/// The fields of `/proc/PID/stat` after the program's name, which may have spaces.
fn fields(stat: &str) -> impl Iterator<Item = &str> {
    stat.rsplit_once(") ").map_or("", |(_, rest)| rest).split(' ')
}

/// For how long each thread of some processes has run, in user and in kernel mode together: to the nanosecond, as the scheduler
/// counts it.
#[derive(Debug)]
pub struct RunTimes(HashMap<OsString, Duration>);

impl RunTimes {
    /// Until now.
    ///
    /// # Errors
    ///
    /// A process is gone.
    pub fn of(pids: &[u32]) -> io::Result<Self> {
        let mut times = HashMap::new();
        for pid in pids {
            for task in fs::read_dir(format!("/proc/{pid}/task"))? {
                let task = task?;
                // A thread that ended meanwhile is none.
                let Ok(line) = fs::read_to_string(task.path().join("schedstat")) else { continue };
                let nanoseconds = line.split(' ').next().and_then(|field| field.parse().ok());
                let nanoseconds = nanoseconds.ok_or_else(|| io::Error::other("the kernel counts no run time"))?;
                times.insert(task.file_name(), Duration::from_nanos(nanoseconds));
            }
        }
        Ok(Self(times))
    }

    /// For how long they ran together since an earlier moment. A thread that ended in between is not counted: none of the servers
    /// ends one that answered.
    pub fn since(&self, earlier: &Self) -> Duration {
        let before = |task| earlier.0.get(task).copied().unwrap_or_default();
        self.0.iter().map(|(task, time)| time.saturating_sub(before(task))).sum()
    }
}

/// For how long a process has run, with the threads that ended: to the tick. It may have ended, if nobody has waited for it yet.
///
/// # Errors
///
/// The process is gone.
pub fn whole_run_time(pid: u32) -> io::Result<Duration> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    let ticks: u32 = fields(&stat).skip(11).take(2).filter_map(|field| field.parse::<u32>().ok()).sum();
    Ok(TICK * ticks)
}

/// How much memory these processes hold, in KiB: the sum of their resident sets (`VmRSS`).
///
/// # Errors
///
/// A process is gone.
pub fn resident(pids: &[u32]) -> io::Result<u64> {
    pids.iter()
        .map(|pid| {
            let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
            let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
            kibibytes.ok_or_else(|| io::Error::other(format!("/proc/{pid}/status has no VmRSS")))
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_core_is_idle_while_it_waits_for_nothing_or_for_a_disk() {
        let stat = "cpu  10 0 10 700 30 0 0 0 0 0\ncpu0 1 2 3 400 10 5 6 7 0 0\ncpu10 1 2 3 300 20 5 6 7 0 0\nintr 1\n";
        assert_eq!(idle_in(stat, 0), Some(Duration::from_millis(4100)));
        assert_eq!(idle_in(stat, 10), Some(Duration::from_millis(3200)));
        assert_eq!(idle_in(stat, 1), None);
    }

    #[test]
    fn a_name_with_spaces_and_brackets_does_not_shift_the_fields() {
        assert_eq!(fields("12 (a) b) S 1 12 12").nth(1), Some("1"));
    }

    #[test]
    fn a_thread_that_rests_and_ends_takes_nothing_away_from_the_others() {
        let times = |list: &[(&str, u64)]| {
            RunTimes(list.iter().map(|(task, seconds)| ((*task).into(), Duration::from_secs(*seconds))).collect())
        };
        let (before, after) = (times(&[("1", 5), ("2", 60)]), times(&[("1", 7), ("3", 1)]));
        assert_eq!(after.since(&before), Duration::from_secs(3));
    }

    #[test]
    fn this_process_runs_and_holds_memory() {
        let own = std::process::id();
        assert!(family(own).unwrap().contains(&own));
        assert!(resident(&[own]).unwrap() > 100);
        RunTimes::of(&[own]).unwrap();
        whole_run_time(own).unwrap();
    }
}
