//! Reads values from TOML's own tree, which knows the place of everything, with every problem met on the way: each by
//! [`FromToml`], tables as [`records!`] declares them.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::headers::header_in;
use super::key_names::{did_you_mean, key_meant};
use super::language::Language;
use super::meant::{SOME_DAY, example, kind, literal, number_meant, right_value};
use super::schema::Schema;
use crate::diagnostic::{Place, Problem, Report, TextFile};

/// The surroundings that a value is read in: its file, the site's languages, and the report that takes its problems.
pub struct Context<'a> {
    pub file: &'a Arc<TextFile>,
    pub languages: &'a [Language],
    /// Those that the texts of this file must be in: all, but for a page that is in some.
    pub required: &'a [Language],
    /// Languages that are still being translated: their texts may stand in the files, and are not read.
    pub drafts: &'a [Language],
    /// The keys that may stand at the head of the file, above all groups.
    pub top_keys: &'a [&'static str],
    /// Whether the key that is read may be left out.
    pub is_optional: bool,
    /// The code of the language that a text is in; none outside of [`Translated`](super::Translated).
    pub language: &'a str,
    pub report: &'a mut Report,
}

/// A table that is read as a record.
pub struct RecordTable<'v, 'i> {
    /// The key that it is the value of; empty for a whole file.
    pub key: &'v str,
    pub keys: &'v DeTable<'i>,
    pub span: Range<usize>,
    /// The keys that were most likely meant by those that are not known.
    pub meant: Vec<String>,
}

impl RecordTable<'_, '_> {
    /// Whether a key was most likely meant by one that is not known.
    fn means(&self, key: &str) -> bool {
        self.meant.iter().any(|meant| meant.split('.').next() == Some(key))
    }
}

/// A value that TOML can hold, valid once it is read.
pub trait FromToml: Sized {
    /// The schema of such a value.
    fn schema() -> Schema;

    /// Reads the value of `key`; nothing where it is wrong, which the context's report then says.
    fn read(key: &str, value: &Spanned<DeValue<'_>>, context: &mut Context<'_>) -> Option<Self>;

    /// The value of a key that is absent; `None` if the key is required.
    fn absent() -> Option<Self> {
        None
    }

    /// What stands in for a value that is wrong, so that all else of the site is checked in the same run; nothing is ever published with
    /// it. A kind without one hides the problems that need the site as a whole.
    fn stand_in(_: &Context<'_>, _: &Place) -> Option<Self> {
        Self::absent()
    }
}

impl<'a> Context<'a> {
    /// The surroundings of a value that is in all languages of a site, where nothing else is known of them.
    pub fn new(file: &'a Arc<TextFile>, languages: &'a [Language], report: &'a mut Report) -> Self {
        let (required, drafts, top_keys, is_optional, language) = (languages, &[], &[], false, "");
        Self { file, languages, required, drafts, top_keys, is_optional, language, report }
    }
}

impl Context<'_> {
    pub fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.file, span)
    }

    pub fn error(&mut self, span: Range<usize>, problem: Problem) {
        let place = self.place(span);
        self.report.error(place, problem);
    }

    /// Reports what is wrong with a value, of which nothing is read then.
    pub fn refuse<T>(&mut self, span: Range<usize>, problem: Problem) -> Option<T> {
        self.error(span, problem);
        None
    }

    /// The value as a table.
    pub fn table<'v, 'i>(&mut self, key: &str, value: &'v Spanned<DeValue<'i>>) -> Option<&'v DeTable<'i>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => self.wrong(key, "table", value),
        }
    }

    /// The same for a group of keys, which has a header of its own.
    pub fn group<'v, 'i>(&mut self, key: &str, value: &'v Spanned<DeValue<'i>>) -> Option<&'v DeTable<'i>> {
        let DeValue::Table(table) = value.get_ref() else {
            let line = self.place(value.span()).whole_line();
            let path = header_in(line.text()).unwrap_or(key);
            return self.wrong_type(key, "group", value, format!("[{path}]"), "");
        };
        Some(table)
    }

    /// The value as a text that is not empty.
    pub fn text<'v>(&mut self, key: &str, value: &'v Spanned<DeValue<'_>>) -> Option<&'v str> {
        match value.get_ref() {
            DeValue::String(text) if text.trim().is_empty() => {
                let optional = if self.is_optional { "yes" } else { "" }.to_owned();
                self.refuse(value.span(), Problem::TextEmpty { key: key.into(), optional })
            }
            DeValue::String(text) => Some(text),
            _ => self.wrong(key, "text", value),
        }
    }

    /// The value as a whole number, of a kind that has this schema.
    pub fn integer(&mut self, key: &str, value: &Spanned<DeValue<'_>>, schema: &Schema) -> Option<i64> {
        let DeValue::Integer(number) = value.get_ref() else { return self.wrong_number(key, value, schema) };
        let number = i64::from_str_radix(number.as_str(), number.radix()).ok();
        number.or_else(|| self.outside(key, value, 0, i64::MAX))
    }

    pub fn outside<T>(&mut self, key: &str, value: &Spanned<DeValue<'_>>, least: i64, most: i64) -> Option<T> {
        let (least, most) = (least.to_string(), most.to_string());
        self.refuse(value.span(), Problem::NumberOutside { key: key.into(), least, most })
    }

    /// Says that the value is of another kind.
    pub fn wrong<T>(&mut self, key: &str, expected: &str, value: &Spanned<DeValue<'_>>) -> Option<T> {
        let right = right_value(key, expected, value.get_ref());
        self.wrong_type(key, expected, value, right, "")
    }

    /// Says that the value is no number of the kind that its key has.
    pub fn wrong_number<T>(&mut self, key: &str, value: &Spanned<DeValue<'_>>, schema: &Schema) -> Option<T> {
        let right = number_meant(&literal(value.get_ref()), schema).unwrap_or_default();
        let expected = if *schema == Schema::Percent { "float" } else { "integer" };
        self.wrong_type(key, expected, value, right, example(schema))
    }

    pub fn wrong_type<T>(
        &mut self,
        key: &str,
        expected: &str,
        value: &Spanned<DeValue<'_>>,
        right: String,
        example: &str,
    ) -> Option<T> {
        let (expected, found) = (expected.into(), kind(value.get_ref()).into());
        let (key, example) = (key.to_owned(), example.to_owned());
        self.refuse(value.span(), Problem::WrongType { key, expected, found, right, example })
    }

    /// The value of a key of a table.
    pub fn field<T: FromToml>(&mut self, table: &RecordTable<'_, '_>, key: &str) -> Option<T> {
        match table.keys.get(key) {
            Some(value) => {
                let around = std::mem::replace(&mut self.is_optional, T::absent().is_some());
                let read = T::read(key, value, self);
                self.is_optional = around;
                self.leave_out_languages(table, key);
                read
            }
            None => T::absent().or_else(|| {
                // That it is missing was said of what was written in its place.
                if table.means(key) {
                    return None;
                }
                let problem = self.missing(table.key, key, &T::schema(), &table.span);
                self.refuse(table.span.clone(), problem)
            }),
        }
    }

    /// Says it where a table has none of these keys.
    pub fn needs_any(&mut self, table: &RecordTable<'_, '_>, keys: &[&str]) {
        // Of what was written in the place of one it was said already.
        let is_there = |key: &&str| table.keys.contains_key(*key) || table.means(key);
        if !keys.iter().any(is_there) {
            self.error(table.span.clone(), Problem::KeysMissing { keys: keys.join("-") });
        }
    }

    /// What is to be said of a key that is missing in the table `of`: for a group of keys, how its header is written.
    fn missing(&self, of: &str, key: &str, schema: &Schema, start: &Range<usize>) -> Problem {
        let place = self.place(start.clone());
        let first_line = place.at(place.first_line());
        let above = header_in(first_line.text()).filter(|_| !of.is_empty()).unwrap_or_default();
        let path = super::schema::below(above, key);
        let (right, languages) = match schema {
            Schema::Table { .. } => return Problem::GroupMissing { group: key.into(), right: format!("[{path}]") },
            Schema::List(each) if matches!(**each, Schema::Table { .. }) => {
                return Problem::GroupMissing { group: key.into(), right: format!("[[{path}]]") };
            }
            Schema::Languages { each, .. } => {
                let codes: Vec<_> = self.required.iter().map(|language| language.code.as_str()).collect();
                let first = codes.first().copied().unwrap_or_default();
                let value = if matches!(**each, Schema::List(_)) { "[\"…\"]" } else { "\"…\"" };
                (format!("{key}.{first} = {value}"), codes.join(", "))
            }
            Schema::List(_) => (format!("{key} = [\"…\"]"), String::new()),
            Schema::Date => (format!("{key} = {SOME_DAY}"), String::new()),
            Schema::Integer(..) | Schema::Percent => (format!("{key} = {}", example(schema)), String::new()),
            Schema::Boolean => (format!("{key} = true"), String::new()),
            Schema::PartialDate => (format!("{key} = \"2013-05\""), String::new()),
            _ => (format!("{key} = \"…\""), String::new()),
        };
        Problem::KeyMissing { key: key.into(), right, languages }
    }

    /// The known key that was most likely meant by a name, with its language where it was written with one.
    fn key_meant(&self, name: &str, value: &DeValue<'_>, known: &[&str], absent: &[&str]) -> Option<String> {
        let is_language = |code: &str| self.languages.iter().chain(self.drafts).any(|language| language.code == code);
        let by_name = key_meant(name, |key| known.contains(&key), is_language);
        let alike = || did_you_mean(name, absent.iter().copied()).or_else(|| did_you_mean(name, known.iter().copied()));
        let (key, code) = by_name.or_else(|| alike().map(|key| (key, None)))?;
        // `Title.fr` is a table of one language.
        let of_value = || match value.as_table()?.keys().next().map(|code| code.get_ref().to_string()) {
            Some(code) if value.as_table()?.len() == 1 && is_language(&code) => Some(code),
            _ => None,
        };
        Some(match code.or_else(of_value) {
            Some(code) => format!("{key}.{code}"),
            None => key,
        })
    }

    /// Leaves out that a text lacks a language where that was said of what was written in its place.
    fn leave_out_languages(&mut self, table: &RecordTable<'_, '_>, key: &str) {
        let meant = table.meant.iter().filter_map(|meant| meant.split_once('.'));
        let codes: Vec<_> = meant.filter(|(name, _)| *name == key).map(|(_, code)| code).collect();
        let Some(place) = table.keys.get(key).map(|value| self.place(value.span())).filter(|_| !codes.is_empty())
        else {
            return;
        };
        self.report.leave_out(|one| {
            one.place == place
                && matches!(&one.problem, Problem::LanguageMissing { language, .. } if codes.contains(&language.as_str()))
        });
    }

    /// Says of every key of a table that is none of those known. Returns the known keys that were most likely meant by these: to call
    /// them missing too would say one thing twice.
    pub fn unknown_keys(&mut self, table: &DeTable<'_>, known: &[&str]) -> Vec<String> {
        let mut meant = Vec::new();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                let absent: Vec<_> = known.iter().copied().filter(|key| !table.contains_key(*key)).collect();
                let near = self.key_meant(name, value.get_ref(), known, &absent);
                // A key of the head was added below a group, and so belongs to it: it is no slip of another one.
                let near = near.filter(|_| !self.top_keys.contains(&name));
                meant.extend(near.clone());
                let (near, known) = (near.unwrap_or_default(), known.join(", "));
                self.error(key.span(), Problem::KeyUnknown { key: name.into(), near, known });
            }
        }
        meant
    }
}

/// Declares TOML tables: of each its structure, its keys, how it is read, and its schema. After `any` stand keys that are optional one
/// by one, and of which one at least must be there.
///
/// serde stops at the first problem of a table, eserde does not know the places, and deserr knows no dates and no context
/// such as the site's languages: an editor gets every problem of a file at once, each with its place.
macro_rules! records {
    ($( $(#[doc = $doc:literal])+ pub struct $name:ident $(any($($needed:ident),+))* {
        $( $(#[doc = $field_doc:literal])+ pub $field:ident : $kind:ty, )+
    } )+) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name {
            $( $(#[doc = $field_doc])+ pub $field: $kind, )+
            /// Where the table begins.
            pub table_place: $crate::diagnostic::Place,
        }

        impl $crate::content::from_toml::FromToml for $name {
            fn schema() -> $crate::content::schema::Schema {
                use $crate::content::{from_toml::FromToml, schema::{Field, Schema}};
                Schema::Table {
                    record: stringify!($name),
                    about: concat!($($doc),+).trim(),
                    fields: vec![ $( Field {
                        key: stringify!($field),
                        about: concat!($($field_doc),+).trim(),
                        required: <$kind as FromToml>::absent().is_none(),
                        schema: <$kind as FromToml>::schema(),
                    }, )+ ],
                    any: vec![ $( vec![$(stringify!($needed)),+] ),* ],
                }
            }

            fn read(
                key: &str,
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                context: &mut $crate::content::from_toml::Context<'_>,
            ) -> Option<Self> {
                use $crate::content::from_toml::FromToml;
                let keys = context.group(key, value)?;
                let groups: &[&[&str]] = &[$( &[$(stringify!($needed)),+] ),*];
                let is_optional = groups.is_empty() && [$( <$kind as FromToml>::absent().is_some() ),+].iter().all(|one| *one);
                if keys.is_empty() && !key.is_empty() && !is_optional {
                    let problem = $crate::diagnostic::Problem::GroupEmpty { group: key.into() };
                    return context.refuse(value.span(), problem);
                }
                let meant = context.unknown_keys(keys, &[$(stringify!($field)),+]);
                let table = $crate::content::from_toml::RecordTable { key, keys, span: value.span(), meant };
                $( let $field = context.field::<$kind>(&table, stringify!($field)); )+
                for keys in groups {
                    context.needs_any(&table, keys);
                }
                let table_place = context.place(table.span);
                $( let $field = $field.or_else(|| <$kind as FromToml>::stand_in(context, &table_place))?; )+
                Some(Self { $( $field, )+ table_place })
            }

            fn stand_in(
                context: &$crate::content::from_toml::Context<'_>,
                place: &$crate::diagnostic::Place,
            ) -> Option<Self> {
                use $crate::content::from_toml::FromToml;
                Some(Self {
                    $( $field: <$kind as FromToml>::stand_in(context, place)?, )+
                    table_place: place.clone(),
                })
            }
        }
    )+ };
}
pub(crate) use records;
