//! Tables whose fields are declared once, with [`fields!`].
//!
//! A field that documents print exactly as the record gives it needs no code of its own. From
//! its declaration, the reader, the JSON Schema and the reference know which values the key
//! takes, the checks know which texts exist, and templates know which data they receive.

use chrono::NaiveDate;

use super::words::PrintedWord;
use super::{Count, MultilineText, Prose, Text};
use crate::message::{Message, message};

/// A declared key of a table.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// The key.
    pub key: String,
    /// The meaning of the key, for the reference.
    pub meaning: String,
    /// The corresponding term in the field's standards.
    pub term: &'static str,
    /// An example value, as TOML.
    pub example: &'static str,
}

/// A table with declared keys.
pub trait Declared: Sized {
    /// The name of the type.
    const NAME: &'static str;

    /// The meaning of the table, for the reference.
    const MEANING: &'static str;

    /// A description of valid values, as in "`venue` takes …".
    fn expected() -> Message {
        message!("a table")
    }

    /// The key that a plain text sets, where a text may be written in place of the table.
    const TEXT_FOR: Option<&'static str> = None;

    /// Returns the declarations of the keys, in order.
    fn declarations() -> &'static [Declaration];
}

/// A table that can be built from a source of fields: a file, or anything else that supplies a
/// value for each declaration.
pub(crate) trait FromFields<S>: Sized {
    /// Requests each field from the source in order, and continues after a missing one.
    fn from_fields(source: &mut S) -> Option<Self>;
}

/// A value that a source of fields can supply.
pub(crate) trait FromField<S>: Sized {
    /// Requests the value of a key from the source.
    fn from_field(source: &mut S, declaration: &'static Declaration) -> Option<Self>;
}

/// A table whose fields can be visited one by one.
pub trait Fields {
    /// Calls `see` with each field in order.
    fn fields<'a>(&'a self, see: &mut dyn FnMut(Field<'a>));
}

/// A field of a table with its value.
pub struct Field<'a> {
    /// The key in the file.
    pub key: &'static str,
    /// The key under which templates find it.
    pub given: &'static str,
    /// The value.
    pub value: FieldValue<'a>,
    /// Whether templates also receive the value as content, because they otherwise receive it as
    /// a plain string.
    pub shown: bool,
}

/// The fields of a table as templates receive them.
pub trait Contract: Declared + Fields {
    /// Describes each field, in the order in which [`Fields::fields`] visits them.
    fn contract() -> Vec<TemplateField>;
}

/// A field as templates receive it.
#[derive(Debug, Clone)]
pub struct TemplateField {
    /// The key under which templates find it.
    pub key: &'static str,
    /// The meaning of the field.
    pub meaning: &'static str,
    /// The type of its value.
    pub kind: Kind,
}

/// The type of a field's value.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line of text.
    Text,
    /// A web address, which documents print with a QR code.
    Address,
    /// Prose.
    Prose,
    /// A date.
    Date,
    /// A number with its qualifier.
    Count,
    /// A number.
    Number,
    /// A word from a closed vocabulary.
    Word,
    /// A table, with the name of its type and its fields.
    Table(&'static str, fn() -> Vec<TemplateField>),
    /// A value that the record may leave out.
    Optional(Box<Kind>),
    /// Any number of values.
    List(Box<Kind>),
}

/// The value of a field.
pub enum FieldValue<'a> {
    /// No value: the record omits the field.
    Absent,
    /// One line of text.
    Text(TextUse, &'a Text),
    /// Prose.
    Prose(&'a Prose),
    /// A date.
    Date(NaiveDate),
    /// A number with its qualifier.
    Count(&'a Count),
    /// A number.
    Number(u64),
    /// A word from a closed vocabulary.
    Word {
        /// The table in which language files name the words of the vocabulary.
        table: &'static str,
        /// The word.
        word: &'static str,
    },
    /// A table.
    Table(&'a dyn Fields),
    /// Any number of values.
    List(Vec<FieldValue<'a>>),
}

/// How documents use a text, which determines how byline checks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextUse {
    /// A line for readers, which translations translate.
    Line,
    /// A name, an address or a number, which is the same in every language.
    Name,
    /// A web address, printed with a QR code.
    Address,
    /// A text that is not printed.
    Unprinted,
}

/// A value that a declared field can hold.
pub(crate) trait Value {
    /// Whether the value is a plain string for templates, which then also receive it as content.
    const SHOWN: bool = false;

    /// Returns the type of the value if its texts are used as `used`.
    fn kind(used: TextUse) -> Kind;

    /// Returns the value if its texts are used as `used`.
    fn value(&self, used: TextUse) -> FieldValue<'_>;
}

impl Value for Text {
    fn kind(used: TextUse) -> Kind {
        if used == TextUse::Address { Kind::Address } else { Kind::Text }
    }

    fn value(&self, used: TextUse) -> FieldValue<'_> {
        FieldValue::Text(used, self)
    }
}

impl Value for MultilineText {
    fn kind(used: TextUse) -> Kind {
        Text::kind(used)
    }

    fn value(&self, used: TextUse) -> FieldValue<'_> {
        self.0.value(used)
    }
}

impl Value for Prose {
    fn kind(_: TextUse) -> Kind {
        Kind::Prose
    }

    fn value(&self, _: TextUse) -> FieldValue<'_> {
        FieldValue::Prose(self)
    }
}

impl Value for NaiveDate {
    fn kind(_: TextUse) -> Kind {
        Kind::Date
    }

    fn value(&self, _: TextUse) -> FieldValue<'_> {
        FieldValue::Date(*self)
    }
}

impl Value for Count {
    fn kind(_: TextUse) -> Kind {
        Kind::Count
    }

    fn value(&self, _: TextUse) -> FieldValue<'_> {
        FieldValue::Count(self)
    }
}

impl Value for u64 {
    const SHOWN: bool = true;

    fn kind(_: TextUse) -> Kind {
        Kind::Number
    }

    fn value(&self, _: TextUse) -> FieldValue<'_> {
        FieldValue::Number(*self)
    }
}

impl<W: PrintedWord> Value for W {
    const SHOWN: bool = true;

    fn kind(_: TextUse) -> Kind {
        Kind::Word
    }

    fn value(&self, _: TextUse) -> FieldValue<'_> {
        FieldValue::Word { table: W::TABLE, word: self.name() }
    }
}

impl<T: Value> Value for Option<T> {
    const SHOWN: bool = T::SHOWN;

    fn kind(used: TextUse) -> Kind {
        Kind::Optional(Box::new(T::kind(used)))
    }

    fn value(&self, used: TextUse) -> FieldValue<'_> {
        self.as_ref().map_or(FieldValue::Absent, |value| value.value(used))
    }
}

impl<T: Value> Value for Vec<T> {
    fn kind(used: TextUse) -> Kind {
        Kind::List(Box::new(T::kind(used)))
    }

    fn value(&self, used: TextUse) -> FieldValue<'_> {
        FieldValue::List(self.iter().map(|item| item.value(used)).collect())
    }
}

/// Converts the name of a field into the key in the file.
pub(crate) fn key(field: &str) -> String {
    field.trim_start_matches("r#").replace('_', "-")
}

/// Declares tables of the record whose fields pass unchanged from the file to the documents.
/// Each field has a meaning, a type, the term of the standard that it follows (S for schema.org,
/// I for IPTC Photo Metadata, N for the news industry's NITF, C for iCalendar) and an example.
/// The type says whether the key is required (`T`), optional (`Option<T>`) or takes any number
/// of values (`Vec<T>`).
///
/// For a text other than a line, `name`, `address` or `unprinted` after the example says how
/// documents use it. `=> "key"` after the brackets gives the key for templates where it differs
/// from the key in the file. `#[text_for(field, "…")]` allows a plain text in place of a table
/// that sets only this field, and describes the values that the key then takes.
macro_rules! fields {
    ($(
        $(#[doc = $doc:literal])*
        $(#[text_for($text_for:ident, $expected:expr)])?
        pub struct $name:ident { $(
            $(#[doc = $field_doc:literal])*
            $field:ident: $type:ty
                [$term:literal, $example:literal $(, $used:ident)?] $(=> $given:literal)?,
        )* }
    )*) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name { $($(#[doc = $field_doc])* pub $field: $type,)* }

        impl $crate::model::fields::Declared for $name {
            const NAME: &'static str = stringify!($name);
            const MEANING: &'static str = concat!($($doc),*);
            $(
                const TEXT_FOR: Option<&'static str> = Some(stringify!($text_for));

                fn expected() -> $crate::message::Message {
                    $expected
                }
            )?

            fn declarations() -> &'static [$crate::model::fields::Declaration] {
                static ALL: std::sync::LazyLock<Vec<$crate::model::fields::Declaration>> =
                    std::sync::LazyLock::new(|| vec![$($crate::model::fields::Declaration {
                        key: $crate::model::fields::key(stringify!($field)),
                        meaning: concat!($($field_doc),*).trim().to_owned(),
                        term: $term,
                        example: $example,
                    }),*]);
                &ALL
            }
        }

        impl<S> $crate::model::fields::FromFields<S> for $name
        where
            $($type: $crate::model::fields::FromField<S>,)*
        {
            fn from_fields(source: &mut S) -> Option<Self> {
                let mut next = <Self as $crate::model::fields::Declared>::declarations().iter();
                $(let $field = next.next().and_then(|declaration| {
                    $crate::model::fields::FromField::from_field(source, declaration)
                });)*
                Some(Self { $($field: $field?,)* })
            }
        }

        impl $crate::model::fields::Fields for $name {
            fn fields<'a>(&'a self, see: &mut dyn FnMut($crate::model::fields::Field<'a>)) {
                let mut next = <Self as $crate::model::fields::Declared>::declarations().iter();
                $(if let Some(declaration) = next.next() {
                    let used = $crate::model::fields::fields!(@used $($used)?);
                    see($crate::model::fields::Field {
                        key: declaration.key.as_str(),
                        given: $crate::model::fields::fields!(@given declaration $($given)?),
                        value: $crate::model::fields::Value::value(&self.$field, used),
                        shown: <$type as $crate::model::fields::Value>::SHOWN,
                    });
                })*
            }
        }

        impl $crate::model::fields::Value for $name {
            fn kind(_: $crate::model::fields::TextUse) -> $crate::model::fields::Kind {
                $crate::model::fields::Kind::Table(
                    <Self as $crate::model::fields::Declared>::NAME,
                    <Self as $crate::model::fields::Contract>::contract,
                )
            }

            fn value(
                &self,
                _: $crate::model::fields::TextUse,
            ) -> $crate::model::fields::FieldValue<'_> {
                $crate::model::fields::FieldValue::Table(self)
            }
        }

        impl $crate::model::fields::Contract for $name {
            fn contract() -> Vec<$crate::model::fields::TemplateField> {
                let mut given = Vec::new();
                let mut next = <Self as $crate::model::fields::Declared>::declarations().iter();
                $(if let Some(declaration) = next.next() {
                    let used = $crate::model::fields::fields!(@used $($used)?);
                    given.push($crate::model::fields::TemplateField {
                        key: $crate::model::fields::fields!(@given declaration $($given)?),
                        meaning: &declaration.meaning,
                        kind: <$type as $crate::model::fields::Value>::kind(used),
                    });
                })*
                given
            }
        }
    )*};
    (@used) => { $crate::model::fields::TextUse::Line };
    (@used name) => { $crate::model::fields::TextUse::Name };
    (@used address) => { $crate::model::fields::TextUse::Address };
    (@used unprinted) => { $crate::model::fields::TextUse::Unprinted };
    (@given $declaration:ident) => { $declaration.key.as_str() };
    (@given $declaration:ident $given:literal) => { $given };
}
pub(crate) use fields;
