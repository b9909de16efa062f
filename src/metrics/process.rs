//! Memory, processor time and descriptors of the program, under the names that Prometheus knows.

use std::fmt::Error;

use procfs::ProcResult;
use procfs::process::Process as Own;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::DescriptorEncoder;

use super::{counter, gauge};

/// The figures of this process, by Linux' `/proc`; none where it is not mounted.
#[derive(Debug)]
pub(super) struct Process;

impl Collector for Process {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), Error> {
        let Ok((cpu_seconds, rest)) = figures() else { return Ok(()) };
        counter(&mut encoder, "process_cpu_seconds", "Processor time, user and system", cpu_seconds)?;
        rest.into_iter().try_for_each(|(name, help, value)| gauge(&mut encoder, name, help, value))
    }
}

/// A name, its meaning, and its value.
type ProcessFigure = (&'static str, &'static str, f64);

#[expect(clippy::cast_precision_loss, reason = "2^53 bytes, or seconds since 1970, are more than there are")]
fn figures() -> ProcResult<(f64, Vec<ProcessFigure>)> {
    let process = Own::myself()?;
    let stat = process.stat()?;
    let seconds = |ticks: u64| ticks as f64 / procfs::ticks_per_second() as f64;
    let mut gauges = vec![
        ("process_resident_memory_bytes", "Resident memory", (stat.rss * procfs::page_size()) as f64),
        ("process_virtual_memory_bytes", "Virtual memory", stat.vsize as f64),
        ("process_open_fds", "Open file descriptors", process.fd_count()? as f64),
        (
            "process_start_time_seconds",
            "When the program started, since 1970",
            procfs::boot_time_secs()? as f64 + seconds(stat.starttime),
        ),
        ("process_threads", "Threads", stat.num_threads as f64),
    ];
    if let procfs::process::LimitValue::Value(most) = process.limits()?.max_open_files.soft_limit {
        gauges.push(("process_max_fds", "File descriptors that there may be", most as f64));
    }
    Ok((seconds(stat.utime + stat.stime), gauges))
}
