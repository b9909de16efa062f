//! An independent judge of the HTML of texts: a browser's parser and a list of what is allowed. The fuzz target `prose` asks it too.

use scraper::{Html, Node};

/// What a sanitizer would find in a text.
pub fn objections(html: &str) -> Vec<String> {
    const ELEMENTS: &[(&str, &[&str])] = &[
        ("html", &[]),
        ("body", &[]),
        ("p", &[]),
        ("h3", &[]),
        ("h4", &[]),
        ("h5", &[]),
        ("h6", &[]),
        ("blockquote", &[]),
        ("ul", &[]),
        ("ol", &["start"]),
        ("li", &[]),
        ("table", &[]),
        ("thead", &[]),
        ("tbody", &[]),
        ("tr", &[]),
        ("th", &["scope"]),
        ("td", &[]),
        ("figure", &[]),
        ("figcaption", &[]),
        ("img", &["src", "alt", "width", "height"]),
        ("em", &[]),
        ("strong", &[]),
        ("code", &[]),
        ("a", &["href"]),
        ("span", &["lang"]),
        ("cite", &["lang"]),
        ("br", &[]),
    ];
    const ADDRESSES: &[&str] = &["https://", "http://", "mailto:", "tel:", "/fr/", "/files/"];
    let parsed = Html::parse_fragment(html);
    let mut found =
        parsed.errors.iter().map(ToString::to_string).filter(|error| !error.contains("DOCTYPE")).collect::<Vec<_>>();
    for node in parsed.tree.values() {
        match node {
            Node::Element(element) => {
                let allowed =
                    ELEMENTS.iter().find(|(name, _)| *name == element.name()).map(|(_, attributes)| *attributes);
                match allowed {
                    None => found.push(format!("<{}>", element.name())),
                    Some(attributes) => found.extend(
                        element.attrs().filter(|(name, _)| !attributes.contains(name)).map(|(name, _)| name.to_owned()),
                    ),
                }
                let addresses = element.attrs().filter(|(name, _)| ["href", "src"].contains(name));
                found.extend(
                    addresses
                        .filter(|(_, to)| !ADDRESSES.iter().any(|start| to.starts_with(start)))
                        .map(|(_, to)| to.to_owned()),
                );
            }
            Node::Comment(comment) => found.push(comment.to_string()),
            _ => {}
        }
    }
    found
}
