//! Whether a document is what its name says: a file that was not copied to its end, or that another program saved, opens nowhere.

use super::file_names::FileNames;
use crate::diagnostic::Problem;
use crate::pictures;
use crate::stored_file::FileContent;

/// What is wrong with the content of a file of a known kind, whose extension is `known`. What is not certain is not said.
pub(super) fn problem(name: &str, known: &str, content: &FileContent, names: &mut FileNames) -> Option<Problem> {
    let file = name.to_owned();
    // An empty text may be meant.
    if content.length() == 0 && !["json", "txt"].contains(&known) {
        return Some(Problem::DocumentEmpty { file });
    }
    let begin = content.beginning().ok()?;
    let found = match known {
        "pdf" | "docx" | "xlsx" | "odt" | "ods" | "mp3" | "mp4" => of_document(&begin, content),
        "csv" | "ics" | "json" | "txt" => of_document(&begin, content).filter(|found| BINARY.contains(found)),
        // A picture's own reader says so.
        _ => None,
    };
    let found = found.filter(|found| *found != known)?;
    let is_renamed = ["pdf", "docx", "xlsx", "odt", "ods", "jpg", "png", "gif", "webp", "avif"].contains(&found);
    let right = if is_renamed { names.free(name, found) } else { String::new() };
    Some(Problem::DocumentKind { file, found: found.to_owned(), right, format: known.to_owned() })
}

/// The kinds that no text can be taken for.
const BINARY: [&str; 8] = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "office", "png"];

/// The kind of a document, where its first bytes tell it.
fn of_document(begin: &[u8], content: &FileContent) -> Option<&'static str> {
    if begin.starts_with(b"PK\x03\x04") {
        return of_archive(&content.to_bytes().ok()?);
    }
    let text = String::from_utf8_lossy(begin).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    Some(match begin {
        [b'%', b'P', b'D', b'F', ..] => "pdf",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "office",
        [b'{', b'\\', b'r', b't', b'f', ..] => "rtf",
        _ if text.starts_with("<!doctype html") || text.starts_with("<html") => "html",
        _ => match pictures::kind(begin) {
            "jpeg" => "jpg",
            found @ ("png" | "gif" | "webp" | "avif") => found,
            _ => return None,
        },
    })
}

/// The kind of document that an archive holds, by the names of the files in it.
fn of_archive(bytes: &[u8]) -> Option<&'static str> {
    let kinds = [
        ("opendocument.text", "odt"),
        ("opendocument.spreadsheet", "ods"),
        ("word/document", "docx"),
        ("xl/workbook", "xlsx"),
        ("ppt/presentation", "pptx"),
    ];
    let holds = |name: &str| bytes.windows(name.len()).any(|window| window == name.as_bytes());
    kinds.iter().find(|(name, _)| holds(name)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_that_is_empty_or_of_another_kind_than_its_name_says_is_told_its_right_name() {
        let docx = &b"PK\x03\x04\x14\0\x06\0[Content_Types].xml word/document.xml"[..];
        let xlsx = &b"PK\x03\x04\x14\0\x06\0[Content_Types].xml xl/workbook.xml"[..];
        let zip = &b"PK\x03\x04\x14\0\x06\0notes"[..];
        let old = &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..];
        for (name, bytes, expected) in [
            ("a.pdf", &b""[..], Some(("empty", ""))),
            ("a.docx", b"", Some(("empty", ""))),
            ("a.jpg", b"", Some(("empty", ""))),
            ("a.txt", b"", None),
            ("a.pdf", docx, Some(("docx", "a.docx"))),
            ("a.pdf", b"\r\n<!DOCTYPE html>", Some(("html", ""))),
            ("a.docx", b"%PDF-1.7", Some(("pdf", "a-2.pdf"))),
            ("a.docx", old, Some(("office", ""))),
            ("a.csv", xlsx, Some(("xlsx", "a.xlsx"))),
            ("a.csv", b"<html> est un mot", None),
            ("a.pdf", b"%PDF-1.7", None),
            ("a.docx", docx, None),
            ("a.docx", zip, None),
            ("a.pdf", b"   ", None),
        ] {
            let mut names = FileNames::new(["a.pdf".to_owned()].into_iter());
            let content = FileContent::Memory(bytes::Bytes::from_static(bytes));
            let extension = name.rsplit_once('.').unwrap().1;
            let found = match problem(name, extension, &content, &mut names) {
                Some(Problem::DocumentEmpty { .. }) => Some(("empty".to_owned(), String::new())),
                Some(Problem::DocumentKind { found, right, .. }) => Some((found, right)),
                other => other.map(|other| panic!("{other:?}")),
            };
            let expected = expected.map(|(found, right): (&str, &str)| (found.to_owned(), right.to_owned()));
            assert_eq!(found, expected, "{name}: {bytes:?}");
        }
    }
}
