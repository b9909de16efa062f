//! Requests over many connections -> how many right answers came, and how fast: a client that costs less than the servers that
//! it measures.
//!
//! All answers of a case are alike, so that it need not parse them: an answer is right if it begins with the status that it should
//! have, and is over after just as many bytes as the first one had (the next one would begin wrongly otherwise). wrk parses each
//! header, and needs for that more time than a quick server for its answer.
//!
//! It ends when its standard input does, and then prints what it counted in the form of `load.lua`.
#![forbid(unsafe_code)]

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use clap::Parser;
use rustix::buffer::spare_capacity;
use rustix::event::Timespec;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};
use rustix::io::Errno;
use rustix::net::{self, AddressFamily, SocketFlags, SocketType};

/// How long a loop waits before it looks whether it is to end.
const LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };
/// Times from here on count as this one, in microseconds.
const LONGEST: usize = 2_000_000;

/// Asks one server for one thing, until its standard input ends.
#[derive(Debug, Parser)]
struct Args {
    /// The server
    #[arg(long)]
    server: SocketAddr,
    /// What is asked for
    #[arg(long)]
    path: String,
    /// A header of each request, as `name: value`
    #[arg(long = "header")]
    headers: Vec<String>,
    /// The status of right answers
    #[arg(long)]
    status: u16,
    /// The length of right answers, from the status line to the last byte
    #[arg(long)]
    length: usize,
    /// How many connections there are at once
    #[arg(long)]
    connections: usize,
    /// Whether each connection is for one request, after which the server closes it
    #[arg(long)]
    close: bool,
    /// How many threads share the connections
    #[arg(long, default_value_t = 1)]
    threads: usize,
}

/// What one thread counted.
struct Counts {
    requests: u64,
    errors: u64,
    /// How many answers took so many microseconds.
    times: Vec<u32>,
}

/// One connection, and how far its answer has come.
struct Connection {
    stream: TcpStream,
    asked: Instant,
    received: usize,
    /// Whether the server took the connection and the request.
    is_asked: bool,
}

struct Client<'a> {
    args: &'a Args,
    request: Vec<u8>,
    beginning: Vec<u8>,
    counts: Counts,
}

fn main() -> io::Result<()> {
    let args = Args::parse();
    let ends = Arc::new(AtomicBool::new(false));
    let watched = Arc::clone(&ends);
    thread::spawn(move || {
        // What is read does not matter, nor why it ends.
        let _ = io::stdin().read_to_end(&mut Vec::new());
        watched.store(true, Ordering::Relaxed);
    });
    let start = Instant::now();
    let share = |thread: usize| args.connections / args.threads + usize::from(thread < args.connections % args.threads);
    let all = thread::scope(|scope| {
        let threads: Vec<_> = (0..args.threads)
            .map(|thread| {
                let (args, ends) = (&args, &ends);
                scope.spawn(move || Client::new(args).run(share(thread), ends))
            })
            .collect();
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(io::Error::other("a thread panicked"))));
        joined.collect::<io::Result<Vec<_>>>()
    })?;
    let duration = start.elapsed().as_micros();
    let requests: u64 = all.iter().map(|counts| counts.requests).sum();
    let errors: u64 = all.iter().map(|counts| counts.errors).sum();
    let bytes = requests * args.length as u64;
    let (p50, p99) = (percentile(&all, requests, 50), percentile(&all, requests, 99));
    println!("COUNTED {requests} {duration} {bytes} {errors} {p50} {p99}");
    Ok(())
}

impl Connection {
    /// Asks, if the server has taken the connection.
    fn ask(&mut self, request: &[u8]) -> io::Result<()> {
        match self.stream.write_all(request) {
            Ok(()) => self.is_asked = true,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Asks when the server has taken the connection, and waits for the answer from then on.
    fn ask_late(&mut self, request: &[u8], epoll: impl AsFd, data: EventData) -> io::Result<bool> {
        self.ask(request)?;
        if self.is_asked {
            epoll::modify(epoll, self.stream.as_fd(), data, EventFlags::IN)?;
        }
        Ok(true)
    }
}

impl<'a> Client<'a> {
    fn new(args: &'a Args) -> Self {
        let headers = args.headers.iter().fold(String::new(), |headers, header| headers + header + "\r\n");
        Self {
            args,
            request: format!("GET {} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", args.path, args.server).into_bytes(),
            beginning: format!("HTTP/1.1 {} ", args.status).into_bytes(),
            counts: Counts { requests: 0, errors: 0, times: vec![0; LONGEST + 1] },
        }
    }

    /// Asks over so many connections until it is told to end.
    fn run(mut self, number: usize, ends: &AtomicBool) -> io::Result<Counts> {
        let epoll = epoll::create(CreateFlags::CLOEXEC)?;
        let mut connections = Vec::with_capacity(number);
        for index in 0..number {
            connections.push(self.connect(&epoll, index)?);
        }
        let mut events = Vec::with_capacity(256);
        let mut buffer = vec![0; 64 * 1024];
        while !ends.load(Ordering::Relaxed) {
            events.clear();
            epoll::wait(&epoll, spare_capacity(&mut events), Some(&LOOK))?;
            for event in &events {
                let index = usize::try_from(event.data.u64()).map_err(io::Error::other)?;
                let connection = &mut connections[index];
                let step = if connection.is_asked {
                    self.advance(connection, &mut buffer)
                } else {
                    connection.ask_late(&self.request, &epoll, event.data)
                };
                let goes_on = step.unwrap_or_else(|_| {
                    self.counts.errors += 1;
                    false
                });
                if !goes_on {
                    connections[index] = self.connect(&epoll, index)?;
                }
            }
        }
        Ok(self.counts)
    }

    /// Opens a connection, and asks as soon as the server takes it: which over the loopback is mostly at once.
    fn connect(&self, epoll: impl AsFd, index: usize) -> io::Result<Connection> {
        let asked = Instant::now();
        let family = AddressFamily::INET;
        let socket = net::socket_with(family, SocketType::STREAM, SocketFlags::NONBLOCK | SocketFlags::CLOEXEC, None)?;
        match net::connect(&socket, &self.args.server) {
            Ok(()) | Err(Errno::INPROGRESS) => {}
            Err(error) => return Err(error.into()),
        }
        let mut connection = Connection { stream: TcpStream::from(socket), asked, received: 0, is_asked: false };
        if !self.args.close {
            connection.stream.set_nodelay(true)?;
        }
        connection.ask(&self.request)?;
        let flags = if connection.is_asked { EventFlags::IN } else { EventFlags::OUT };
        epoll::add(epoll, connection.stream.as_fd(), EventData::new_u64(index as u64), flags)?;
        Ok(connection)
    }

    /// Takes what has come, and asks again where the answer is whole. Returns whether the connection goes on.
    fn advance(&mut self, connection: &mut Connection, buffer: &mut [u8]) -> io::Result<bool> {
        let length = match connection.stream.read(buffer) {
            Ok(0) if self.args.close && connection.received == self.args.length => return Ok(false),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(true),
            Err(error) => return Err(error),
        };
        let beginning = self.beginning.get(connection.received..).unwrap_or_default();
        let seen = beginning.len().min(length);
        if buffer[..seen] != beginning[..seen] {
            return Err(io::ErrorKind::InvalidData.into());
        }
        connection.received += length;
        if connection.received > self.args.length {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if connection.received == self.args.length {
            let now = Instant::now();
            let microseconds = usize::try_from((now - connection.asked).as_micros()).unwrap_or(LONGEST);
            self.counts.times[microseconds.min(LONGEST)] += 1;
            self.counts.requests += 1;
            if !self.args.close {
                (connection.received, connection.asked) = (0, now);
                connection.stream.write_all(&self.request)?;
            }
        }
        Ok(true)
    }
}

/// The time in microseconds that so many of a hundred answers took at most.
fn percentile(all: &[Counts], requests: u64, hundredths: u64) -> usize {
    let rank = (requests * hundredths).div_ceil(100);
    let mut seen = 0;
    (0..=LONGEST)
        .find(|time| {
            seen += all.iter().map(|counts| u64::from(counts.times[*time])).sum::<u64>();
            seen >= rank
        })
        .unwrap_or(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_of_all_threads_together() {
        let counts = |times: &[(usize, u32)]| {
            let mut all = vec![0; LONGEST + 1];
            for (time, number) in times {
                all[*time] = *number;
            }
            Counts { requests: 0, errors: 0, times: all }
        };
        let all = [counts(&[(10, 49), (20, 1)]), counts(&[(20, 48), (5000, 2)])];
        assert_eq!(percentile(&all, 100, 50), 20);
        assert_eq!(percentile(&all, 100, 99), 5000);
        assert_eq!(percentile(&all, 100, 49), 10);
    }

    /// What a client makes of an answer that a server gives in one piece or in two.
    fn counted(answer: &'static [&'static [u8]]) -> (u64, u64) {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let server = listener.local_addr().unwrap().to_string();
        let args =
            ["load", "--server", &server, "--path", "/", "--status", "200", "--length", "20", "--connections", "1"];
        let args = Args::parse_from(args);
        let ends = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| {
                let (mut stream, _) = listener.accept().unwrap();
                stream.read_exact(&mut [0; 16]).unwrap();
                for part in answer {
                    stream.write_all(part).unwrap();
                    thread::sleep(std::time::Duration::from_millis(30));
                }
                ends.store(true, Ordering::Relaxed);
                // Until the client is gone, which has perhaps come back meanwhile.
                thread::sleep(std::time::Duration::from_millis(100));
            });
            let counts = Client::new(&args).run(1, &ends).unwrap();
            (counts.requests, counts.errors)
        })
    }

    #[test]
    fn an_answer_counts_once_however_it_comes() {
        assert_eq!(counted(&[b"HTTP/1.1 200 OK\r\n\r\nx"]), (1, 0));
        assert_eq!(counted(&[b"HTTP/1", b".1 200 OK\r\n\r\nx"]), (1, 0));
    }

    #[test]
    fn an_answer_of_another_status_or_length_is_an_error() {
        assert_eq!(counted(&[b"HTTP/1.1 404 No\r\n\r\nx"]), (0, 1));
        assert_eq!(counted(&[b"HTTP/1.1 200 OK\r\n\r\nxy"]), (0, 1));
        // Too short: the next one does not come.
        assert_eq!(counted(&[b"HTTP/1.1 200 OK\r\n\r\n"]).0, 0);
    }
}
