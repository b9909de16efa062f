//! A page with marks -> the page: what is known only once all pages are made takes the place of its mark.
//!
//! The letters that the pages show decide how the type is cut, that names the files of the type, these the stylesheet; and
//! what a page weighs is known when all of it is there. So each page is made once, with marks where these will stand. No
//! text can pass for a mark: a text's `<` is escaped.

use super::Document;

/// What takes the place of the marks of a page, in their order.
#[derive(Clone, Copy, Debug)]
pub struct Late<'a> {
    /// The stylesheet's address.
    pub stylesheet: &'a str,
    /// The addresses of the two faces that every page shows.
    pub regular: &'a str,
    /// See `regular`.
    pub semibold: &'a str,
    /// What the page weighs, in words; a page that is at no address of its own does not say so.
    pub weight: &'a str,
}

impl Document {
    /// The page, whole.
    #[must_use]
    pub fn completed(&self, late: &Late<'_>) -> String {
        let mut rest = self.html.as_str();
        let mut whole = String::with_capacity(rest.len() + 256);
        let places = [
            ("<stylesheet>", late.stylesheet),
            ("<regular>", late.regular),
            ("<semibold>", late.semibold),
            ("<weight>", late.weight),
        ];
        for (mark, words) in places {
            if let Some((before, after)) = rest.split_once(mark) {
                whole.extend([before, words]);
                rest = after;
            }
        }
        whole.push_str(rest);
        whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Direction, Language};
    use crate::pages::Standing;

    #[test]
    fn a_page_is_completed_in_the_order_of_its_marks() {
        let french = Language {
            index: 0,
            code: "fr".into(),
            name: "Français".into(),
            direction: Direction::LeftToRight,
            locale: "fr_FR".into(),
        };
        let document = |html: &str| Document::new(Standing::At("/".into()), &french, "fr".into(), html.into());
        let late = Late { stylesheet: "/s.css", regular: "/r", semibold: "/b", weight: "25 Ko" };
        let page = document("<a \"<stylesheet>\"><b \"<regular>\"><c \"<semibold>\">é<weight>.");
        assert_eq!(page.completed(&late), "<a \"/s.css\"><b \"/r\"><c \"/b\">é25 Ko.");
        assert_eq!(document("<a \"<stylesheet>\">é").completed(&late), "<a \"/s.css\">é");
    }
}
