//! Facts by their names: `{contact.phone}` in a text stands for the telephone number.
//!
//! A fact is written once, in the file of its topic; a text that needs it names it between braces. A fact that the
//! association has yet to fill in has a name and no value.

use std::collections::BTreeMap;

use super::language::{Language, Translated};
use super::site::{Conformity, Site};
use super::text::Line;
use super::value::{ContactUri, Date, Email, Name, Phone, Url, Year};
use crate::base_url::BaseUrl;

/// The value of a fact in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Plain text.
    Text(String),
    /// A date, which the interface's words write out.
    Date(Date),
    /// The state of conformity, which the interface's words name.
    Conformity(Conformity),
}

/// The facts of a site by their names; nothing for one that has yet to be filled in.
pub type FactsByName = BTreeMap<String, Option<Fact>>;

/// Something that has facts, or is one.
pub trait Facts {
    /// Adds the facts of `value`, in a language, under names that begin with `name`. Without a value they have none either.
    fn add(value: Option<&Self>, name: &str, language: &Language, facts: &mut FactsByName);
}

/// Declares a record whose every key is a fact.
macro_rules! facts {
    ($(#[doc = $doc:literal])+ pub struct $name:ident {
        $( $(#[doc = $field_doc:literal])+ pub $field:ident : $kind:ty, )+
    }) => {
        $crate::content::read::record! {
            $(#[doc = $doc])+
            pub struct $name { $( $(#[doc = $field_doc])+ pub $field: $kind, )+ }
        }

        impl $crate::content::facts::Facts for $name {
            fn add(
                value: Option<&Self>,
                name: &str,
                language: &Language,
                facts: &mut $crate::content::facts::FactsByName,
            ) {
                $(
                    let below = $crate::content::facts::below(name, stringify!($field));
                    Facts::add(value.map(|value| &value.$field), &below, language, facts);
                )+
            }
        }
    };
}
pub(crate) use facts;

/// The name of a fact: its table's, a dot, its key.
pub fn below(name: &str, key: &str) -> String {
    if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") }
}

/// Declares how a value is a fact.
macro_rules! fact {
    ($( $kind:ty: |$value:ident| $fact:expr, )+) => {
        $(
            impl Facts for $kind {
                fn add(value: Option<&Self>, name: &str, _: &Language, facts: &mut FactsByName) {
                    facts.insert(name.to_owned(), value.map(|$value| $fact));
                }
            }
        )+
    };
}

fact! {
    Name: |value| Fact::Text(value.to_string()),
    Phone: |value| Fact::Text(value.to_string()),
    Email: |value| Fact::Text(value.to_string()),
    Url: |value| Fact::Text(value.to_string()),
    BaseUrl: |value| Fact::Text(value.to_string()),
    ContactUri: |value| Fact::Text(value.to_string()),
    Year: |value| Fact::Text(value.to_string()),
    u32: |value| Fact::Text(value.to_string()),
    Date: |value| Fact::Date(*value),
    Conformity: |value| Fact::Conformity(*value),
}

impl<T: Facts> Facts for Option<T> {
    fn add(value: Option<&Self>, name: &str, language: &Language, facts: &mut FactsByName) {
        T::add(value.and_then(Option::as_ref), name, language, facts);
    }
}

impl Facts for Translated<Line> {
    fn add(value: Option<&Self>, name: &str, language: &Language, facts: &mut FactsByName) {
        facts.insert(name.to_owned(), value.map(|value| Fact::Text(value.of(language).plain())));
    }
}

/// Every fact of a site in one language.
#[must_use]
pub fn of(site: &Site, language: &Language) -> FactsByName {
    let mut facts = BTreeMap::new();
    let (profile, contact) = (&site.profile, &site.contact);
    facts.insert("site.name".into(), Some(Fact::Text(profile.name.of(language).plain())));
    Facts::add(Some(&profile.acronym), "site.acronym", language, &mut facts);
    Facts::add(Some(&profile.founded), "profile.founded", language, &mut facts);
    Facts::add(Some(&profile.membership), "membership", language, &mut facts);
    Facts::add(Some(&contact.phone), "contact.phone", language, &mut facts);
    Facts::add(Some(&contact.fax), "contact.fax", language, &mut facts);
    Facts::add(Some(&contact.email), "contact.email", language, &mut facts);
    facts.insert("contact.address".into(), Some(Fact::Text(contact.address.on_one_line(language))));
    Facts::add(Some(&site.settings.base_url), "site.base_url", language, &mut facts);
    Facts::add(Some(&site.legal), "", language, &mut facts);
    let status = Fact::Conformity(site.legal.accessibility.status);
    facts.insert("accessibility.status_words".into(), Some(status));
    facts
}

/// The names of the facts that the association has yet to fill in.
#[must_use]
pub fn missing(site: &Site) -> Vec<String> {
    let facts = of(site, &site.languages[0]);
    facts.into_iter().filter(|(_, fact)| fact.is_none()).map(|(name, _)| name).collect()
}
