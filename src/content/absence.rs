//! Why visitors do not get today what stands in the files.

use std::collections::BTreeMap;

use super::dates::Date;

/// Why visitors do not get something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// It is a draft.
    Draft,
    /// Its first day is yet to come.
    NotYet(Date),
    /// Its last day has passed.
    Over(Date),
}

/// What visitors do not get.
#[derive(Clone, Debug, Default)]
pub struct Absences {
    /// Free pages, by their keys.
    pub pages: BTreeMap<String, Absence>,
    /// The notice.
    pub notice: Option<Absence>,
    /// Whether `security.txt` has expired.
    pub security: bool,
}
