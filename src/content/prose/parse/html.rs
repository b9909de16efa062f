//! Answers the HTML that editors know with what to write in its place.

use std::ops::Range;

use super::reading::Reading;
use crate::content::prose::Problem;

/// Elements within a line, with the mark of Markdown that means the same, if one does.
const INLINE: [(&str, &str); 8] =
    [("b", "**"), ("strong", "**"), ("i", "*"), ("em", "*"), ("u", ""), ("span", ""), ("font", ""), ("center", "")];

impl Reading<'_> {
    /// Reports HTML; an element that is closed is one problem, at its whole.
    pub(super) fn html(&mut self, at: Range<usize>) {
        let typed = self.source[at.clone()].trim_end();
        let at = at.start..at.start + typed.len();
        if self.closed_tags.contains(&at.end) {
            return;
        }
        let tag = typed.find('>').map_or(typed, |end| &typed[..=end]);
        let name: String = tag[1..].chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let found = tag.to_owned();
        if matches!(name.as_str(), "p" | "br") {
            self.close(at.start, &name);
            return self.problem(at, Problem::HtmlMeant { found, right: "line".to_owned() });
        }
        let mark = INLINE.iter().find(|(element, _)| *element == name).map(|(_, mark)| *mark);
        if let Some(mark) = mark
            && let Some((words, end)) = self.close(at.start, &name)
        {
            let words = words.trim();
            let is_plain = !words.is_empty() && !words.contains(['<', '*']);
            let right = if is_plain { format!("{mark}{words}{mark}") } else { String::new() };
            return self.problem(at.start..end, Problem::HtmlMeant { found, right });
        }
        self.problem(at, Problem::RawHtml {});
    }

    /// The words of an element that begins here and the end of its closing tag, which is told with it; nothing where it is not closed.
    fn close(&mut self, start: usize, name: &str) -> Option<(String, usize)> {
        let element = &self.source[start..];
        let (inner, closing) = (element.find('>')? + 1, format!("</{name}>"));
        let length = element[inner..].to_ascii_lowercase().find(&closing)?;
        let end = start + inner + length + closing.len();
        self.closed_tags.push(end);
        Some((element[inner..inner + length].to_owned(), end))
    }
}
