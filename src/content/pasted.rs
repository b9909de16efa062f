//! What comes along with text that is pasted from Word, a PDF or a web page.
//!
//! What cannot be seen is cleaned: how a letter with an accent is put together, line ends, signs without width. What can be seen, and
//! is most likely not meant, is a warning.

use std::borrow::Cow;
use std::sync::Arc;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::diagnostic::{Place, Problem, Report, TextFile};

/// Word's line break within a paragraph.
const LINE_BREAK: char = '\u{B}';

/// Signs that say nothing within a text: those without width (soft hyphen, zero-width space, word joiner, byte-order mark), and ASCII's
/// controls but tabs and line ends, as a PDF's page break is. Those that join or part letters of some scripts (U+200C, U+200D) stay, and
/// so do the other controls (U+0080 to U+009F), which stand where Windows has letters and marks: to take them away would lose one.
fn is_nothing(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => false,
        '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => true,
        other => other.is_ascii_control(),
    }
}

/// The text without invisible signs, with the line ends of Unix, in Unicode's normal form C: as a keyboard would have made it.
pub fn cleaned(text: &str) -> Cow<'_, str> {
    let normalizer = const { ComposingNormalizerBorrowed::new_nfc() };
    let text = normalizer.normalize(text);
    let is_unclean = |character: char| match character {
        '\r' | LINE_SEPARATOR => true,
        other => is_nothing(other) || turns_direction(other) || is_ligature(other),
    };
    if !text.contains(is_unclean) {
        return text;
    }
    let text = text.replace("\r\n", "\n").replace(['\r', LINE_BREAK], "\n").replace(LINE_SEPARATOR, " ");
    let has_two_directions = text.contains(is_right_to_left);
    let is_left_out = |sign: &char| is_nothing(*sign) || turns_direction(*sign) && !has_two_directions;
    let mut clean = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !is_left_out(character)) {
        match character {
            ligature if is_ligature(ligature) => clean += &compatible(ligature.encode_utf8(&mut [0; 4])),
            other => clean.push(other),
        }
    }
    Cow::Owned(clean)
}

/// The sign that a program for layout breaks a line with.
const LINE_SEPARATOR: char = '\u{2028}';

/// Whether a sign turns the direction of letters. Where all are written from left to right, it would turn words round.
fn turns_direction(sign: char) -> bool {
    matches!(sign, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a letter is of a script that is written from right to left.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Letters that a PDF has in one: `ﬁ`.
fn is_ligature(letter: char) -> bool {
    matches!(letter, '\u{FB00}'..='\u{FB06}')
}

/// Letters of mathematics, which programs for social networks take for bold ones: `𝐋𝐞𝐬`. A screen reader does not read them as words.
pub(crate) fn is_styled(letter: char) -> bool {
    matches!(letter, '\u{1D400}'..='\u{1D7FF}')
}

/// A word in the letters of every day (Unicode's form KC).
fn compatible(word: &str) -> String {
    let normalizer = const { ComposingNormalizerBorrowed::new_nfkc() };
    normalizer.normalize(word).into_owned()
}

/// The words of a line in letters of mathematics, each with its place.
fn styled(line: &str) -> Vec<(usize, &str)> {
    if !line.contains(is_styled) {
        return Vec::new();
    }
    let mut words = Vec::new();
    for word in line.split(|sign: char| !sign.is_alphanumeric()) {
        if word.contains(is_styled) {
            words.push((word.as_ptr().addr() - line.as_ptr().addr(), word));
        }
    }
    words
}

/// Warns of what cannot be cleaned for certain, once for each line; of a list or a table at its first line.
pub fn warn(file: &Arc<TextFile>, report: &mut Report) {
    let (mut start, mut above) = (0, String::new());
    for line in file.text.split_inclusive('\n') {
        let is_note = line.trim_start().starts_with('#');
        if !is_note && let Some((word, joined)) = parted(line, &file.text[start + line.len()..]) {
            let at = start + line.trim_end().len();
            report.warning(Place::new(file, at - word.len()..at), Problem::PastedHyphen { found: word.into(), joined });
        }
        for (at, word) in styled(line).into_iter().filter(|_| !is_note) {
            let (found, right) = (word.to_owned(), compatible(word));
            let place = Place::new(file, start + at..start + at + word.len());
            report.warning(place, Problem::PastedStyled { found, right });
        }
        let found = suspect(line.trim_end()).or_else(|| dashed(line, &file.text[start + line.len()..]));
        let found = found.filter(|_| !is_note);
        let mark = found.as_ref().map(|(_, _, problem)| mark_of_block(problem)).unwrap_or_default();
        let goes_on = !mark.is_empty() && mark == above;
        above = mark;
        if let Some((at, length, problem)) = found.filter(|_| !goes_on) {
            report.warning(Place::new(file, start + at..start + at + length), problem);
        }
        start += line.len();
    }
}

/// What the lines of one list, or of one table, have in common.
fn mark_of_block(problem: &Problem) -> String {
    match problem {
        Problem::PastedBullet { found } if found.ends_with(')') => ")".to_owned(),
        Problem::PastedBullet { found } => found.clone(),
        Problem::PastedTable {} => "\t".to_owned(),
        _ => String::new(),
    }
}

/// The first sign of a word processor in a text that stands in place of a list's or a table's.
pub fn block(text: &Place) -> Option<(Place, Problem)> {
    let mut start = text.start();
    for line in text.text().split_inclusive('\n') {
        let below = &text.file_text()[start + line.len()..text.start() + text.text().len()];
        let found = suspect(line.trim_end()).or_else(|| dashed(line, below));
        if let Some((at, length, problem)) = found.filter(|(_, _, problem)| problem.id() != "pasted-misread") {
            return Some((text.at(start + at..start + at + length), problem));
        }
        start += line.len();
    }
    None
}

/// A dash or a letter that stands for a bullet: the line below begins so too. Alone, or with an empty line between, a dash is that of
/// somebody who speaks.
fn dashed(line: &str, below: &str) -> Option<(usize, usize, Problem)> {
    let indent = line.len() - line.trim_start().len();
    let mark = list_mark(&line[indent..])?;
    let next = list_mark(below.split('\n').next().unwrap_or_default().trim_start())?;
    let goes_on = next == mark || next.ends_with(')') && mark.ends_with(')');
    goes_on.then(|| (indent, mark.len(), Problem::PastedBullet { found: mark.to_owned() }))
}

/// The dash, or the letter and its parenthesis, that a line begins with.
fn list_mark(line: &str) -> Option<&str> {
    let mark = &line[..line.find([' ', '\t', '\u{a0}'])?];
    let is_letter = mark.len() == 2 && mark.ends_with(')') && mark.starts_with(|sign: char| sign.is_ascii_lowercase());
    (is_letter || mark == "–" || mark == "—").then_some(mark)
}

/// The beginning of a word that a PDF has parted at the end of a line, with its hyphen, and the word in one. `below` is what follows the line.
fn parted<'a>(line: &'a str, below: &str) -> Option<(&'a str, String)> {
    let word = line.trim_end().rsplit(|c: char| !c.is_alphabetic() && !"-'’".contains(c)).next()?;
    let start = word.strip_suffix('-').filter(|start| start.ends_with(char::is_alphabetic))?;
    let rest = below.trim_start_matches([' ', '\t']);
    let rest = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    rest.starts_with(char::is_lowercase).then(|| (word, format!("{start}{rest}")))
}

/// What stands in a line that was most likely not meant: its place, its length in bytes, and what is to be said of it.
fn suspect(line: &str) -> Option<(usize, usize, Problem)> {
    if let Some((at, found)) = misread(line) {
        return Some((at, found.len(), Problem::PastedMisread { found: found.to_owned() }));
    }
    let indent = line.len() - line.trim_start().len();
    let text = &line[indent..];
    // Word's own bullets: a round one, a square one, a circle, which comes as the letter o, and those of the type Symbol.
    let bullet = text.chars().next().filter(|first| match first {
        '•' | '·' | '▪' | '◦' | '\u{F0B7}' | '\u{F0A7}' => true,
        'o' | '-' | '–' | '§' | 'Ø' | 'ü' => text[first.len_utf8()..].starts_with('\t'),
        _ => false,
    });
    if let Some(bullet) = bullet {
        return Some((indent, bullet.len_utf8(), Problem::PastedBullet { found: bullet.to_string() }));
    }
    // A letter before a tab is an item, and no cell.
    if let Some(mark) = list_mark(text).filter(|mark| text[mark.len()..].starts_with('\t')) {
        return Some((indent, mark.len(), Problem::PastedBullet { found: mark.to_owned() }));
    }
    let tab =
        text.find('\t').filter(|tab| text[..*tab].ends_with(|last: char| !last.is_whitespace()) && !text.contains('='));
    tab.map(|tab| (indent + tab, 1, Problem::PastedTable {}))
}

/// UTF-8 that was taken for Windows' encoding and saved so: `Ã©` for é, `â€™` for ’, `Â«` for «. Which letter was meant is certain only
/// to its reader.
fn misread(line: &str) -> Option<(usize, &str)> {
    let mut letters = line.char_indices();
    while let Some((at, letter)) = letters.next() {
        let mut rest = letters.clone().map(|(_, letter)| letter);
        let (second, third) = (rest.next(), rest.next());
        let length = match (letter, second, third) {
            ('Ã' | 'Â', Some(second), _) if is_continuation(second) => letter.len_utf8() + second.len_utf8(),
            ('â', Some(second @ ('€' | '‚')), Some(third)) if is_continuation(third) => {
                letter.len_utf8() + second.len_utf8() + third.len_utf8()
            }
            _ => continue,
        };
        return Some((at, &line[at..at + length]));
    }
    None
}

/// Whether Windows-1252 has this letter where UTF-8 has the later bytes of a letter: 0x80 to 0xBF.
fn is_continuation(letter: char) -> bool {
    matches!(letter, '\u{80}'..='\u{BF}') || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_cleaned() {
        for (pasted, clean) in [
            ("cre\u{301}e\u{301}e", "créée"),
            ("his\u{AD}to\u{200B}ire\u{FEFF}\u{2060}", "histoire"),
            ("un\r\ndeux\rtrois\n", "un\ndeux\ntrois\n"),
            ("un\u{B}deux\ttrois\u{C}\u{7}\u{7F}\n", "un\ndeux\ttrois\n"),
            ("l\u{92}été", "l\u{92}été"),
            ("un\u{2028}deux, la \u{FB01}n, \u{202E}x\u{202C}\u{2068}y\u{2069}", "un deux, la fin, xy"),
            ("\u{2068}سلام\u{2069}", "\u{2068}سلام\u{2069}"),
            // Persian needs what parts its letters.
            ("می\u{200C}خواهم", "می\u{200C}خواهم"),
            ("L’été\u{A0}: «\u{202F}oui\u{202F}»", "L’été\u{A0}: «\u{202F}oui\u{202F}»"),
        ] {
            assert_eq!(cleaned(pasted), clean);
        }
        assert!(matches!(cleaned("déjà"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_was_most_likely_not_meant_is_a_warning_at_its_place() {
        let text =
            "# crÃ©Ã©e, une note\ntext.fr = \"crÃ©Ã©e\"\nlâ€™association\n• un\no\tdeux\nAnnée\tLieu\nÂ« oui Â»\n";
        let mut report = Report::default();
        warn(&TextFile::new("content/a.toml", text), &mut report);
        let found: Vec<_> =
            report.warnings().map(|one| (one.place.line(), one.place.column(), one.problem.id())).collect();
        let expected = [
            (2, 14, "pasted-misread"),
            (3, 2, "pasted-misread"),
            (4, 1, "pasted-bullet"),
            (5, 1, "pasted-bullet"),
            (6, 6, "pasted-table"),
            (7, 1, "pasted-misread"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_that_is_parted_at_the_end_of_a_line_is_a_warning_with_the_word_joined() {
        let text = "La coopé-\nration et\nl’histo-  \r\n  ire, un -\ntiret, A-\nB, n-\n\nfin-\n- une puce\n# no-\nte\n";
        let mut report = Report::default();
        warn(&TextFile::new("content/a.toml", text), &mut report);
        let said = |one: &crate::diagnostic::Diagnostic| match &one.problem {
            Problem::PastedHyphen { found, joined } => (one.place.line(), found.clone(), joined.clone()),
            other => panic!("{other:?}"),
        };
        let found: Vec<_> = report.warnings().map(said).collect();
        let expected = [(1, "coopé-".into(), "coopération".into()), (3, "l’histo-".into(), "l’histoire".into())];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_list_and_a_table_are_one_warning_each_and_so_is_a_word_in_styled_letters() {
        for (text, found) in [
            ("• un\n• deux\n• trois\n", &[1][..]),
            ("Avant :\n– un\n– deux\n", &[2]),
            ("— une\n— deux\n\n• un\n", &[1, 4]),
            ("a) un\nb) deux\nc) trois\n", &[1]),
            ("Année\tLieu\n1979\tQuébec\n", &[1]),
            ("— Bonjour.\n\n— Bonsoir.\n", &[]),
            ("– seul\n", &[]),
            ("a)\tun\nb)\tdeux\n", &[1]),
            ("c)\ttrois\n", &[1]),
            ("𝐋𝐞𝐬 𝐦𝐚𝐢𝐫𝐞𝐬 ici\n", &[1, 1]),
        ] {
            let mut report = Report::default();
            warn(&TextFile::new("content/a.toml", text), &mut report);
            let lines: Vec<_> = report.warnings().map(|one| one.place.line()).collect();
            assert_eq!(lines, found, "{text}");
        }
    }

    #[test]
    fn what_is_meant_is_no_warning() {
        let text = "text.fr = \"à l’été… »\"\nkey\t= 1\n\t- une puce\no tempora\nüber\nil est né…»\npâté 3 €\nÂge, Âne, São Paulo\n";
        let mut report = Report::default();
        warn(&TextFile::new("content/a.toml", text), &mut report);
        assert!(report.is_empty(), "{report:?}");
    }
}
