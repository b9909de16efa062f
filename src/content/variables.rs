//! Variables by their names: `{contact.phone}` in a text stands for the telephone number.
//!
//! A fact is written once, in the file of its topic; a text that needs it names it between braces. A fact that the
//! association has yet to fill in has a name and no value.

use std::collections::BTreeMap;

use super::dates::Date;
use super::key_names::did_you_mean;
use super::language::Language;
use super::partial_date::Year;
use super::percent::Percent;
use super::prose::Resolve;
use super::text::{Line, Translated};
use super::value::{At, Conformity, ContactUri, Email, Name, Phone, Url};
use crate::base_url::BaseUrl;

/// The value of a fact in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Plain text.
    Text(String),
    /// A count of things, which the interface's words write out where it is small.
    Count(u32),
    /// A date, which the interface's words write out.
    Date(Date),
    /// The state of conformity, which the interface's words name.
    Conformity(Conformity),
}

/// The facts of a site by their names; nothing for one that has yet to be filled in.
pub type VariablesByName = BTreeMap<String, Option<Fact>>;

/// Something that has facts, or is one.
pub trait Variables {
    /// Adds its facts, in a language, under names that begin with `name`.
    fn add(&self, name: &str, language: &Language, variables: &mut VariablesByName);
}

/// Declares records whose every key is a fact.
macro_rules! variables {
    ($( $(#[doc = $doc:literal])+ pub struct $name:ident {
        $( $(#[doc = $field_doc:literal])+ pub $field:ident : $kind:ty, )+
    } )+) => {
        $crate::content::from_toml::records! {
            $( $(#[doc = $doc])+ pub struct $name { $( $(#[doc = $field_doc])+ pub $field: $kind, )+ } )+
        }

        $(
            impl Variables for $name {
                fn add(&self, name: &str, language: &Language, variables: &mut VariablesByName) {
                    $(
                        let below = $crate::content::schema::below(name, stringify!($field));
                        self.$field.add(&below, language, variables);
                    )+
                }
            }
        )+
    };
}
pub(crate) use variables;

/// Declares how values are facts.
macro_rules! facts {
    ($( $($kind:ty),+ => |$value:ident, $language:pat_param| $fact:expr; )+) => {
        $($(
            impl Variables for $kind {
                fn add(&self, name: &str, $language: &Language, variables: &mut VariablesByName) {
                    let $value = self;
                    variables.insert(name.to_owned(), Some($fact));
                }
            }
        )+)+
    };
}

facts! {
    Name, Phone, Email, Url, BaseUrl, ContactUri, Year, u32 => |value, _| Fact::Text(value.to_string());
    String => |value, _| Fact::Text(value.clone());
    Percent => |value, language| Fact::Text(value.in_language(language));
    Date => |value, _| Fact::Date(*value);
    Conformity => |value, _| Fact::Conformity(*value);
    Translated<Line> => |value, language| Fact::Text(value.of(language).text(&AsTyped));
}

/// Leaves the names of facts in a text as they are typed.
struct AsTyped;

impl Resolve for AsTyped {
    fn fact(&self, name: &str) -> Option<String> {
        Some(format!("{{{name}}}"))
    }
}

/// The same facts, where those that name others have their values: `registered_seat = "{contact.address}"`. One that names itself, over
/// others or not, keeps the name that goes round.
pub(super) fn resolved(variables: VariablesByName) -> VariablesByName {
    /// Facts name others, and these perhaps others again.
    const DEEPEST: usize = 4;
    let mut resolved = variables;
    for _ in 0..DEEPEST {
        let values: Vec<_> = resolved
            .iter()
            .filter_map(|(name, fact)| match fact {
                Some(Fact::Text(text)) if !text.contains('{') => Some((format!("{{{name}}}"), text.clone())),
                Some(Fact::Count(count)) => Some((format!("{{{name}}}"), count.to_string())),
                _ => None,
            })
            .collect();
        for fact in resolved.values_mut() {
            let Some(Fact::Text(text)) = fact else { continue };
            if text.contains('{') {
                *text = values.iter().fold(std::mem::take(text), |text, (name, value)| text.replace(name, value));
            }
        }
    }
    resolved
}

impl<T: Variables> Variables for At<T> {
    fn add(&self, name: &str, language: &Language, variables: &mut VariablesByName) {
        T::add(self, name, language, variables);
    }
}

impl<T: Variables> Variables for Option<T> {
    fn add(&self, name: &str, language: &Language, variables: &mut VariablesByName) {
        match self {
            Some(value) => value.add(name, language, variables),
            None => drop(variables.insert(name.to_owned(), None)),
        }
    }
}

/// The fact that a name most likely stands for: `membership.members` for `members`, or one whose name is like it.
pub(crate) fn fact_meant<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> Option<String> {
    let end = format!(".{}", typed.rsplit('.').next().unwrap_or(typed));
    let mut same_end = known.clone().filter(|name| name.ends_with(&end));
    match (same_end.next(), same_end.next()) {
        (Some(only), None) => Some(only.to_owned()),
        _ => did_you_mean(typed, known),
    }
}
