//! Servers with the same answers -> what a request costs each: see `benches/README.md`.
//!
//! [`case`] is what is asked for, [`server`] who answers; [`contest`] starts the servers and measures them in shuffled rounds;
//! [`doubt`] says which rounds may not be believed; [`report`] makes the tables. [`start`] is about the start of a process, [`weights`]
//! about the size of answers.
#![forbid(unsafe_code)]

mod case;
mod client;
mod contest;
mod cores;
mod doubt;
mod load;
mod machine;
mod process;
mod report;
mod server;
mod start;
mod statistics;
mod weights;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

use clap::Parser;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::case::{Case, UnknownCase};
use crate::contest::Manner;
use crate::load::Generator;
use crate::server::{BASE_URL, Place, Server};

/// A thousand connections, twice, and what a server holds besides.
const DESCRIPTORS: u64 = 16_384;
const RESULT_START: &str = "<!-- result: written by `benches/run --markdown` -->\n";
const RESULT_END: &str = "<!-- end of result -->\n";

/// What a request costs the site's server, beside nginx, Caddy, static-web-server, a peer that renders for each request, and the floor.
#[derive(Debug, Parser)]
#[command(max_term_width = 100)]
struct Args {
    /// The site's program, as it is shipped
    #[arg(long, value_name = "FILE", default_value = "target/dist/aimf")]
    aimf: PathBuf,
    /// The length of a round
    #[arg(long, default_value_t = 2.0, value_parser = seconds)]
    seconds: f64,
    /// How many rounds each server gets in each case, in an order that is shuffled anew for each
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
    /// Which cases: `usual`, `all`, `start`, `weights`, or names such as `brotli-64`
    #[arg(long, value_delimiter = ',', default_values = ["usual", "start", "weights"])]
    cases: Vec<String>,
    /// The core that servers run on
    #[arg(long, default_value_t = 0)]
    server_core: usize,
    /// What sends the requests
    #[arg(long, value_enum, default_value_t = Generator::Own)]
    load: Generator,
    /// The core that the load generator runs on
    #[arg(long, default_value_t = 1)]
    load_core: usize,
    /// The percentage of the server's core that other programs may use
    #[arg(long, default_value_t = 5.0)]
    foreign_limit: f64,
    /// Show figures that may not be believed, to try this program out on a machine that is not quiet
    #[arg(long)]
    accept_noise: bool,
    /// Write the result into this page [default: benches/README.md]
    #[arg(long, value_name = "PAGE", num_args = 0..=1, default_missing_value = "benches/README.md", conflicts_with = "accept_noise")]
    markdown: Option<PathBuf>,
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.1..=60.0).contains(seconds));
    seconds.ok_or_else(|| "a round has from 0.1 to 60 seconds".to_owned())
}

/// Why there is no result.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    UnknownCase(#[from] UnknownCase),
    #[error("{0} is needed: as root, apt-get install wrk nginx libnginx-mod-http-brotli-static util-linux")]
    Absent(&'static str),
    #[error("{} is not there: cargo build --profile dist", .0.display())]
    NotBuilt(PathBuf),
    #[error("the site cannot be exported: {0}")]
    Export(String),
    #[error("{0} has no font in static/")]
    NoFont(PathBuf),
    #[error("{} has no place for a result: two lines, {RESULT_START} and {RESULT_END}", .0.display())]
    NoPlace(PathBuf),
    #[error(transparent)]
    System(#[from] io::Error),
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("some of it was refused: see above");
            ExitCode::FAILURE
        }
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Measures and reports; returns whether all was reported.
fn run(args: &Args) -> Result<bool, Failure> {
    let Chosen { cases, with_start, with_weights } = chosen(&args.cases)?;
    for program in ["nginx", "taskset", "setpriv", "wrk"] {
        if !machine::has(program) && (program != "wrk" || args.load == Generator::Wrk) {
            return Err(Failure::Absent(program));
        }
    }
    if let Some(file) = &args.markdown {
        place_of_result(&fs::read_to_string(file).map_err(|_| Failure::NoPlace(file.clone()))?, file)?;
    }
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.map_or(DESCRIPTORS, |most| most.min(DESCRIPTORS));
    if limit.current.is_some_and(|current| current < wanted) {
        setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limit.maximum })
            .map_err(io::Error::from)?;
    }

    let folder = tempfile::tempdir()?;
    let place = place(args, folder.path())?;
    let servers: Vec<_> = Server::ALL
        .into_iter()
        .filter(|server| {
            let absent = server.program().filter(|program| !machine::has(program));
            if let Some(program) = absent {
                eprintln!("{server} is not measured: {program} is not there");
            }
            absent.is_none()
        })
        .collect();
    let script = folder.path().join("load.lua");
    fs::write(&script, include_str!("load.lua"))?;
    let manner = Manner {
        place: &place,
        servers: &servers,
        server_core: args.server_core,
        load_core: args.load_core,
        time: Duration::from_secs_f64(args.seconds),
        rounds: usize::from(args.rounds),
        foreign_limit: args.foreign_limit / 100.0,
        accept_noise: args.accept_noise,
        generator: args.load,
        script: &script,
        folder: folder.path(),
    };

    let how = format!(
        "- {} rounds of {} s, in shuffled order; each cell: the median (× nginx / × floor)\n",
        args.rounds, args.seconds
    );
    let mut page = machine::describe(&place, &servers, args.load) + &how;
    println!("{page}");
    if args.accept_noise {
        println!("NOT A RESULT: rounds that may not be believed are shown too\n");
    }
    let mut is_whole = true;
    for case in cases {
        match contest::run(case, &manner) {
            Ok(outcome) => {
                println!("{}", outcome.text(args.accept_noise));
                page.extend(["\n", &outcome.markdown()]);
                is_whole &= outcome.is_whole(args.accept_noise);
            }
            // The other cases are measured all the same.
            Err(failure) => {
                println!("{case}: {}\nNot reported. {failure}\n", case.words());
                page.extend(["\n### `", &case.to_string(), "`\n\nNot reported: it could not be measured.\n"]);
                is_whole = false;
            }
        }
    }
    if with_start {
        let starts = start::run(&place, &[args.server_core, args.load_core], folder.path())?;
        println!("{}", starts.text());
        page.extend(["\n", &starts.markdown()]);
    }
    if with_weights {
        let weights = weights::run(&place, &[args.server_core, args.load_core], folder.path())?;
        println!("{}", weights.text());
        page.extend(["\n", &weights.markdown()]);
    }
    if let Some(file) = &args.markdown {
        write_result(file, &page)?;
    }
    Ok(is_whole)
}

/// What is to be measured.
#[derive(Default)]
struct Chosen {
    cases: Vec<Case>,
    with_start: bool,
    with_weights: bool,
}

/// What the names stand for.
fn chosen(names: &[String]) -> Result<Chosen, UnknownCase> {
    let mut chosen = Chosen::default();
    for name in names {
        match name.as_str() {
            "usual" => chosen.cases.extend(Case::usual()),
            "all" => chosen.cases.extend(Case::all()),
            "start" => chosen.with_start = true,
            "weights" => chosen.with_weights = true,
            name => chosen.cases.push(name.parse()?),
        }
    }
    Ok(chosen)
}

/// Exports the site, and finds in it what is asked for.
fn place(args: &Args, folder: &Path) -> Result<Place, Failure> {
    let aimf = fs::canonicalize(&args.aimf).map_err(|_| Failure::NotBuilt(args.aimf.clone()))?;
    let site = folder.join("site");
    let export =
        Command::new(&aimf).args(["export", "--base-url", BASE_URL]).arg(&site).current_dir(folder).output()?;
    if !export.status.success() {
        return Err(Failure::Export(String::from_utf8_lossy(&export.stderr).into_owned()));
    }
    let mut fonts: Vec<_> = fs::read_dir(site.join("static"))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "woff2"))
        .collect();
    fonts.sort();
    let is_regular = |name: &&String| name.contains("regular");
    let font = fonts.iter().find(is_regular).or(fonts.first()).ok_or_else(|| Failure::NoFont(site.clone()))?;
    let peers = std::env::current_exe()?.parent().map(Path::to_path_buf).unwrap_or_default();
    Ok(Place { aimf, peers, page: "/fr/".to_owned(), font: format!("/static/{font}"), site })
}

/// Puts a result between the two lines of the page that mark its place.
fn write_result(file: &Path, result: &str) -> Result<(), Failure> {
    let page = fs::read_to_string(file)?;
    let (before, after) = place_of_result(&page, file)?;
    Ok(fs::write(file, format!("{before}{RESULT_START}\n{result}\n{RESULT_END}{after}"))?)
}

/// What stands before the two lines, and what after.
fn place_of_result<'a>(page: &'a str, file: &Path) -> Result<(&'a str, &'a str), Failure> {
    let place = page.split_once(RESULT_START).and_then(|(before, rest)| Some((before, rest.split_once(RESULT_END)?.1)));
    place.ok_or_else(|| Failure::NoPlace(file.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        use clap::CommandFactory as _;
        Args::command().debug_assert();
    }

    #[test]
    fn a_result_takes_the_place_of_the_last_one_and_of_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("README.md");
        fs::write(&file, format!("# Before\n{RESULT_START}old\n{RESULT_END}After\n")).unwrap();
        write_result(&file, "new\n").unwrap();
        write_result(&file, "newer\n").unwrap();
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            format!("# Before\n{RESULT_START}\nnewer\n\n{RESULT_END}After\n")
        );
        fs::write(&file, "# Before\n").unwrap();
        assert!(matches!(write_result(&file, "new\n"), Err(Failure::NoPlace(_))));
    }
}
