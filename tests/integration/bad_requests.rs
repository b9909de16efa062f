//! Requests that no honest client sends, each with the one answer that RFC 9110 and RFC 9112 ask of a strict server.
//!
//! Every row is sent as it stands, and right behind it, on the same connection, an honest request for another page. What
//! `Refused` says is the last answer of its connection: that the honest request is not answered shows that nobody can hide
//! a request in what was refused. `Answered` leaves the connection in order: the honest request gets its page.

use std::collections::BTreeSet;

use aimf::edition::Route;

use crate::support::client::Connection;
use crate::support::small_site::{FONT, SmallSite};

#[derive(Clone, Copy, Debug)]
enum Expected {
    /// This status, and the connection ends.
    Refused(u16),
    /// This status, and the connection goes on.
    Answered(u16),
    /// The same where RFC 9112 would have the request refused, and why it does no harm that hyper is more lenient.
    Lenient(u16, &'static str),
    /// The connection ends without a word.
    Dropped,
}
use Expected::{Answered, Dropped, Lenient, Refused};

/// What it is, what is sent, what comes back.
type Row = (&'static str, Vec<u8>, Expected);

/// RFC 9112 §2.2 lets a server take a single line feed for the end of a line. What smuggling needs besides is content, and
/// whatever announces content ends its connection.
const LINE_FEED: &str = "a proxy that sees another end of a line finds no second request behind it";

const HONEST: &[u8] = b"GET /en/ HTTP/1.1\r\nHost: aimf.test\r\nConnection: close\r\n\r\n";

/// A request of these lines, each with its end.
fn lines(lines: &[&str]) -> Vec<u8> {
    format!("{}\r\n\r\n", lines.join("\r\n")).into_bytes()
}

/// A GET of `target`.
fn target(target: &str) -> Vec<u8> {
    lines(&[&format!("GET {target} HTTP/1.1"), "Host: aimf.test"])
}

/// A GET of a page with one more field.
fn field(field: &str) -> Vec<u8> {
    lines(&["GET /fr/ HTTP/1.1", "Host: aimf.test", field])
}

/// A POST with these fields, and after them what may be its content.
fn post(fields: &[&str], content: &str) -> Vec<u8> {
    let head = [&["POST /fr/ HTTP/1.1", "Host: aimf.test"], fields].concat();
    [lines(&head), content.as_bytes().to_vec()].concat()
}

/// A request with content, stated as it should be.
fn with_content(method: &str, content: &str) -> Vec<u8> {
    format!("{method} /fr/ HTTP/1.1\r\nHost: a\r\nContent-Length: {}\r\n\r\n{content}", content.len()).into_bytes()
}

fn bytes(bytes: &[u8]) -> Vec<u8> {
    bytes.to_vec()
}

/// Puts all rows to a site, and says all that is not as it must be.
fn check(rows: Vec<Row>) {
    let site = SmallSite::start();
    let edition = site.live.current();
    // Every byte that may come back: nothing else is on this site.
    let mut published = BTreeSet::from([Vec::new()]);
    for (_, route) in edition.iter() {
        match route {
            Route::Resource(resource) => {
                published.extend(resource.representations.iter().map(|one| one.body.to_vec()));
            }
            Route::LanguageChoice(choice) => {
                published.insert(choice.page.identity().body.to_vec());
            }
            Route::Redirect(_) => {}
        }
    }
    for path in ["/", "/fr/", "/en/"] {
        published.extend(edition.not_found(path).unwrap().representations.iter().map(|one| one.body.to_vec()));
    }
    let honest_answer = site.get("/en/").body;
    let mut wrong = Vec::new();
    for (what, sent, expected) in rows {
        let method = sent.split(|&byte| byte == b' ').next().unwrap();
        let method = if method == b"HEAD" { "HEAD" } else { "GET" };
        let mut connection = Connection::open(site.address);
        connection.try_send(&sent);
        connection.try_send(HONEST);
        let Some(answer) = connection.try_read(method) else {
            if !matches!(expected, Dropped) {
                wrong.push(format!("{what}: {expected:?}, but there is no answer"));
            }
            continue;
        };
        let mut must = |holds: bool, promise: &str| {
            if !holds {
                wrong.push(format!("{what}: {promise}: {expected:?}, but it is {}", answer.status));
            }
        };
        if let Lenient(_, why) = expected {
            must(!why.is_empty(), "a reason");
        }
        let (Refused(status) | Answered(status) | Lenient(status, _)) = expected else {
            must(false, "no answer");
            continue;
        };
        must(answer.status == status, "the status");
        must(answer.header("date").is_some(), "a date (RFC 9110 §6.6.1)");
        must(published.contains(&answer.body), "nothing that was not published");
        if let Refused(_) = expected {
            must(answer.header("connection") == Some("close"), "the end of the connection is told");
            must(answer.header("content-length") == Some("0"), "no content");
        } else if answer.header("connection") == Some("close") {
            must(false, "the connection goes on");
        } else {
            let honest = connection.read("GET");
            must((honest.status, honest.body == honest_answer) == (200, true), "the request behind it is answered");
        }
        must(connection.ends(), "nothing comes after the last answer");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(site.get("/fr/").status, 200);
}

#[test]
#[rustfmt::skip]
fn request_smuggling_hides_no_request_in_another_one() {
    let hidden = "GET /fr/histoire/ HTTP/1.1\r\nHost: a\r\n\r\n";
    check(vec![
        ("two lengths", post(&["Content-Length: 5", "Content-Length: 6"], "hello!"), Refused(400)),
        ("two equal lengths", post(&["Content-Length: 5", "Content-Length: 5"], "hello"), Refused(405)),
        ("two lengths in one field", post(&["Content-Length: 5, 5"], "hello"), Refused(400)),
        ("no length", post(&["Content-Length:"], ""), Refused(400)),
        ("a length with a sign", post(&["Content-Length: +5"], "hello"), Refused(400)),
        ("a negative length", post(&["Content-Length: -1"], ""), Refused(400)),
        ("a length in hexadecimal", post(&["Content-Length: 0x5"], "hello"), Refused(400)),
        ("a length with an underscore", post(&["Content-Length: 1_0"], "hello"), Refused(400)),
        ("a length of 2⁶⁴ − 1", post(&["Content-Length: 18446744073709551615"], "hello"), Refused(431)),
        ("a length beyond 2⁶⁴", post(&["Content-Length: 18446744073709551621"], "hello"), Refused(400)),
        ("a length before a coding", post(&["Content-Length: 4", "Transfer-Encoding: chunked"], "0\r\n\r\n"), Refused(405)),
        ("a coding before a length", post(&["Transfer-Encoding: chunked", "Content-Length: 4"], "0\r\n\r\n"), Refused(405)),
        ("a coding and a length of 0", post(&["Content-Length: 0", "Transfer-Encoding: chunked"], "0\r\n\r\n"), Refused(405)),
        ("two codings", post(&["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], "0\r\n\r\n"), Refused(405)),
        ("a coding twice", post(&["Transfer-Encoding: chunked, chunked"], "0\r\n\r\n"), Refused(405)),
        ("chunked not last", post(&["Transfer-Encoding: chunked, gzip"], "0\r\n\r\n"), Refused(400)),
        ("identity, which is no coding", post(&["Transfer-Encoding: identity"], ""), Refused(400)),
        ("a coding with a vertical tab", post(&["Transfer-Encoding: \x0bchunked"], "0\r\n\r\n"), Refused(400)),
        ("a coding in quotes", post(&["Transfer-Encoding: \"chunked\""], "0\r\n\r\n"), Refused(400)),
        ("a coding like chunked", post(&["Transfer-Encoding: xchunked"], "0\r\n\r\n"), Refused(400)),
        ("a coding that is not known", post(&["Transfer-Encoding: gzip, chunked"], "0\r\n\r\n"), Refused(405)),
        ("a coding in HTTP/1.0", bytes(b"POST /fr/ HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), Refused(400)),
        ("a space before the colon", post(&["Transfer-Encoding : chunked"], "0\r\n\r\n"), Refused(400)),
        ("a folded field", post(&["X-A: b", " Content-Length: 5"], "hello"), Refused(400)),
        ("a folded coding", post(&["Transfer-Encoding:", "\tchunked"], "0\r\n\r\n"), Refused(400)),
        ("a fold at once", bytes(b"GET /fr/ HTTP/1.1\r\n Host: a\r\n\r\n"), Refused(400)),
        ("a request in a GET's content", with_content("GET", hidden), Refused(413)),
        ("a request in a HEAD's content", with_content("HEAD", hidden), Refused(413)),
        ("a request in a chunk", lines(&["GET /fr/ HTTP/1.1", "Host: a", "Transfer-Encoding: chunked", "", "2c", hidden, "0"]), Refused(413)),
        ("a request in a POST", with_content("POST", hidden), Refused(405)),
        ("extensions of a chunk", post(&["Transfer-Encoding: chunked"], "5;a=\"b\r\nc\";d\r\nhello\r\n0\r\n\r\n"), Refused(405)),
        ("a chunk that is too large", post(&["Transfer-Encoding: chunked"], "fffffffffffffffff\r\nhello\r\n0\r\n\r\n"), Refused(405)),
        ("a chunk without its end", post(&["Transfer-Encoding: chunked"], "5\nhello\n0\n\n"), Refused(405)),
        ("trailers", post(&["Transfer-Encoding: chunked"], "0\r\nHost: b\r\nContent-Length: 9\r\n\r\n"), Refused(405)),
        ("a length of 0", post(&["Content-Length: 0"], ""), Answered(405)),
        ("a GET with a length of 0", field("Content-Length: 0"), Answered(200)),
    ]);
}

#[test]
fn smuggled_content_is_not_read_as_the_next_request() {
    let site = SmallSite::start();
    let smuggled = "GET /fr/ HTTP/1.1\r\nHost: a\r\n\r\n";
    for (method, status) in [("GET", 413), ("HEAD", 413), ("POST", 405)] {
        let mut connection = site.connect();
        let length = smuggled.len();
        let request = format!("{method} /fr/ HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n{smuggled}");
        connection.send(request.as_bytes());
        let answer = connection.read(method);
        assert_eq!(answer.status, status, "{method}");
        assert_eq!(answer.header("connection"), Some("close"), "{method}");
        assert!(connection.ends(), "{method}");
    }
}

#[test]
#[rustfmt::skip]
fn a_line_ends_with_crlf() {
    check(vec![
        ("bare line feeds", bytes(b"GET /fr/ HTTP/1.1\nHost: a\n\n"), Lenient(200, LINE_FEED)),
        ("a bare line feed after the first line", bytes(b"GET /fr/ HTTP/1.1\nHost: a\r\n\r\n"), Lenient(200, LINE_FEED)),
        ("a bare line feed after a field", bytes(b"GET /fr/ HTTP/1.1\r\nHost: a\nX-A: b\r\n\r\n"), Lenient(200, LINE_FEED)),
        ("a bare line feed at the end", bytes(b"GET /fr/ HTTP/1.1\r\nHost: a\r\n\n"), Lenient(200, LINE_FEED)),
        ("a bare line feed before all", bytes(b"\nGET /fr/ HTTP/1.1\r\nHost: a\r\n\r\n"), Lenient(200, LINE_FEED)),
        ("a bare carriage return in a field", bytes(b"GET /fr/ HTTP/1.1\r\nHost: a\r\nX-A: b\rX-C: d\r\n\r\n"), Refused(400)),
        ("bare carriage returns", bytes(b"GET /fr/ HTTP/1.1\rHost: a\r\r\n\r\n"), Refused(400)),
        ("two carriage returns", bytes(b"GET /fr/ HTTP/1.1\r\r\nHost: a\r\r\n\r\r\n"), Refused(400)),
        ("an empty line before all", bytes(b"\r\nGET /fr/ HTTP/1.1\r\nHost: a\r\n\r\n"), Answered(200)),
        ("20 kB of empty lines", [b"\r\n".repeat(10_000), target("/fr/")].concat(), Lenient(200, "they are skipped as they come, and none is kept")),
    ]);
}

#[test]
#[rustfmt::skip]
fn a_request_line_has_a_method_a_target_and_a_version() {
    let version = |version: &str| lines(&[&format!("GET /fr/ {version}"), "Host: aimf.test"]);
    let method = |method: &str| lines(&[&format!("{method} /fr/ HTTP/1.1"), "Host: aimf.test"]);
    check(vec![
        ("HTTP/0.9", bytes(b"GET /fr/\r\n"), Refused(400)),
        ("HTTP/0.9 by its name", version("HTTP/0.9"), Refused(400)),
        ("HTTP/1.2, which nobody speaks", version("HTTP/1.2"), Refused(400)),
        ("HTTP/2.0", version("HTTP/2.0"), Refused(400)),
        ("the preface of HTTP/2", bytes(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Dropped),
        ("HTTP/1", version("HTTP/1"), Refused(400)),
        ("HTTP/1.10", version("HTTP/1.10"), Refused(400)),
        ("http/1.1", version("http/1.1"), Refused(400)),
        ("HTTPS/1.1", version("HTTPS/1.1"), Refused(400)),
        ("two spaces", version(" HTTP/1.1"), Refused(400)),
        ("a tab", bytes(b"GET\t/fr/\tHTTP/1.1\r\nHost: a\r\n\r\n"), Refused(400)),
        ("a space at the end", version("HTTP/1.1 "), Refused(400)),
        ("a space at the beginning", method(" GET"), Refused(400)),
        ("no method", bytes(b" /fr/ HTTP/1.1\r\nHost: a\r\n\r\n"), Refused(400)),
        ("no target", bytes(b"GET  HTTP/1.1\r\nHost: a\r\n\r\n"), Refused(400)),
        ("TLS", bytes(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), Refused(400)),
        ("a greeting of SMTP", bytes(b"EHLO aimf.test\r\n"), Refused(400)),
        ("a null byte in the method", method("G\0T"), Refused(400)),
        ("a sign that no method has", method("G(T"), Refused(400)),
        ("letters beyond ASCII in the method", method("GÉT"), Refused(400)),
        ("a method that is not known", method("BREW"), Answered(501)),
        ("a method in small letters", method("get"), Answered(501)),
        ("a method of 8 KiB", method(&"G".repeat(8192)), Answered(501)),
        ("TRACE, which would repeat what was sent", method("TRACE"), Answered(405)),
        ("a length in HTTP/1.0", bytes(b"GET /fr/ HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello"), Refused(413)),
    ]);
}

#[test]
#[rustfmt::skip]
fn a_request_target_is_a_path_of_this_site() {
    let mut overlong = bytes(b"GET /fr/");
    overlong.extend([0xc0, 0xaf, 0xff]);
    overlong.extend(b" HTTP/1.1\r\nHost: a\r\n\r\n");
    check(vec![
        ("a whole URI", target("http://aimf.test/fr/"), Answered(200)),
        ("a whole URI of another site", target("https://example.org/fr/"), Answered(200)),
        ("a whole URI with a user", target("http://user:password@aimf.test/fr/"), Refused(400)),
        ("another scheme", target("ftp://aimf.test/fr/"), Refused(400)),
        ("a file on the disk", target("file:///etc/passwd"), Refused(400)),
        ("a script", target("javascript:alert(1)"), Refused(400)),
        ("a host and a port", target("aimf.test:80"), Refused(400)),
        ("a host", target("aimf.test"), Refused(400)),
        ("a path without its slash", target("fr/"), Refused(400)),
        ("an asterisk", target("*"), Refused(400)),
        ("an asterisk for OPTIONS", lines(&["OPTIONS * HTTP/1.1", "Host: a"]), Answered(204)),
        ("CONNECT to a host", lines(&["CONNECT aimf.test:443 HTTP/1.1", "Host: a"]), Answered(405)),
        ("CONNECT without a port", lines(&["CONNECT aimf.test HTTP/1.1", "Host: a"]), Refused(400)),
        ("OPTIONS of a host", lines(&["OPTIONS aimf.test:80 HTTP/1.1", "Host: a"]), Refused(400)),
        ("OPTIONS of a page", lines(&["OPTIONS /fr/ HTTP/1.1", "Host: a"]), Answered(204)),
        ("CONNECT to a whole URI", lines(&["CONNECT http://aimf.test:80/ HTTP/1.1", "Host: a"]), Refused(400)),
        ("CONNECT to a path", lines(&["CONNECT /fr/ HTTP/1.1", "Host: a"]), Refused(400)),
        ("a fragment", target("/fr/#top"), Lenient(200, "a fragment never decides what is answered")),
        ("a space", target("/fr/ /en/"), Refused(400)),
        ("a null byte", target("/fr/\0"), Refused(400)),
        ("a control character", target("/fr/\x7f"), Refused(400)),
        ("letters beyond ASCII", target("/fr/été/"), Refused(400)),
        ("letters beyond ASCII in the query", target("/fr?é"), Refused(400)),
        ("bytes that are no UTF-8", overlong, Refused(400)),
        ("a percent sign alone", target("/fr/%"), Answered(400)),
        ("an encoding that is none", target("/fr/%zz"), Answered(400)),
        ("an encoding of IIS", target("/fr/%u002e"), Answered(400)),
        ("an encoded null byte", target("/fr/%00"), Answered(404)),
        ("encoded line ends", target("/fr/%0d%0aSet-Cookie:a=b"), Answered(404)),
        ("encoded bytes that are no UTF-8", target("/fr/%ff%fe"), Answered(404)),
        ("an overlong slash", target("/..%c0%af..%c0%afetc/passwd"), Answered(404)),
        ("an overlong full stop", target("/%c0%ae%c0%ae/%c0%ae%c0%ae/etc/passwd"), Answered(404)),
        ("an overlong letter", target("/%e0%80%ae%e0%80%ae/etc/passwd"), Answered(404)),
        ("a surrogate", target("/fr/%ed%a0%80"), Answered(404)),
        ("two full stops", target("/fr/../../../../etc/passwd"), Answered(404)),
        ("two encoded full stops", target("/%2e%2e/%2e%2e/etc/passwd"), Answered(404)),
        ("an encoded slash", target("/..%2f..%2fetc%2fpasswd"), Answered(404)),
        ("encoded twice", target("/%252e%252e%252fetc%252fpasswd"), Answered(404)),
        ("backslashes", target("/..\\..\\etc\\passwd"), Answered(404)),
        ("encoded backslashes", target("/..%5c..%5cetc%5cpasswd"), Answered(404)),
        ("the content", target("/content/site.toml"), Answered(404)),
        ("double slashes", target("//fr//histoire//"), Answered(404)),
        ("double slashes that name a host", target("//example.org/%2f.."), Answered(404)),
        ("a path with a parameter", target("/fr/;jsessionid=1"), Answered(404)),
        ("8 KiB", target(&format!("/fr/{}", "a".repeat(8188))), Answered(404)),
        ("more than 8 KiB", target(&format!("/fr/{}", "a".repeat(8189))), Refused(414)),
        ("64 KiB", target(&format!("/fr/{}", "a".repeat(65_536))), Refused(431)),
        ("1 MiB", target(&format!("/{}", "%2e".repeat(349_525))), Refused(431)),
        ("8 KiB of encodings", target(&format!("/{}", "%2F".repeat(2730))), Answered(404)),
        ("a query of 8 KiB", target(&format!("/fr?{}", "a=b&".repeat(2000))), Answered(301)),
    ]);
}

#[test]
#[rustfmt::skip]
fn header_fields_are_of_good_form_and_not_too_many() {
    let mut not_utf8 = bytes(b"GET /fr/ HTTP/1.1\r\nHost: a\r\nAccept-Language: ");
    not_utf8.extend([0xff, 0xfe, 0x80]);
    not_utf8.extend(b"\r\n\r\n");
    let many = |count: usize| {
        let fields = "\r\nX-A: b".repeat(count);
        format!("GET /fr/ HTTP/1.1\r\nHost: a{fields}\r\n\r\n").into_bytes()
    };
    check(vec![
        ("no host", bytes(b"GET /fr/ HTTP/1.1\r\n\r\n"), Refused(400)),
        ("no host in HTTP/1.0", bytes(b"GET /fr/ HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"), Answered(200)),
        ("an empty host", bytes(b"GET /fr/ HTTP/1.1\r\nHost:\r\n\r\n"), Answered(200)),
        ("a host that is an IPv6 address", bytes(b"GET /fr/ HTTP/1.1\r\nHost: [::1]:80\r\n\r\n"), Answered(200)),
        ("a host beyond ASCII", bytes("GET /fr/ HTTP/1.1\r\nHost: é\r\n\r\n".as_bytes()), Refused(400)),
        ("two hosts", field("Host: b"), Refused(400)),
        ("a host with a path", bytes(b"GET /fr/ HTTP/1.1\r\nHost: a/b\r\n\r\n"), Refused(400)),
        ("a host with a user", bytes(b"GET /fr/ HTTP/1.1\r\nHost: a@b\r\n\r\n"), Refused(400)),
        ("a host with a space", bytes(b"GET /fr/ HTTP/1.1\r\nHost: a b\r\n\r\n"), Refused(400)),
        ("a null byte in a value", field("X-A: a\0b"), Refused(400)),
        ("a control character in a value", field("X-A: a\x1bb"), Refused(400)),
        ("a null byte in a name", field("X\0A: b"), Refused(400)),
        ("a name with a space", field("X A: b"), Refused(400)),
        ("a name in brackets", field("(X): b"), Refused(400)),
        ("no name", field(": b"), Refused(400)),
        ("no colon", field("X-A"), Refused(400)),
        ("bytes that are no UTF-8 in a value", not_utf8, Answered(200)),
        ("99 fields", many(99), Answered(200)),
        ("1,000 fields", many(1000), Refused(431)),
        ("20,000 fields", many(20_000), Refused(431)),
        ("a field of 1 MiB", field(&format!("X-A: {}", "a".repeat(1 << 20))), Refused(431)),
        ("a name of 1 MiB", field(&format!("{}: a", "a".repeat(1 << 20))), Refused(431)),
        ("an expectation", field("Expect: 100-continue"), Answered(200)),
        ("an expectation that is none", field("Expect: coffee"), Answered(200)),
        ("an expectation with content", post(&["Expect: 100-continue", "Content-Length: 5"], ""), Refused(405)),
        ("an upgrade to WebSocket", lines(&["GET /fr/ HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="]), Answered(200)),
        ("an upgrade to HTTP/2", lines(&["GET /fr/ HTTP/1.1", "Host: a", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"]), Answered(200)),
        ("a field of this hop by name", lines(&["GET /fr/ HTTP/1.1", "Host: a", "Connection: host, accept-encoding, x-a"]), Answered(200)),
        ("another method in a field", field("X-HTTP-Method-Override: DELETE"), Answered(200)),
        ("another path in a field", lines(&["GET /fr/ HTTP/1.1", "Host: a", "X-Original-URL: /admin", "X-Rewrite-URL: /admin"]), Answered(200)),
        ("another host in a field", lines(&["GET /fr HTTP/1.1", "Host: a", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"]), Answered(301)),
    ]);
}

#[test]
#[rustfmt::skip]
fn a_header_field_that_asks_for_too_much_gets_the_page() {
    let long = |name: &str, element: &str| field(&format!("{name}: {}", element.repeat(12_000 / element.len())));
    let font = |range: &str| lines(&[&format!("GET {FONT} HTTP/1.1"), "Host: a", &format!("Range: {range}")]);
    let overlapping = "0-,".repeat(4000);
    check(vec![
        ("4,000 overlapping ranges", font(&format!("bytes={overlapping}0-")), Answered(200)),
        ("a thousand small ranges", font(&format!("bytes={}", "1-2,".repeat(1000))), Answered(200)),
        ("a range that begins after the end", font("bytes=99999999999999999999-"), Answered(416)),
        ("a range that ends before it begins", font("bytes=9-1"), Answered(200)),
        ("a range of another unit", font("lines=1-2"), Answered(200)),
        ("a negative range", font("bytes=--1"), Answered(200)),
        ("3,000 codings", long("Accept-Encoding", "br, "), Answered(200)),
        ("codings with long weights", long("Accept-Encoding", "gzip;q=0.00000000000000000001,"), Answered(200)),
        ("nothing but commas", long("Accept-Encoding", ","), Answered(200)),
        ("a coding of 12 kB", long("Accept-Encoding", "a"), Answered(200)),
        ("no coding at all is acceptable", field("Accept-Encoding: identity;q=0, *;q=0"), Answered(200)),
        ("3,000 languages", long("Accept-Language", "fr,"), Answered(200)),
        ("a language of 6,000 subtags", long("Accept-Language", "a-"), Answered(200)),
        ("3,000 media types", long("Accept", "text/html;q=0.1, "), Answered(200)),
        ("a media type that is not here", field("Accept: image/avif"), Answered(200)),
        ("2,000 entity-tags", long("If-None-Match", "\"abcd\","), Answered(200)),
        ("an entity-tag without its end", long("If-None-Match", "\"a"), Answered(200)),
        ("2,000 entity-tags that must match", long("If-Match", "\"abcd\","), Answered(412)),
        ("a date that is none", field("If-Modified-Since: the day before yesterday"), Answered(200)),
        ("a cookie of 12 kB", long("Cookie", "a=b; "), Answered(200)),
    ]);
}

#[test]
fn too_long_a_target_gets_a_414_and_too_many_or_too_large_header_fields_a_431() {
    let site = SmallSite::start();
    let long = |length: usize| format!("/{}", "a".repeat(length - 1));
    assert_eq!(site.get(&long(8192)).status, 404);
    assert_eq!(site.get(&long(8193)).status, 414);
    let fields = vec![("X-Field", "a"); 120];
    assert_eq!(site.ask("GET", "/fr/", &fields).status, 431);
    let large = "a".repeat(20_000);
    assert_eq!(site.get_with("/fr/", "X-Field", &large).status, 431);
}

#[test]
fn a_request_without_a_host_header_or_with_two_gets_a_400() {
    let site = SmallSite::start();
    for (request, status) in [
        ("GET /fr/ HTTP/1.1\r\n\r\n", 400),
        ("GET /fr/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        ("GET /fr/ HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        ("GET /fr/ HTTP/1.0\r\n\r\n", 200),
    ] {
        let mut connection = Connection::open(site.address);
        connection.send(request.as_bytes());
        assert_eq!(connection.read("GET").status, status, "{request}");
        assert!(connection.ends(), "{request}");
    }
}
