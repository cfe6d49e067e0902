//! The kinds of values that keys take, for forms. They come from the types that read the keys, as
//! the schemas and the reference do.

use std::collections::BTreeMap;

use crate::model::fields::Declaration;
use crate::model::{Word, names_of};

/// The kind of a key's value: what somebody who fills in a form has to give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// One line of text.
    Text,
    /// Plain text of several lines.
    Lines,
    /// Prose with markup.
    Prose,
    /// A word of a vocabulary, which has this name and these words.
    Word(String, Vec<&'static str>),
    /// A date.
    Date,
    /// A date, with the time if it is known.
    Moment,
    /// A time of day.
    Time,
    /// A time zone.
    Zone,
    /// The tag of a language.
    Language,
    /// A number with its unit and how exact it is.
    Count,
    /// A whole number.
    Integer,
    /// Yes or no.
    Flag,
    /// A web address.
    Address,
    /// A person: the id of an entry, a name, or a description in place, in the named table.
    Person(String),
    /// An organisation, likewise.
    Organisation(String),
    /// The file of a picture.
    Picture,
    /// The point of a picture that must stay visible.
    Focus,
    /// A colour.
    Colour,
    /// A family of fonts.
    Font,
    /// The id of a record.
    Record,
    /// The place of the report where a photo is printed.
    Place,
    /// The name of a template.
    Template,
    /// The options of templates, by template.
    Options,
    /// The code of a kind of finding.
    Finding,
    /// An id.
    Id,
    /// Any number of values. A single value is a list of one.
    List(Box<Self>),
    /// A table with this name.
    Table(String),
    /// A table, or a plain value in place of one that sets only a certain key to it.
    Either {
        /// The key.
        key: &'static str,
        /// The name of the table.
        table: String,
    },
    /// Tables with this name, each under an id.
    Entries(String),
}

impl FieldKind {
    /// Returns the kind of the words of a vocabulary.
    pub(crate) fn of_words<W: Word>(type_name: &str) -> Self {
        Self::Word(kebab(type_name), names_of::<W>())
    }
}

/// A key of a table with the kind of its value.
#[derive(Debug, Clone)]
pub struct FieldDeclaration {
    /// The declaration of the key.
    pub declaration: &'static Declaration,
    /// Whether the key is required.
    pub required: bool,
    /// The kind of its value.
    pub kind: FieldKind,
}

/// A table that a form shows.
#[derive(Debug, Clone, Default)]
pub struct TableDeclaration {
    /// The keys, in the order of their declaration.
    pub fields: Vec<FieldDeclaration>,
    /// The key that a plain text sets, where a text may be written in place of the table.
    pub text_for: Option<&'static str>,
}

/// The tables that a file consists of, by name.
#[derive(Debug, Clone, Default)]
pub struct Tables(pub BTreeMap<String, TableDeclaration>);

/// Returns the name of a type in small letters, with hyphens.
pub(super) fn kebab(name: &str) -> String {
    let mut kebab = String::new();
    for char in name.chars() {
        if char.is_ascii_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(char.to_ascii_lowercase());
    }
    kebab
}
