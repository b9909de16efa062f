//! What a content file may hold, said once: [`Schema`], which a record's declaration yields.
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
        /// What it is.
        about: &'static str,
        /// Its keys.
        fields: Vec<Field>,
    },
    /// A list of at least one of these.
    List(Box<Schema>),
    /// One of these for each language of the site, or, if not all, for some.
    Languages {
        /// What stands under a language's code.
        each: Box<Schema>,
        /// Whether every language must have one.
        all: bool,
    },
    /// A line of text in a language.
    Line,
    /// Several paragraphs of text in a language.
    Passage,
    /// A text that is the same in every language, of a certain form (a regular expression of ECMA-262).
    Text(&'static str),
    /// A whole number between two limits.
    Integer(i64, i64),
    /// True or false.
    Boolean,
    /// A day.
    Date,
    /// One of these words.
    OneOf(Vec<&'static str>),
}

/// A key of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// What stands there.
    pub schema: Schema,
}

impl Schema {
    /// Whether it is text in a language, which is translated: not an address or an anchor.
    pub fn is_words(&self) -> bool {
        match self {
            Self::Line | Self::Passage => true,
            Self::List(each) => each.is_words(),
            _ => false,
        }
    }
}

/// The path of a key in a table's path: the table's, a dot, the key.
pub fn below(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
