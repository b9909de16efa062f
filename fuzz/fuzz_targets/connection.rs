//! Bytes from a client -> answers: each of a status that this server gives, and an end; never a byte that was not published.
#![no_main]

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use aimf::edition::{Builder, CachePolicy, CompressionCache, Content, Permanence, SecurityHeaders};
use aimf::live::Live;
use aimf::serve::{Site, fuzzing, router};
use libfuzzer_sys::fuzz_target;

const STATUSES: [u16; 16] = [200, 204, 206, 301, 302, 304, 400, 404, 405, 412, 413, 414, 416, 431, 501, 505];

fn content(policy: CachePolicy, body: &str) -> Content {
    let language = Some("fr".to_owned());
    Content { media_type: "text/html; charset=utf-8", language, policy, robots: None, body: body.to_owned().into() }
}

static SITE: LazyLock<Arc<Site>> = LazyLock::new(|| {
    let mut builder = Builder::new(SecurityHeaders::new("https://aimf.test/"));
    let languages = vec![("fr".to_owned(), "/fr/".to_owned()), ("en".to_owned(), "/en/".to_owned())];
    builder
        .language_choice("/", languages, 0, content(CachePolicy::Uncached, "choice"))
        .page("/fr/", content(CachePolicy::Page, &"accueil ".repeat(50)))
        .page("/fr/été/", content(CachePolicy::Page, "été"))
        .page("/en/", content(CachePolicy::Page, "home"))
        .page(
            "/f.0123456789.woff2",
            Content { media_type: "font/woff2", ..content(CachePolicy::Immutable, &"f".repeat(2000)) },
        )
        .redirect("/old/", "/fr/#a", Permanence::Temporary)
        .not_found(None, content(CachePolicy::Page, "404"));
    let live = Arc::new(Live::new(builder.finish(&CompressionCache::new()).expect("it is in order")));
    Arc::new(Site::new(Arc::clone(&live), router(live), 8192))
});

fuzz_target!(|input: (u8, Vec<u8>)| {
    let (piece, bytes) = input;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("it needs no descriptors");
    let talk = fuzzing::converse(Arc::clone(&SITE), &bytes, usize::from(piece));
    let answers = runtime
        .block_on(async { tokio::time::timeout(Duration::from_secs(20), talk).await })
        .expect("a client that has sent all is not kept waiting");
    if !answers.is_empty() {
        let status =
            answers.strip_prefix(b"HTTP/1.1 ").and_then(|rest| std::str::from_utf8(rest.get(..3)?).ok()?.parse().ok());
        assert!(status.is_some_and(|status| STATUSES.contains(&status)), "{:?}", String::from_utf8_lossy(&answers));
    }
    if let Ok(text) = std::str::from_utf8(&bytes)
        && let Some(decoded) = fuzzing::path(text)
    {
        assert_eq!(decoded.matches('/').count(), text.matches('/').count());
    }
});
