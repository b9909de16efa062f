//! The problems of a site.
//!
//! A [`Problem`] says what is wrong and a [`Place`] says where; together they are a [`Diagnostic`], and a [`Report`] holds
//! all those of a site. The words for them are those of a [`Reporter`](crate::reporter::Reporter).

mod place;
mod problem;
mod reason;

pub use place::{Place, TextFile};
pub use problem::Problem;
pub(crate) use reason::reason;

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site cannot be published.
    Error,
    /// The site can be published, and would be better without it.
    Warning,
    /// Nothing is wrong; it is as well to know of it.
    Note,
}

/// One problem, where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Its severity.
    pub severity: Severity,
    /// Its place.
    pub place: Place,
    /// The problem itself.
    pub problem: Problem,
}

/// All problems of a site.
#[derive(Clone, Debug, Default)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a problem that prevents the publication.
    pub fn error(&mut self, place: Place, problem: Problem) {
        self.diagnostics.push(Diagnostic { severity: Severity::Error, place, problem });
    }

    /// Adds a problem that does not prevent the publication.
    pub fn warning(&mut self, place: Place, problem: Problem) {
        self.diagnostics.push(Diagnostic { severity: Severity::Warning, place, problem });
    }

    /// Adds something that is as well to know of.
    pub fn note(&mut self, place: Place, problem: Problem) {
        self.diagnostics.push(Diagnostic { severity: Severity::Note, place, problem });
    }

    /// Adds the problems of another report.
    pub fn append(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Says more of a problem, once more is known.
    pub(crate) fn rewrite(&mut self, say: impl Fn(&Place, &mut Problem)) {
        for one in &mut self.diagnostics {
            say(&one.place, &mut one.problem);
        }
    }

    /// Leaves out the problems that `is_left_out` holds for.
    pub(crate) fn leave_out(&mut self, is_left_out: impl Fn(&Diagnostic) -> bool) {
        self.diagnostics.retain(|one| !is_left_out(one));
    }

    /// True if there is neither an error nor a warning nor a note.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// True if anything prevents the publication.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// The errors, in the order of [`Report::sort`] once it was called.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.of(Severity::Error)
    }

    /// The warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.of(Severity::Warning)
    }

    /// The warnings of something that is most likely wrong: all but those of facts that are still to be given.
    pub fn mistakes(&self) -> impl Iterator<Item = &Diagnostic> {
        self.warnings().filter(|one| !matches!(one.problem, Problem::FactToFill { .. }))
    }

    /// The notes.
    pub fn notes(&self) -> impl Iterator<Item = &Diagnostic> {
        self.of(Severity::Note)
    }

    /// All of them, in the same order.
    pub fn all(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    fn of(&self, severity: Severity) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(move |one| one.severity == severity)
    }

    /// Puts the problems in the order in which an editor meets them: by file, then by place; the same one once.
    pub fn sort(&mut self) {
        let key = |one: &Diagnostic| (one.place.path().to_owned(), one.place.start(), one.severity);
        self.diagnostics.sort_by_key(key);
        self.diagnostics.dedup_by(|a, b| a.place == b.place && a.problem == b.problem);
    }
}
