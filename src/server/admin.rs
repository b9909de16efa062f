//! Answers to those who run the site: is it alive, is it ready, how is it doing.
//!
//! They are given on a listener of their own (`--admin-listen`); on the public one these paths are a 404 like any other without a page.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use serde::Serialize;
use tower_http::set_header::SetResponseHeaderLayer;

use super::observer::Observer;
use crate::live::Live;
use crate::metrics::MEDIA_TYPE;

/// The state of the program as a whole.
#[derive(Debug)]
pub struct Health {
    observer: Arc<Observer>,
    live: OnceLock<Arc<Live>>,
    stopping: AtomicBool,
}

impl Health {
    /// Of a program that is not ready yet, and whose exchanges `observer` sees.
    #[must_use]
    pub fn new(observer: Arc<Observer>) -> Self {
        Self { observer, live: OnceLock::new(), stopping: AtomicBool::new(false) }
    }

    /// Says that `live` is served: it is ready unless it is waiting.
    pub fn serves(&self, live: Arc<Live>) {
        // A program has one site: what is said a second time is the same.
        let _ = self.live.set(live);
    }

    /// Says that the program was told to stop, and only ends what it has begun.
    pub fn stopping(&self) {
        self.stopping.store(true, Ordering::Release);
    }
}

/// The answer of `/readyz`, with its fields in their order.
#[derive(Default, Serialize)]
struct Readiness {
    ready: bool,
    #[serde(flatten)]
    served: Option<Served>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_publication: Option<LastPublication>,
}

/// What is served.
#[derive(Serialize)]
struct Served {
    edition: String,
    age_seconds: u64,
    /// When the last good edition of an earlier run was kept, as long as it is served (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    kept_since: Option<String>,
}

#[derive(Serialize)]
struct LastPublication {
    outcome: &'static str,
    errors: usize,
    warnings: usize,
}

/// The router of the admin listener.
///
/// - `/healthz`: 200 while the program answers at all.
/// - `/metrics`: all metrics, as Prometheus reads them.
/// - `/readyz`: 200 while visitors may be sent here, that is from the first complete edition to the signal to stop; else 503. The
///   edition, its age in seconds, since when it has been kept where it is that of an earlier run, and the result of the last attempt to
///   publish. A site that editors have broken is ready all the same: its last good edition is served.
pub fn router(health: Arc<Health>) -> Router {
    Router::new()
        .route("/healthz", get(async || Json(BTreeMap::from([("alive", true)]))))
        .route("/metrics", get(metrics))
        .route("/readyz", get(readiness))
        .layer(SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static("no-store")))
        .with_state(health)
}

async fn readiness(State(health): State<Arc<Health>>) -> Response {
    let Some(live) = health.live.get().filter(|_| !health.stopping.load(Ordering::Acquire)) else {
        return (StatusCode::SERVICE_UNAVAILABLE, Json(Readiness::default())).into_response();
    };
    let (now, last) = (live.load(), live.status());
    let served = (!live.is_waiting()).then(|| Served {
        edition: now.edition.id().to_owned(),
        age_seconds: now.since.elapsed().as_secs(),
        kept_since: live.kept_since().map(|since| humantime::format_rfc3339_seconds(since).to_string()),
    });
    let status = if served.is_some() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let last_publication = Some(LastPublication {
        outcome: last.result.name(),
        errors: last.report.errors().count(),
        warnings: last.report.warnings().count(),
    });
    (status, Json(Readiness { ready: served.is_some(), served, last_publication })).into_response()
}

async fn metrics(State(health): State<Arc<Health>>) -> Response {
    match health.observer.metrics.exposition(health.live.get()) {
        Ok(text) => ([(CONTENT_TYPE, MEDIA_TYPE)], text).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}
