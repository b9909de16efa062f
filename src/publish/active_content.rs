//! Finds, with its place, what acts in a drawing or a stylesheet, or is fetched from elsewhere.
//!
//! Both are read as a browser reads them, character references and escapes resolved: `java&#115;cript:` and `@\69mport` get no
//! further. The Content-Security-Policy of every response forbids the same; a site that is exported to another server may have none.

use std::ops::Range;

use resvg::usvg::roxmltree::{Document, Node, NodeType, ParsingOptions};

/// Content that must not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ActiveContent {
    /// It does something: a script, or what may hold one.
    Acts(String),
    /// It is fetched from outside of the site: its address.
    Elsewhere(String),
}

type FoundContent = (Range<usize>, ActiveContent);

/// What a drawing must not hold; nothing where the text is no XML, which whoever draws it will say.
pub(super) fn in_drawing(text: &str) -> Vec<FoundContent> {
    let mut found = Vec::new();
    // An entity can stand for anything once it is expanded.
    let small = text.to_ascii_lowercase();
    found.extend(small.match_indices("<!entity").map(|(at, mark)| {
        let range = at..at + mark.len();
        (range.clone(), ActiveContent::Acts(text[range].trim_start_matches('<').to_owned()))
    }));
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    if let Ok(document) = Document::parse_with_options(text, options) {
        document.root().descendants().for_each(|node| in_node(node, text, &mut found));
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn in_node(node: Node<'_, '_>, text: &str, found: &mut Vec<FoundContent>) {
    match node.node_type() {
        NodeType::Element => in_element(node, text, found),
        // `<?xml-stylesheet href="…"?>`
        NodeType::PI => {
            found.extend(
                node.pi().map(|instruction| (node.range(), ActiveContent::Acts(instruction.target.to_owned()))),
            );
        }
        NodeType::Text if node.parent_element().is_some_and(|parent| is_called(parent, "style")) => {
            let range = node.range();
            // Places within the text are known only where none of it is written as a character reference.
            let is_plain = text.get(range.clone()) == node.text();
            for (place, active_content) in in_style(node.text().unwrap_or_default()) {
                let place = if is_plain { range.start + place.start..range.start + place.end } else { range.clone() };
                found.push((place, active_content));
            }
        }
        _ => {}
    }
}

fn is_called(element: Node<'_, '_>, name: &str) -> bool {
    element.tag_name().name().eq_ignore_ascii_case(name)
}

fn in_element(element: Node<'_, '_>, text: &str, found: &mut Vec<FoundContent>) {
    const ACTIVE: [&str; 9] =
        ["script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "listener"];
    let name = element.tag_name().name();
    if ACTIVE.contains(&name.to_ascii_lowercase().as_str()) {
        let start = element.range().start + 1;
        let length = text[start..].find(|sign: char| sign.is_whitespace() || "/>".contains(sign)).unwrap_or(0);
        found.push((start..start + length, ActiveContent::Acts(name.to_owned())));
    }
    for attribute in element.attributes() {
        let name = attribute.name().to_ascii_lowercase();
        let (value, range) = (attribute.value(), attribute.range_value());
        let target = value.trim().to_ascii_lowercase();
        // An animation can set an attribute that must not be written.
        let is_event =
            name.starts_with("on") || name == "attributename" && (target.starts_with("on") || target.ends_with("href"));
        if is_event {
            let written = if name.starts_with("on") { attribute.range_qname() } else { range.clone() };
            found.push((written.clone(), ActiveContent::Acts(text[written].to_owned())));
        }
        let address = plain(value);
        if address.contains("javascript:") || address.contains("vbscript:") || address.starts_with("data:text/") {
            found.push((range.clone(), ActiveContent::Acts(value.to_owned())));
        } else if ["href", "src", "base"].contains(&name.as_str()) {
            if leads_elsewhere(&address) {
                found.push((range.clone(), ActiveContent::Elsewhere(value.to_owned())));
            }
        } else {
            found.extend(in_style(value).into_iter().map(|(_, active_content)| (range.clone(), active_content)));
        }
    }
}

/// What a stylesheet must not hold: imports, and addresses outside of the site.
pub(super) fn in_style(css: &str) -> Vec<FoundContent> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(sign) = css[at..].chars().next() {
        let rest = &css[at..];
        if rest.starts_with("/*") {
            at += rest.find("*/").map_or(rest.len(), |end| end + 2);
        } else if sign == '"' || sign == '\'' {
            let (value, length) = unescaped(&rest[1..], |next| next == sign);
            let address = plain(&value);
            if ["//", "http:", "https:", "ftp:", "file:", "javascript:"].iter().any(|start| address.starts_with(start))
            {
                found.push((at + 1..at + 1 + length, ActiveContent::Elsewhere(value)));
            }
            at = css.len().min(at + length + 2);
        } else if sign == '@' || is_of_name(sign) {
            let mark = usize::from(sign == '@');
            let (name, length) = unescaped(&rest[mark..], |next| !is_of_name(next));
            let end = at + mark + length;
            if mark == 1 && name.eq_ignore_ascii_case("import") {
                let end = end + css[end..].find([';', '\n']).unwrap_or(css.len() - end);
                found.push((at..end, ActiveContent::Acts(css[at..end].to_owned())));
                at = end;
                continue;
            }
            at = end.max(at + mark);
            if mark == 0 && ["url", "src"].contains(&name.to_ascii_lowercase().as_str()) && css[at..].starts_with('(') {
                let inner = css[at + 1..].trim_start();
                let start = css.len() - inner.len();
                at = start;
                // An address in quotation marks is looked at as any string.
                if !inner.starts_with(['"', '\'']) {
                    let (value, length) = unescaped(inner, |next| next == ')');
                    let value = value.trim_end();
                    if leads_elsewhere(&plain(value)) {
                        found
                            .push((start..start + value.len().min(length), ActiveContent::Elsewhere(value.to_owned())));
                    }
                    at += length;
                }
            }
        } else {
            at += sign.len_utf8();
        }
    }
    found
}

fn is_of_name(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '-' | '_' | '\\') || !sign.is_ascii()
}

/// The text up to the first character for which `is_end` holds, its escapes resolved (CSS Syntax §4.3.7), and how
/// many bytes of `css` that took.
fn unescaped(css: &str, is_end: impl Fn(char) -> bool) -> (String, usize) {
    let mut value = String::new();
    let mut rest = css;
    while let Some(sign) = rest.chars().next() {
        if sign == '\\' {
            let escape = &rest[1..];
            let digits = escape.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
            if digits > 0 {
                let number = u32::from_str_radix(&escape[..digits], 16).unwrap_or_default();
                value.push(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
                let after = &escape[digits..];
                rest = after
                    .strip_prefix("\r\n")
                    .or_else(|| after.strip_prefix([' ', '\t', '\n', '\r', '\u{c}']))
                    .unwrap_or(after);
            } else {
                // A line break that does not count, or a character that stands for itself.
                let escaped = escape.chars().next();
                value.extend(escaped.filter(|sign| *sign != '\n'));
                rest = &escape[escaped.map_or(0, char::len_utf8)..];
            }
        } else if is_end(sign) {
            break;
        } else {
            value.push(sign);
            rest = &rest[sign.len_utf8()..];
        }
    }
    (value, css.len() - rest.len())
}

/// An address as a browser reads it (URL Standard §4.4): without white space and control characters, a backslash being a slash.
fn plain(address: &str) -> String {
    let kept = address.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control());
    kept.map(|sign| if sign == '\\' { '/' } else { sign.to_ascii_lowercase() }).collect()
}

/// Whether a plain address names a host or a scheme other than `data:`, which is no place.
fn leads_elsewhere(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme).filter(|scheme| {
        scheme.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && scheme.chars().all(|sign| sign.is_ascii_alphanumeric() || "+-.".contains(sign))
    });
    address.starts_with("//") || scheme.is_some_and(|scheme| scheme != "data")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(line: &str) -> Vec<String> {
        let head = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>";
        reported(in_drawing(&format!("{head}\n{line}</svg>")))
    }

    fn style(css: &str) -> Vec<String> {
        reported(in_style(css))
    }

    fn reported(found: Vec<FoundContent>) -> Vec<String> {
        let tell = |active_content| match active_content {
            ActiveContent::Acts(what) => format!("acts: {what}"),
            ActiveContent::Elsewhere(address) => format!("elsewhere: {address}"),
        };
        found.into_iter().map(|(_, active_content)| tell(active_content)).collect()
    }

    #[test]
    fn a_drawing_has_no_way_to_run_a_script() {
        for (line, found) in [
            ("<script>1</script>", "acts: script"),
            ("<SCRIPT>1</SCRIPT>", "acts: SCRIPT"),
            ("<s:script xmlns:s='http://www.w3.org/2000/svg'/>", "acts: script"),
            ("<foreignObject><p/></foreignObject>", "acts: foreignObject"),
            ("<path onload='x()'/>", "acts: onload"),
            ("<path\n  OnClick\n = 'x()'/>", "acts: OnClick"),
            ("<a href='javascript:x()'/>", "acts: javascript:x()"),
            ("<a href=' java&#115;cript:x()'/>", "acts:  javascript:x()"),
            ("<a xlink:href='jav&#x9;ascript:x()'/>", "acts: jav\tascript:x()"),
            ("<a href='data:text/html,x'/>", "acts: data:text/html,x"),
            ("<set attributeName='onload' to='x()'/>", "acts: onload"),
            ("<animate attributeName='xlink:href' values='#a'/>", "acts: xlink:href"),
            ("<animate values='#a;javascript:x()'/>", "acts: #a;javascript:x()"),
            ("<?xml-stylesheet href='a.css'?>", "acts: xml-stylesheet"),
            ("<style>@import 'a.css';</style>", "acts: @import 'a.css'"),
        ] {
            assert_eq!(drawing(line), [found], "{line}");
        }
        assert_eq!(reported(in_drawing("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>")), ["acts: !ENTITY"]);
    }

    #[test]
    fn a_drawing_fetches_nothing_from_elsewhere() {
        for (line, address) in [
            ("<image href='https://example.org/a.png'/>", "https://example.org/a.png"),
            ("<image xlink:href='//example.org/a.png'/>", "//example.org/a.png"),
            ("<image href='\\\\example.org/a.png'/>", "\\\\example.org/a.png"),
            ("<image href='ht&#116;ps://example.org/a.png'/>", "https://example.org/a.png"),
            ("<use href='file:///etc/passwd#a'/>", "file:///etc/passwd#a"),
            ("<path style='fill:url( http://example.org/a#b )'/>", "http://example.org/a#b"),
            ("<path fill='url(//example.org/a#b)'/>", "//example.org/a#b"),
            ("<style>path { fill: url('https://example.org/a') }</style>", "https://example.org/a"),
            ("<g xml:base='https://example.org/'/>", "https://example.org/"),
        ] {
            assert_eq!(drawing(line), [format!("elsewhere: {address}")], "{line}");
        }
    }

    #[test]
    fn what_a_drawing_is_made_of_may_stand_in_it() {
        for line in [
            "<title>Information on once = two, javascript</title><use href='#a'/><g id='a'/>",
            "<path fill='url(#a)' style='stroke: url(\"#b\")'/>",
            "<image href='data:image/png;base64,AAAA'/>",
            "<style>path { fill: red } /* @import */</style>",
            "<animate attributeName='opacity' values='0;1'/>",
        ] {
            assert_eq!(drawing(line), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn a_stylesheet_loads_nothing_from_elsewhere() {
        for (css, found) in [
            ("@import url(https://example.org/a.css);", &["acts: @import url(https://example.org/a.css)"][..]),
            ("@import \"a.css\";", &["acts: @import \"a.css\""]),
            ("@IMPORT 'a.css'", &["acts: @IMPORT 'a.css'"]),
            ("@\\69mport 'a.css'", &["acts: @\\69mport 'a.css'"]),
            ("a { background: url(//example.org/a.png) }", &["elsewhere: //example.org/a.png"]),
            ("a { background: URL( 'http://example.org/a.png' ) }", &["elsewhere: http://example.org/a.png"]),
            ("a { background: \\75rl(http://example.org/a) }", &["elsewhere: http://example.org/a"]),
            ("a { background: url(\\68ttp://example.org/a) }", &["elsewhere: http://example.org/a"]),
            ("a { background: url(\"ht\\\ntps://example.org/a\") }", &["elsewhere: https://example.org/a"]),
            ("a { background: url(\\/\\/example.org/a) }", &["elsewhere: //example.org/a"]),
            ("a { background: image-set(\"https://example.org/a\" 1x) }", &["elsewhere: https://example.org/a"]),
            ("a { background: url(ftp:a) }", &["elsewhere: ftp:a"]),
            ("@font-face { src: url(https://example.org/a.woff2) }", &["elsewhere: https://example.org/a.woff2"]),
        ] {
            assert_eq!(style(css), found, "{css}");
        }
    }

    #[test]
    fn what_a_stylesheet_is_made_of_may_stand_in_it() {
        for css in [
            "/* https://example.org @import url(//a) */ a { content: \"Note: x\" }",
            "a { mask: url(#a); background: url(data:image/svg+xml,%3Csvg%3E) }",
            "a::before { content: '\\201C'; quotes: \"\\\"\" \"'\" }",
            ".important { color: red !important } @media print { a { color: CanvasText } }",
            "a { background: url(a.png) } /* open",
            "a { content: 'open",
            "\\",
            "a { b: url(",
        ] {
            assert_eq!(style(css), Vec::<String>::new(), "{css}");
        }
    }

    #[test]
    fn each_is_told_where_it_stands() {
        let css = "a {}\n@import 'b.css';\nc { d: url(  //e ) }";
        let places: Vec<_> = in_style(css).into_iter().map(|(place, _)| &css[place]).collect();
        assert_eq!(places, ["@import 'b.css'", "//e"]);
        let svg = "<svg xmlns='http://www.w3.org/2000/svg'><style>é @import 'a'</style><script/></svg>";
        let places: Vec<_> = in_drawing(svg).into_iter().map(|(place, _)| &svg[place]).collect();
        assert_eq!(places, ["@import 'a'", "script"]);
    }
}
