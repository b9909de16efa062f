//! Pages -> the letters that fonts must have.

use std::collections::BTreeSet;

/// Adds the letters that a page shows: its text, and what stands in for pictures and labels.
pub(super) fn collect(html: &str, letters: &mut BTreeSet<char>) {
    let body = html.find("<body").map_or(html, |at| &html[at..]);
    for piece in body.split('<') {
        let text = piece.split_once('>').map_or(piece, |(_, text)| text);
        if !text.contains('&') {
            letters.extend(text.chars().filter(|letter| !letter.is_control()));
            continue;
        }
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        letters.extend(text.chars().filter(|letter| !letter.is_control()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_that_are_shown() {
        let mut letters = BTreeSet::new();
        collect("<html><head><title>z</title></head><body class=\"q\">œ &amp; <b>é</b>\n</body></html>", &mut letters);
        assert_eq!(letters, BTreeSet::from(['œ', ' ', '&', 'é']));
    }
}
