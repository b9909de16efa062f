//! The site's public address, of which absolute links are made: never the request's `Host`.

use std::fmt;
use std::str::FromStr;

/// An absolute address of `http` or `https`, perhaps with a path under which the site stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

/// How the public address of a site is chosen.
#[derive(Clone, Debug)]
pub struct BaseUrlChoice {
    /// The one that was asked for: it goes before all others.
    pub asked: Option<BaseUrl>,
    /// The one where neither anybody asked nor the site has its own.
    pub otherwise: BaseUrl,
}

impl BaseUrlChoice {
    /// The address of a site that names `own` as its own.
    #[must_use]
    pub fn of<'a>(&'a self, own: Option<&'a BaseUrl>) -> &'a BaseUrl {
        self.asked.as_ref().or(own).unwrap_or(&self.otherwise)
    }
}

/// The text is no address that a site can stand at.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an address such as https://www.example.org or https://example.org/aimf")]
pub struct InvalidBaseUrl(String);

impl BaseUrl {
    /// The scheme, host and port (RFC 6454): `https://example.org`.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The path under which the site stands, without a final slash; empty at the root of its host.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether visitors come by `https`.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.origin.starts_with("https://")
    }

    /// The address of something of the site by its path within the host, as links have it: `/aimf/fr/`.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

impl FromStr for BaseUrl {
    type Err = InvalidBaseUrl;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidBaseUrl(text.to_owned());
        let uri: http::Uri = text.parse().map_err(|_| invalid())?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(invalid()) };
        let path = uri.path().trim_end_matches('/');
        let is_plain = path.split('/').skip(1).all(|segment| {
            !segment.is_empty()
                && segment != ".."
                && segment != "."
                && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
        });
        let fits = matches!(scheme, "http" | "https")
            && uri.query().is_none()
            && !authority.host().is_empty()
            && !authority.as_str().contains('@')
            && !text.contains('#')
            && is_plain;
        if !fits {
            return Err(invalid());
        }
        let origin = format!("{scheme}://{}", authority.as_str().to_ascii_lowercase());
        Ok(Self { origin, path: path.to_owned() })
    }
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
    fn a_base_url_may_have_a_path() {
        let base: BaseUrl = "https://Example.org/aimf/".parse().unwrap();
        assert_eq!((base.origin(), base.path()), ("https://example.org", "/aimf"));
        assert_eq!(base.absolute("/aimf/fr/"), "https://example.org/aimf/fr/");
        assert_eq!("http://127.0.0.1:8080".parse::<BaseUrl>().unwrap().path(), "");
    }

    #[test]
    fn what_is_no_public_address_is_refused() {
        for text in [
            "",
            "example.org",
            "/aimf",
            "ftp://example.org",
            "https://a@example.org",
            "https://example.org/?a",
            "https://example.org/a//b",
            "https://example.org/..",
            "https://example.org/#a",
            "https://example.org/é",
        ] {
            assert!(text.parse::<BaseUrl>().is_err(), "{text}");
        }
    }
}
