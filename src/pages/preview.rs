//! Pages on which each text says where it stands, for the preview only.
//!
//! A text of the content is put between marks, characters of Unicode's private use area that no editor can type by chance. They
//! come through everything that a page is made of; at the end they become elements where text is shown, and go where it is not:
//! in attributes, the title and data.

use crate::diagnostic::Place;

const OPEN: char = '\u{E000}';
const WORDS: char = '\u{E001}';
const CLOSE: char = '\u{E002}';

/// What a preview's pages load beside their own: the way to reload, the report, the places.
const HEAD: &str = "<link rel=\"stylesheet\" href=\"/_preview/style.css\">\n\
     <script src=\"/_preview/script.js\" defer></script>\n</head>";

/// Elements whose text is not shown, or cannot hold elements.
const OPAQUE: [&str; 4] = ["title", "script", "style", "option"];

/// `words` between marks that hold their place.
pub(super) fn marked(place: &Place, words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    // Templates escape words, marks included: so there are no quotation marks in them yet.
    format!("{OPEN}{}{WORDS}{words}{CLOSE}", words_of(place))
}

/// Blocks, each of which says where they all begin.
pub(super) fn placed_blocks(place: &Place, html: &str) -> String {
    let attribute = format!("data-place=\"{}\"", words_of(place));
    let mut depth = 0_usize;
    let mut placed = String::with_capacity(html.len() + 64);
    for piece in html.split_inclusive('>') {
        let Some(at) = piece.find('<') else {
            placed.push_str(piece);
            continue;
        };
        // An end tag has no name here.
        let name = name_of_tag(&piece[at + 1..]);
        let (start, rest) = piece.split_at(at + 1 + name.len());
        placed.push_str(start);
        if depth == 0 && !name.is_empty() {
            placed.extend([" ", &attribute]);
        }
        placed.push_str(rest);
        if rest.starts_with('/') {
            depth = depth.saturating_sub(1);
        // Void elements have no end (HTML, section 13.1.2).
        } else if !matches!(name, "" | "img" | "br" | "hr" | "col" | "wbr") {
            depth += 1;
        }
    }
    placed
}

/// A page with elements in the place of marks, and with what the preview loads.
pub(super) fn finished(html: &str) -> String {
    let mut finished = String::with_capacity(html.len() * 5 / 4);
    let mut opaque = None;
    // Outside of a tag, then within it, in turns: no `<` or `>` stands in text or in an attribute unescaped.
    for (index, part) in html.split('<').enumerate() {
        let (tag, text) = if index == 0 { ("", part) } else { part.split_once('>').unwrap_or((part, "")) };
        if index > 0 {
            match opaque {
                None if OPAQUE.contains(&name_of_tag(tag)) => opaque = Some(name_of_tag(tag).to_owned()),
                Some(ref inside) if tag.starts_with('/') && *inside == name_of_tag(&tag[1..]) => opaque = None,
                _ => {}
            }
            finished.push('<');
            replaced(tag, ["", "", ""], &mut finished);
            if part.contains('>') {
                finished.push('>');
            }
        }
        let marks = if opaque.is_some() { ["", "", ""] } else { ["<span data-place=\"", "\">", "</span>"] };
        replaced(text, marks, &mut finished);
    }
    finished.replacen("</head>", HEAD, 1)
}

fn name_of_tag(tag: &str) -> &str {
    tag.split(|sign: char| !sign.is_ascii_alphanumeric()).next().unwrap_or_default()
}

/// `content/timeline.toml:14:11`. The names of content's files hold nothing that HTML would escape.
fn words_of(place: &Place) -> String {
    format!("{}:{}:{}", place.path(), place.line(), place.column())
}

/// Text with its marks replaced; without words for the first one, the place goes with it.
fn replaced(text: &str, [open, words, close]: [&str; 3], out: &mut String) {
    let mut is_dropped = false;
    for sign in text.chars() {
        match sign {
            OPEN => is_dropped = open.is_empty(),
            WORDS => is_dropped = false,
            _ => {}
        }
        match sign {
            OPEN => out.push_str(open),
            WORDS => out.push_str(words),
            CLOSE => out.push_str(close),
            _ if is_dropped => {}
            sign => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::TextFile;
    use std::sync::Arc;

    fn place() -> Place {
        Place::new(&Arc::new(TextFile { path: "content/a.toml".into(), text: "x\ny = 1".into() }), 6..7)
    }

    #[test]
    fn a_text_says_where_it_stands_where_it_is_shown_and_nowhere_else() {
        let words = marked(&place(), "Où &amp; quand");
        let page = format!("<head><title>{words}</title></head><p title=\"{words}\">{words}</p>");
        let title = "<head><title>Où &amp; quand</title>";
        let text = "<p title=\"Où &amp; quand\"><span data-place=\"content/a.toml:2:5\">Où &amp; quand</span></p>";
        let finished = finished(&page);
        assert!(finished.starts_with(title) && finished.ends_with(text), "{finished}");
    }

    #[test]
    fn emphasis_within_a_text_stays_within_its_element() {
        let page = finished(&format!("<p>{}</p>", marked(&place(), "a <em>b</em>")));
        assert_eq!(page, "<p><span data-place=\"content/a.toml:2:5\">a <em>b</em></span></p>");
    }

    #[test]
    fn each_block_of_a_passage_says_where_it_stands_and_keeps_its_form() {
        let html = placed_blocks(&place(), "<p>a<br>b</p>\n<ul class=\"x\"><li>c</li></ul>\n<p>d</p>");
        let at = "data-place=\"content/a.toml:2:5\"";
        assert_eq!(html, format!("<p {at}>a<br>b</p>\n<ul {at} class=\"x\"><li>c</li></ul>\n<p {at}>d</p>"));
    }
}
