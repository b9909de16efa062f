//! What `aimf preview` says while it runs: to an editor, in the editor's language, with the time.

use std::sync::Arc;

use jiff::Zoned;
use tokio::sync::watch::Receiver;

use super::output::complain;
use crate::live::{PublishResult, PublishStatus};
use crate::reporter::Reporter;

/// Says what came of each saved file.
pub(super) struct PreviewLog {
    pub reporter: Reporter,
    pub address: String,
}

impl PreviewLog {
    /// Says it for ever. What stands at the start is said where there are problems.
    pub(super) async fn follow(self, mut statuses: Receiver<Arc<PublishStatus>>) {
        let mut last = PublishStatus::clone(&statuses.borrow_and_update());
        if !last.is_up_to_date() {
            complain(self.message(&last));
        }
        while statuses.changed().await.is_ok() {
            let status = PublishStatus::clone(&statuses.borrow_and_update());
            if self.is_new(&status, &last) {
                complain(Zoned::now().strftime("%H:%M ").to_string() + &self.message(&status));
            }
            last = status;
        }
    }

    /// Whether there is something to say: files that were looked at again may be as they were.
    fn is_new(&self, status: &PublishStatus, last: &PublishStatus) -> bool {
        match status.result {
            PublishResult::Published => true,
            PublishResult::Unchanged => !last.is_up_to_date(),
            _ => status.result != last.result || self.problems(status) != self.problems(last),
        }
    }

    fn message(&self, status: &PublishStatus) -> String {
        match &status.result {
            PublishResult::Published | PublishResult::Unchanged => {
                let warnings = status.report.mistakes().count().to_string();
                self.reporter.say("preview-current", &[("address", &self.address), ("warnings", &warnings)]) + "\n"
            }
            PublishResult::Refused => {
                let errors = status.report.errors().count().to_string();
                self.reporter.say("preview-errors", &[("errors", &errors)]) + "\n" + &self.problems(status)
            }
            PublishResult::Failed(reason) => self.reporter.say("failure-publish", &[("reason", reason)]) + "\n",
        }
    }

    fn problems(&self, status: &PublishStatus) -> String {
        self.reporter.errors(&status.report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Place, Problem, Report};

    #[test]
    fn an_editor_reads_what_came_of_a_saved_file_once_and_in_plain_words() {
        let log = PreviewLog { reporter: Reporter::French, address: "http://127.0.0.1:8080/".to_owned() };
        let good = PublishStatus::new(PublishResult::Published, Report::default());
        assert_eq!(log.message(&good), "à jour\u{a0}: http://127.0.0.1:8080/\n");
        let mut report = Report::default();
        // What is still to be given is no mistake of the editor's.
        report.warning(Place::file("content/legal.toml"), Problem::FactToFill { fact: "legal.rna".into() });
        let to_fill = PublishStatus::new(PublishResult::Published, report.clone());
        assert_eq!(log.message(&to_fill), log.message(&good));
        report.error(Place::file("content/a.toml"), Problem::BlockInLine {});
        let bad = PublishStatus::new(PublishResult::Refused, report);
        assert!(log.message(&bad).starts_with("une erreur\u{a0}:\nerreur\u{a0}: "), "{}", log.message(&bad));
        let same = PublishStatus::new(PublishResult::Unchanged, Report::default());
        let news = [(&bad, &good, true), (&bad, &bad, false), (&same, &bad, true), (&same, &good, false)];
        for (status, last, is_new) in news {
            assert_eq!(log.is_new(status, last), is_new, "{status:?} after {last:?}");
        }
    }
}
