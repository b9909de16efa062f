//! Doors for the fuzz targets, to what only the server itself uses otherwise. They are there in a build for fuzzing only.

use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};
use tokio::sync::watch;

use super::accept::Peer;
use super::connection::{Stop, attend};
use super::{Limits, Site, target};

/// All that `site` answers to a client that sends `bytes`, in pieces of `piece` bytes, and then nothing more.
pub async fn converse(site: Arc<Site>, bytes: &[u8], piece: usize) -> Vec<u8> {
    let (client, server) = duplex(1024);
    let (_stop, stopping) = watch::channel(Stop::NotYet);
    let (mut from, mut to) = tokio::io::split(client);
    let sending = async {
        for piece in bytes.chunks(piece.max(1)) {
            if to.write_all(piece).await.is_err() {
                break;
            }
            tokio::task::yield_now().await;
        }
        // It has ended already, or ends now.
        let _ = to.shutdown().await;
    };
    let mut answers = Vec::new();
    let reading = async {
        // An error is an end.
        let _ = from.read_to_end(&mut answers).await;
    };
    tokio::join!(attend(server, Peer::Local, site, Limits::default(), stopping), sending, reading);
    answers
}

/// The path to look up for one as it was sent; nothing where that is none.
#[must_use]
pub fn path(raw: &str) -> Option<String> {
    target::path(raw).ok().map(std::borrow::Cow::into_owned)
}
