//! The site's public address, of which absolute links are made: never the request's `Host`.

use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

use url::SyntaxViolation::{NonUrlCodePoint, PercentDecode};
use url::Url;

/// An absolute address of `http` or `https`, perhaps with a path under which the site stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    /// The scheme, host and port (RFC 6454): `https://example.org`.
    origin: String,
    path: String,
}

/// The addresses that the public address of a site is chosen from.
#[derive(Clone, Debug)]
pub struct BaseUrlChoice {
    /// The one that was asked for: it goes before all others.
    pub asked: Option<BaseUrl>,
    /// The one where neither anybody asked nor the site has its own.
    pub otherwise: BaseUrl,
}

impl BaseUrlChoice {
    /// The address of a site that names `own` as its own.
    pub(crate) fn of<'a>(&'a self, own: Option<&'a BaseUrl>) -> &'a BaseUrl {
        self.asked.as_ref().or(own).unwrap_or(&self.otherwise)
    }
}

/// The reason why no site can stand at an address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidBaseUrl {
    /// It is no address, or one with more than a host and a plain path.
    #[error("`{0}` is not an address such as https://www.example.org or https://example.org/aimf")]
    NotAnAddress(String),
    /// The host has letters beyond ASCII, which headers, certificates and settings of servers write in another form.
    #[error("`{text}` has a name with accents; servers write it {ascii}")]
    NotAscii {
        /// The address as it was written.
        text: String,
        /// The same address in ASCII (Punycode).
        ascii: String,
    },
}

impl BaseUrl {
    /// The path under which the site stands, without a final slash; empty at the root of its host.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The address of something of the site by its path within the host, as links have it: `/aimf/fr/`.
    pub(crate) fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl FromStr for BaseUrl {
    type Err = InvalidBaseUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidBaseUrl::NotAnAddress(text.to_owned());
        let url = parse_strictly(text).ok_or_else(invalid)?;
        let path = url.path().trim_end_matches('/');
        let is_plain = |segment: &str| {
            !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
        };
        let has_dots = text.split('/').any(|segment| matches!(segment, "." | ".."));
        if has_dots || url.query().is_some() || url.fragment().is_some() || !path.split('/').skip(1).all(is_plain) {
            return Err(invalid());
        }
        let base = Self { origin: url.origin().ascii_serialization(), path: path.to_owned() };
        if text.is_ascii() {
            Ok(base)
        } else {
            Err(InvalidBaseUrl::NotAscii { text: text.to_owned(), ascii: base.to_string() })
        }
    }
}

/// Parses an address of `http` or `https` as browsers do (WHATWG URL), without the slips that they forgive: spaces,
/// backslashes, characters that must be escaped, a name and a password. Brackets and a bare `%` are common, and let through.
pub(crate) fn parse_strictly(text: &str) -> Option<Url> {
    let is_forgiven =
        Cell::new(text.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c)));
    let note = |slip| is_forgiven.set(is_forgiven.get() || !matches!(slip, NonUrlCodePoint | PercentDecode));
    let url = Url::options().syntax_violation_callback(Some(&note)).parse(text).ok()?;
    (matches!(url.scheme(), "http" | "https") && !is_forgiven.get()).then_some(url)
}

/// Whether a web address leads to the machine that it is opened on, as that of a preview does.
pub(crate) fn is_of_this_machine(text: &str) -> bool {
    let url = parse_strictly(text);
    url.is_some_and(|url| match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(url::Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => false,
    })
}

/// A web address as programs take it, in ASCII (RFC 3986): the one judge of addresses in texts and in values. Accents may be typed; what
/// is no address of `http` or `https`, or has a host that could be no registered name, is none.
pub(crate) fn web_address(text: &str) -> Option<String> {
    let url = parse_strictly(text)?;
    let is_label = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let is_name = |host: &str| !host.contains('_') && host.trim_end_matches('.').split('.').all(is_label);
    let is_good = url.host_str().is_some_and(is_name);
    is_good.then(|| if text.is_ascii() { text.to_owned() } else { url.into() })
}

/// The address that was most likely meant by one without its scheme: `https://www.paris.fr` by `www.paris.fr`, `mailto:` before what is
/// one for mail; empty where nothing can be told.
pub(crate) fn address_meant(text: &str) -> String {
    let text = text.trim();
    let is_mail = |text: &str| {
        let (name, host) = text.split_once('@')?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || ".+_-".contains(c));
        (is_name && host.contains('.')).then(|| web_address(&format!("https://{host}")))?
    };
    if !text.contains([':', '/']) && is_mail(text).is_some() {
        return format!("mailto:{text}");
    }
    let without = ["https//", "http//", "https:/", "http:/", "https:", "http:", "//"];
    let rest = without.iter().find_map(|slip| text.strip_prefix(slip)).unwrap_or(text).trim_start_matches('/');
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let has_domain =
        host.rsplit_once('.').is_some_and(|(_, last)| last.len() > 1 && last.chars().all(char::is_alphabetic));
    let address = format!("https://{rest}");
    if has_domain && !rest.starts_with('.') && web_address(&address).is_some() { address } else { String::new() }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_url_may_have_a_port_and_a_path() {
        for (text, written, path) in [
            ("https://Example.org/aimf/", "https://example.org/aimf", "/aimf"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080", ""),
            // The port of the scheme goes without saying.
            ("https://Example.ORG:443", "https://example.org", ""),
            ("http://example.org:80/", "http://example.org", ""),
            ("http://example.org:443", "http://example.org:443", ""),
            ("http://[::1]:8080", "http://[::1]:8080", ""),
        ] {
            let base: BaseUrl = text.parse().unwrap();
            assert_eq!((base.to_string().as_str(), base.path()), (written, path));
            assert_eq!(base.absolute(base.path()), written);
        }
    }

    #[test]
    fn what_is_no_public_address_is_refused() {
        let wrong = ",example.org,/aimf,ftp://example.org,https://a@example.org,https://example.org/?a,https://example.org/a//b,\
            https://example.org/..,https://example.org/#a,https://example.org/é,https://example.org:99999,https://,\
            \u{20}https://example.org,https:example.org,https:\\\\example.org";
        for text in wrong.split(',') {
            assert_eq!(text.parse::<BaseUrl>(), Err(InvalidBaseUrl::NotAnAddress(text.into())), "{text}");
        }
    }

    #[test]
    fn a_name_with_accents_is_offered_as_servers_write_it() {
        let text = "https://www.Mairie-Évry.fr:443/aimf/";
        let ascii = "https://www.xn--mairie-vry-h7a.fr/aimf".to_owned();
        assert_eq!(text.parse::<BaseUrl>(), Err(InvalidBaseUrl::NotAscii { text: text.into(), ascii }));
    }
}
