//! Breaks a text into lines of about equal length.
//!
//! It does for titles in a picture what `text-wrap: balance` does for titles in a page, and what a compositor does by hand: an
//! article, a preposition or a conjunction goes with the word after it, and does not end a line.

/// A word with its width, in whatever unit the column is measured in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word<'a> {
    /// The word, with the characters and no-break spaces that cling to it.
    pub text: &'a str,
    /// Its width.
    pub width: f32,
}

impl Word<'_> {
    /// Whether it goes with the next one: up to three letters and nothing else (« de », « et », “the”).
    fn leans_on_the_next(&self) -> bool {
        self.text.chars().count() <= 3 && self.text.chars().all(char::is_alphabetic)
    }
}

/// A text's words: what is between plain spaces and line ends, where a line may break. A no-break space is part of a word.
pub fn unbreakable_parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\n']).filter(|word| !word.is_empty())
}

/// Breaks words into the fewest lines that the column allows, and these into as equal lengths as they come.
///
/// `None` if a word is wider than the column.
pub fn balanced(words: &[Word<'_>], space: f32, column: f32) -> Option<Vec<String>> {
    if words.iter().any(|word| word.width > column) {
        return None;
    }
    let fewest = filled(words, space, column).len();
    // The narrowest column that needs no more lines is as wide as one of the lines that could be.
    let narrowest = (0..words.len())
        .flat_map(|from| (from + 1..=words.len()).map(move |to| width(&words[from..to], space)))
        .filter(|&width| width <= column && filled(words, space, width).len() == fewest)
        .fold(column, f32::min);
    let mut lines = filled(words, space, narrowest);
    for i in 1..lines.len() {
        let (above, below) = (lines[i - 1], lines[i]);
        if above.len() > 1 && above[above.len() - 1].leans_on_the_next() {
            let from = words.len() - lines[i..].iter().copied().map(<[_]>::len).sum::<usize>() - 1;
            let joined = &words[from..=from + below.len()];
            if width(joined, space) <= column {
                lines[i - 1] = &above[..above.len() - 1];
                lines[i] = joined;
            }
        }
    }
    Some(lines.into_iter().map(text).collect())
}

/// Fills at most `most` lines, and says how wide the widest is, which is more than the column if a single word is. The last line
/// ends in an ellipsis if words are left over.
pub fn cut_short(words: &[Word<'_>], space: f32, column: f32, most: usize) -> (Vec<String>, f32) {
    let all = filled(words, space, column);
    let mut lines: Vec<String> = all.iter().take(most).copied().map(text).collect();
    if let Some(last) = lines.last_mut()
        && all.len() > most
    {
        last.push('…');
    }
    let widest = all.iter().take(most).map(|line| width(line, space)).fold(0.0, f32::max);
    (lines, widest)
}

/// Fills line after line. A word wider than the column has a line of its own.
fn filled<'w, 'a>(words: &'w [Word<'a>], space: f32, column: f32) -> Vec<&'w [Word<'a>]> {
    let mut lines = Vec::new();
    let mut from = 0;
    for to in 1..=words.len() {
        if to == words.len() || width(&words[from..=to], space) > column {
            lines.push(&words[from..to]);
            from = to;
        }
    }
    lines
}

fn width(line: &[Word<'_>], space: f32) -> f32 {
    line.iter().map(|word| word.width + space).sum::<f32>() - space
}

fn text(line: &[Word<'_>]) -> String {
    line.iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every character is one wide.
    fn set(text: &str, column: f32) -> Option<Vec<String>> {
        balanced(&measured(text), 1.0, column)
    }

    fn measured(text: &str) -> Vec<Word<'_>> {
        unbreakable_parts(text)
            .map(|text| Word { text, width: f32::from(u16::try_from(text.chars().count()).unwrap()) })
            .collect()
    }

    #[test]
    fn lines_are_of_about_equal_length_and_small_words_go_with_what_follows() {
        for (text, column, lines) in [
            ("Projets clés", 12.0, &["Projets clés"][..]),
            ("aaaa bbbb cccc dddd", 15.0, &["aaaa bbbb", "cccc dddd"]),
            ("Vision et objectifs", 12.0, &["Vision", "et objectifs"]),
            ("Internationale des Maires", 20.0, &["Internationale", "des Maires"]),
            // A small word moves only where the next line has room, and a no-break space does not break.
            ("Vision et objectifs", 9.0, &["Vision et", "objectifs"]),
            ("à suivre\u{A0}: ici", 9.0, &["à", "suivre\u{A0}:", "ici"]),
            ("", 10.0, &[]),
        ] {
            assert_eq!(set(text, column).unwrap(), lines, "{text} in {column}");
        }
    }

    #[test]
    fn no_word_is_lost_and_none_repeated() {
        let title = "Association Internationale des Maires Francophones de la ville et du monde";
        for column in 14_u8..80 {
            let lines = set(title, column.into()).unwrap();
            assert_eq!(lines.join(" "), title);
        }
    }

    #[test]
    fn a_word_wider_than_the_column_asks_for_a_smaller_size_and_too_many_end_in_an_ellipsis() {
        assert_eq!(set("anticonstitutionnellement", 20.0), None);
        let (lines, widest) = cut_short(&measured("anticonstitutionnellement"), 1.0, 20.0, 3);
        assert_eq!((lines.as_slice(), widest), (["anticonstitutionnellement".to_owned()].as_slice(), 25.0));
        let (lines, _) = cut_short(&measured("aaaa bbbb cccc dddd"), 1.0, 9.0, 1);
        assert_eq!(lines, ["aaaa bbbb…"]);
    }
}
