//! Makes the next edition after each change, one at a time, beside the requests.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;

use super::Live;
use super::changes::Changes;
use super::served::ServedSite;
use super::status::{PublishResult, PublishStatus};
use super::watch::{self, Watch, Watcher};
use crate::base_url::BaseUrlChoice;
use crate::diagnostic::{Diagnostic, Problem, Report};
use crate::publish::{Publication, PublishError, Publisher};
use crate::reporter::Reporter;
use crate::source::{Files, Source};
use crate::state::StateFolder;

/// Makes the editions of one site: the first, and the next one after each change. What changes meanwhile is published next.
#[derive(Debug)]
pub struct Republisher {
    source: Source,
    base: BaseUrlChoice,
    reporter: Reporter,
    publisher: Arc<Publisher>,
    changes: Arc<Changes>,
    /// Where the files of the last good edition outlive the program.
    state: Option<StateFolder>,
    /// The keeping of them that was begun last.
    keeping: Option<JoinHandle<()>>,
    /// The system's notices, where they are asked for and it gives them.
    watcher: Option<Watcher>,
    /// Whether the files are read every second instead.
    polls: bool,
    /// The files as they were read last.
    files: Arc<Files>,
    /// What is served.
    served: Option<ServedSite>,
    /// Whether the last attempt met a problem that may pass by itself, of which no notice comes: see [`may_pass`].
    tries_again: bool,
    /// The problems as editors were told of them last.
    reported: String,
}

/// How long after an attempt that met a problem that may pass the next one is made.
const RETRY_AFTER: Duration = Duration::from_secs(5);

impl Republisher {
    /// A republisher for the site at `source`, which is watched from now on where `watch` says so; `reporter` tells editors what is wrong.
    #[must_use]
    pub fn new(source: Source, base: BaseUrlChoice, reporter: Reporter, watch: Option<Watch>) -> Self {
        let changes = Arc::new(Changes::default());
        // What the binary carries does not change.
        let watch = watch.filter(|_| source != Source::Embedded);
        let (mut watcher, mut polls) = (None, watch == Some(Watch::Poll));
        if let (Source::Directory(root), Some(Watch::Auto)) = (&source, watch) {
            let mut system = Watcher::new(root.clone(), Arc::clone(&changes));
            match system.renew() {
                Ok(()) => watcher = Some(system),
                Err(error) => {
                    tracing::warn!(%error, "the system gives no notice of changes; reading the files every second");
                    polls = true;
                }
            }
        }
        Self {
            source,
            base,
            reporter,
            publisher: Arc::new(Publisher::new()),
            changes,
            state: None,
            keeping: None,
            watcher,
            polls,
            files: Arc::default(),
            served: None,
            tries_again: false,
            reported: String::new(),
        }
    }

    /// The same, whose editions are made by `publisher`.
    #[must_use]
    pub fn with_publisher(self, publisher: Publisher) -> Self {
        Self { publisher: Arc::new(publisher), ..self }
    }

    /// The same, with a folder in which the files of each edition are kept, so that a later run can serve the last good one.
    #[must_use]
    pub fn with_state(self, state: Option<StateFolder>) -> Self {
        // What the binary carries is kept with it.
        Self { state: state.filter(|_| self.source != Source::Embedded), ..self }
    }

    /// Where to say that something changed, or to ask for a publication.
    #[must_use]
    pub fn changes(&self) -> Arc<Changes> {
        Arc::clone(&self.changes)
    }

    /// Reads the site for the first time. What is served is its edition; else that of the files that were kept, or nothing yet.
    ///
    /// # Errors
    ///
    /// As [`Publisher::publish`].
    pub fn start(&mut self) -> Result<Live, PublishError> {
        let mut report = Report::default();
        self.files = Arc::new(self.source.read(&mut report));
        let Publication { edition, report, schedule, has_own_address, .. } =
            self.publisher.publish(&self.files, report, &self.base)?;
        // Whoever starts the site is there to mend a date that has passed; later it takes nothing more away than what it is about.
        let live = if let Some(edition) = edition.filter(|_| !report.has_errors()) {
            if !has_own_address && !self.publisher.is_preview() {
                let address = &self.base.otherwise;
                tracing::warn!(
                    %address,
                    "the site has no public address: its links for search engines and shared pages lead to this one; \
                     set --base-url, or base_url in content/site.toml"
                );
            }
            let live = Live::new(edition);
            live.note(PublishStatus::new(PublishResult::Published, report.clone()));
            self.served = Some(ServedSite { files: Arc::clone(&self.files), report, schedule });
            live
        } else {
            self.reported = self.reporter.errors(&report);
            let live = match self.kept()? {
                Some(live) => live,
                None => Live::waiting()?,
            };
            live.note(PublishStatus::new(PublishResult::Refused, report));
            live
        };
        Ok(live)
    }

    /// The last good edition of an earlier run.
    fn kept(&mut self) -> Result<Option<Live>, PublishError> {
        let kept = self.state.as_ref().map_or(Ok(None), StateFolder::kept);
        let kept = kept.unwrap_or_else(|error| {
            tracing::warn!("{error}");
            None
        });
        let Some(kept) = kept else { return Ok(None) };
        let Publication { edition, report, schedule, .. } =
            self.publisher.publish(&kept.files, Report::default(), &self.base)?;
        let Some(edition) = edition else {
            let problems = self.reporter.errors(&report);
            tracing::warn!("the site that was kept has problems for this version, and is not served\n{problems}");
            return Ok(None);
        };
        self.served = Some(ServedSite { files: Arc::new(kept.files), report, schedule });
        Ok(Some(Live::kept(edition, kept.since)))
    }

    /// Keeps the files of the edition that is served, in the background.
    fn keep(&mut self) {
        let (Some(state), Some(ServedSite { files, .. })) = (self.state.clone(), &self.served) else { return };
        let (files, before) = (Arc::clone(files), self.keeping.take());
        self.keeping = Some(tokio::spawn(async move {
            // One at a time: the last edition is the one that stays.
            if let Some(before) = before {
                let _ = before.await;
            }
            let kept = tokio::task::spawn_blocking(move || state.keep(&files)).await;
            if let Ok(Err(error)) = kept {
                tracing::warn!("this edition will not outlive the program: {error}");
            }
        }));
    }

    /// Watches, and publishes what changes, until it is dropped; what is being made then is left unfinished.
    pub async fn run(mut self, live: Arc<Live>) {
        // Aborted when this is dropped.
        let mut polling = JoinSet::new();
        if self.polls {
            polling.spawn(watch::poll(self.source.clone(), Files::clone(&self.files), Arc::clone(&self.changes)));
        }
        if live.status().is_up_to_date() {
            self.keep();
        }
        let mut heard = 0;
        loop {
            self.next_occasion().await;
            self.changes.settle().await;
            let asks = self.changes.asks();
            let asked = asks > heard;
            heard = asks;
            let start = Instant::now();
            let next = self.next_edition(asked).await;
            let status = PublishStatus { asks, ..self.publish(next, &live) };
            self.tries_again |= status.report.errors().any(may_pass);
            self.tell(&status, &live, start.elapsed(), asked);
            let is_new = status.result == PublishResult::Published;
            live.note(status);
            if is_new {
                self.keep();
            }
        }
    }

    /// Ready at the next notice, after an attempt to be made again, or when time itself changes the site.
    async fn next_occasion(&self) {
        loop {
            let now = self.publisher.clock().now();
            let again = self.tries_again.then_some(RETRY_AFTER);
            let turn = self.served.as_ref().and_then(|served| served.pause(now));
            let notice = self.changes.next();
            let Some(longest) = again.into_iter().chain(turn).min() else { return notice.await };
            if timeout(longest, notice).await.is_ok() || self.tries_again || self.is_due() {
                return;
            }
        }
    }

    /// Whether what is served is no longer what the files say, as time has gone on.
    fn is_due(&self) -> bool {
        let now = self.publisher.clock().now();
        self.served.as_ref().is_some_and(|served| served.is_due(now))
    }

    /// Reads the site, and makes an edition of it, unless its files are those of the edition that is served or were tried before, and time
    /// has not changed what comes of them.
    async fn next_edition(&mut self, asked: bool) -> NextEdition {
        let (publisher, source, base) = (Arc::clone(&self.publisher), self.source.clone(), self.base.clone());
        let (mut watcher, before) = (self.watcher.take(), Arc::clone(&self.files));
        let (served, is_due) = (self.served.as_ref().map(|served| Arc::clone(&served.files)), self.is_due());
        let made = tokio::task::spawn_blocking(move || {
            let renewed = watcher.as_mut().map_or(Ok(()), Watcher::renew);
            let made = catch_unwind(AssertUnwindSafe(|| {
                let mut report = Report::default();
                let files = source.read(&mut report);
                let is_served = served.as_ref().is_some_and(|served| **served == files);
                let next = if report.is_empty() && is_served && !is_due {
                    NextEdition::Served
                } else if report.is_empty() && files == *before && !asked && !is_due {
                    NextEdition::TriedBefore
                } else {
                    match (publisher.publish(&files, report, &base), served.filter(|_| is_due)) {
                        // What was good stays, as it is today.
                        (Ok(Publication { edition: None, report, .. }), Some(served)) => {
                            NextEdition::Renewed(report, publisher.publish(&served, Report::default(), &base))
                        }
                        (tried, _) => NextEdition::Tried(tried),
                    }
                };
                (Arc::new(files), next)
            }));
            (watcher, renewed, made)
        });
        // The task fails only when the runtime is shutting down.
        let Ok((watcher, renewed, made)) = made.await else { return NextEdition::Fault };
        self.watcher = watcher;
        self.tries_again = renewed.is_err();
        if let Err(error) = renewed {
            tracing::warn!(%error, "changes may go unseen; SIGHUP publishes them, and --watch=poll finds them");
        }
        // After a fault the files are looked at again, whatever they are.
        let (files, next) = made.unwrap_or_else(|_| (Arc::default(), NextEdition::Fault));
        self.files = files;
        next
    }

    /// Serves the next edition where there is one.
    fn publish(&mut self, next: NextEdition, live: &Live) -> PublishStatus {
        let failed = |reason| PublishStatus::new(PublishResult::Failed(reason), Report::default());
        match next {
            NextEdition::Served => {
                let report = self.served.as_ref().map(|served| served.report.clone());
                PublishStatus::new(PublishResult::Unchanged, report.unwrap_or_default())
            }
            // The same files give the same problems.
            NextEdition::TriedBefore => PublishStatus::clone(&live.status()),
            NextEdition::Tried(Ok(Publication { edition: Some(edition), report, schedule, .. })) => {
                self.served = Some(ServedSite { files: Arc::clone(&self.files), report: report.clone(), schedule });
                if edition.id() == live.current().id() {
                    return PublishStatus::new(PublishResult::Unchanged, report);
                }
                live.publish(edition);
                PublishStatus::new(PublishResult::Published, report)
            }
            NextEdition::Renewed(report, Ok(Publication { edition: Some(edition), schedule, .. })) => {
                if let Some(served) = &mut self.served {
                    served.schedule = schedule;
                }
                if edition.id() != live.current().id() {
                    tracing::info!(edition = edition.id(), "the last good edition follows the day");
                    live.renew(edition);
                }
                PublishStatus::new(PublishResult::Refused, report)
            }
            NextEdition::Tried(Ok(Publication { report, .. })) | NextEdition::Renewed(report, Ok(_)) => {
                PublishStatus::new(PublishResult::Refused, report)
            }
            NextEdition::Tried(Err(error)) | NextEdition::Renewed(_, Err(error)) => failed(error.to_string()),
            NextEdition::Fault => failed("the program has a fault; what it said of it stands above".to_owned()),
        }
    }

    /// Logs the result of an attempt in one line, and tells editors once what is wrong.
    fn tell(&mut self, status: &PublishStatus, live: &Live, duration: Duration, asked: bool) {
        let milliseconds = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        let (current, last) = (live.current(), live.status());
        let edition = current.id();
        let problems = self.reporter.errors(&status.report);
        if status.is_up_to_date() && !problems.is_empty() && (problems != self.reported || asked) {
            let expired: String = status.report.errors().map(|one| self.reporter.diagnostic(one)).collect();
            tracing::warn!(edition, "security.txt has expired, and is not served\n{expired}");
        }
        match &status.result {
            PublishResult::Refused if problems != self.reported || asked => {
                let errors = status.report.errors().count();
                tracing::error!(errors, edition, "the site has problems; the last good edition stays\n{problems}");
            }
            PublishResult::Failed(reason) => {
                tracing::error!(reason, edition, "no edition was made; the last good one stays");
            }
            PublishResult::Refused => {}
            _ if !last.is_up_to_date() => {
                let words = self.reporter.say("up-to-date", &[]);
                tracing::info!(edition, milliseconds, "{words}");
            }
            PublishResult::Published => tracing::info!(edition, milliseconds, "published"),
            PublishResult::Unchanged if asked => tracing::info!(edition, "nothing has changed"),
            PublishResult::Unchanged => tracing::debug!(edition, "nothing has changed"),
        }
        self.reported = problems;
    }
}

/// Whether a problem is the system's and not the files': no descriptors left, a network mount that is away. It says nothing when it is
/// over.
fn may_pass(error: &Diagnostic) -> bool {
    matches!(
        error.problem,
        Problem::FileUnreadable { .. } | Problem::FolderMissing { .. } | Problem::SiteMissing { .. }
    )
}

/// What came of reading the site again.
enum NextEdition {
    /// Its files are those of the edition that is served.
    Served,
    /// Its files have problems, and are the same as the time before.
    TriedBefore,
    /// An edition, or why there is none.
    Tried(Result<Publication, PublishError>),
    /// Its files have these problems, while the edition of the files that are served is another one today.
    Renewed(Report, Result<Publication, PublishError>),
    /// A panic.
    Fault,
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_fault_of_the_program_leaves_the_last_good_edition_and_the_next_edit_is_published() {
        let folder = tempfile::tempdir().unwrap();
        crate::init::init(folder.path()).unwrap();
        let base = BaseUrlChoice { asked: None, otherwise: "http://127.0.0.1:8080".parse().unwrap() };
        let source = Source::Directory(folder.path().to_owned());
        let mut republisher = Republisher::new(source, base, Reporter::English, Some(Watch::Auto));
        let live = Arc::new(republisher.start().unwrap());
        let good = live.current().id().to_owned();
        let mut statuses = live.statuses();
        tokio::spawn(republisher.run(Arc::clone(&live)));
        for _ in 0..2 {
            fs::write(folder.path().join(crate::publish::FAULT), "").unwrap();
            let failed = statuses.wait_for(|status| matches!(status.result, PublishResult::Failed(_)));
            timeout(Duration::from_mins(1), failed).await.unwrap().unwrap();
            assert_eq!(live.current().id(), good);
            fs::remove_file(folder.path().join(crate::publish::FAULT)).unwrap();
            let mended = statuses.wait_for(|status| status.is_up_to_date());
            timeout(Duration::from_mins(1), mended).await.unwrap().unwrap();
            assert_eq!(live.current().id(), good);
        }
    }
}
