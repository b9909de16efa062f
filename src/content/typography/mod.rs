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
//! The passes, in their order:
//!
//! - `quotes`: ellipses, dashes (`--`), quotation marks, apostrophes and primes.
//! - `spaces`: those that punctuation wants before and after it.
//! - `no_break`: no line breaks between a number and what it counts or measures, a label or a title and what follows it, a day and its
//!   month, a postcode and its town; nor within thousands, telephone numbers and numbers of establishments.
//! - `direction`: telephone numbers stay from left to right among words from right to left.
//!
//! `vocabulary` has the words that they know, `line` the characters that they change. Setting what is set already changes nothing, and no
//! letter or digit ever changes.

mod direction;
mod line;
mod no_break;
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
    no_break::set(&mut line);
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
