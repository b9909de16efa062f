//! Reads the address of a link: it leads somewhere, or says in which element its words stand.

use percent_encoding::percent_decode_str;

use super::Problem;
use crate::base_url::{address_meant, web_address};
use crate::content::did_you_mean;
use crate::content::slug::slug_from;
use crate::content::value::{is_email, is_language_tag};
use crate::content::word_list::is_in;

/// Something that a text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// `page:history#1990`: a page of the site by its name, and a place in it.
    Page {
        /// The page's name.
        name: String,
        /// The place in it, without `#`.
        fragment: Option<String>,
    },
    /// `file:report.pdf`: a file of the site by its name.
    File(String),
    /// `https:`, `http:`, `mailto:` (RFC 6068, one address, no fields) or `tel:` (RFC 3966, a plus and digits, without visual
    /// separators): an address elsewhere, as typed but for its scheme, in small letters (RFC 3986, section 6.2.2.1).
    Elsewhere(String),
    /// `{accessibility.annual_plan_url}`: a web address that is a fact, by the fact's name.
    Fact(String),
    /// `mailto:{contact.email}`: an e-mail address that is a fact, by the fact's name.
    MailToFact(String),
}

/// The meaning of the address between a link's parentheses.
pub(super) enum Destination {
    Link(Target),
    /// `lang:fr` (`span`), `title:fr`, `title:` (`cite`): the element that the words stand in, and their language.
    Element(&'static str, Option<String>),
}

impl Destination {
    /// Reads an address; `link` is the whole link as typed, to name it in a problem.
    pub fn parse(address: &str, link: &str) -> Result<Self, Problem> {
        if address.is_empty() {
            return Err(Problem::LinkEmpty {});
        }
        if let Some(fact) = fact(address) {
            return Ok(Self::Link(Target::Fact(fact)));
        }
        if let Some(fact) = address.strip_prefix("mailto:").and_then(fact) {
            return Ok(Self::Link(Target::MailToFact(fact)));
        }
        let unknown = || Problem::LinkScheme { target: link.to_owned(), right: meant(address) };
        let (scheme, rest) = address.split_once(':').ok_or_else(unknown)?;
        let scheme = scheme.to_ascii_lowercase();
        let target = match scheme.as_str() {
            "lang" => return Ok(Self::Element("span", Some(language(rest)?))),
            "title" if rest.is_empty() => return Ok(Self::Element("cite", None)),
            "title" => return Ok(Self::Element("cite", Some(language(rest)?))),
            "page" => page(rest),
            "file" => file(rest).map(Target::File),
            "https" | "http" => web_address(address).map(|_| Target::Elsewhere(format!("{scheme}:{rest}"))),
            "mailto" => is_email(rest).then(|| Target::Elsewhere(format!("mailto:{rest}"))),
            "tel" => telephone(rest).map(|number| Target::Elsewhere(format!("tel:{number}"))),
            _ => return Err(unknown()),
        };
        target.map(Self::Link).ok_or_else(|| Problem::LinkScheme { target: address.to_owned(), right: meant(address) })
    }
}

/// The name of a fact between braces.
fn fact(address: &str) -> Option<String> {
    let name = address.strip_prefix('{')?.strip_suffix('}')?;
    is_fact(name).then(|| name.to_owned())
}

/// The name of a fact is lower-case words, joined by dots, as in `legal.registered_seat`.
pub(in crate::content) fn is_fact(name: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-".contains(c);
    name.split('.').all(|part| part.starts_with(|first: char| first.is_ascii_lowercase()) && part.chars().all(is_sign))
}

fn language(tag: &str) -> Result<String, Problem> {
    if is_language_tag(tag) { Ok(tag.to_owned()) } else { Err(Problem::NotALanguage { value: tag.to_owned() }) }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c))
}

fn page(rest: &str) -> Option<Target> {
    let (name, fragment) = rest.split_once('#').map_or((rest, None), |(name, fragment)| (name, Some(fragment)));
    let fits = is_name(name) && fragment.is_none_or(is_name);
    fits.then(|| Target::Page { name: name.to_owned(), fragment: fragment.map(str::to_owned) })
}

/// The name of a file: within the site's folder, so no part of it is `..` or hidden.
pub(super) fn file(rest: &str) -> Option<String> {
    rest.split('/').all(|part| is_name(part) && !part.starts_with('.')).then(|| rest.to_owned())
}

/// The name that a file has once it is renamed as the site asks: `tunis 1.PNG` is `tunis-1.png`.
pub(super) fn file_meant(typed: &str) -> Option<String> {
    let typed = percent_decode_str(typed).decode_utf8_lossy();
    let (stem, ending) = typed.rsplit_once('.')?;
    let stem: Vec<_> = stem.split('/').map(slug_from).collect();
    let name = format!("{}.{}", stem.join("/"), ending.trim().to_lowercase());
    (stem.iter().all(|part| !part.is_empty()) && file(&name).is_some()).then_some(name)
}

/// Whether a file is a picture, by its name.
pub(super) fn is_picture(file: &str) -> bool {
    let pictures = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];
    file.rsplit_once('.').is_some_and(|(_, extension)| pictures.contains(&extension.to_lowercase().as_str()))
}

/// What was most likely meant by an address that is none: a file of the site, a web address, one for mail.
fn meant(address: &str) -> String {
    const FILES: [&str; 16] = [
        "avif", "csv", "docx", "gif", "ics", "jpeg", "jpg", "mp3", "mp4", "ods", "odt", "pdf", "png", "svg", "webp",
        "xlsx",
    ];
    if let Some(name) = address.strip_prefix("file:") {
        return file_meant(name).map(|name| format!("file:{name}")).unwrap_or_default();
    }
    if let Some(right) = scheme_meant(address) {
        return right;
    }
    let name = address.trim_start_matches('/').trim_start_matches("static/");
    let is_named =
        |name: &str| name.rsplit_once('.').is_some_and(|(_, kind)| FILES.contains(&kind.to_ascii_lowercase().as_str()));
    if is_named(name) && !name.contains(':') && !name.starts_with("www.") && file(name).is_some() {
        return format!("file:{name}");
    }
    address_meant(address)
}

/// The address with the scheme that its own was most likely meant as, `titre:`, where that makes one.
fn scheme_meant(address: &str) -> Option<String> {
    const SCHEMES: [(&str, &str); 6] = [
        ("page", "page pages"),
        ("file", "file fichier"),
        ("title", "title titre"),
        ("lang", "lang langue"),
        ("mailto", "mailto mail courriel email"),
        ("tel", "tel tél"),
    ];
    let (typed, rest) = address.split_once(':')?;
    let near = did_you_mean(typed.trim(), SCHEMES.iter().flat_map(|(_, names)| names.split(' ')))?;
    let (scheme, _) = SCHEMES.iter().find(|(_, names)| is_in(names, &near))?;
    let right = format!("{scheme}:{}", rest.trim());
    (typed != *scheme && Destination::parse(&right, &right).is_ok()).then_some(right)
}

/// The number without its visual separators.
fn telephone(rest: &str) -> Option<String> {
    let number = rest.replace(['-', '.', '(', ')'], "");
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let fits = (3..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(number)
}

/// Whether a file is a document, by its name: a page links to it, and cannot show it.
pub fn is_document(file: &str) -> bool {
    let documents = ["csv", "docx", "ics", "json", "mp3", "mp4", "ods", "odt", "pdf", "txt", "xlsx"];
    file.rsplit_once('.').is_some_and(|(_, extension)| documents.contains(&extension.to_lowercase().as_str()))
}
