//! Braces of a stylesheet that have no partner: a browser skips what follows them, in silence.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Place, Problem, Report, TextFile};

/// Warns of each brace that has no partner.
pub(super) fn check(stylesheet: &Arc<TextFile>, report: &mut Report) {
    for (at, found) in lonely(&stylesheet.text) {
        report.warning(Place::new(stylesheet, at), Problem::StylesheetBrace { found: found.to_owned() });
    }
}

/// The braces without a partner: those that close nothing, and those that nothing closes. Strings, comments and escapes hold none.
fn lonely(css: &str) -> Vec<(Range<usize>, &'static str)> {
    let (mut open, mut lonely) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(found) = css[at..].find(['{', '}', '"', '\'', '/', '\\']).map(|found| at + found) {
        let from = &css[found..];
        at = found + 1;
        match from.as_bytes() {
            [b'/', b'*', ..] => at = from[2..].find("*/").map_or(css.len(), |end| found + end + 4),
            [b'\\', ..] => at = found + 1 + from[1..].chars().next().map_or(0, char::len_utf8),
            [quote @ (b'"' | b'\''), ..] => at = end_of_string(css, found, char::from(*quote)),
            [b'{', ..] => open.push(found),
            [b'}', ..] if open.pop().is_none() => lonely.push((found..at, "closing")),
            _ => {}
        }
    }
    lonely.extend(open.into_iter().map(|found| (found..found + 1, "opening")));
    lonely
}

/// Where a string ends that begins at `start`: after its mark, or where its line ends (CSS Syntax, section 4.3.5).
fn end_of_string(css: &str, start: usize, quote: char) -> usize {
    let mut signs = css[start + 1..].char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => drop(signs.next()),
            '\n' => return start + 1 + at,
            sign if sign == quote => return start + 2 + at,
            _ => {}
        }
    }
    css.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brace_of_a_stylesheet_that_has_no_partner_is_found() {
        for (css, found) in [
            ("a { b: c }}}", &[(10, "closing"), (11, "closing")][..]),
            ("@media print { a { b: c }", &[(13, "opening")]),
            ("a { b: c }", &[]),
            ("/* } */ a::before { content: \"}\" } b { content: '\\'}' }", &[]),
            ("a\\} { }", &[]),
            ("a { content: \"é }\n }", &[]),
        ] {
            let lonely: Vec<_> = lonely(css).into_iter().map(|(at, what)| (at.start, what)).collect();
            assert_eq!(lonely, found, "{css}");
        }
    }
}
