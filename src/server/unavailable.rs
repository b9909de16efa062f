//! The answer while there has been no edition yet: 503, with a page in both languages.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse as _, Response};
use bytestring::ByteString;
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, RETRY_AFTER};

use crate::live::Live;
use crate::metrics::RouteName;
use crate::reporter::Reporter;
use crate::template::render;

/// The page, in each language that the program speaks: a site's own messages may be what cannot be read.
#[derive(askama::Template)]
#[template(path = "unavailable.html")]
struct Unavailable {
    languages: [UnavailableText; 2],
}

struct UnavailableText {
    code: &'static str,
    title: String,
    text: String,
}

/// When to ask again, in seconds.
const RETRY: &str = "30";

/// The page has a style of its own, and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Answers every request with 503 and `Retry-After` (RFC 9110 §15.6.4) while the site waits for its first edition.
pub(super) async fn unavailable(State(live): State<Arc<Live>>, request: Request, next: Next) -> Response {
    if !live.is_waiting() {
        return next.run(request).await;
    }
    let languages = [Reporter::French, Reporter::English].map(|reporter| UnavailableText {
        code: reporter.code(),
        title: reporter.say("unavailable-title", &[]),
        text: reporter.say("unavailable-text", &[]),
    });
    let headers = [(RETRY_AFTER, RETRY), (CACHE_CONTROL, "no-store"), (CONTENT_SECURITY_POLICY, POLICY)];
    let mut response =
        (StatusCode::SERVICE_UNAVAILABLE, headers, Html(render(&Unavailable { languages }))).into_response();
    response.extensions_mut().insert(RouteName(ByteString::from_static("unavailable")));
    response
}
