//! One try to publish -> what is known of it afterwards, for the log, the health endpoint and the preview.

use std::time::SystemTime;

use crate::diagnostic::Report;

/// The last try to publish the site.
#[derive(Clone, Debug)]
pub struct PublishStatus {
    /// When it ended.
    pub at: SystemTime,
    /// What came of it.
    pub result: PublishResult,
    /// What is wrong with the files, warnings included.
    pub report: Report,
    /// How many times somebody had asked for a publication when it began; see [`Changes::ask`](super::Changes::ask).
    pub asks: u64,
}

/// What came of a try to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishResult {
    /// The edition is served.
    Published,
    /// The files make the very edition that is served.
    Unchanged,
    /// The files have errors; the last good edition stays.
    Refused,
    /// The program could not make an edition of files that are in order; the last good edition stays.
    Failed(String),
}

impl PublishResult {
    /// The names of all outcomes.
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
    /// A try that ended now.
    #[must_use]
    pub fn now(result: PublishResult, report: Report) -> Self {
        #[expect(clippy::disallowed_methods, reason = "people ask when; no edition holds it")]
        let at = SystemTime::now();
        Self { at, result, report, asks: 0 }
    }

    /// Whether what is served is what the files say.
    #[must_use]
    pub fn is_up_to_date(&self) -> bool {
        matches!(self.result, PublishResult::Published | PublishResult::Unchanged)
    }
}
