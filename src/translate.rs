//! The places to translate for one more language: a draft that goes along with the site until it is complete.

use std::fmt::Write as _;

use crate::content::{Language, LanguageCode};
use crate::source::Files;

/// The reason why a language cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddLanguageError {
    /// It is no code of a language (BCP 47).
    #[error("not the code of a language")]
    NotALanguage,
    /// The site has it.
    #[error("the site has this language already")]
    Known,
}

/// The files that adding a language changes or makes, by their paths: its place in `site.toml`, marked as a draft; its
/// interface's words, those of the last language for now; and under each text a line to fill in, which is a note until then.
///
/// # Errors
///
/// The code is none, or one of the site's.
pub fn add_language(
    files: &Files,
    languages: &[Language],
    code: &str,
) -> Result<Vec<(String, String)>, AddLanguageError> {
    if !LanguageCode::is_valid(code) {
        return Err(AddLanguageError::NotALanguage);
    }
    let words = format!("locales/{code}/site.ftl");
    let drafts = crate::content::drafts(files, languages.len());
    if languages.iter().chain(&drafts).any(|known| known.code == code) || files.get(&words).is_some() {
        return Err(AddLanguageError::Known);
    }
    let last = languages.last().map_or("fr", |language| language.code.as_str());
    let text = |path: &str| String::from_utf8_lossy(files.get(path).map_or(&[], |bytes| &bytes[..])).into_owned();
    let mut changed = vec![(
        words,
        format!(
            "### À traduire ({code}) : remplacez chaque texte, gardez les noms et ce qui est entre accolades.\n\
             ### To be translated ({code}): replace each text, keep the names and what stands in braces.\n\n{}",
            text(&format!("locales/{last}/site.ftl"))
        ),
    )];
    for (path, _) in files.under("content/").filter(|(path, _)| path.strip_suffix(".toml").is_some()) {
        let with_lines = with_lines_to_fill_in(&text(path), last, code);
        let text = if path == "content/site.toml" { listed(&with_lines, code) } else { with_lines };
        changed.push((path.to_owned(), text));
    }
    Ok(changed)
}

/// The text of `site.toml` with one more language at the end of its list.
fn listed(text: &str, code: &str) -> String {
    let entry = format!("[[languages]]\ncode = \"{code}\"\nname = \"{code}\"\nlocale = \"{code}\"\ndraft = true\n\n");
    let start = text.rfind("[[languages]]").unwrap_or(0);
    // The list ends where the next table begins, with the notes above it.
    let next = text[start + 1..].find("\n[").map_or(text.len(), |at| start + 1 + at + 1);
    format!("{}{entry}{}", &text[..next], &text[next..])
}

/// A content file's text with a line to fill in under each value of the language `last`.
fn with_lines_to_fill_in(text: &str, last: &str, code: &str) -> String {
    let mut written = String::with_capacity(text.len() * 2);
    let mut open: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        written.push_str(line);
        if !line.ends_with('\n') {
            written.push('\n');
        }
        if let Some(key) = open {
            // Writing to a string cannot fail.
            if line.trim_end().ends_with("\"\"\"") {
                let _ = write!(written, "# {key}.{code} = \"\"\"\n# \"\"\"\n");
                open = None;
            }
            continue;
        }
        let Some((key, value)) = line.split_once('=') else { continue };
        let Some(key) = key.trim_end().strip_suffix(&format!(".{last}")).filter(|key| !key.starts_with('#')) else {
            continue;
        };
        let value = value.trim();
        if value.starts_with("\"\"\"") && value.matches("\"\"\"").count() == 1 {
            open = Some(key);
        } else {
            let empty = if value.starts_with('[') { "[\"\"]" } else { "\"\"" };
            let _ = writeln!(written, "# {key}.{code} = {empty}");
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn under_each_text_is_a_line_to_fill_in() {
        let text = "a.fr = \"x\"\na.en = \"y\"\nb.en = \"\"\"\nz\n\"\"\"\n# c.en = \"\"\nd.en = [\"v\", \"w\"]\n";
        let expected = "a.fr = \"x\"\na.en = \"y\"\n# a.pt = \"\"\nb.en = \"\"\"\nz\n\"\"\"\n# b.pt = \"\"\"\n# \"\"\"\n\
                        # c.en = \"\"\nd.en = [\"v\", \"w\"]\n# d.pt = [\"\"]\n";
        assert_eq!(with_lines_to_fill_in(text, "en", "pt"), expected);
    }
}
