//! The preview of a site for its editor, as it changes: a script, a stylesheet, and events as they come.
//!
//! Only [`site`] has these; what `serve` and `export` produce knows nothing of them.

mod host;

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{BoxError, Router};
use bytes::Bytes;
use futures_util::stream;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{Method, StatusCode};
use serde::Serialize;
use tokio::time::timeout;
use tower::ServiceBuilder;
use tower_http::validate_request::ValidateRequestHeaderLayer;

use crate::diagnostic::{Diagnostic, Problem};
use crate::live::{Live, PublishStatus};
use crate::reporter::Reporter;
use crate::server::EditionService;
use crate::server::app::{self, App, Layers};

use host::ThisComputerOnly;

const SCRIPT: &str = include_str!("script.js");
const STYLE: &str = include_str!("style.css");

/// How often a comment is sent, to notice tabs that were closed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Where a link to a place leads if nothing else is said: Visual Studio Code, and its relatives.
pub const EDITOR_LINK: &str = "vscode://file{path}:{line}:{column}";

/// The settings of a preview.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The site's directory.
    pub root: PathBuf,
    /// The address that opens the editor's program at a place, with `{path}`, `{line}` and `{column}`.
    pub editor_link: String,
    /// The language in which problems are reported.
    pub reporter: Reporter,
}

#[derive(Clone)]
struct Shared {
    live: Arc<Live>,
    preview: Arc<Preview>,
}

/// A preview: `/_preview/`, a page with the report alone while there is no edition, and all that the public site has.
pub fn site<B>(live: &Arc<Live>, preview: Preview, layers: &Layers) -> impl App<B> + use<B>
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let edition = EditionService { live: Arc::clone(live), router: router(live, preview) };
    layers.around(ServiceBuilder::new().layer(ValidateRequestHeaderLayer::custom(ThisComputerOnly)).service(edition))
}

fn router(live: &Arc<Live>, preview: Preview) -> Router {
    let shared = Shared { live: Arc::clone(live), preview: Arc::new(preview) };
    let own = Router::new()
        .route("/_preview/script.js", get(async || file("text/javascript; charset=utf-8", SCRIPT)))
        .route("/_preview/style.css", get(async || file("text/css; charset=utf-8", STYLE)))
        .route("/_preview/events", get(events).with_state(shared.clone()));
    own.merge(app::router(Arc::clone(live)).layer(middleware::from_fn_with_state(shared, waiting)))
}

fn file(media_type: &'static str, body: impl Into<Body>) -> Response {
    ([(CONTENT_TYPE, media_type), (CACHE_CONTROL, "no-store")], body.into()).into_response()
}

/// While the site has never been in order, every page is the report alone.
async fn waiting(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    if !shared.live.is_waiting() || request.method() != Method::GET {
        return next.run(request).await;
    }
    let reporter = shared.preview.reporter;
    let words = reporter.say("preview-waiting", &[]);
    let code = reporter.code();
    let page = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{words}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"/_preview/style.css\">\n<script src=\"/_preview/script.js\" defer></script>\n\
         </head>\n<body class=\"preview-waiting\">\n<h1>{words}</h1>\n</body>\n</html>\n"
    );
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
    let page = file("text/html; charset=utf-8", page);
    (StatusCode::SERVICE_UNAVAILABLE, [(CONTENT_SECURITY_POLICY, policy)], page).into_response()
}

/// Server-sent events (HTML, section 9.2): the state now, and after each attempt to publish.
async fn events(State(shared): State<Shared>) -> Response {
    let mut statuses = shared.live.statuses();
    statuses.mark_changed();
    let events = stream::unfold((shared, statuses), async |(shared, mut statuses)| {
        let event = match timeout(KEEP_ALIVE, statuses.changed()).await {
            Ok(changed) => changed.ok().map(|()| shared.event(&statuses.borrow_and_update().clone()))?,
            Err(_) => Bytes::from_static(b":\n\n"),
        };
        Some((Ok::<_, Infallible>(event), (shared, statuses)))
    });
    file("text/event-stream", Body::from_stream(events))
}

impl Shared {
    fn event(&self, status: &PublishStatus) -> Bytes {
        let Preview { root, editor_link, reporter } = &*self.preview;
        let of_translation = |one: &&Diagnostic| {
            matches!(one.problem, Problem::TranslationChanged { .. } | Problem::TranslationNew { .. })
        };
        let translations = status.report.warnings().filter(of_translation).map(|one| EventProblem::new(*reporter, one));
        let problems: Vec<_> = status.report.errors().map(|one| EventProblem::new(*reporter, one)).collect();
        let edition = self.live.current();
        let event = PreviewEvent {
            edition: edition.id(),
            lang: reporter.code(),
            root: std::fs::canonicalize(root).as_ref().unwrap_or(root).to_string_lossy().into_owned(),
            editor: editor_link,
            open: reporter.say("preview-open", &[]),
            keyboard: reporter.say("preview-keyboard", &[]),
            translations: translations.collect(),
            summary: if problems.is_empty() { String::new() } else { reporter.summary(&status.report) },
            problems,
        };
        // Texts and numbers are always JSON.
        let event = serde_json::to_string(&event).unwrap_or_default();
        Bytes::from(format!("retry: 500\ndata: {event}\n\n"))
    }
}

/// An event as the page's script reads it, with its fields in their order.
#[derive(Serialize)]
struct PreviewEvent<'a> {
    edition: &'a str,
    lang: &'a str,
    root: String,
    editor: &'a str,
    open: String,
    keyboard: String,
    translations: Vec<EventProblem>,
    summary: String,
    problems: Vec<EventProblem>,
}

#[derive(Serialize)]
struct EventProblem {
    place: String,
    message: String,
    help: String,
    excerpt: Option<String>,
    before: usize,
    length: usize,
}

impl EventProblem {
    fn new(reporter: Reporter, one: &Diagnostic) -> Self {
        let (message, help) = reporter.words(&one.problem);
        let place = &one.place;
        Self {
            place: format!("{}:{}:{}", place.path(), place.line(), place.column()),
            message,
            help,
            excerpt: place.excerpt().map(str::to_owned),
            before: place.column() - 1,
            length: place.text().lines().next().map_or(1, |line| line.chars().count().max(1)),
        }
    }
}
