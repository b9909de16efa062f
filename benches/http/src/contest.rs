//! A case -> what it cost each server, in rounds of shuffled order.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::case::{Asked, Case, Connections};
use crate::client::{self, Answer, Headers};
use crate::cores::RunTimes;
use crate::doubt::{Doubt, Seen};
use crate::load::{self, Generator, Load};
use crate::process::Running;
use crate::server::{Order, Place, Server};
use crate::{cores, server};

/// How long a server may take until it gives the right answer.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long a server is let alone.
const PAUSE: Duration = Duration::from_millis(20);
/// How often a round that something disturbed is taken again.
const AGAIN: usize = 3;
/// For how long a server works before it is measured.
const WARM_UP: Duration = Duration::from_millis(300);

/// How to measure.
#[derive(Debug)]
pub struct Manner<'a> {
    /// Programs and files.
    pub place: &'a Place,
    /// Who takes part.
    pub servers: &'a [Server],
    /// The server's core.
    pub server_core: usize,
    /// The load's core.
    pub load_core: usize,
    /// The length of a round.
    pub time: Duration,
    /// How many rounds there are.
    pub rounds: usize,
    /// The share of a core, from 0 to 1, that others may use.
    pub foreign_limit: f64,
    /// Whether a round is kept that something disturbed.
    pub accept_noise: bool,
    /// What sends the requests.
    pub generator: Generator,
    /// `load.lua`.
    pub script: &'a Path,
    /// A folder for settings and logs.
    pub folder: &'a Path,
}

/// What one round of one server showed.
#[derive(Clone, Debug)]
pub struct Round {
    /// CPU time per request, in microseconds.
    pub cpu: f64,
    /// Requests per second.
    pub rate: f64,
    /// The time to half of the answers, in microseconds.
    pub p50: f64,
    /// The time to 99 of 100 answers, in microseconds.
    pub p99: f64,
    /// Resident memory under load, in MiB.
    pub memory: f64,
    /// CPU time of the load generator per request, in microseconds.
    pub load: f64,
    /// Whether rate and times are those of the load generator, which had no time left for more.
    pub is_load_bound: bool,
    /// Why it may not be believed.
    pub doubts: Vec<Doubt>,
}

/// What came of a case.
#[derive(Debug)]
pub struct Outcome {
    /// The case.
    pub case: Case,
    /// Each server's rounds, all servers' in the same order.
    pub rounds: Vec<(Server, Vec<Round>)>,
    /// The servers that could not be measured, and why.
    pub failures: Vec<(Server, String)>,
    /// The length of the site's own answer: all of it, and its body alone.
    pub length: (usize, usize),
}

/// A server that runs.
struct Contestant {
    server: Server,
    running: Running,
    address: SocketAddr,
    /// What requests say.
    headers: Headers,
    /// How long its answer is, from the status line to the last byte.
    length: usize,
}

/// Runs a case.
///
/// # Errors
///
/// The site's own server does not give the right answer, or the load generator cannot run.
pub fn run(case: Case, manner: &Manner<'_>) -> io::Result<Outcome> {
    // Logs of requests may be large: they go when the case is over, and the servers before them.
    let folder = tempfile::tempdir_in(manner.folder)?;
    let (own, answer) = start(Server::Aimf, case, manner, folder.path(), None)?;
    let length = (answer.wire.len(), answer.body.len());
    let mut contestants = vec![own];
    let mut failures = Vec::new();
    for &server in manner.servers.iter().filter(|server| **server != Server::Aimf && server.takes_part(case)) {
        match start(server, case, manner, folder.path(), Some(&answer)) {
            Ok((contestant, _)) => contestants.push(contestant),
            Err(failure) => failures.push((server, failure.to_string())),
        }
    }
    for contestant in &contestants {
        measure(contestant, case, manner, WARM_UP)?;
    }
    let mut rounds: HashMap<Server, Vec<Round>> = HashMap::new();
    for number in 1..=manner.rounds {
        fastrand::shuffle(&mut contestants);
        for contestant in &mut contestants {
            let mut round = undisturbed(contestant, case, manner)?;
            if let Err(failure) = check(contestant, case, manner) {
                round.doubts.push(Doubt::Wrong(failure.to_string()));
            }
            for doubt in &round.doubts {
                eprintln!("{case}, round {number}, {}: {doubt}", contestant.server);
            }
            rounds.entry(contestant.server).or_default().push(round);
        }
    }
    let rounds = manner.servers.iter().filter_map(|server| Some((*server, rounds.remove(server)?))).collect();
    Ok(Outcome { case, rounds, failures, length })
}

/// A round, taken again while others disturb it.
fn undisturbed(contestant: &Contestant, case: Case, manner: &Manner<'_>) -> io::Result<Round> {
    let mut round = measure(contestant, case, manner, manner.time)?;
    for _ in 0..AGAIN {
        if manner.accept_noise || !round.doubts.iter().any(Doubt::may_pass) {
            break;
        }
        round = measure(contestant, case, manner, manner.time)?;
    }
    Ok(round)
}

#[expect(clippy::cast_precision_loss, reason = "counts of a round are far below 2^52")]
fn measure(contestant: &Contestant, case: Case, manner: &Manner<'_>, time: Duration) -> io::Result<Round> {
    let (server_cores, load_cores) = server::cores(case, manner.server_core, manner.load_core);
    let load = Load {
        generator: manner.generator,
        peers: &manner.place.peers,
        cores: &load_cores,
        connections: case.connections.at_once(),
        close: matches!(case.connections, Connections::Each(_)),
        time,
        server: contestant.address,
        path: manner.place.path(case.asked),
        headers: &contestant.headers,
        right: (case.asked.status(), contestant.length),
        script: manner.script,
    };
    let family = contestant.running.family()?;
    let start = Instant::now();
    let (idle, times) = (cores::idle(&server_cores)?, RunTimes::of(&family)?);
    let (counted, memory) = load::run(&load, || cores::resident(&family))?;
    // The server learns that the connections are gone.
    thread::sleep(PAUSE);
    let (idle, ran) = (cores::idle(&server_cores)?.saturating_sub(idle), RunTimes::of(&family)?.since(&times));
    let elapsed = start.elapsed();
    let seen = Seen {
        case,
        answer: contestant.length,
        elapsed,
        idle,
        server: ran,
        counted,
        foreign_limit: manner.foreign_limit,
    };
    rest(&family)?;
    let mut doubts = seen.doubts();
    // The client's side of a connection costs the kernel more than the server's: with a connection per request the generator is
    // always the bottleneck. What a request costs at the rate that it is capable of is the same question for all servers.
    let bound = doubts.iter().position(|doubt| matches!(doubt, Doubt::LoadBound(..)));
    if let (Some(bound), Connections::Each(_)) = (bound, case.connections) {
        doubts.remove(bound);
    }
    let requests = counted.requests as f64;
    Ok(Round {
        cpu: ran.as_secs_f64() * 1e6 / requests,
        rate: requests * 1e6 / counted.duration as f64,
        p50: counted.p50 as f64,
        p99: counted.p99 as f64,
        memory: memory as f64 / 1024.0,
        load: counted.run_time.as_secs_f64() * 1e6 / requests,
        is_load_bound: bound.is_some(),
        doubts,
    })
}

/// Waits until a server has done with what it was asked before its clients went, which would disturb the next round.
fn rest(family: &[u32]) -> io::Result<()> {
    let start = Instant::now();
    loop {
        let before = RunTimes::of(family)?;
        thread::sleep(PAUSE);
        if RunTimes::of(family)?.since(&before) < PAUSE / 10 || start.elapsed() > PATIENCE {
            return Ok(());
        }
    }
}

/// Starts a server, and waits until it gives the right answer: for the site's own, also in the best compression.
fn start(
    server: Server,
    case: Case,
    manner: &Manner<'_>,
    folder: &Path,
    own: Option<&Answer>,
) -> io::Result<(Contestant, Answer)> {
    let folder = folder.join(server.to_string().replace([' ', ','], ""));
    fs::create_dir_all(&folder)?;
    let address = free_address()?;
    let (server_cores, _) = server::cores(case, manner.server_core, manner.load_core);
    let headers = own.map(common).unwrap_or_default();
    let order = Order { case, cores: &server_cores, listen: address, folder: &folder, headers: &headers, answer: own };
    let running = Running::start(&mut server.command(manner.place, &order)?, folder.join("stderr"))?;
    let mut contestant = Contestant { server, running, address, headers: Headers::new(), length: 0 };
    let start = Instant::now();
    loop {
        let failure = match first_answer(&mut contestant, case, manner, own) {
            Ok(answer) => return Ok((contestant, answer)),
            Err(failure) => failure,
        };
        if contestant.running.has_ended() || start.elapsed() > PATIENCE {
            let words = contestant.running.last_words();
            return Err(io::Error::other(format!(
                "{case}: {server} does not give the right answer: {failure}\n{words}"
            )));
        }
        thread::sleep(Duration::from_millis(20));
    }
}

/// Asks for the first time, learns from the answer how to ask on, and how long right answers are.
fn first_answer(
    contestant: &mut Contestant,
    case: Case,
    manner: &Manner<'_>,
    own: Option<&Answer>,
) -> io::Result<Answer> {
    let path = manner.place.path(case.asked);
    contestant.headers = vec![("Accept-Encoding".to_owned(), case.asked.accepted().to_owned())];
    // The floor knows one answer, which is the site's own.
    let of_floor = own.filter(|_| contestant.server == Server::Floor);
    let condition = match of_floor {
        Some(own) => condition(own),
        None => condition(&whole(contestant, case, manner)?),
    };
    if case.asked == Asked::NotModified {
        contestant.headers.push(condition.ok_or_else(|| io::Error::other("an answer without ETag and Last-Modified"))?);
    }
    if matches!(case.connections, Connections::Each(_)) {
        contestant.headers.push(("Connection".to_owned(), "close".to_owned()));
    }
    let answer = client::get(contestant.address, path, &contestant.headers)?;
    let needed = own.map(common).unwrap_or_default();
    let missing =
        needed.iter().find(|(name, value)| !answer.header(name).is_some_and(|is| is.eq_ignore_ascii_case(value)));
    if let Some((name, value)) = missing {
        let is = answer.header(name);
        return Err(io::Error::other(format!("the answer's header {name} is {is:?} and not {value:?}")));
    }
    contestant.length = answer.wire.len();
    check(contestant, case, manner)?;
    Ok(answer)
}

/// The answer to a client that has nothing yet: the exported file, in the coding of the case.
fn whole(contestant: &Contestant, case: Case, manner: &Manner<'_>) -> io::Result<Answer> {
    let file = manner.place.file(case.asked);
    let answer = client::get(contestant.address, manner.place.path(case.asked), &contestant.headers)?;
    if answer.status != 200 || answer.content()? != fs::read(&file)? {
        return Err(io::Error::other(format!("the answer is not the exported file (status {})", answer.status)));
    }
    let is_coded = answer.header("content-encoding").is_some();
    if is_coded != matches!(case.asked, Asked::Brotli | Asked::NotModified) {
        return Err(io::Error::other("the answer came in the wrong coding"));
    }
    if is_coded && contestant.server != Server::Naive {
        let mut best = file.into_os_string();
        best.push(".br");
        if answer.body != fs::read(PathBuf::from(best))? {
            return Err(io::Error::other("the best compression is not there yet"));
        }
    }
    Ok(answer)
}

/// What a client that has an answer asks with.
fn condition(answer: &Answer) -> Option<(String, String)> {
    let value = |header| answer.header(header).map(str::to_owned);
    let by_tag = value("etag").map(|tag| ("If-None-Match".to_owned(), tag));
    by_tag.or_else(|| Some(("If-Modified-Since".to_owned(), value("last-modified")?)))
}

/// Sees that the server still gives the right answer.
fn check(contestant: &Contestant, case: Case, manner: &Manner<'_>) -> io::Result<()> {
    let answer = client::get(contestant.address, manner.place.path(case.asked), &contestant.headers)?;
    let is_right = answer.status == case.asked.status()
        && answer.wire.len() == contestant.length
        && (answer.status == 304 || answer.content()? == fs::read(manner.place.file(case.asked))?);
    if is_right { Ok(()) } else { Err(io::Error::other(format!("the answer is not right (status {})", answer.status))) }
}

/// The headers of the site's own answer that every server is told to send: all but those that it makes itself.
fn common(answer: &Answer) -> Headers {
    const OWN: [&str; 7] =
        ["accept-ranges", "connection", "content-encoding", "content-length", "content-type", "date", "etag"];
    answer.headers.iter().filter(|(name, _)| !OWN.contains(&name.as_str())).cloned().collect()
}

/// An address of this computer that nobody listens on, also not with `SO_REUSEPORT`.
///
/// # Errors
///
/// There is none.
pub fn free_address() -> io::Result<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()
}
