//! The state of the program -> what those who run it ask for: is it alive, is it ready, how is it doing.
//!
//! These answer on a listener of their own (`--admin-listen`); on the public one they are a 404 like any path with nothing at it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::routing::get;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Value, json};

use super::observe::{self, Observer};
use crate::live::Live;

/// What is known of the program as a whole.
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

    /// Says that the first edition is complete, and is served.
    pub fn ready(&self, live: Arc<Live>) {
        // A program has one site: what is said a second time is the same.
        let _ = self.live.set(live);
    }

    /// Says that the program was told to stop, and answers only what is on the way.
    pub fn stopping(&self) {
        self.stopping.store(true, Ordering::Release);
    }

    /// What is served, where visitors may be sent here.
    fn live(&self) -> Option<&Arc<Live>> {
        self.live.get().filter(|_| !self.stopping.load(Ordering::Acquire))
    }
}

/// The router of the admin listener.
///
/// - `/healthz`: 200 while the program answers at all.
/// - `/metrics`: all counters and figures, as Prometheus reads them.
/// - `/readyz`: 200 while visitors may be sent here, that is from the first complete edition to the signal to stop; else 503. The
///   edition, its age in seconds, and what came of the last try to publish. A site that editors have broken is ready all the
///   same: its last good edition is served.
pub fn router(health: Arc<Health>) -> Router {
    Router::new()
        .route("/healthz", get(async || answer(StatusCode::OK, &json!({ "alive": true }))))
        .route("/metrics", get(metrics))
        .route("/readyz", get(readiness))
        .with_state(health)
}

async fn readiness(State(health): State<Arc<Health>>) -> Response<Body> {
    let Some(live) = health.live() else {
        return answer(StatusCode::SERVICE_UNAVAILABLE, &json!({ "ready": false }));
    };
    let (now, last) = (live.load(), live.attempt());
    let state = json!({
        "ready": true,
        "edition": now.edition().id(),
        "age_seconds": now.since().elapsed().as_secs(),
        "last_publication": {
            "outcome": last.outcome.name(),
            "errors": last.report.errors().count(),
            "warnings": last.report.warnings().count(),
        },
    });
    answer(StatusCode::OK, &state)
}

async fn metrics(State(health): State<Arc<Health>>) -> Response<Body> {
    let text = health.observer.exposition(health.live.get().map(|live| &**live));
    respond(StatusCode::OK, observe::MEDIA_TYPE, text)
}

fn answer(status: StatusCode, value: &Value) -> Response<Body> {
    respond(status, "application/json", format!("{value}\n"))
}

fn respond(status: StatusCode, media_type: &'static str, text: String) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
