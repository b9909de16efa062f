//! What a page weighs: how many bytes a visitor loads who reads all of it.

use std::collections::{BTreeMap, BTreeSet};

use super::static_files::StaticFile;
use crate::edition::CompressionCache;
use crate::stored_file::FileContent;

/// How an address begins that a page loads a picture from.
const SOURCE: &str = " src=\"";

/// The bytes of pictures as they are sent, by their address.
#[derive(Default)]
pub(super) struct PictureWeights(BTreeMap<String, usize>);

impl PictureWeights {
    pub(super) fn of<'a>(
        files: impl Iterator<Item = (String, &'a StaticFile)>,
        compression: &CompressionCache,
    ) -> Self {
        Self(files.map(|(address, file)| (address, of_picture(file, compression))).collect())
    }

    /// The bytes of all pictures that a page shows, each once: those too that are loaded only when they come into view.
    pub(super) fn in_page(&self, html: &str) -> usize {
        let addresses = html.split(SOURCE).skip(1).filter_map(|rest| rest.split_once('"'));
        let shown: BTreeSet<&str> = addresses.map(|(address, _)| address).collect();
        shown.into_iter().filter_map(|address| self.0.get(address)).sum()
    }
}

/// The bytes of a picture as it is sent: a drawing is text, which is compressed.
pub(super) fn of_picture(file: &StaticFile, compression: &CompressionCache) -> usize {
    match &file.content {
        FileContent::Memory(body) if file.media_type == "image/svg+xml" => compression.smallest(body),
        content => usize::try_from(content.length()).unwrap_or(usize::MAX),
    }
}
