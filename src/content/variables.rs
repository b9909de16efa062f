//! Variables by their names: `{contact.phone}` in a text stands for the telephone number.
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
pub type VariablesByName = BTreeMap<String, Option<Fact>>;

/// Something that has facts, or is one.
pub trait Variables {
    /// Adds the facts of `value`, in a language, under names that begin with `name`. Without a value they have none either.
    fn add(value: Option<&Self>, name: &str, language: &Language, variables: &mut VariablesByName);
}

/// Declares a record whose every key is a fact.
macro_rules! variables {
    ($(#[doc = $doc:literal])+ pub struct $name:ident {
        $( $(#[doc = $field_doc:literal])+ pub $field:ident : $kind:ty, )+
    }) => {
        $crate::content::from_toml::record! {
            $(#[doc = $doc])+
            pub struct $name { $( $(#[doc = $field_doc])+ pub $field: $kind, )+ }
        }

        impl $crate::content::variables::Variables for $name {
            fn add(
                value: Option<&Self>,
                name: &str,
                language: &Language,
                variables: &mut $crate::content::variables::VariablesByName,
            ) {
                $(
                    let below = $crate::content::variables::below(name, stringify!($field));
                    Variables::add(value.map(|value| &value.$field), &below, language, variables);
                )+
            }
        }
    };
}
pub(crate) use variables;

/// The name of a fact: its table's, a dot, its key.
pub fn below(name: &str, key: &str) -> String {
    if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") }
}

/// Declares how a value is a fact.
macro_rules! fact {
    ($( $kind:ty: |$value:ident| $fact:expr, )+) => {
        $(
            impl Variables for $kind {
                fn add(value: Option<&Self>, name: &str, _: &Language, variables: &mut VariablesByName) {
                    variables.insert(name.to_owned(), value.map(|$value| $fact));
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

impl<T: Variables> Variables for Option<T> {
    fn add(value: Option<&Self>, name: &str, language: &Language, variables: &mut VariablesByName) {
        T::add(value.and_then(Option::as_ref), name, language, variables);
    }
}

impl Variables for Translated<Line> {
    fn add(value: Option<&Self>, name: &str, language: &Language, variables: &mut VariablesByName) {
        variables.insert(name.to_owned(), value.map(|value| Fact::Text(value.of(language).plain())));
    }
}

/// Every fact of a site in one language.
#[must_use]
pub fn of(site: &Site, language: &Language) -> VariablesByName {
    let mut variables = BTreeMap::new();
    let (profile, contact) = (&site.profile, &site.contact);
    variables.insert("site.name".into(), Some(Fact::Text(profile.name.of(language).plain())));
    Variables::add(Some(&profile.acronym), "site.acronym", language, &mut variables);
    Variables::add(Some(&profile.founded), "profile.founded", language, &mut variables);
    Variables::add(Some(&profile.membership), "membership", language, &mut variables);
    Variables::add(Some(&contact.phone), "contact.phone", language, &mut variables);
    Variables::add(Some(&contact.fax), "contact.fax", language, &mut variables);
    Variables::add(Some(&contact.email), "contact.email", language, &mut variables);
    variables.insert("contact.address".into(), Some(Fact::Text(contact.address.on_one_line(language))));
    Variables::add(Some(&site.settings.base_url), "site.base_url", language, &mut variables);
    Variables::add(Some(&site.legal), "", language, &mut variables);
    let status = Fact::Conformity(site.legal.accessibility.status);
    variables.insert("accessibility.status_words".into(), Some(status));
    variables
}

/// The names of the facts that the association has yet to fill in.
#[must_use]
pub fn missing(site: &Site) -> Vec<String> {
    let variables = of(site, &site.languages[0]);
    variables.into_iter().filter(|(_, fact)| fact.is_none()).map(|(name, _)| name).collect()
}
