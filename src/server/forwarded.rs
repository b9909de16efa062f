//! The address that a request comes from, as trusted proxies tell it (RFC 7239), for the access log alone.

use std::net::IpAddr;
use std::str::FromStr;

use http::header::{FORWARDED, HeaderMap, HeaderName};
use ipnet::IpNet;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// A network that trusted proxies connect from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    /// Addresses: `10.0.0.0/8`, or a single one.
    Addresses(IpNet),
    /// Programs of this machine that use a unix socket: `unix`.
    Unix,
}

/// Not a valid network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no network; one is written 10.0.0.0/8, 2001:db8::/32, 192.0.2.7 or unix")]
pub struct InvalidNetwork(String);

impl FromStr for Network {
    type Err = InvalidNetwork;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "unix" {
            return Ok(Self::Unix);
        }
        let single = || text.parse::<IpAddr>().map(IpNet::from);
        text.parse().or_else(|_| single()).map(Self::Addresses).map_err(|_| InvalidNetwork(text.to_owned()))
    }
}

/// The networks of the proxies that are believed about their clients; nobody else is.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(pub Vec<Network>);

impl TrustedProxies {
    /// Whether a peer is a trusted proxy: an address, or `None` over a unix socket.
    pub(super) fn trusts(&self, peer: Option<IpAddr>) -> bool {
        self.0.iter().any(|network| match (network, peer) {
            (Network::Addresses(network), Some(address)) => network.contains(&address),
            (Network::Unix, None) => true,
            _ => false,
        })
    }

    /// The address that the request comes from: that of the connection, or, where a trusted proxy is at its end, the last one in
    /// `X-Forwarded-For` (or else in `Forwarded`) that is no trusted proxy's. Anyone may have made up what stands before that.
    pub(super) fn address(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> Option<IpAddr> {
        let mut found = peer;
        if !self.trusts(peer) {
            return found;
        }
        for text in chain(headers).into_iter().rev() {
            // A proxy that hides an address hides all before it.
            let address = address(&text)?;
            found = Some(address);
            if !self.trusts(found) {
                break;
            }
        }
        found
    }
}

/// The addresses that the header fields name, from the client to the second-to-last proxy.
fn chain(headers: &HeaderMap) -> Vec<String> {
    let texts = |name| headers.get_all(name).into_iter().map(|value| String::from_utf8_lossy(value.as_bytes()));
    if headers.contains_key(X_FORWARDED_FOR) {
        // Without quotation marks: one that a client sends must not swallow what the proxy adds.
        let texts = texts(X_FORWARDED_FOR).collect::<Vec<_>>().join(",");
        return texts.split(',').map(|part| part.trim().to_owned()).collect();
    }
    let elements = texts(FORWARDED).flat_map(|text| split(&text, ','));
    elements.map(|element| forwarded_for(&element).unwrap_or_default()).collect()
}

/// The `for` of one element of `Forwarded`, without its quotation marks.
fn forwarded_for(element: &str) -> Option<String> {
    split(element, ';').into_iter().find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// The parts of a text between separators that are not within quotation marks.
fn split(text: &str, separator: char) -> Vec<String> {
    let mut is_quoted = false;
    let parts = text.split(|letter| {
        is_quoted ^= letter == '"';
        letter == separator && !is_quoted
    });
    parts.map(|part| part.trim().to_owned()).collect()
}

/// An address, perhaps with a port; one of IPv6 is then in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let with_port = || text.parse::<std::net::SocketAddr>().map(|address| address.ip());
    bare.parse().or_else(|_| with_port()).ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn proxies() -> TrustedProxies {
        TrustedProxies(["10.0.0.0/8", "::1", "unix"].map(|network| network.parse().unwrap()).to_vec())
    }

    #[test]
    fn an_address_is_the_last_that_no_trusted_proxy_has_and_nobody_else_is_believed() {
        const X: HeaderName = X_FORWARDED_FOR;
        for (peer, said, meant) in [
            ("192.0.2.9", &[(X, "192.0.2.1")][..], "192.0.2.9"),
            ("10.1.2.3", &[(X, "192.0.2.1")], "192.0.2.1"),
            ("unix", &[(X, "192.0.2.1")], "192.0.2.1"),
            ("unix", &[], "nobody"),
            ("10.1.2.3", &[], "10.1.2.3"),
            // What a visitor makes up stands before what the proxy adds.
            ("10.0.0.1", &[(X, "203.0.113.66, 192.0.2.1, 10.0.0.2")], "192.0.2.1"),
            ("10.0.0.1", &[(X, "203.0.113.66"), (X, "192.0.2.1")], "192.0.2.1"),
            ("10.0.0.1", &[(X, "10.0.0.3, 10.0.0.2")], "10.0.0.3"),
            ("10.0.0.1", &[(X, "[203.0.113.66]\", 192.0.2.1")], "192.0.2.1"),
            ("10.0.0.1", &[(X, "\", 192.0.2.1")], "192.0.2.1"),
            ("10.0.0.1", &[(X, "[203.0.113.66]x")], "nobody"),
            ("10.0.0.1", &[(X, "[2001:db8::1]")], "2001:db8::1"),
            ("10.0.0.1", &[(X, "192.0.2.1:4711")], "192.0.2.1"),
            ("10.0.0.1", &[(X, "2001:db8::1")], "2001:db8::1"),
            ("10.0.0.1", &[(X, "[2001:db8::1]:4711")], "2001:db8::1"),
            ("10.0.0.1", &[(X, "::ffff:192.0.2.1")], "192.0.2.1"),
            ("10.0.0.1", &[(X, "")], "nobody"),
            ("10.0.0.1", &[(FORWARDED, "for=192.0.2.1;proto=https")], "192.0.2.1"),
            ("10.0.0.1", &[(FORWARDED, "proto=https; For=\"[2001:db8::1]:4711\"")], "2001:db8::1"),
            ("10.0.0.1", &[(FORWARDED, "for=\"_a,b\", for=192.0.2.1")], "192.0.2.1"),
            ("10.0.0.1", &[(FORWARDED, "for=192.0.2.66, for=unknown")], "nobody"),
            ("10.0.0.1", &[(FORWARDED, "for=192.0.2.66, by=10.0.0.2")], "nobody"),
        ] {
            let mut headers = HeaderMap::new();
            for (name, value) in said {
                headers.append(name, HeaderValue::from_static(value));
            }
            let found = proxies().address(peer.parse().ok(), &headers);
            assert_eq!(found, meant.parse().ok(), "{peer} {said:?}");
        }
    }

    #[test]
    fn a_network_is_a_prefix_an_address_or_unix() {
        for right in ["10.0.0.0/8", "2001:db8::/32", "192.0.2.7", "::1", "unix"] {
            assert!(right.parse::<Network>().is_ok(), "{right}");
        }
        for wrong in ["", "10.0.0.0/33", "localhost", "10.0.0.0/8/8"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }
}
