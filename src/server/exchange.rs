//! A request and what came of it: what the access log and the metrics tell.

use std::net::IpAddr;
use std::time::Instant;

use axum::response::Response;
use bytestring::ByteString;
use http::header::CONTENT_ENCODING;
use http::{HeaderValue, Method, Request, StatusCode, Uri};
use http_body::Body as _;
use tower_http::request_id::RequestId;

use crate::edition::Coding;
use crate::metrics::RouteName;

/// An exchange lasts from the end of the request's header until the kernel has taken the whole response (or the next request of the
/// same connection is answered, where the client sent it without waiting).
#[derive(Debug)]
pub(super) struct Exchange {
    pub(super) start: Instant,
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) id: Option<HeaderValue>,
    /// The client's address, where it is logged.
    pub(super) address: Option<IpAddr>,
    pub(super) route: RouteName,
    pub(super) status: StatusCode,
    pub(super) coding: Coding,
    /// Bytes of content, of which a HEAD gets none.
    pub(super) bytes: u64,
}

impl Exchange {
    pub(super) fn begin<B>(request: &Request<B>, address: Option<IpAddr>) -> Self {
        Self {
            start: Instant::now(),
            method: request.method().clone(),
            uri: request.uri().clone(),
            id: request.extensions().get::<RequestId>().map(|id| id.header_value().clone()),
            address,
            route: RouteName(ByteString::from_static("other")),
            status: StatusCode::OK,
            coding: Coding::Identity,
            bytes: 0,
        }
    }

    pub(super) fn answer(&mut self, response: &Response) {
        if let Some(route) = response.extensions().get::<RouteName>() {
            self.route = route.clone();
        }
        self.status = response.status();
        let coding = response.headers().get(CONTENT_ENCODING).map(HeaderValue::as_bytes);
        let known = Coding::ALL.into_iter().find(|known| coding == Some(known.token().as_bytes()));
        self.coding = known.unwrap_or(Coding::Identity);
        self.bytes = if self.method == Method::HEAD { 0 } else { response.body().size_hint().lower() };
    }
}
