//! The names of the files of `static`: whether one can be in an address, and which name to give a file instead.

use std::collections::BTreeSet;

use crate::content::slug_from;
use crate::diagnostic::Problem;
use crate::pictures;

/// The most bytes in a part of a file's name: the fingerprint is put in, and some systems take no more than 255.
const LONGEST: usize = 200;

/// How long a part is that is offered in place of a longer one.
const SHORT: usize = 60;

/// Names that are taken: the files that are there, and the names that were offered.
pub(super) struct FileNames(BTreeSet<String>);

impl FileNames {
    pub(super) fn new(taken: impl Iterator<Item = String>) -> Self {
        Self(taken.collect())
    }

    /// What is wrong with the name of a file of a known kind, whose extension is `known` in small letters.
    pub(super) fn problem(&mut self, name: &str, known: &str) -> Option<Problem> {
        let is_plain = name.chars().all(|sign| sign.is_alphanumeric() || "-_./".contains(sign));
        if !is_plain {
            return Some(Problem::FileName { file: name.to_owned(), right: self.free(name, known) });
        }
        name.split('/').any(|part| part.len() > LONGEST).then(|| {
            let right = self.free(name, known);
            Problem::FileNameTooLong { file: name.to_owned(), right, limit: LONGEST.to_string() }
        })
    }

    /// What to do about a file whose extension is of no known kind: its content may be of one, or a program can save it as one.
    pub(super) fn of_unknown_kind(&mut self, name: &str, begin: &[u8], kinds: &[&str]) -> Problem {
        let found = if begin.starts_with(b"%PDF-") { "pdf" } else { pictures::kind(begin) };
        let found = if found == "jpeg" { "jpg" } else { found };
        let has_own_extension = extension(name).is_some_and(|extension| saved_as(&extension).is_some());
        if kinds.contains(&found) && !has_own_extension {
            return Problem::FileName { file: name.to_owned(), right: self.free(name, found) };
        }
        let other = extension(name).and_then(|extension| saved_as(&extension));
        let right = other.map(|other| self.free(name, other)).unwrap_or_default();
        Problem::FileKind { file: name.to_owned(), right, kinds: kinds.join(", ") }
    }

    /// A name for a file that nothing else has: its own in plain letters, with this extension.
    pub(super) fn free(&mut self, name: &str, extension: &str) -> String {
        let (folder, file) = name.rfind('/').map_or(("", name), |slash| name.split_at(slash + 1));
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let folder: String = folder.split_terminator('/').map(|part| plain(part, "x") + "/").collect();
        // A name without a letter that has a plain form.
        let stem = folder + &plain(stem, extension);
        let numbered = |number: u32| {
            if number < 2 { format!("{stem}.{extension}") } else { format!("{stem}-{number}.{extension}") }
        };
        let right = (1..=u32::MAX).map(numbered).find(|right| !self.0.contains(right)).unwrap_or_default();
        self.0.insert(right.clone());
        right
    }
}

/// A part of a name in small letters without accents, digits and hyphens, cut between words where it is long.
fn plain(part: &str, otherwise: &str) -> String {
    let slug = slug_from(part);
    let cut = slug.get(..SHORT).map_or(slug.as_str(), |cut| cut.rsplit_once('-').map_or(cut, |(cut, _)| cut));
    if cut.is_empty() { otherwise.to_owned() } else { cut.to_owned() }
}

/// What follows the last dot of a name, in small letters.
pub(super) fn extension(name: &str) -> Option<String> {
    Some(name.rsplit('/').next()?.rsplit_once('.')?.1.to_lowercase())
}

/// The kind as which programs can save files of another.
fn saved_as(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "bmp" | "dng" | "heic" | "heif" | "jfif" | "jpe" | "psd" | "tif" | "tiff" => "jpg",
        "doc" | "docm" | "dot" | "dotx" | "rtf" => "docx",
        "xls" | "xlsm" | "xlsb" => "xlsx",
        "key" | "numbers" | "odp" | "pages" | "ppt" | "pptx" | "pub" => "pdf",
        "ai" | "eps" => "svg",
        "aac" | "flac" | "m4a" | "ogg" | "wav" | "wma" => "mp3",
        "avi" | "m4v" | "mkv" | "mov" | "mpg" | "webm" | "wmv" => "mp4",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> FileNames {
        FileNames::new(["logo-ete.png".to_owned()].into_iter())
    }

    fn right(problem: &Problem) -> &str {
        let (Problem::FileName { right, .. }
        | Problem::FileNameTooLong { right, .. }
        | Problem::FileKind { right, .. }) = problem
        else {
            panic!("{problem:?}")
        };
        right
    }

    #[test]
    fn a_name_that_no_address_can_have_is_told_a_right_one_that_is_free() {
        let mut names = names();
        for (name, known, expected) in [
            ("logo été.png", "png", "logo-ete-2.png"),
            ("logo  été.PNG", "png", "logo-ete-3.png"),
            ("Rapport d’activité 2025 (final).PDF", "pdf", "rapport-d-activite-2025-final.pdf"),
            ("Comptes rendus/Réunion n°4.docx", "docx", "comptes-rendus/reunion-n-4.docx"),
            ("报 告.pdf", "pdf", "pdf.pdf"),
        ] {
            let problem = names.problem(name, known).unwrap();
            assert!(matches!(problem, Problem::FileName { .. }));
            assert_eq!(right(&problem), expected);
            assert_eq!(names.problem(expected, known), None);
        }
        for name in ["photo.JPG", "été.pdf", "a/b_c-1.2.pdf"] {
            assert_eq!(names.problem(name, "pdf"), None, "{name}");
        }
    }

    #[test]
    fn a_name_that_is_too_long_is_told_a_shorter_one() {
        let long = "compte-rendu-de-la-reunion-".repeat(9) + ".pdf";
        let problem = names().problem(&long, "pdf").unwrap();
        assert!(matches!(problem, Problem::FileNameTooLong { .. }));
        assert_eq!(right(&problem), "compte-rendu-de-la-reunion-compte-rendu-de-la-reunion.pdf");
    }

    #[test]
    fn a_file_of_an_unknown_kind_is_told_as_what_to_save_it_or_what_it_is() {
        let kinds = ["docx", "jpg", "pdf", "png"];
        for (name, begin, renamed, expected) in [
            ("IMG 1.HEIC", &b""[..], false, "img-1.jpg"),
            ("lettre.doc", b"", false, "lettre.docx"),
            ("rapport", b"%PDF-1.7", true, "rapport.pdf"),
            ("rapport.pdf_", b"%PDF-1.7", true, "rapport.pdf"),
            ("archive.zip", b"PK", false, ""),
        ] {
            let problem = names().of_unknown_kind(name, begin, &kinds);
            assert_eq!(matches!(problem, Problem::FileName { .. }), renamed, "{name}");
            assert_eq!(right(&problem), expected, "{name}");
        }
    }
}
