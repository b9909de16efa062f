//! Only the editor's own computer sees the preview.
//!
//! A page of any site can make the browser ask a name of that site's own, which by now leads to this computer (DNS rebinding), and
//! could then read what the editor writes. Such a request names the site's host, not this computer.

use axum::body::Body;
use axum::response::Response;
use http::header::HOST;
use http::{Request, StatusCode};
use tower_http::validate_request::ValidateRequest;

const MESSAGE: &str = "This is the preview of a site, which only its editor's own computer can see, at the address that \
     `aimf preview` says: http://localhost, http://127.0.0.1 or http://[::1], with its port.\n";

/// Answers a request that does not name this computer as its host, by one of its own names and with any port, with a 421
/// (RFC 9110 §15.5.20).
#[derive(Clone, Copy, Debug)]
pub(super) struct ThisComputerOnly;

impl<B> ValidateRequest<B> for ThisComputerOnly {
    type ResponseBody = Body;

    fn validate(&mut self, request: &mut Request<B>) -> Result<(), Response> {
        let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        if host.is_some_and(is_own_name) {
            return Ok(());
        }
        let mut response = super::file("text/plain; charset=utf-8", MESSAGE);
        *response.status_mut() = StatusCode::MISDIRECTED_REQUEST;
        Err(response)
    }
}

fn is_own_name(host: &str) -> bool {
    let authority = host.parse::<http::uri::Authority>();
    let is_own = |name: &str| ["localhost", "127.0.0.1", "[::1]"].iter().any(|own| own.eq_ignore_ascii_case(name));
    // What stands before an `@` is no part of a host.
    authority.is_ok_and(|authority| !host.contains('@') && is_own(authority.host()))
}

#[cfg(test)]
mod tests {
    use super::is_own_name;

    #[test]
    fn this_computer_has_three_names() {
        for own in ["localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:8080", "[::1]", "[::1]:80"] {
            assert!(is_own_name(own), "{own}");
        }
        for other in [
            "",
            "example.org",
            "localhost.example.org",
            "127.0.0.1.nip.io",
            "127.0.0.2",
            "[::2]:80",
            "a@localhost",
            "0",
        ] {
            assert!(!is_own_name(other), "{other}");
        }
    }
}
