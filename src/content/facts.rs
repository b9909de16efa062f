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

/// Something that has facts, or is one.
pub trait Facts {
    /// The names of its facts below `name`, whether they have a value or not.
    fn names(name: &str, names: &mut Vec<String>);

    /// The facts below `name` that have a value, in a language.
    fn values(&self, name: &str, language: &Language, values: &mut BTreeMap<String, Fact>);
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
            fn names(name: &str, names: &mut Vec<String>) {
                $( <$kind as Facts>::names(&$crate::content::facts::below(name, stringify!($field)), names); )+
            }

            fn values(
                &self,
                name: &str,
                language: &Language,
                values: &mut std::collections::BTreeMap<String, $crate::content::facts::Fact>,
            ) {
                $( self.$field.values(&$crate::content::facts::below(name, stringify!($field)), language, values); )+
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
                fn names(name: &str, names: &mut Vec<String>) {
                    names.push(name.to_owned());
                }

                fn values(&self, name: &str, _: &Language, values: &mut BTreeMap<String, Fact>) {
                    let $value = self;
                    values.insert(name.to_owned(), $fact);
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
    fn names(name: &str, names: &mut Vec<String>) {
        T::names(name, names);
    }

    fn values(&self, name: &str, language: &Language, values: &mut BTreeMap<String, Fact>) {
        if let Some(value) = self {
            value.values(name, language, values);
        }
    }
}

impl Facts for Translated<Line> {
    fn names(name: &str, names: &mut Vec<String>) {
        names.push(name.to_owned());
    }

    fn values(&self, name: &str, language: &Language, values: &mut BTreeMap<String, Fact>) {
        values.insert(name.to_owned(), Fact::Text(self.of(language).plain()));
    }
}

/// Every fact of a site in one language, by its name; nothing for one that has yet to be filled in.
#[must_use]
pub fn of(site: &Site, language: &Language) -> BTreeMap<String, Option<Fact>> {
    let mut values = BTreeMap::new();
    let (profile, contact) = (&site.profile, &site.contact);
    values.insert("site.name".into(), Fact::Text(profile.name.of(language).plain()));
    profile.acronym.values("site.acronym", language, &mut values);
    profile.founded.values("profile.founded", language, &mut values);
    profile.membership.values("membership", language, &mut values);
    contact.phone.values("contact.phone", language, &mut values);
    contact.fax.values("contact.fax", language, &mut values);
    contact.email.values("contact.email", language, &mut values);
    site.settings.base_url.values("site.base_url", language, &mut values);
    site.legal.values("", language, &mut values);
    values.insert("accessibility.status_words".into(), Fact::Conformity(site.legal.accessibility.status));
    values.insert("contact.address".into(), Fact::Text(contact.address.on_one_line(language)));

    let mut names = vec!["contact.email".to_owned(), "site.base_url".to_owned()];
    super::site::LegalFacts::names("", &mut names);
    let mut facts: BTreeMap<_, _> = names.into_iter().map(|name| (name, None)).collect();
    facts.extend(values.into_iter().map(|(name, fact)| (name, Some(fact))));
    facts
}

/// The names of the facts that the association has yet to fill in.
#[must_use]
pub fn missing(site: &Site) -> Vec<String> {
    let facts = of(site, &site.languages[0]);
    facts.into_iter().filter(|(_, fact)| fact.is_none()).map(|(name, _)| name).collect()
}
