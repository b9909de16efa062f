//! An independent judge of the HTML of texts: a browser's parser and a list of what is allowed. The fuzz target `prose` asks it too.

use scraper::{Html, Node};

/// Everything in a text that a sanitizer would take out.
pub fn objections(html: &str) -> Vec<String> {
    const ELEMENTS: &str = " html body p h3 h4 h5 h6 blockquote div ul ol li table thead tbody tr th td figure figcaption img em \
        strong s code a span cite br ";
    const ATTRIBUTES: &str = " ol start, th scope, th class, td class, div class, div role, div aria-label, div tabindex, img src, img alt, img width, img height, a href, a download, span lang, cite lang,";
    const ADDRESSES: &[&str] = &["https://", "http://", "mailto:", "tel:", "/fr/", "/files/"];
    let parsed = Html::parse_fragment(html);
    let mut found: Vec<_> =
        parsed.errors.iter().map(ToString::to_string).filter(|error| !error.contains("DOCTYPE")).collect();
    for node in parsed.tree.values() {
        match node {
            Node::Element(element) => {
                let name = element.name();
                if !ELEMENTS.contains(&format!(" {name} ")) {
                    found.push(format!("<{name}>"));
                }
                for (attribute, value) in element.attrs() {
                    let is_address = ["href", "src"].contains(&attribute);
                    let leads_elsewhere = is_address && !ADDRESSES.iter().any(|start| value.starts_with(start));
                    if !ATTRIBUTES.contains(&format!(" {name} {attribute},")) || leads_elsewhere {
                        found.push(format!("{attribute}={value}"));
                    }
                }
            }
            Node::Comment(comment) => found.push(comment.to_string()),
            _ => {}
        }
    }
    found
}
