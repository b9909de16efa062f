//! Ended exchanges -> the log of requests: a line each on the standard error stream, in the form of the program's own log.
//!
//! A line goes into a buffer; a thread of its own writes the buffer out, each second or when it is large. So no request waits for
//! whoever reads the log: where nobody takes the lines off, they are lost after [`MOST_BUFFERED`] bytes, and counted.
//!
//! A line says when the exchange ended, its method, path, number, route, status, bytes of content, coding and duration; whether
//! the client left before its end; and, only if that was asked for, the client's address. It never holds a query, a name of a browser or
//! where a visitor comes from.

use std::hash::{BuildHasher as _, RandomState};
use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{Answered, Client};
use crate::serve::Peer;
use crate::serve::asked::{Asked, Fields};

/// A buffer this large is written out at once.
const LARGE: usize = 32 * 1024;

/// More than this is not kept for a reader who does not read.
const MOST_BUFFERED: usize = 4 * 1024 * 1024;

/// The longest time for which a line waits to be written.
const PERIOD: Duration = Duration::from_secs(1);

/// A line has fewer bytes than this beside its beginning and its route.
const MOST_BESIDE: usize = 256;

/// The length of a date and time without parts of a second: `2026-11-24T12:00:00`.
const DATE: usize = 19;

/// No more than this of a path stands in a line, in bytes.
const LONGEST_PATH: usize = 1024;

/// How a line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Pretty,
    /// A JSON object.
    Json,
}

/// The log of requests. What is in its buffer is written when it is dropped.
#[derive(Debug)]
pub struct AccessLog {
    form: Form,
    client: Client,
    has_addresses: bool,
    /// What request numbers are made of: they differ from those of other runs, and tell nothing.
    seed: u64,
    number: AtomicU64,
    shared: Arc<Shared>,
    writer: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    buffer: Mutex<Buffer>,
    wake: Condvar,
    lost: AtomicU64,
}

#[derive(Debug)]
struct Buffer {
    lines: Vec<u8>,
    /// The second of the last line, and how its moment is written.
    second: u64,
    moment: [u8; 27],
    is_closed: bool,
}

impl AccessLog {
    /// Starts the log. `client` says which proxies are believed; addresses are logged only where `has_addresses` says so.
    ///
    /// # Errors
    ///
    /// The system gives no thread for it.
    pub fn start(form: Form, client: Client, has_addresses: bool) -> std::io::Result<Self> {
        let shared = Arc::new(Shared::default());
        let taken = Arc::clone(&shared);
        let writer = std::thread::Builder::new().name("access-log".to_owned()).spawn(move || taken.write_out())?;
        let seed = RandomState::new().hash_one(());
        Ok(Self { form, client, has_addresses, seed, number: AtomicU64::new(0), shared, writer: Some(writer) })
    }

    /// Lines that were lost.
    pub(super) fn lost(&self) -> u64 {
        self.shared.lost.load(Relaxed)
    }

    /// What is known of an exchange when its request has been read.
    pub(super) fn begin(&self, asked: &Asked<'_, impl Fields + ?Sized>, peer: Peer) -> String {
        let id = self.client.id(peer, asked.fields);
        let made = if id.is_none() { self.make_id() } else { [0; 16] };
        let id = id.or_else(|| std::str::from_utf8(&made).ok()).unwrap_or_default();
        let path = &asked.path[..asked.path.floor_char_boundary(LONGEST_PATH)];
        let method = asked.method.as_str();
        let mut line = String::with_capacity(path.len() + 96);
        match self.form {
            Form::Json => {
                line.push_str("\"method\":\"");
                line.push_str(method);
                line.push_str("\",\"path\":\"");
                push_json(&mut line, path);
                line.push_str("\",\"id\":\"");
                line.push_str(id);
                line.push('"');
            }
            Form::Pretty => {
                line.push_str(method);
                line.push(' ');
                line.extend(path.escape_debug());
                line.push_str(" id=");
                line.push_str(id);
            }
        }
        if self.has_addresses
            && let Some(address) = self.client.address(peer, asked.fields)
        {
            line.push_str(match self.form {
                Form::Json => ",\"address\":\"",
                Form::Pretty => " address=",
            });
            line.push_str(&address.to_string());
            line.push_str(if self.form == Form::Json { "\"" } else { "" });
        }
        line
    }

    /// A number that no other request of this run has, in hexadecimal; its neighbours' look nothing like it.
    fn make_id(&self) -> [u8; 16] {
        // The finalizer of SplitMix64 (Steele, Lea, Flood 2014), which maps no two numbers to one.
        let mut number = self.seed.wrapping_add(self.number.fetch_add(1, Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        number ^= number >> 31;
        std::array::from_fn(|digit| b"0123456789abcdef"[(number >> (60 - 4 * digit) & 15) as usize])
    }

    /// Writes the line of an exchange whose beginning was `begun`.
    pub(super) fn write(&self, begun: &str, route: &str, answered: &Answered, duration: Duration, is_whole: bool) {
        #[expect(clippy::disallowed_methods, reason = "a log says when; no edition holds it")]
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let coding = answered.coding.token();
        let mut digits = [itoa::Buffer::new(); 3];
        let [status, bytes, microseconds] = &mut digits;
        let (status, bytes) = (status.format(answered.status.as_u16()), bytes.format(answered.bytes));
        let microseconds = microseconds.format(u64::try_from(duration.as_micros()).unwrap_or(u64::MAX));
        let mut buffer = self.shared.lock();
        if buffer.lines.len() >= MOST_BUFFERED {
            self.shared.lost.fetch_add(1, Relaxed);
            return;
        }
        let was_small = buffer.lines.len() < LARGE;
        buffer.moment(now);
        let Buffer { lines, moment, .. } = &mut *buffer;
        lines.reserve(begun.len() + route.len() + MOST_BESIDE);
        // One after the other, not in a loop: what is constant is then copied without a call.
        match self.form {
            Form::Json => {
                lines.extend_from_slice(b"{\"timestamp\":\"");
                lines.extend_from_slice(moment);
                lines.extend_from_slice(b"\",\"level\":\"INFO\",\"target\":\"aimf::access\",");
                lines.extend_from_slice(begun.as_bytes());
                lines.extend_from_slice(b",\"route\":\"");
                lines.extend_from_slice(route.as_bytes());
                lines.extend_from_slice(b"\",\"status\":");
                lines.extend_from_slice(status.as_bytes());
                lines.extend_from_slice(b",\"bytes\":");
                lines.extend_from_slice(bytes.as_bytes());
                lines.extend_from_slice(b",\"coding\":\"");
                lines.extend_from_slice(coding.as_bytes());
                lines.extend_from_slice(b"\",\"duration_us\":");
                lines.extend_from_slice(microseconds.as_bytes());
                lines.extend_from_slice(if is_whole { b"}\n" } else { b",\"aborted\":true}\n" });
            }
            Form::Pretty => {
                lines.extend_from_slice(moment);
                lines.extend_from_slice(b"  INFO aimf::access: ");
                lines.extend_from_slice(begun.as_bytes());
                lines.extend_from_slice(b" route=");
                lines.extend_from_slice(route.as_bytes());
                lines.extend_from_slice(b" status=");
                lines.extend_from_slice(status.as_bytes());
                lines.extend_from_slice(b" bytes=");
                lines.extend_from_slice(bytes.as_bytes());
                lines.extend_from_slice(b" coding=");
                lines.extend_from_slice(coding.as_bytes());
                lines.extend_from_slice(b" duration_us=");
                lines.extend_from_slice(microseconds.as_bytes());
                lines.extend_from_slice(if is_whole { b"\n" } else { b" aborted=true\n" });
            }
        }
        let is_large = buffer.lines.len() >= LARGE;
        drop(buffer);
        if was_small && is_large {
            self.shared.wake.notify_one();
        }
    }
}

impl Drop for AccessLog {
    fn drop(&mut self) {
        self.shared.lock().is_closed = true;
        self.shared.wake.notify_one();
        if let Some(writer) = self.writer.take() {
            // It does not panic; and if it did, there is nothing more to write.
            let _ = writer.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Buffer> {
        self.buffer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn write_out(&self) {
        let mut taken = Vec::new();
        loop {
            let waits = |buffer: &mut Buffer| buffer.lines.len() < LARGE && !buffer.is_closed;
            let (mut buffer, _) =
                self.wake.wait_timeout_while(self.lock(), PERIOD, waits).unwrap_or_else(PoisonError::into_inner);
            std::mem::swap(&mut buffer.lines, &mut taken);
            let is_closed = buffer.is_closed;
            drop(buffer);
            if !taken.is_empty() && std::io::stderr().lock().write_all(&taken).is_err() {
                let lines = taken.split(|byte| *byte == b'\n').count() - 1;
                self.lost.fetch_add(lines as u64, Relaxed);
            }
            taken.clear();
            if is_closed {
                return;
            }
        }
    }
}

impl Buffer {
    /// Writes the time since 1970 as RFC 3339 has it, in microseconds. The date is written anew only when the second changes.
    fn moment(&mut self, now: Duration) {
        if self.second != now.as_secs() {
            self.second = now.as_secs();
            let date = humantime::format_rfc3339_seconds(UNIX_EPOCH + Duration::from_secs(self.second)).to_string();
            for (digit, written) in self.moment.iter_mut().zip(date.bytes().take(DATE)) {
                *digit = written;
            }
        }
        let mut rest = now.subsec_micros();
        for digit in self.moment[DATE + 1..][..6].iter_mut().rev() {
            *digit = b"0123456789"[(rest % 10) as usize];
            rest /= 10;
        }
    }
}

impl Default for Buffer {
    fn default() -> Self {
        Self { lines: Vec::new(), second: 0, moment: *b"1970-01-01T00:00:00.000000Z", is_closed: false }
    }
}

/// A text as it stands between the quotation marks of JSON (RFC 8259 §7).
fn push_json(line: &mut String, text: &str) {
    if text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\') {
        line.push_str(text);
        return;
    }
    for letter in text.chars() {
        match letter {
            '"' | '\\' => line.extend(['\\', letter]),
            // A path holds no control characters, but this is no place to rely on it.
            letter if letter.is_control() => line.push('\u{fffd}'),
            letter => line.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_when_it_was() {
        let mut buffer = Buffer::default();
        for (now, written) in [
            (Duration::new(1_795_521_600, 42_000), "2026-11-24T12:00:00.000042Z"),
            (Duration::new(1_795_521_600, 999_999_999), "2026-11-24T12:00:00.999999Z"),
            (Duration::new(1_795_521_601, 0), "2026-11-24T12:00:01.000000Z"),
        ] {
            buffer.moment(now);
            assert_eq!(std::str::from_utf8(&buffer.moment), Ok(written));
        }
    }

    #[test]
    fn whatever_is_asked_for_is_one_line_of_json() {
        let mut line = String::from("\"");
        push_json(&mut line, "/a\"b\\c\n{é}");
        line.push('"');
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), "/a\"b\\c\u{fffd}{é}");
    }

    #[test]
    fn no_two_requests_have_one_number() {
        let log = AccessLog::start(Form::Json, Client::default(), false).unwrap();
        let mut ids: Vec<_> = (0..10_000).map(|_| log.make_id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 10_000);
    }
}
