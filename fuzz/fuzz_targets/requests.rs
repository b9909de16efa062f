//! Requests as hyper hands them on, whatever a client sends: each is answered with a status that this server gives, and never with a
//! byte that was not published. The bytes are a method, a target and header fields, a line each.
#![no_main]

use std::sync::{Arc, LazyLock};

use aimf::edition::{Builder, CachePolicy, CompressionCache, Content, SecurityHeaders, Suggestions};
use aimf::live::Live;
use aimf::server::Limits;
use aimf::server::app::{self, Layers};
use axum::body::{Body, to_bytes};
use http::Request;
use libfuzzer_sys::fuzz_target;
use tower::ServiceExt as _;

const STATUSES: [u16; 16] = [200, 204, 206, 301, 302, 304, 400, 404, 405, 412, 413, 414, 416, 431, 501, 503];

fn content(policy: CachePolicy, body: &str) -> Content {
    let language = Some("fr".to_owned());
    Content { media_type: "text/html; charset=utf-8", language, policy, robots: None, body: body.to_owned().into() }
}

static LIVE: LazyLock<Arc<Live>> = LazyLock::new(|| {
    let mut builder = Builder::new(SecurityHeaders::new("https://aimf.test/"));
    let languages = vec![("fr".to_owned(), "/fr/".to_owned()), ("en".to_owned(), "/en/".to_owned())];
    builder
        .language_choice("/", languages, content(CachePolicy::Uncached, "choice"))
        .resource("/fr/", content(CachePolicy::Page, "accueil"))
        .resource("/fr/été/", content(CachePolicy::Page, "été"))
        .resource("/en/", content(CachePolicy::Page, "home"))
        .resource(
            "/f.0123456789.woff2",
            Content { media_type: "font/woff2", ..content(CachePolicy::Immutable, &"f".repeat(99)) },
        )
        .redirect("/old/", "/fr/#a")
        .not_found(None, content(CachePolicy::Page, "404"), Suggestions::default());
    Arc::new(Live::new(builder.finish(&CompressionCache::new()).expect("it is in order")))
});

fn request(bytes: &[u8]) -> Option<Request<Body>> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let mut request = Request::builder().method(lines.next()?).uri(lines.next()?).header("host", "aimf.test");
    for line in lines {
        let colon = line.iter().position(|byte| *byte == b':')?;
        request = request.header(&line[..colon], line[colon + 1..].trim_ascii());
    }
    request.body(Body::empty()).ok()
}

fuzz_target!(|bytes: &[u8]| {
    let Some(request) = request(bytes) else { return };
    let live = Arc::clone(&LIVE);
    let layers = Layers {
        limits: Limits::default(),
        observer: None,
        trusted_proxies: Arc::default(),
        live: Some(Arc::clone(&live)),
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("it needs no descriptors");
    runtime.block_on(async {
        let response = app::site::<Body>(&live, &layers).oneshot(request).await.unwrap_or_else(|never| match never {});
        assert!(STATUSES.contains(&response.status().as_u16()), "{}", response.status());
        let body = to_bytes(response.into_body(), 1000).await.expect("it is there");
        let text = String::from_utf8_lossy(&body).replace('f', "");
        assert!(["", "choice", "accueil", "été", "home", "404"].contains(&&*text), "{text}");
    });
});
