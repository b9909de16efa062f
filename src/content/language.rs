//! The languages of a site.

use icu_locale::LocaleExpander;

/// A language that the site is written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// Its place in the site's list: the first is the one that the others translate.
    pub index: usize,
    /// Its code (BCP 47), which is also the first part of its pages' addresses.
    pub code: String,
    /// Its name, in itself: « Français ».
    pub name: String,
    /// The direction of its script.
    pub direction: Direction,
    /// Its locale for Open Graph: `fr_FR`.
    pub locale: String,
    /// Whether it is still being translated: only the preview shows it.
    pub is_draft: bool,
}

impl Language {
    /// What stands between the members of a list: Arabic has a comma of its own.
    pub(crate) fn comma(&self) -> &'static str {
        let script = self.code.parse().ok().and_then(|id| LocaleExpander::new_extended().get_likely_script(&id));
        if script.is_some_and(|script| script.as_str() == "Arab") { "، " } else { ", " }
    }
}

/// The direction of a script, as HTML's `dir` has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    #[default]
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// The value of `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}
