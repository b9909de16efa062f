//! A link's address as typed -> where it leads, or what it means.

use super::ProblemKind;

/// Where a link leads.
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
    /// `https:` or `http:`: an address elsewhere, as typed but for its scheme, in small letters (RFC 3986, section 6.2.2.1).
    Web(String),
    /// `mailto:`: an e-mail address (RFC 6068, one address, no fields).
    Mail(String),
    /// `{accessibility.annual_plan_url}`: a web address that is a fact, by the fact's name.
    Fact(String),
    /// `mailto:{contact.email}`: an e-mail address that is a fact, by the fact's name.
    MailToFact(String),
    /// `tel:`: a telephone number (RFC 3966), a plus and digits, without its visual separators.
    Telephone(String),
}

/// What stands in a link's parentheses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Destination {
    Link(Target),
    /// `lang:fr`.
    Foreign(String),
    /// `title:fr`, `title:`.
    Cited(Option<String>),
}

impl Destination {
    pub fn parse(address: &str) -> Result<Self, ProblemKind> {
        if address.is_empty() {
            return Err(ProblemKind::LinkWithoutAddress);
        }
        if let Some(fact) = fact(address) {
            return Ok(Self::Link(Target::Fact(fact)));
        }
        if let Some(fact) = address.strip_prefix("mailto:").and_then(fact) {
            return Ok(Self::Link(Target::MailToFact(fact)));
        }
        let bad = || ProblemKind::BadAddress { address: address.to_owned() };
        let (scheme, rest) =
            address.split_once(':').filter(|(scheme, _)| is_scheme(scheme)).ok_or(ProblemKind::LinkWithoutScheme)?;
        let scheme = scheme.to_ascii_lowercase();
        let target = match scheme.as_str() {
            "lang" => return language(rest).map(Self::Foreign),
            "title" if rest.is_empty() => return Ok(Self::Cited(None)),
            "title" => return language(rest).map(Some).map(Self::Cited),
            "page" => page(rest),
            "file" => file(rest),
            "https" | "http" => web(rest).then(|| Target::Web(format!("{scheme}:{rest}"))),
            "mailto" => mail(rest),
            "tel" => telephone(rest),
            _ => return Err(ProblemKind::LinkScheme { scheme }),
        };
        target.map(Self::Link).ok_or_else(bad)
    }
}

/// The name of a fact between braces.
fn fact(address: &str) -> Option<String> {
    let name = address.strip_prefix('{')?.strip_suffix('}')?;
    super::placeholder::is_name(name).then(|| name.to_owned())
}

/// RFC 3986, section 3.1.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|sign| sign.is_ascii_alphanumeric() || "+.-".contains(sign))
}

/// A language tag in the form of RFC 5646: `fr`, `fr-CA`, `zh-Hant`.
fn language(tag: &str) -> Result<String, ProblemKind> {
    let mut parts = tag.split('-');
    let primary = parts
        .next()
        .is_some_and(|part| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let others =
        parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if primary && others { Ok(tag.to_owned()) } else { Err(ProblemKind::BadLanguage { tag: tag.to_owned() }) }
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| sign.is_alphanumeric() || "-_.".contains(sign))
}

fn page(rest: &str) -> Option<Target> {
    let (name, fragment) = match rest.split_once('#') {
        Some((name, fragment)) => (name, Some(fragment)),
        None => (rest, None),
    };
    let fits = is_name(name) && fragment.is_none_or(is_name);
    fits.then(|| Target::Page { name: name.to_owned(), fragment: fragment.map(str::to_owned) })
}

/// The name of a file: within the site's folder, so no part of it is `..` or hidden.
pub(super) fn file(rest: &str) -> Option<Target> {
    let fits = rest.split('/').all(|part| is_name(part) && !part.starts_with('.'));
    fits.then(|| Target::File(rest.to_owned()))
}

/// Whether what follows `https:` has a host and only signs that an address can have (RFC 3987 lets letters of any script in).
fn web(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix("//") else {
        return false;
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = host.starts_with(|first: char| first.is_alphanumeric() || first == '[') && !host.contains('@');
    is_host && !rest.contains(|sign: char| sign.is_whitespace() || sign.is_control() || "\"<>\\^`{|}".contains(sign))
}

fn mail(rest: &str) -> Option<Target> {
    let (mailbox, domain) = rest.split_once('@')?;
    let is_part = |text: &str, others: &str| {
        !text.is_empty() && text.chars().all(|sign| sign.is_alphanumeric() || others.contains(sign))
    };
    (is_part(mailbox, ".!#$'*+-/=^_~") && is_part(domain, ".-")).then(|| Target::Mail(rest.to_owned()))
}

fn telephone(rest: &str) -> Option<Target> {
    let number: String = rest.chars().filter(|sign| !matches!(sign, '-' | '.' | '(' | ')')).collect();
    let digits = number.strip_prefix('+').unwrap_or(&number);
    let fits = (3..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then_some(Target::Telephone(number))
}
