//! The machine and the programs -> words, without which a figure means nothing.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use crate::load::Generator;
use crate::server::{Place, Server};

/// The machine, the kernel and the versions, a line each, as a list in Markdown.
pub fn describe(place: &Place, servers: &[Server], generator: Generator) -> String {
    let read = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let cpuinfo = read("/proc/cpuinfo");
    let model = cpuinfo
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map(|rest| rest.trim_start_matches(['\t', ' ', ':']));
    let memory = read("/proc/meminfo");
    let memory =
        memory.split_whitespace().nth(1).and_then(|kibibytes| kibibytes.parse::<u64>().ok()).unwrap_or_default();
    let guest = if cpuinfo.contains(" hypervisor") { ", a virtual machine" } else { "" };
    let cores = thread::available_parallelism().map_or(0, usize::from);
    let mut lines = vec![
        format!(
            "- {cores} cores of {}{guest}; {} GiB of memory",
            model.unwrap_or("an unknown model"),
            memory / (1024 * 1024)
        ),
        format!("- Linux {}", read("/proc/sys/kernel/osrelease").trim()),
        format!("- {}{}", version(&place.aimf, "--version"), revision()),
    ];
    lines.push(match generator {
        Generator::Own => "- the load comes from `load`, built with the bench".to_owned(),
        Generator::Wrk => format!("- the load comes from {}", version(Path::new("wrk"), "-v")),
    });
    let mut programs: Vec<_> = servers.iter().filter_map(|server| server.program()).collect();
    programs.dedup();
    for program in programs {
        let words = match program {
            "nginx" => version(Path::new(program), "-v"),
            "caddy" => format!("Caddy {}", version(Path::new(program), "version")),
            _ => {
                format!("{program} {}", version(Path::new(program), "--version").trim_start_matches("Version:").trim())
            }
        };
        lines.push(format!("- {words}"));
    }
    lines.join("\n") + "\n"
}

/// The first line that a program says of its version, up to its copyright.
fn version(program: &Path, option: &str) -> String {
    let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Ok(output) = Command::new(program).arg(option).output() else {
        return format!("{name}, of an unknown version");
    };
    let words = [output.stdout, output.stderr].concat();
    let words = String::from_utf8_lossy(&words);
    let line = words.lines().next().unwrap_or_default();
    let line = line.trim_start_matches("nginx version: ").split(" Copyright").next().unwrap_or_default();
    if line.is_empty() { format!("{name}, of an unknown version") } else { line.to_owned() }
}

/// The commit of the working copy, where it is one.
fn revision() -> String {
    let output = Command::new("git").args(["rev-parse", "--short", "HEAD"]).output();
    let revision = output.ok().filter(|output| output.status.success()).map(|output| output.stdout);
    revision.map(|revision| format!(", commit {}", String::from_utf8_lossy(&revision).trim())).unwrap_or_default()
}

/// Whether a program is found.
pub fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
