//! Derives what was meant by a link or a picture with a slip in it, and offers it only where Markdown reads it as one.

use pulldown_cmark::{Event, Parser, Tag};

use crate::content::prose::Problem;
use crate::content::prose::destination::{self, Destination};

/// What to say of a link or a picture that is none: `typed` is what stands from its first sign on.
pub(super) fn broken(typed: &str) -> Problem {
    let is_picture = typed.starts_with('!');
    match meant(typed) {
        Some(right) => Problem::LinkMeant { right },
        None if is_picture => Problem::ImageMalformed {},
        None => Problem::LinkBroken {},
    }
}

/// The same link with straight quotation marks around its caption, its last parenthesis, and no spaces in the name of a file.
fn meant(typed: &str) -> Option<String> {
    let line = typed.lines().next()?;
    let (words, inner) = line.split_once("](")?;
    let open = inner.trim_start();
    let end = open.find(|sign: char| sign.is_whitespace() || sign == ')').unwrap_or(open.len());
    let (address, rest) = (&open[..end], &open[end..]);
    let of = |address: &str, caption: &str| format!("{words}]({address}{caption})");
    let mut candidates = vec![];
    if let Some(caption) = caption(rest) {
        candidates.push(of(address, &format!(" \"{caption}\"")));
    } else if !rest.contains(')') {
        candidates.push(of(address.trim_end_matches(['.', ',', ';']), ""));
    }
    if let Some((name, _)) = open.split_once(')')
        && let Some(file) = name.strip_prefix("file:").filter(|_| !name.contains(['"', '“', '«']))
    {
        candidates.push(of(&format!("file:{}", destination::file_meant(file)?), ""));
    }
    candidates.into_iter().find(|right| is_link(right))
}

/// The words of a caption between quotation marks of any kind.
fn caption(rest: &str) -> Option<&str> {
    let rest = rest.trim_start().strip_prefix(['"', '“', '”', '«', '„'])?;
    let words = rest[..rest.find(['"', '“', '”', '»'])?].trim();
    (!words.is_empty()).then_some(words)
}

/// Whether all of this is one link, or one picture, that leads somewhere.
fn is_link(right: &str) -> bool {
    let mut events = Parser::new(right).into_offset_iter().skip(1);
    match events.next() {
        Some((Event::Start(Tag::Link { dest_url, title, .. }), at)) => {
            at.len() == right.len() && title.is_empty() && Destination::parse(&dest_url, right).is_ok()
        }
        Some((Event::Start(Tag::Image { dest_url, .. }), at)) => {
            let name = dest_url.strip_prefix("file:").or_else(|| dest_url.strip_prefix("decoration:"));
            at.len() == right.len() && name.is_some_and(|name| destination::file(name).is_some())
        }
        _ => false,
    }
}
