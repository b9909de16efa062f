//! The result of an attempt to publish, for the log, the admin listener and the preview.

use crate::diagnostic::Report;

/// An attempt to publish the site.
#[derive(Clone, Debug)]
pub struct PublishStatus {
    /// Its result.
    pub result: PublishResult,
    /// What is wrong with the files, warnings included.
    pub report: Report,
    /// How many times somebody had asked for a publication when it began; see [`Changes::ask`](super::Changes::ask).
    pub asks: u64,
}

/// The result of an attempt to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishResult {
    /// The edition is served.
    Published,
    /// The files make the very edition that is served already.
    Unchanged,
    /// The files have errors; the last good edition stays.
    Refused,
    /// The program could not make an edition of files that are in order; the last good edition stays.
    Failed(String),
}

impl PublishResult {
    /// The names of all results.
    pub const NAMES: [&str; 4] = ["published", "unchanged", "refused", "failed"];

    /// Its place among [`PublishResult::NAMES`].
    pub(super) fn index(&self) -> usize {
        match self {
            Self::Published => 0,
            Self::Unchanged => 1,
            Self::Refused => 2,
            Self::Failed(_) => 3,
        }
    }

    /// Its name, for programs.
    #[must_use]
    pub fn name(&self) -> &'static str {
        Self::NAMES[self.index()]
    }
}

impl PublishStatus {
    /// An attempt that nobody has asked for.
    #[must_use]
    pub fn new(result: PublishResult, report: Report) -> Self {
        Self { result, report, asks: 0 }
    }

    /// Whether what is served is what the files say.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        matches!(self.result, PublishResult::Published | PublishResult::Unchanged)
    }
}
