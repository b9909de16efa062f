//! Changes -> the next edition, one publication at a time, beside the requests.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::timeout;

use super::Live;
use super::changes::Changes;
use super::status::{PublishResult, PublishStatus};
use super::watch::{self, POLL, Watch, Watcher};
use crate::base_url::BaseUrlChoice;
use crate::diagnostic::{Diagnostic, Problem, Report};
use crate::publish::{Publication, PublishError, Publisher};
use crate::reporter::Reporter;
use crate::source::{Files, Source};

/// Makes the editions of one site: the first, and the next one after each change. What changes meanwhile is published next.
#[derive(Debug)]
pub struct Republisher {
    source: Source,
    base: BaseUrlChoice,
    reporter: Reporter,
    publisher: Arc<Publisher>,
    changes: Arc<Changes>,
    watch: Option<Watch>,
    watcher: Option<Watcher>,
    /// The files as they were read last.
    files: Arc<Files>,
    /// The files of the edition that is served, and what is to be said of them.
    served: Option<(Arc<Files>, Report)>,
    /// Whether the last try met what may pass by itself, of which no notice comes: see [`may_pass`].
    tries_again: bool,
}

/// How long after a try that met what may pass by itself the next one is made.
const AGAIN: Duration = Duration::from_secs(5);

impl Republisher {
    /// One for the site at `source`, which is watched from now on where `watch` says so; `reporter` tells editors what is wrong.
    #[must_use]
    pub fn new(source: Source, base: BaseUrlChoice, reporter: Reporter, watch: Option<Watch>) -> Self {
        let changes = Arc::new(Changes::default());
        let mut watch = watch;
        let mut watcher = None;
        match (&source, watch) {
            (Source::Directory(root), Some(Watch::Auto)) => {
                let mut system = Watcher::new(root.clone(), Arc::clone(&changes));
                match system.renew() {
                    Ok(()) => watcher = Some(system),
                    Err(error) => {
                        tracing::warn!(%error, "the system gives no notice of changes; reading the files every second");
                        watch = Some(Watch::Poll);
                    }
                }
            }
            (Source::Directory(_), _) => {}
            // What the binary carries does not change.
            (Source::Embedded, _) => watch = None,
        }
        let publisher = Arc::new(Publisher::new());
        Self {
            source,
            base,
            reporter,
            publisher,
            changes,
            watch,
            watcher,
            files: Arc::default(),
            served: None,
            tries_again: false,
        }
    }

    /// The same for the editor's preview: see [`Publisher::for_preview`].
    #[must_use]
    pub fn for_preview(self) -> Self {
        Self { publisher: Arc::new(Publisher::for_preview()), ..self }
    }

    /// Where to say that something changed, or to ask for a publication.
    #[must_use]
    pub fn changes(&self) -> Arc<Changes> {
        Arc::clone(&self.changes)
    }

    /// Reads the site, and makes its first edition.
    ///
    /// # Errors
    ///
    /// As [`Publisher::publish`].
    pub fn first(&mut self) -> Result<Publication, PublishError> {
        let mut report = Report::default();
        self.files = Arc::new(self.source.read(&mut report));
        let publication = self.publisher.publish(&self.files, report, &self.base)?;
        if publication.edition.is_some() {
            self.served = Some((Arc::clone(&self.files), publication.report.clone()));
        }
        Ok(publication)
    }

    /// Follows the changes for ever. What is being made when this is dropped is left unfinished.
    pub async fn run(mut self, live: Arc<Live>) {
        let polling = (self.watch == Some(Watch::Poll)).then(|| {
            let changes = Arc::clone(&self.changes);
            tokio::spawn(watch::poll(self.source.clone(), Files::clone(&self.files), POLL, changes))
        });
        let _polling = polling.map(AbortOnDrop);
        let (mut said, mut heard) = (String::new(), 0);
        loop {
            let notice = self.changes.next();
            if self.tries_again {
                // Either is a reason to publish.
                let _ = timeout(AGAIN, notice).await;
            } else {
                notice.await;
            }
            self.changes.settle().await;
            let asks = self.changes.asks();
            let asked = asks > heard;
            heard = asks;
            let status = self.again(&live, asked, &mut said).await;
            live.note(PublishStatus { asks, ..status });
        }
    }

    /// Reads the site and publishes it: what came of it.
    async fn again(&mut self, live: &Arc<Live>, asked: bool, said: &mut String) -> PublishStatus {
        let start = Instant::now();
        let (publisher, source, base) = (Arc::clone(&self.publisher), self.source.clone(), self.base.clone());
        let (mut watcher, before) = (self.watcher.take(), Arc::clone(&self.files));
        let served = self.served.as_ref().map(|(files, _)| Arc::clone(files));
        let last = live.status();
        let made = tokio::task::spawn_blocking(move || {
            let renewed = watcher.as_mut().map_or(Ok(()), Watcher::renew);
            let made = catch_unwind(AssertUnwindSafe(|| {
                let mut report = Report::default();
                let files = source.read(&mut report);
                let is_served = served.is_some_and(|served| *served == files);
                if report.is_empty() && (is_served || (files == *before && !asked)) {
                    return (Arc::new(files), NextEdition::Nothing { is_served });
                }
                let made = publisher.publish(&files, report, &base);
                (Arc::new(files), NextEdition::Tried(made))
            }));
            (watcher, renewed, made)
        });
        let (renewed, made) = match made.await {
            Ok((watcher, renewed, Ok((files, made)))) => {
                (self.watcher, self.files) = (watcher, files);
                (renewed, made)
            }
            Ok((watcher, renewed, Err(_))) => {
                // Whatever the files are next, they are looked at.
                (self.watcher, self.files) = (watcher, Arc::default());
                (renewed, NextEdition::Fault)
            }
            // The program ends.
            Err(error) => return PublishStatus::now(PublishResult::Failed(error.to_string()), Report::default()),
        };
        self.tries_again = renewed.is_err();
        if let Err(error) = renewed {
            tracing::warn!(%error, "changes may go unseen; SIGHUP publishes them, and --watch=poll finds them");
        }
        let status = match made {
            NextEdition::Nothing { is_served: true } => {
                let report = self.served.as_ref().map_or_else(Report::default, |(_, report)| report.clone());
                PublishStatus::now(PublishResult::Unchanged, report)
            }
            // The same files give the same problems.
            NextEdition::Nothing { is_served: false } => PublishStatus::clone(&last),
            NextEdition::Tried(Ok(Publication { edition: Some(edition), report, .. })) => {
                self.served = Some((Arc::clone(&self.files), report.clone()));
                let result = if edition.id() == live.current().id() {
                    PublishResult::Unchanged
                } else {
                    PublishResult::Published
                };
                if result == PublishResult::Published {
                    live.publish(edition);
                }
                PublishStatus::now(result, report)
            }
            NextEdition::Tried(Ok(Publication { report, .. })) => PublishStatus::now(PublishResult::Refused, report),
            NextEdition::Tried(Err(error)) => {
                PublishStatus::now(PublishResult::Failed(error.to_string()), Report::default())
            }
            NextEdition::Fault => {
                let reason = "the program has a fault; what it said of it stands above".to_owned();
                PublishStatus::now(PublishResult::Failed(reason), Report::default())
            }
        };
        self.tries_again |= status.report.errors().any(may_pass);
        self.tell(&status, &last, live.current().id(), start, asked, said);
        status
    }

    /// One line for ops, and to editors what is wrong, once.
    fn tell(
        &self,
        status: &PublishStatus,
        last: &PublishStatus,
        edition: &str,
        start: Instant,
        asked: bool,
        said: &mut String,
    ) {
        let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let problems = self.reporter.errors(&status.report);
        let is_news = problems != *said || asked;
        match &status.result {
            PublishResult::Refused if is_news => {
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
        *said = problems;
    }
}

/// Whether a problem is the system's and not the files': no descriptors left, a network mount that is away. It says nothing when it is
/// over.
fn may_pass(error: &Diagnostic) -> bool {
    matches!(error.problem, Problem::FileUnreadable { .. } | Problem::FolderMissing { .. })
}

/// What came of reading the site again.
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
enum NextEdition {
    /// The files are those that were there before: those of the edition that is served, or others that have problems.
    Nothing { is_served: bool },
    /// An edition, or why there is none.
    Tried(Result<Publication, PublishError>),
    /// A panic.
    Fault,
}

/// A task that ends with its owner.
struct AbortOnDrop(tokio::task::JoinHandle<()>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::source::FOLDERS;

    fn shipped_into(folder: &Path) {
        let files = Source::Embedded.read(&mut Report::default());
        for (path, bytes) in FOLDERS.into_iter().flat_map(|name| files.under(name)) {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_fault_of_the_program_leaves_the_last_good_edition_and_the_next_edit_is_published() {
        let folder = tempfile::tempdir().unwrap();
        shipped_into(folder.path());
        let base = BaseUrlChoice { asked: None, otherwise: "http://127.0.0.1:8080".parse().unwrap() };
        let source = Source::Directory(folder.path().to_owned());
        let mut republisher = Republisher::new(source, base, Reporter::English, Some(Watch::Auto));
        let live = Arc::new(Live::new(republisher.first().unwrap().edition.unwrap()));
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
