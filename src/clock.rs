//! The clock, which is read here alone: of an edition it decides which pages and notices are there. All else follows from the files.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;

/// What tells the time to those who make editions.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's clock.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks what day it is; whoever makes an edition is given the answer"
    )]
    pub fn system() -> Self {
        // A clock beyond the year 9999 is as good as one that stands at its end.
        Self::by(|| Timestamp::try_from(std::time::SystemTime::now()).unwrap_or(Timestamp::MAX))
    }

    /// A clock that stands still: the same files give the same edition by it, whenever they are published.
    #[must_use]
    pub fn stopped_at(moment: Timestamp) -> Self {
        Self::by(move || moment)
    }

    /// A clock that is read by calling `read`.
    #[must_use]
    pub fn by(read: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(read))
    }

    /// The moment that it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Clock").field(&self.now()).finish()
    }
}
