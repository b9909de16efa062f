//! Sets quotation marks, apostrophes, dashes, dots and spaces by the rules of a text's language.
//!
//! Editors type plain spaces and straight quotation marks; readers get what a compositor would have set. A paragraph may be cut into
//! [`Run`]s by markup: context crosses the cuts, so a `:` right after a link still gets its space. Web and e-mail addresses
//! are never altered, nor is anything in a [`Run::Word`] (code).
//!
//! French follows the *Lexique* of the Imprimerie nationale (U+202F before `;` `!` `?` and between thousands, U+00A0 before
//! `:` and inside « »); English sets ‘single’ quotation marks outside and “double” inside. Any other language is
//! [`TypographyRules::Neutral`]: its quotation marks and apostrophes stay as typed, since they differ too much between languages;
//! dots, dashes, thousands, telephone numbers and numbers with a unit are set as everywhere.
//!
//! Setting what is set already changes nothing, and no letter or digit ever changes.

mod direction;
mod line;
mod numbers;
mod quotes;
mod spaces;
#[cfg(test)]
mod tests;
mod vocabulary;

use line::CharacterRow;
pub use line::{Run, TypographyRules};

/// Sets one paragraph that markup has cut into runs, in place.
pub fn set_runs(runs: &mut [Run<'_>]) {
    let mut line = CharacterRow::of(runs);
    line.keep_addresses();
    quotes::set_ellipses(&mut line);
    quotes::set_dashes(&mut line);
    quotes::set_quotation_marks(&mut line);
    spaces::set_punctuation(&mut line);
    numbers::join(&mut line);
    spaces::set_before_dashes(&mut line);
    direction::mark_telephone_numbers(&mut line);
    line.write_back(runs);
}

/// Sets a text without markup. Its line feeds stay where they are.
pub fn set(rules: TypographyRules, text: &str) -> String {
    let mut text = text.to_owned();
    set_runs(&mut [Run::Text { rules, text: &mut text }]);
    text
}
