//! A small HTTP/1.1 client that hides nothing: requests are bytes, and so are answers.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// An answer as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawAnswer {
    pub status: u16,
    /// Names in lower case; several lines of one name are joined by a comma.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl RawAnswer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(String::as_str)
    }

    /// The headers but those that tell of the moment.
    pub fn lasting_headers(&self) -> BTreeMap<String, String> {
        let mut headers = self.headers.clone();
        headers.remove("date");
        headers
    }
}

/// One kept connection.
pub struct Connection {
    stream: TcpStream,
}

impl Connection {
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.set_write_timeout(Some(Duration::from_secs(10))).unwrap();
        Self { stream }
    }

    pub fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).unwrap();
    }

    /// Sends, if the server still listens and takes it within ten seconds.
    pub fn try_send(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).is_ok()
    }

    /// Sends a request and reads its answer.
    pub fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)]) -> RawAnswer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: aimf.test\r\n");
        for (name, value) in headers {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        request.push_str("\r\n");
        self.send(request.as_bytes());
        self.read(method)
    }

    /// Reads the answer to a request of this method.
    pub fn read(&mut self, method: &str) -> RawAnswer {
        self.try_read(method).expect("the connection ended before the answer")
    }

    /// The same; nothing where the connection ends without a byte.
    pub fn try_read(&mut self, method: &str) -> Option<RawAnswer> {
        let mut head = Vec::new();
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            let read = self.stream.read(&mut byte).unwrap();
            if read == 0 && head.is_empty() {
                return None;
            }
            assert!(read == 1, "the connection ended within {head:?}");
            head.push(byte[0]);
        }
        let head = String::from_utf8(head).unwrap();
        let mut lines = head.split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let status: u16 = status.parse().unwrap();
        let mut headers = BTreeMap::<String, String>::new();
        for line in lines.filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(": ").unwrap();
            headers
                .entry(name.to_ascii_lowercase())
                .and_modify(|known| *known = format!("{known}, {value}"))
                .or_insert_with(|| value.to_owned());
        }
        let length = match headers.get("content-length") {
            Some(length) if method != "HEAD" => length.parse().unwrap(),
            _ => 0,
        };
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).unwrap();
        Some(RawAnswer { status, headers, body })
    }

    /// Whether the server ends the connection within ten seconds, without another byte.
    pub fn ends(&mut self) -> bool {
        match self.stream.read(&mut [0]) {
            Ok(read) => read == 0,
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }
}

/// A GET of a path with these header fields, each with its end.
pub fn request(path: &str, fields: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: aimf.test\r\n{fields}\r\n")
}

/// All that comes until the server ends the connection, without the date.
pub fn read_to_end(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let text: String = bytes.iter().copied().map(char::from).collect();
    let lines =
        text.split_inclusive("\r\n").map(|line| if line.starts_with("date: ") { "date: now\r\n" } else { line });
    lines.collect()
}
