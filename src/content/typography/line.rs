//! Makes one line of characters of runs, and back, so that the rules need not know where markup cuts a text.

use std::ops::Range;

/// By which language's rules a text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypographyRules {
    /// « guillemets », with no-break spaces before high punctuation.
    French,
    /// ‘single “double” quotation marks’, with no space before any punctuation.
    English,
    /// No rule for quotation marks, apostrophes and punctuation; the rest as everywhere.
    Neutral,
}

impl TypographyRules {
    /// The rules for a language tag (BCP 47): only its primary language counts, in any case.
    pub fn of(language: &str) -> Self {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "fr" => Self::French,
            "en" => Self::English,
            _ => Self::Neutral,
        }
    }
}

/// A stretch of a paragraph between two pieces of markup.
#[derive(Debug)]
pub enum Run<'text> {
    /// Prose; set in place.
    Text {
        /// The rules of the language that this stretch is in.
        rules: TypographyRules,
        /// As typed before, as set after.
        text: &'text mut String,
    },
    /// Something that is never altered (code, a picture) and counts as one word for what stands beside it.
    Word,
    /// A line break: what stands beside it stands at the border of a line.
    Break,
}

/// No-break space: before `:`, inside « », between a number and what it counts.
pub(super) const NO_BREAK: char = '\u{A0}';
/// Narrow no-break space: before `;` `!` `?`, between thousands.
pub(super) const NARROW: char = '\u{202F}';

/// Stands in a line for a [`Run::Word`].
const WORD: char = '\u{FFFC}';
/// Characters that no address contains, so that they end one.
const QUOTING: &str = "\"«»“”‘’′″<>";
/// Characters that may stand before the first letter of a word.
const OPENING: &str = "([{'";
/// Characters that may follow an address and are no part of it.
const CLOSING: &str = ".,;:!?)]}*…’'″′";

/// One character of a line.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub character: char,
    pub rules: TypographyRules,
    /// Belongs to something that is never altered.
    kept: bool,
    run: usize,
}

impl Cell {
    /// Another character in the same place: same run, same language.
    pub fn with(self, character: char) -> Self {
        Self { character, ..self }
    }

    /// The character as the rules see it: one that is kept looks like a letter that fits no rule.
    pub fn seen(self) -> char {
        if self.kept && self.character != '\n' { 'X' } else { self.character }
    }

    /// A space that the rules may replace or take out, of any width, breaking or not.
    pub fn is_space(self) -> bool {
        !self.kept && matches!(self.character, ' ' | NO_BREAK | NARROW | '\u{2009}')
    }

    /// The character, if the rules may alter it.
    pub fn open(self) -> Option<char> {
        (!self.kept).then_some(self.character)
    }
}

/// A paragraph as a row of characters, with the run that each came from.
pub(super) struct CharacterRow {
    pub cells: Vec<Cell>,
}

impl CharacterRow {
    pub fn of(runs: &[Run<'_>]) -> Self {
        let mut cells = Vec::new();
        for (run, part) in runs.iter().enumerate() {
            let kept = |c| Cell { character: c, rules: TypographyRules::Neutral, kept: true, run };
            match part {
                Run::Text { rules, text } => {
                    let rules = *rules;
                    cells.extend(text.chars().map(|c| Cell { character: c, rules, kept: false, run }));
                }
                Run::Word => cells.push(kept(WORD)),
                Run::Break => cells.push(kept('\n')),
            }
        }
        Self { cells }
    }

    pub fn write_back(&self, runs: &mut [Run<'_>]) {
        for run in runs.iter_mut() {
            if let Run::Text { text, .. } = run {
                text.clear();
            }
        }
        for cell in &self.cells {
            if let Some(Run::Text { text, .. }) = runs.get_mut(cell.run) {
                text.push(cell.character);
            }
        }
    }

    /// The character at a place as the rules see it, if there is one.
    pub fn seen(&self, at: usize) -> Option<char> {
        self.cells.get(at).map(|cell| cell.seen())
    }

    /// The character before a place as the rules see it, if there is one.
    pub fn seen_before(&self, at: usize) -> Option<char> {
        self.seen(at.checked_sub(1)?)
    }

    /// The characters from a place up to the next white space.
    pub fn word_from(&self, at: usize) -> String {
        self.cells[at..].iter().map(|cell| cell.seen()).take_while(|c| !c.is_whitespace()).collect()
    }

    /// Marks web and e-mail addresses, so that no rule alters them.
    pub fn keep_addresses(&mut self) {
        let mut start = 0;
        let mut word = Vec::new();
        while start < self.cells.len() {
            word.clear();
            word.extend(
                self.cells[start..]
                    .iter()
                    .map_while(|cell| cell.open().filter(|c| !c.is_whitespace() && !QUOTING.contains(*c))),
            );
            // No address is without one of these.
            let may_be = word.iter().any(|c| matches!(c, ':' | '@' | '.'));
            if let Some(address) = may_be.then(|| address_in(&word)).flatten() {
                for cell in &mut self.cells[start + address.start..start + address.end] {
                    cell.kept = true;
                }
            }
            start += word.len() + 1;
        }
    }
}

/// The part of a word that is an address, without the quotation marks, brackets and full stops around it.
fn address_in(word: &[char]) -> Option<Range<usize>> {
    let end = word.iter().rposition(|c| !CLOSING.contains(*c))? + 1;
    let start = scheme_start(word).or_else(|| known_start(word)).or_else(|| mailbox_start(word))?;
    (start < end).then_some(start..end)
}

/// `https://…`, of any scheme.
fn scheme_start(word: &[char]) -> Option<usize> {
    let colon = word.windows(3).position(|characters| characters == [':', '/', '/'])?;
    let is_part = |c: &char| c.is_ascii_alphanumeric() || "+.-".contains(*c);
    let start = word[..colon].iter().rposition(|c| !is_part(c)).map_or(0, |before| before + 1);
    (start < colon).then_some(start)
}

/// `www.…`, `mailto:…`, `tel:…` and their like.
fn known_start(word: &[char]) -> Option<usize> {
    let start = word.iter().position(|c| !OPENING.contains(*c))?;
    let rest: String = word[start..].iter().collect::<String>().to_ascii_lowercase();
    ["www.", "mailto:", "tel:", "fax:", "sms:", "doi:", "urn:", "page:", "file:"]
        .iter()
        .any(|known| rest.len() > known.len() && rest.starts_with(known))
        .then_some(start)
}

/// `name@example.org`.
fn mailbox_start(word: &[char]) -> Option<usize> {
    let at = word.iter().position(|c| *c == '@')?;
    let is_part = |c: &char| c.is_alphanumeric() || "._%+-'".contains(*c);
    let start = word[..at].iter().rposition(|c| !is_part(c)).map_or(0, |before| before + 1);
    let start = start + word[start..at].iter().take_while(|c| **c == '\'').count();
    let is_domain = word[at + 1..].contains(&'.') && word.get(at + 1).is_some_and(|c| c.is_alphanumeric());
    (start < at && is_domain).then_some(start)
}
