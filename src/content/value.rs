//! The kinds of values that the content files hold, each valid once it is read.

use std::fmt;
use std::ops::Deref;

use toml::Spanned;
use toml::de::DeValue;
use unic_langid::LanguageIdentifier;

use super::from_toml::{Context, FromToml};
use super::meant::literal;
use super::plain_values::Choice;
use super::reserved::is_reserved;
use super::schema::Schema;
use super::slug::{anchor_from, is_slug, slug_from};
use super::value_meant::{email_meant, in_one_line, phone_meant, says_none};
use crate::base_url::{BaseUrl, InvalidBaseUrl, address_meant, web_address};
use crate::diagnostic::{Place, Problem};

/// A value with its place, for problems that are found only once the whole site is known.
#[derive(Clone, Debug)]
pub struct At<T> {
    value: T,
    /// Its place in the file.
    pub place: Place,
    /// Whether it [stands in](FromToml::stand_in) for a value that is wrong, and is therefore left out of comparisons.
    pub stands_in: bool,
}

#[cfg(test)]
impl<T> At<T> {
    /// A value at a place.
    pub fn new(value: T, place: Place) -> Self {
        Self { value, place, stands_in: false }
    }
}

impl<T> Deref for At<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: fmt::Display> fmt::Display for At<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: FromToml> FromToml for At<T> {
    fn schema() -> Schema {
        T::schema()
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let place = context.place(value.span());
        T::read(key, value, context).map(|value| Self { value, place, stands_in: false })
    }

    fn stand_in(context: &Context<'_>, place: &Place) -> Option<Self> {
        T::stand_in(context, place).map(|value| Self { value, place: place.clone(), stands_in: true })
    }
}

/// The state of conformity with the RGAA, which only an audit can raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conformity {
    /// Less than half of the criteria are met, or no audit says how many.
    Non,
    /// At least half of them are.
    Partial,
    /// All of them are.
    Full,
}

impl Conformity {
    /// Its name in the interface's words.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Non => "none",
            Self::Partial => "partial",
            Self::Full => "full",
        }
    }
}

impl Choice for Conformity {
    const CHOICES: &'static [(&'static str, Self)] =
        &[("non", Self::Non), ("partielle", Self::Partial), ("totale", Self::Full)];
}

/// Declares texts of a certain form: the pattern that a schema has for it, the check, and the problem of one that fails it.
macro_rules! texts {
    ($( $(#[doc = $doc:literal])+ $name:ident: $pattern:literal, $is_valid:expr, $problem:expr; )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The text as it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromToml for $name {
            fn schema() -> Schema {
                Schema::Text($pattern)
            }

            fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
                let (is_valid, problem): (fn(&str) -> bool, fn(String) -> Problem) = ($is_valid, $problem);
                // What quotation marks alone do not mend is told at once.
                let typed = literal(value.get_ref());
                if value.get_ref().as_str().is_none() && !typed.is_empty() && !is_valid(&typed) {
                    return context.refuse(value.span(), problem(typed));
                }
                let text = context.text(key, value)?.to_owned();
                if is_valid(&text) {
                    return Some(Self(text));
                }
                let is_left_out = context.is_optional && says_none(&text);
                let problem = if is_left_out { Problem::ValueNone { key: key.into(), value: text } } else { problem(text) };
                context.refuse(value.span(), problem)
            }

            fn stand_in(_: &Context<'_>, _: &Place) -> Option<Self> {
                Some(Self(String::new()))
            }
        }
    )+ };
}

texts! {
    /// A name that is the same in every language.
    Name: r"^[^\n]*\S[^\n]*$", |text| !text.contains('\n'),
        |value| Problem::NotOneLine { right: in_one_line(&value) };

    /// A telephone number in the international form (E.164), in groups: `+33 1 44 88 22 88`.
    Phone: r"^\+[1-9][0-9]*( [0-9]+)*$", is_phone,
        |value| Problem::NotAPhone { right: phone_meant(&value).filter(|right| is_phone(right)).unwrap_or_default(), value };

    /// An absolute web address (`https:` or `http:`), as it was typed: with accents, if it has some.
    Url: r"^https?://[^\s/?#@.-][^\s]*$", is_url,
        |value| Problem::NotAUrl { right: url_meant(&value), value };

    /// An absolute web address that nobody on the way can read or change (`https:`).
    HttpsUrl: r"^https://[^\s/?#@.-][^\s]*$",
        |text| text.starts_with("https://") && is_url(text),
        |value| Problem::NotHttps { right: https(&value), value };

    /// An e-mail address.
    Email: r"^[^\s@]+@[^\s@/?#:]+\.[^\s@/?#:]+$", is_email,
        |value| Problem::NotAnEmail { right: Some(email_meant(&value)).filter(|right| is_email(right)).unwrap_or_default(), value };

    /// Where something is to be reported: a web address, or an e-mail address after `mailto:`.
    ContactUri: r"^(https?://[^\s/?#@.-]|mailto:[^\s@]+@)[^\s]*$",
        |text| is_url(text) || text.strip_prefix("mailto:").is_some_and(is_email),
        |value| Problem::NotAUrl { right: address_meant(&value), value };

    /// The last part of a page's address: small letters, digits and hyphens.
    Slug: r"^[a-z0-9]+(-[a-z0-9]+)*$", is_slug, |value| Problem::NotASlug { suggestion: slug_from(&value), value };

    /// An anchor of a page: small letters, digits and hyphens, a letter first.
    Anchor: r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
        |text| is_slug(text) && text.starts_with(|first: char| first.is_ascii_lowercase()) && !is_reserved(text),
        |value| if is_reserved(&value) {
            Problem::AnchorReserved { suggestion: anchor_from(&value), anchor: value }
        } else {
            Problem::NotAnAnchor { suggestion: anchor_from(&value), value }
        };

    /// A language's code (BCP 47): `fr`, `pt-BR`.
    LanguageCode: r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$", Self::is_valid, |value| Problem::NotALanguage { value };

    /// The name of a logo's file in `static`.
    LogoFile: r"\.([Ss][Vv][Gg]|[Pp][Nn][Gg])$",
        Self::is_valid, |value| Problem::LogoKind { value };

    /// A country's code of two letters (ISO 3166-1).
    CountryCode: r"^[A-Z]{2}$",
        |text| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
        |value| Problem::NotACountry { value };
}

/// A path that a page had below its language's: a slug, or several with slashes between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerPath(String);

impl FormerPath {
    /// The path as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromToml for FormerPath {
    fn schema() -> Schema {
        Schema::Text(r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$")
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let text = context.text(key, value)?.to_owned();
        // An address is what people copy: its host and its language are no part of the path.
        let path = text.split_once("://").map_or(&*text, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
        let mut parts: Vec<_> = path.split('/').map(slug_from).filter(|part| !part.is_empty()).collect();
        let is_language =
            |part: &String| context.languages.iter().any(|language| language.code.to_lowercase() == *part);
        if parts.len() > 1 && parts.first().is_some_and(is_language) {
            parts.remove(0);
        }
        let suggestion = parts.join("/");
        if text == suggestion && parts.iter().all(|part| is_slug(part)) {
            return Some(Self(text));
        }
        context.refuse(value.span(), Problem::NotASlug { value: text, suggestion })
    }

    fn stand_in(_: &Context<'_>, _: &Place) -> Option<Self> {
        Some(Self(String::new()))
    }
}

impl Phone {
    /// The number as a `tel:` address (RFC 3966) has it: `+33144882288`.
    pub fn digits(&self) -> String {
        self.0.replace(' ', "")
    }
}

impl LogoFile {
    /// Says if a file's name is that of a kind that a logo may have.
    pub fn is_valid(name: &str) -> bool {
        name.rsplit_once('.').is_some_and(|(_, kind)| ["svg", "png"].contains(&kind.to_lowercase().as_str()))
    }
}

impl LanguageCode {
    /// Says if a text is a language's code, written as it should be: `fr`, `pt-BR`, not `PT-br`.
    pub fn is_valid(text: &str) -> bool {
        text.len() <= 12 && is_language_tag(text) && text.parse::<LanguageIdentifier>().is_ok_and(|id| id == text)
    }
}

impl FromToml for BaseUrl {
    fn schema() -> Schema {
        Schema::Text(r"^https?://[A-Za-z0-9.:\[\]_-]+(/[A-Za-z0-9._~-]+)*/?$")
    }

    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self> {
        let problem = match context.text(key, value)?.parse() {
            Ok(base) => return Some(base),
            Err(InvalidBaseUrl::NotAnAddress(value)) => {
                let right = Some(address_meant(&value)).filter(|right| right.parse::<Self>().is_ok());
                Problem::NotAUrl { right: right.unwrap_or_default(), value }
            }
            Err(InvalidBaseUrl::NotAscii { text: value, ascii }) => Problem::UrlNotAscii { value, ascii },
        };
        context.refuse(value.span(), problem)
    }
}

fn is_phone(text: &str) -> bool {
    let Some(groups) = text.strip_prefix('+') else { return false };
    let digits = groups.bytes().filter(u8::is_ascii_digit).count();
    (7..=15).contains(&digits)
        && !groups.starts_with('0')
        && groups.split(' ').all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_url(text: &str) -> bool {
    web_address(text).is_some()
}

/// The address that was most likely meant; nothing where none can be told.
fn url_meant(text: &str) -> String {
    // A space is the one sign of an address that people type and none may have.
    let joined = text.split_whitespace().collect::<Vec<_>>().join("%20");
    if is_url(&joined) { joined } else { address_meant(text) }
}

/// The address with `https:` that was most likely meant; nothing where none can be told.
fn https(text: &str) -> String {
    let text = text.trim();
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let right = format!("https://{rest}");
    let has_domain = rest.split('/').next().is_some_and(|host| host.contains('.') && !host.contains('@'));
    if has_domain && is_url(&right) { right } else { String::new() }
}

pub(super) fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    text.is_ascii()
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+-/=?^_`{|}~".contains(&byte))
        && host.contains('.')
        && is_url(&format!("https://{host}"))
        && !host.contains(['/', '?', '#', ':'])
}

/// A language's tag (BCP 47), in upper or lower case.
pub(super) fn is_language_tag(text: &str) -> bool {
    // BCP 47 keeps first parts of four letters and more for later: `anglais` has the form of one.
    let first = text.split('-').next().unwrap_or_default();
    (2..=3).contains(&first.len()) && !text.contains('_') && text.parse::<LanguageIdentifier>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_looks_like_a_value_is_refused() {
        let check = |is_valid: fn(&str) -> bool, good: &str, wrong: &str| {
            assert!(good.split(", ").all(is_valid), "{good}");
            assert_eq!(wrong.split(", ").find(|wrong| is_valid(wrong)), None);
        };
        let wrong = "01 44 88 22 88, +33, +33 1 44 88 22 8x, +33  1 44 88 22 88, 0033 1 44 88 22 88, +";
        check(is_phone, "+33 1 44 88 22 88", wrong);
        let wrong =
            "www.example.org, https://, https://exa mple.org, ftp://example.org, https://a..b, javascript:alert(1)";
        check(is_url, "https://www.example.org, http://127.0.0.1:8080, https://example.org/a?b[]=100%#d", wrong);
        let right = |typed: &str, right: &str| assert_eq!(https(typed), right, "{typed}");
        right("http://www.linkedin.com/company/aimf", "https://www.linkedin.com/company/aimf");
        right("www.linkedin.com/company/aimf", "https://www.linkedin.com/company/aimf");
        right("HTTPS://x.com/aimf", "https://x.com/aimf");
        right("@aimf", "");
        right("aimf sur LinkedIn", "");
        right("contact@example.org", "");
        let wrong = "contact, contact@, @example.org, a b@example.org, contact@example, a@b@c.org";
        check(is_email, "contact@example.org", wrong);
    }
}
