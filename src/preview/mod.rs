//! The preview of a site for its editor, as it changes: a script, a stylesheet, and the state that the script asks for.
//!
//! Only [`site`] has these; what `serve` and `export` produce knows nothing of them.

mod host;
mod shown;

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{BoxError, Router};
use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{Method, StatusCode};
use tower::ServiceBuilder;
use tower_http::validate_request::ValidateRequestHeaderLayer;

use crate::live::Live;
use crate::reporter::Reporter;
use crate::server::EditionService;
use crate::server::app::{self, App, Layers};

use host::ThisComputerOnly;
use shown::PreviewState;

const SCRIPT: &str = include_str!("script.js");
const STYLE: &str = include_str!("style.css");

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
        .route("/_preview/state", get(state).with_state(shared.clone()));
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

/// The state as a page shows it. A page asks for it every so often rather than to be told: a browser opens few connections to a host, and
/// one that each tab held open would leave none for the tabs after them.
async fn state(State(shared): State<Shared>) -> Response {
    let state = PreviewState::of(&shared.live, &shared.preview);
    // Texts and numbers are always JSON.
    file("application/json", serde_json::to_string(&state).unwrap_or_default())
}
