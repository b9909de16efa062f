//! Messages that are younger than some sites: where a site's words lack one, the program says it in its own.

use super::{Catalog, Message};
use crate::diagnostic::{Place, Problem, Report, TextFile};

const FRENCH: &str = include_str!("../../locales/fr/site.ftl");
const ENGLISH: &str = include_str!("../../locales/en/site.ftl");

/// The messages, each on one line of the files that the binary carries.
pub const LATER: [&str; 4] = ["notice", "preview-draft", "preview-not-yet", "preview-over"];

/// The messages of `messages` that a file must have: all but the younger ones that it has not.
pub fn required<'m>(file: &TextFile, messages: &[Message<'m>]) -> Vec<Message<'m>> {
    let is_required = |message: &&Message<'_>| !LATER.contains(&message.id) || line(&file.text, message.id).is_some();
    messages.iter().filter(is_required).copied().collect()
}

/// Gives a catalog of the language `code` the younger messages that its file lacks. That they are not in the language of the site is
/// told, as it is seen.
pub fn complete(catalog: &mut Catalog, code: &str, file: &std::sync::Arc<TextFile>, report: &mut Report) {
    let own = if code == "fr" { FRENCH } else { ENGLISH };
    for id in LATER.into_iter().filter(|id| line(&file.text, id).is_none()) {
        catalog.add(line(own, id).unwrap_or_default());
        if code != "fr" && code != "en" {
            let end = file.text.trim_end().len();
            report.warning(Place::new(file, end..end), Problem::MessageMissing { message: id.to_owned() });
        }
    }
}

/// The line on which a message begins.
fn line<'t>(text: &'t str, id: &str) -> Option<&'t str> {
    text.lines().find(|line| line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('=')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_younger_message_is_one_line_of_the_words_that_the_binary_carries() {
        for text in [FRENCH, ENGLISH] {
            for id in LATER {
                let after = text.split_once(line(text, id).unwrap()).unwrap().1;
                assert!(!after.starts_with("\n "), "{id} goes on on the next line");
            }
        }
    }
}
