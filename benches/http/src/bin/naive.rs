//! The same pages, each made when it is asked for: what most sites' programs do.
//!
//! At the start, an exported page is cut into its markup and its texts. For **each request** this peer
//!
//! 1. renders the page with askama: puts every text between its markup, escaping it;
//! 2. makes the headers, of which the entity-tag is a hash of the page that was rendered (weak, as it is the same in every coding);
//! 3. compares that with `If-None-Match`, and answers 304 where it is equal (the page was rendered all the same: nobody knows
//!    before that it did not change);
//! 4. compresses the body in tower-http's `CompressionLayer` with its default quality, where the client accepts brotli.
//!
//! It does **not** read content files, format Markdown, look words up or ask a database: of the programs that work in this way it
//! is the quickest.
#![forbid(unsafe_code)]

use std::convert::Infallible;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_NONE_MATCH};
use axum::http::{Response, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use clap::Parser;
use tower_http::compression::CompressionLayer;

/// Renders and compresses a page for each request.
#[derive(Debug, Parser)]
struct Args {
    /// Where to listen
    #[arg(long)]
    listen: SocketAddr,
    /// The path of the page
    #[arg(long)]
    path: String,
    /// The file that holds its HTML
    #[arg(long)]
    page: PathBuf,
    /// A header of each response, as `name: value`
    #[arg(long = "header", value_parser = header)]
    headers: Vec<(HeaderName, HeaderValue)>,
}

fn header(text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let (name, value) = text.split_once(": ").ok_or("a header is `name: value`")?;
    let name = name.parse().map_err(|_| format!("{name} is no name of a header"))?;
    let value = value.parse().map_err(|_| format!("{value} is no value of a header"))?;
    Ok((name, value))
}

/// The page, as its template sees it.
#[derive(Debug, Template)]
#[template(path = "naive.html")]
struct Page {
    pieces: Vec<Piece>,
}

/// Markup, and the text after it.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    markup: String,
    text: String,
}

struct Site {
    page: Page,
    headers: Vec<(HeaderName, HeaderValue)>,
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    System(#[from] io::Error),
    #[error("the page cannot be rendered: {0}")]
    Template(#[from] askama::Error),
    #[error("the page comes out of its template otherwise than it went in")]
    OtherPage,
}

fn main() -> Result<(), Failure> {
    let args = Args::parse();
    let html = std::fs::read_to_string(&args.page)?;
    let page = Page { pieces: cut(&html) };
    if page.render()? != html {
        return Err(Failure::OtherPage);
    }
    let site = Arc::new(Site { page, headers: args.headers });
    let router = Router::new().route(&args.path, get(answer)).layer(CompressionLayer::new()).with_state(site);
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let listener = tokio::net::TcpListener::bind(args.listen).await?;
        Ok(axum::serve(listener, router).await?)
    })
}

async fn answer(State(site): State<Arc<Site>>, request: HeaderMap) -> Result<Response<Body>, Infallible> {
    let Ok(html) = site.page.render() else {
        return Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    let mut hasher = DefaultHasher::new();
    html.hash(&mut hasher);
    let tag = format!("W/\"{:016x}\"", hasher.finish());
    let is_known = request.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response =
        if is_known { StatusCode::NOT_MODIFIED.into_response() } else { Response::new(Body::from(html)) };
    let headers = response.headers_mut();
    headers.extend(site.headers.iter().cloned());
    if !is_known {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    }
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    Ok(response)
}

/// A page as pieces whose rendering is the page again. A text that the template would write otherwise (with another entity for
/// the same sign) is left in the markup.
fn cut(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut markup = String::new();
    let mut rest = html;
    while let Some(end) = rest.find('>') {
        let (tag, after) = rest.split_at(end + 1);
        markup.push_str(tag);
        let length = after.find('<').unwrap_or(after.len());
        let (text, after) = after.split_at(length);
        rest = after;
        let plain = text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#39;", "'");
        let plain = plain.replace("&#38;", "&");
        let alone = Page { pieces: vec![Piece { markup: String::new(), text: plain }] };
        if !text.trim().is_empty() && alone.render().is_ok_and(|again| again == text) {
            let text = alone.pieces.into_iter().map(|piece| piece.text).collect();
            pieces.push(Piece { markup: std::mem::take(&mut markup), text });
        } else {
            markup.push_str(text);
        }
    }
    markup.push_str(rest);
    pieces.push(Piece { markup, text: String::new() });
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_comes_out_as_it_went_in_with_its_texts_escaped_anew() {
        let html = "<!doctype html>\n<h1 title=\"a\">L&#39;assemblée</h1> <p>a &#38; b &#60; c</p>\n<p>&nbsp;d</p>\n";
        let pieces = cut(html);
        let texts: Vec<_> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["L'assemblée", "a & b < c", ""]);
        assert_eq!(Page { pieces }.render().unwrap(), html);
    }
}
