//! What a link to a document says of it after its words: its format and its size, « le rapport (PDF, 0,3 Mo) ».
//!
//! Whoever follows it knows beforehand that another program opens, and what that costs on a slow network (RGAA 13.4 and 13.5).

use crate::i18n::Messages;

/// A file of `static` that is no picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentFile<'a> {
    /// The extension of its name, in small letters.
    pub extension: &'a str,
    /// How many bytes it has.
    pub bytes: u64,
    /// Whether it is saved rather than shown.
    pub is_saved: bool,
}

/// What is to be said of a document after a link's words; nothing where they, or the parenthesis that follows, say it themselves.
pub(super) fn details(t: &Messages, file: DocumentFile<'_>, words: &str, after: &str) -> Option<String> {
    let format = t.document_format(file.extension);
    let after = after.trim_start().strip_prefix('(').and_then(|after| after.split(')').next()).unwrap_or_default();
    let names_format = |words: &str| names(words, &format) || names(words, file.extension);
    if names_size(words) || names_size(after) || names_format(after) {
        return None;
    }
    let (unit, whole, tenth) = amount(file.bytes);
    let size = t.document_size(unit, whole, tenth);
    match names_format(words) {
        false => Some(t.document_details(&format, &size)),
        true if words.trim_end().ends_with(')') => None,
        true => Some(t.document_details("none", &size)),
    }
}

/// Bytes as people tell them: the unit, and how many of it with a tenth.
fn amount(bytes: u64) -> (&'static str, u64, u64) {
    let tenths = (bytes + 50_000) / 100_000;
    match bytes {
        0..100_000 => ("kb", bytes.div_ceil(1000), 0),
        100_000..10_000_000 => ("mb", tenths / 10, tenths % 10),
        _ => ("mb", (tenths + 5) / 10, 0),
    }
}

/// Whether words name a format.
fn names(words: &str, format: &str) -> bool {
    let format = format.to_lowercase();
    words.to_lowercase().split(|sign: char| !sign.is_alphanumeric()).any(|word| word == format)
}

/// Whether words name a size: a number and a unit, as one word or as two.
fn names_size(words: &str) -> bool {
    const UNITS: [&str; 12] = ["ko", "kio", "mo", "mio", "go", "octets", "kb", "kib", "mb", "mib", "gb", "bytes"];
    let words = words.to_lowercase();
    let mut words =
        words.split(|sign: char| sign.is_whitespace() || "()[],;".contains(sign)).filter(|word| !word.is_empty());
    let mut before = "";
    words.any(|word| {
        let unit = word.trim_start_matches(|sign: char| sign.is_ascii_digit() || ".,".contains(sign));
        let has_number = unit.len() < word.len() || before.ends_with(|last: char| last.is_ascii_digit());
        before = word;
        has_number && UNITS.contains(&unit.trim_end_matches('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_the_unit_that_people_use() {
        for (bytes, expected) in [
            (0, ("kb", 0, 0)),
            (1, ("kb", 1, 0)),
            (45_200, ("kb", 46, 0)),
            (99_999, ("kb", 100, 0)),
            (100_000, ("mb", 0, 1)),
            (312_000, ("mb", 0, 3)),
            (1_960_000, ("mb", 2, 0)),
            (9_999_999, ("mb", 10, 0)),
            (12_400_000, ("mb", 12, 0)),
            (29_960_000, ("mb", 30, 0)),
        ] {
            assert_eq!(amount(bytes), expected, "{bytes}");
        }
    }

    #[test]
    fn what_the_editor_wrote_of_format_and_size_is_found() {
        for words in ["le rapport (PDF, 0,3 Mo)", "rapport pdf", "Rapport.pdf"] {
            assert!(names(words, "PDF"), "{words}");
        }
        assert!(!names("le rapport des pdfs", "pdf"));
        for words in ["PDF, 0,3 Mo", "300ko", "(1.2\u{a0}MB)", "12\u{202f}Mo", "45 ko."] {
            assert!(names_size(words), "{words}");
        }
        for words in ["les 300 maires", "le Mo", "1990", "la ville de Mo", "go 3"] {
            assert!(!names_size(words), "{words}");
        }
    }
}
