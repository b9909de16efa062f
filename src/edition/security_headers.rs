//! The security headers of every response: constants, chosen once by the public address.

use http::HeaderValue;
use http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};

use super::cache_policy::CachePolicy;

const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// For pages: nothing may load but the site's own styles, pictures, fonts and manifest, and no script runs at all.
/// `connect-src` allows a page nothing, as it has no script; without it, auditing tools cannot read `robots.txt`.
const PAGE_CSP: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
     require-trusted-types-for 'script'";

/// For SVG and XML, which a browser opens as documents: nothing may load or run.
const DOCUMENT_CSP: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'none'";

/// Every feature that the specifications name and browsers know, off: the site uses none, and so can nobody in its name.
const FEATURES_OFF: &str = "accelerometer=(), autoplay=(), camera=(), \
     cross-origin-isolated=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
     geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), \
     keyboard-map=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), \
     otp-credentials=(), payment=(), picture-in-picture=(), publickey-credentials-create=(), \
     publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), \
     sync-xhr=(), usb=(), window-management=(), xr-spatial-tracking=()";

/// A partner's site learns that a visitor came from here, not from which page.
const REFERRER: &str = "strict-origin-when-cross-origin";

/// Two years, the time that browsers ask for; without `includeSubDomains`, as the association's other hosts are not this program's to bind.
const HSTS: &str = "max-age=63072000";

/// The security headers that go into the prepared header maps of an edition.
#[derive(Clone, Debug)]
pub struct SecurityHeaders {
    page_policy: &'static str,
    https: bool,
}

impl SecurityHeaders {
    /// The headers for a site at `base_url`: `Strict-Transport-Security` (RFC 6797) goes out only where that is `https`.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        Self { page_policy: PAGE_CSP, https: base_url.starts_with("https://") }
    }

    /// The same with another Content-Security-Policy for pages, for a preview that runs a script of its own.
    #[must_use]
    pub fn with_page_policy(self, page_policy: &'static str) -> Self {
        Self { page_policy, ..self }
    }

    /// Adds to `headers` what a response of this media type needs.
    ///
    /// - Pages: all of them.
    /// - SVG and XML: a policy that lets nothing load, since a browser opens them as documents.
    /// - Everything: `nosniff`, and `Cross-Origin-Resource-Policy`: pages, styles and fonts are for this site alone; pictures and
    ///   data may be embedded elsewhere, and open data may be read by scripts of other sites (Fetch, `Access-Control-Allow-Origin`).
    pub(super) fn apply(&self, headers: &mut HeaderMap, media_type: &str, policy: CachePolicy) {
        let mut set = |name: HeaderName, value: &'static str| {
            headers.insert(name, HeaderValue::from_static(value));
        };
        set(X_CONTENT_TYPE_OPTIONS, "nosniff");
        if self.https {
            set(STRICT_TRANSPORT_SECURITY, HSTS);
        }
        let essence = essence(media_type);
        let own_use_only = essence == "text/html" || essence == "text/css" || essence.starts_with("font/");
        set(RESOURCE_POLICY, if own_use_only { "same-origin" } else { "cross-origin" });
        if essence == "text/html" {
            set(CONTENT_SECURITY_POLICY, self.page_policy);
            set(REFERRER_POLICY, REFERRER);
            set(PERMISSIONS_POLICY, FEATURES_OFF);
            set(OPENER_POLICY, "same-origin");
        } else if essence.ends_with("+xml") || essence.ends_with("/xml") {
            set(CONTENT_SECURITY_POLICY, DOCUMENT_CSP);
        }
        if policy == CachePolicy::Data {
            set(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
    }

    /// Adds what a response without content needs.
    pub(crate) fn apply_without_content(&self, headers: &mut HeaderMap) {
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(REFERRER_POLICY, HeaderValue::from_static(REFERRER));
        if self.https {
            headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static(HSTS));
        }
    }
}

/// The media type without its parameters.
pub(super) fn essence(media_type: &str) -> &str {
    media_type.split_once(';').map_or(media_type, |(essence, _)| essence).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_a_page_nor_a_picture_opened_by_itself_runs_a_script() {
        for (media_type, policy) in [
            ("text/html; charset=utf-8", Some(PAGE_CSP)),
            ("image/svg+xml", Some(DOCUMENT_CSP)),
            ("application/xml; charset=utf-8", Some(DOCUMENT_CSP)),
            ("image/png", None),
        ] {
            let mut headers = HeaderMap::new();
            SecurityHeaders::new("http://example.org/").apply(&mut headers, media_type, CachePolicy::Page);
            assert_eq!(headers.get(CONTENT_SECURITY_POLICY).map(HeaderValue::as_bytes), policy.map(str::as_bytes));
        }
        for policy in [PAGE_CSP, DOCUMENT_CSP] {
            assert!(policy.starts_with("default-src 'none';"));
            assert!(!policy.contains("unsafe") && !policy.contains("script-src"));
        }
    }
}
