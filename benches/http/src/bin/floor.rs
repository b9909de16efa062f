//! Constant bytes on a bare epoll loop: what a request costs the kernel and a program that does nothing else.
//!
//! It understands no HTTP: at each empty line that comes in, the bytes of the file go out. That is not a server; it is the floor that
//! no server can go below.
#![forbid(unsafe_code)]

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::fd::AsFd;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread;

use clap::Parser;
use rustix::buffer::spare_capacity;
use rustix::event::epoll::{self, CreateFlags, EventData, EventFlags};

/// The listener's mark among the events; connections count from the next.
const LISTENER: u64 = 0;
const END_OF_HEAD: &[u8] = b"\r\n\r\n";

/// Answers every request with the bytes of a file.
#[derive(Debug, Parser)]
struct Args {
    /// Where to listen
    #[arg(long)]
    listen: SocketAddr,
    /// The file that holds the whole response, head and body
    #[arg(long)]
    response: PathBuf,
    /// Close each connection after its first answer
    #[arg(long)]
    close: bool,
    /// How many loops to run, each in a thread of its own
    #[arg(long, default_value_t = 1)]
    threads: usize,
}

fn main() -> io::Result<()> {
    let args = Args::parse();
    let response = Arc::new(std::fs::read(&args.response)?);
    let listener = TcpListener::bind(args.listen)?;
    // The standard library's queue of 128 is short for a thousand connections at once.
    rustix::net::listen(&listener, 4096)?;
    listener.set_nonblocking(true)?;
    let listener = Arc::new(listener);
    for _ in 1..args.threads {
        let (listener, response) = (Arc::clone(&listener), Arc::clone(&response));
        thread::spawn(move || answer(&listener, &response, args.close));
    }
    answer(&listener, &response, args.close)
}

/// One connection.
struct Connection {
    stream: TcpStream,
    /// How much of [`END_OF_HEAD`] the last bytes that were read are.
    matched: usize,
    /// What is left to be written.
    owed: usize,
    /// Whether the socket took less than it was given, so that epoll tells when it takes more.
    is_full: bool,
}

/// Accepts and answers for ever.
fn answer(listener: &TcpListener, response: &[u8], close: bool) -> io::Result<()> {
    let epoll = epoll::create(CreateFlags::CLOEXEC)?;
    epoll::add(&epoll, listener, EventData::new_u64(LISTENER), EventFlags::IN | EventFlags::EXCLUSIVE)?;
    let mut connections = HashMap::new();
    let mut last = LISTENER;
    let mut events = Vec::with_capacity(256);
    let mut buffer = vec![0; 16 * 1024];
    loop {
        events.clear();
        epoll::wait(&epoll, spare_capacity(&mut events), None)?;
        for event in events.drain(..) {
            let mark = event.data.u64();
            if mark == LISTENER {
                while let Ok((stream, _)) = listener.accept() {
                    stream.set_nonblocking(true)?;
                    stream.set_nodelay(true)?;
                    last += 1;
                    epoll::add(&epoll, stream.as_fd(), EventData::new_u64(last), EventFlags::IN)?;
                    connections.insert(last, Connection { stream, matched: 0, owed: 0, is_full: false });
                }
            } else if let Some(connection) = connections.get_mut(&mark) {
                let goes_on = connection.advance(&mut buffer, response, close).unwrap_or(false);
                if !goes_on {
                    // Dropping the stream closes it, which takes it out of the epoll set too.
                    connections.remove(&mark);
                } else if (connection.owed > 0) != connection.is_full {
                    connection.is_full = connection.owed > 0;
                    let flags = if connection.is_full { EventFlags::OUT } else { EventFlags::IN };
                    epoll::modify(&epoll, connection.stream.as_fd(), EventData::new_u64(mark), flags)?;
                }
            }
        }
    }
}

impl Connection {
    /// Reads what is there, unless an answer is still owed, and writes. Returns whether the connection goes on.
    fn advance(&mut self, buffer: &mut [u8], response: &[u8], close: bool) -> io::Result<bool> {
        if self.owed == 0 {
            let length = self.stream.read(buffer)?;
            if length == 0 {
                return Ok(false);
            }
            self.owed = self.heads(&buffer[..length]) * response.len();
        }
        while self.owed > 0 {
            // What is owed ends with the end of a response.
            let start = (response.len() - self.owed % response.len()) % response.len();
            match self.stream.write(&response[start..]) {
                Ok(written) => self.owed -= written,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(true),
                Err(error) => return Err(error),
            }
            if close && self.owed == 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// How many heads of requests end in `bytes`.
    fn heads(&mut self, bytes: &[u8]) -> usize {
        let mut found = 0;
        for &byte in bytes {
            self.matched = match byte {
                byte if byte == END_OF_HEAD[self.matched] => self.matched + 1,
                b'\r' => 1,
                _ => 0,
            };
            if self.matched == END_OF_HEAD.len() {
                found += 1;
                self.matched = 0;
            }
        }
        found
    }
}
