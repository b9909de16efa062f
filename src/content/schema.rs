//! The schema of a content file, which the declaration of its record yields.
//!
//! The same declaration reads a file, finds its texts (for the ledger of translations) and writes its schema (for editors'
//! programs), so that the three cannot drift apart.

/// The schema of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Schema {
    /// A table with these keys and no others.
    Table {
        /// The name of the record.
        record: &'static str,
        /// Its purpose.
        about: &'static str,
        /// Its keys.
        fields: Vec<Field>,
        /// Groups of optional keys, of each of which one at least must be there.
        any: Vec<Vec<&'static str>>,
    },
    /// A list of at least one of these.
    List(Box<Schema>),
    /// One of these for each language of the site, or, if not all, for some.
    Languages {
        /// The schema of each version.
        each: Box<Schema>,
        /// True if every language must have one.
        all: bool,
    },
    /// Text in a language.
    Words,
    /// A text that is the same in every language, of a certain form (a regular expression of ECMA-262).
    Text(&'static str),
    /// A whole number between two limits.
    Integer(i64, i64),
    /// A number from 0 to 100, perhaps with decimals.
    Percent,
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// A year, a month or a day.
    PartialDate,
    /// One of these words.
    OneOf(Vec<&'static str>),
}

/// A key of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// Its purpose.
    pub about: &'static str,
    /// True if it must be there.
    pub required: bool,
    /// The schema of its value.
    pub schema: Schema,
}

impl Schema {
    /// The keys of a table.
    pub fn keys(&self) -> Vec<&'static str> {
        let Self::Table { fields, .. } = self else { return Vec::new() };
        fields.iter().map(|field| field.key).collect()
    }

    /// Says if it is text in a language, which is translated, unlike an address or an anchor.
    pub fn is_words(&self) -> bool {
        match self {
            Self::Words => true,
            Self::List(each) => each.is_words(),
            _ => false,
        }
    }
}

/// The path of a key in a table's path: the table's, a dot, the key.
pub fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
