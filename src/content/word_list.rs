//! Lists of words in one text, with a space between two of them.

/// Says if a list has this word.
pub fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}
