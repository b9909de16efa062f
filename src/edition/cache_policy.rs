//! Named promises about freshness, and the `Cache-Control` that keeps each (RFC 9111, RFC 5861, RFC 8246).

use http::HeaderValue;

/// How long a response may be reused, by name, so that a test and a reader speak of the same thing.
///
/// The policies for what changes name neither `must-revalidate` nor `s-maxage` (which implies `proxy-revalidate`): both forbid
/// shared caches to serve a stale copy, and through them the site stays up while the program is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CachePolicy {
    /// A file whose name holds the hash of its bytes: other content has another name, so it never changes.
    Immutable,
    /// A page. Fresh for a minute, then served for another minute while it is fetched anew: whoever reloads sees an edit at once, and
    /// everyone within two minutes; while the server cannot be reached, caches go on serving it for a week.
    Page,
    /// Open data, feeds and files for machines: fresh for five minutes, then served for another five while it is fetched anew.
    Data,
    /// An icon or another file at a fixed name that changes once in years: a day, and for a week while it is fetched anew.
    Icon,
    /// A file that is sent in the place of a fingerprinted one that is not there: good for this time, and asked for anew the next.
    Revalidated,
    /// A response that nobody stores, as it depends on the visitor in a way that shared caches are known to get wrong (`Accept-Language`).
    Uncached,
}

impl CachePolicy {
    /// The value of `Cache-Control` for this policy; it borrows a constant, so that a clone costs no reference count.
    #[must_use]
    pub const fn header_value(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Immutable => "public, max-age=31536000, immutable",
            Self::Page => "public, max-age=60, stale-while-revalidate=60, stale-if-error=604800",
            Self::Data => "public, max-age=300, stale-while-revalidate=300, stale-if-error=604800",
            Self::Icon => "public, max-age=86400, stale-while-revalidate=604800, stale-if-error=604800",
            Self::Revalidated => "no-cache",
            Self::Uncached => "no-store",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::CachePolicy;

    #[test]
    fn a_shared_cache_may_go_on_serving_pages_while_the_server_is_stopped() {
        for policy in [CachePolicy::Page, CachePolicy::Data, CachePolicy::Icon] {
            let value = policy.header_value();
            let value = value.to_str().unwrap();
            assert!(value.contains("stale-if-error="), "{policy:?}: {value}");
            for word in ["must-revalidate", "proxy-revalidate", "s-maxage"] {
                assert!(!value.contains(word), "{policy:?}: {value}");
            }
        }
    }
}
