//! Shows signs that cannot be seen by their names.

use super::Reporter;

impl Reporter {
    /// Two texts of a before and an after; where they differ in nothing that can be seen, their signs that cannot be seen stand by their
    /// names between square brackets, each a word of its own: « un[espace insécable étroite]: ».
    pub(super) fn told_apart(self, before: &str, now: &str) -> (String, String) {
        let seen =
            |text: &str| text.chars().filter(|sign| !is_unseen(*sign) && *sign != ' ').map(as_seen).collect::<String>();
        if before == now || seen(before) != seen(now) {
            return (before.to_owned(), now.to_owned());
        }
        (self.named(before), self.named(now))
    }

    /// A text with each sign that cannot be seen, or is like another, by its name.
    fn named(self, text: &str) -> String {
        let mut named = String::new();
        for sign in text.chars() {
            if is_unseen(sign) || as_seen(sign) != sign {
                let code = format!("U+{:04X}", u32::from(sign));
                let name = self.say("sign-name", &[("name", &code.replace('+', "")), ("code", &code)]);
                named.extend(["[", &name, "]"]);
            } else {
                named.push(sign);
            }
        }
        named
    }
}

/// Whether a sign shows nothing: a space that is not the ordinary one, a mark of direction, what joins or parts letters, a control.
fn is_unseen(sign: char) -> bool {
    let is_format = matches!(
        sign,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
    );
    is_format || sign.is_control() || sign.is_whitespace() && sign != ' '
}

/// The sign that another looks like.
fn as_seen(sign: char) -> char {
    match sign {
        '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
        '\u{2024}' => '.',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_signs_are_named_where_two_texts_differ_in_nothing_else() {
        let told = Reporter::French.told_apart("Qui\u{a0}?", "Qui\u{202f}?");
        assert_eq!(told, ("Qui[espace insécable]?".into(), "Qui[espace insécable étroite]?".into()));
        let told = Reporter::English.told_apart("under\u{200b}way", "underway");
        assert_eq!(told, ("under[zero-width space]way".into(), "underway".into()));
        let told = Reporter::English.told_apart("co-operation", "co\u{2011}operation\u{FE0E}");
        assert_eq!(told, ("co-operation".into(), "co[no-break hyphen]operation[U+FE0E]".into()));
        let told = Reporter::French.told_apart("305\u{a0}membres", "306\u{a0}membres");
        assert_eq!(told, ("305\u{a0}membres".into(), "306\u{a0}membres".into()));
    }
}
