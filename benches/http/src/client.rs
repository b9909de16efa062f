//! One request -> its whole answer: to see that a server gives the right one before and after it is measured.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(10);

/// Names and values, as they are sent.
pub type Headers = Vec<(String, String)>;

/// An answer, whole.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its header fields, names in lower case.
    pub headers: Headers,
    /// Its content, as it was sent.
    pub body: Vec<u8>,
    /// All that was sent, from the status line on.
    pub wire: Vec<u8>,
}

impl Answer {
    /// The value of a header field; nothing where it is not there.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Its content before coding.
    ///
    /// # Errors
    ///
    /// It is in another coding than brotli, or damaged.
    pub fn content(&self) -> io::Result<Vec<u8>> {
        match self.header("content-encoding") {
            None => Ok(self.body.clone()),
            Some("br") => {
                let mut content = Vec::new();
                brotli_decompressor::BrotliDecompress(&mut self.body.as_slice(), &mut content)?;
                Ok(content)
            }
            Some(other) => Err(io::Error::other(format!("an answer came in {other}"))),
        }
    }
}

/// Asks a server for a path.
///
/// # Errors
///
/// There is no server, or what it sends is no answer of HTTP/1.1 with a length.
pub fn get(server: SocketAddr, path: &str, headers: &Headers) -> io::Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&server, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let fields = headers.iter().fold(String::new(), |fields, (name, value)| fields + name + ": " + value + "\r\n");
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {server}\r\n{fields}\r\n").as_bytes())?;
    read(&mut BufReader::new(stream))
}

fn read(stream: &mut impl BufRead) -> io::Result<Answer> {
    let mut wire = Vec::new();
    let status_line = line(stream, &mut wire)?;
    let status = status_line.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| io::Error::other(format!("{status_line:?} is no status line")))?;
    let mut headers = Headers::new();
    loop {
        let field = line(stream, &mut wire)?;
        if field.is_empty() {
            break;
        }
        let (name, value) = field.split_once(':').ok_or_else(|| io::Error::other(format!("{field:?} is no header")))?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, headers, body: Vec::new(), wire };
    if status == 304 {
        return Ok(answer);
    }
    if answer.header("transfer-encoding") == Some("chunked") {
        loop {
            let size = line(stream, &mut answer.wire)?;
            let length = usize::from_str_radix(&size, 16).map_err(io::Error::other)?;
            let chunk = bytes(stream, length, &mut answer.wire)?;
            line(stream, &mut answer.wire)?;
            if chunk.is_empty() {
                return Ok(answer);
            }
            answer.body.extend(chunk);
        }
    }
    let length = answer.header("content-length").and_then(|length| length.parse().ok());
    let length = length.ok_or_else(|| io::Error::other("an answer without a length"))?;
    answer.body = bytes(stream, length, &mut answer.wire)?;
    Ok(answer)
}

fn line(stream: &mut impl BufRead, wire: &mut Vec<u8>) -> io::Result<String> {
    let mut line = Vec::new();
    stream.read_until(b'\n', &mut line)?;
    wire.extend_from_slice(&line);
    let line = line.strip_suffix(b"\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    String::from_utf8(line.to_vec()).map_err(io::Error::other)
}

fn bytes(stream: &mut impl Read, length: usize, wire: &mut Vec<u8>) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    stream.read_exact(&mut bytes)?;
    wire.extend_from_slice(&bytes);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_in_chunks_is_put_together_and_its_length_on_the_wire_is_known() {
        let wire = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n";
        let answer = read(&mut &wire[..]).unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"abc0123456789"[..]));
        assert_eq!(answer.wire, wire);
    }

    #[test]
    fn a_304_has_no_content_whatever_its_length_says() {
        let answer = read(&mut &b"HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n"[..]).unwrap();
        assert_eq!((answer.status, answer.body.len()), (304, 0));
    }

    #[test]
    fn an_answer_that_breaks_off_is_none() {
        assert!(read(&mut &b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nabc"[..]).is_err());
    }
}
