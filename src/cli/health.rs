//! `aimf health`: whether the running server is ready, for containers and scripts.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use http::header::HOST;
use http::{Request, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
#[cfg(unix)]
use tokio::net::UnixStream;
use tokio::time::timeout;

use super::output::print_line;
use super::{Failure, runtime};
use crate::server::ListenAddress;

#[derive(Debug, clap::Args)]
pub(super) struct HealthArgs {
    /// Where `/readyz` of the server answers
    #[arg(long, value_name = "WHERE", env = "AIMF_ADMIN_LISTEN")]
    admin_listen: Option<ListenAddress>,
}

/// How long the server may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// The most bytes of an answer that are shown.
const LONGEST: usize = 64 * 1024;

/// Why the server does not say that it is ready.
#[derive(Debug, thiserror::Error)]
enum Unhealthy {
    #[error("it cannot be reached: {0}")]
    Unreachable(#[from] std::io::Error),
    #[error("it does not answer by HTTP: {0}")]
    Http(#[from] hyper::Error),
    #[error("its answer cannot be read: {0}")]
    Body(#[from] axum::Error),
    #[error("it does not answer within {} seconds", PATIENCE.as_secs())]
    TimedOut,
    #[error("{0}")]
    NotReady(String),
}

/// Prints what the server says of itself; fails where it is not ready.
pub(super) fn run(args: &HealthArgs) -> Result<(), Failure> {
    let address = args.admin_listen.as_ref().ok_or(Failure::NoAdminAddress)?;
    let asked = runtime()?.block_on(async { timeout(PATIENCE, ask(address)).await });
    match asked.unwrap_or(Err(Unhealthy::TimedOut)) {
        Ok(readiness) => print_line(readiness),
        Err(reason) => Err(Failure::NotReady { address: address.clone(), reason: reason.to_string() }),
    }
}

async fn ask(address: &ListenAddress) -> Result<String, Unhealthy> {
    match address {
        ListenAddress::Tcp(address) => readiness(TcpStream::connect(address).await?).await,
        #[cfg(unix)]
        ListenAddress::Unix(path) => readiness(UnixStream::connect(path).await?).await,
        #[cfg(not(unix))]
        ListenAddress::Unix(_) => Err(Unhealthy::Unreachable(std::io::ErrorKind::Unsupported.into())),
    }
}

/// The answer of `/readyz`, if it is 200.
async fn readiness(stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static) -> Result<String, Unhealthy> {
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = http::Uri::from_static("/readyz");
    request.headers_mut().insert(HOST, http::HeaderValue::from_static("localhost"));
    let (head, body) = sender.send_request(request).await?.into_parts();
    let body = to_bytes(Body::new(body), LONGEST).await?;
    let text = String::from_utf8_lossy(&body).trim_end().to_owned();
    if head.status == StatusCode::OK { Ok(text) } else { Err(Unhealthy::NotReady(format!("{} {text}", head.status))) }
}
