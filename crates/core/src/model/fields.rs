//! Tables whose fields are declared once, by [`fields!`].
//!
//! A field that documents print as the record says it needs no code of its own: its
//! declaration tells the reader, the JSON Schema and the reference what the key takes, the
//! checks which texts there are, and templates what they are given.

use chrono::NaiveDate;

use super::{Count, Prose, Text};

/// A key of a table, as it is declared.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// The key.
    pub key: String,
    /// What it means.
    pub meaning: String,
    /// The term of the field's standards.
    pub term: &'static str,
    /// A value, as TOML.
    pub example: &'static str,
}

/// A table whose keys are declared.
pub trait Declared: Sized {
    /// The name of the type.
    const NAME: &'static str;

    /// What the table means.
    const MEANING: &'static str;

    /// What a value must be, as in "`venue` takes …".
    const EXPECTED: &'static str = "a table";

    /// The key that a text alone stands for, where a text may stand for the table.
    const TEXT_FOR: Option<&'static str> = None;

    /// The keys, in their order.
    fn declarations() -> &'static [Declaration];
}

/// A table that can be made from a source of fields, which may be a file or anything else
/// that has a value for each declaration.
pub(crate) trait FromFields<S>: Sized {
    /// Asks the source for each field in order, also after one that it does not have.
    fn from_fields(source: &mut S) -> Option<Self>;
}

/// A value that a source of fields can give.
pub(crate) trait FromField<S>: Sized {
    /// Asks the source for the value of a key.
    fn from_field(source: &mut S, declaration: &'static Declaration) -> Option<Self>;
}

/// A table that hands over its fields one by one.
pub trait Fields {
    /// Hands over each field in order.
    fn fields<'a>(&'a self, see: &mut dyn FnMut(Field<'a>));
}

/// A field of a table, and its value.
pub struct Field<'a> {
    /// The key in the file.
    pub key: &'static str,
    /// The key that templates know it by.
    pub given: &'static str,
    /// The value.
    pub value: FieldValue<'a>,
    /// Whether templates are given the value as content, too, because it is a plain string for
    /// them otherwise.
    pub shown: bool,
}

/// The fields of a table as templates are given them.
pub trait Contract: Declared + Fields {
    /// Describes each field, in the order in which [`Fields::fields`] hands them over.
    fn contract() -> Vec<Given>;
}

/// What templates are given of a field.
#[derive(Debug, Clone)]
pub struct Given {
    /// The key that templates know it by.
    pub key: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// The type of its value.
    pub kind: Kind,
}

/// The type of a field's value.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line of text.
    Text,
    /// An address of the web, which documents print with a QR code.
    Address,
    /// Prose.
    Prose,
    /// A day.
    Date,
    /// A number with its qualifier.
    Count,
    /// A number.
    Number,
    /// A word of a vocabulary.
    Word,
    /// A table: the name of its type, and its fields.
    Table(&'static str, fn() -> Vec<Given>),
    /// A value that the record may leave out.
    Optional(Box<Kind>),
    /// Any number of values.
    List(Box<Kind>),
}

/// The value of a field.
pub enum FieldValue<'a> {
    /// The record leaves it out.
    Absent,
    /// One line of text.
    Text(TextUse, &'a Text),
    /// Prose.
    Prose(&'a Prose),
    /// A day.
    Date(NaiveDate),
    /// A number with its qualifier.
    Count(Count),
    /// A number.
    Number(u64),
    /// A word of a vocabulary.
    Word {
        /// The table in which languages name the words of the vocabulary.
        table: &'static str,
        /// The word.
        word: &'static str,
    },
    /// A table.
    Table(&'a dyn Fields),
    /// Any number of values.
    List(Vec<FieldValue<'a>>),
}

/// How documents use a text, which decides what is checked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextUse {
    /// A line for readers, which translations translate.
    Line,
    /// A name, an address, a number: the same in every language.
    Name,
    /// An address of the web, printed with a QR code.
    Address,
    /// Not printed.
    Unprinted,
}

/// A value that a declared field can hold.
pub(crate) trait Value {
    /// Whether the value is a plain string for templates, and so is given as content, too.
    const SHOWN: bool = false;

    /// The type of the value, if texts in it are used so.
    fn kind(used: TextUse) -> Kind;

    /// The value, if texts in it are used so.
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
        FieldValue::Count(*self)
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

impl<T: Contract> Value for T {
    fn kind(_: TextUse) -> Kind {
        Kind::Table(T::NAME, T::contract)
    }

    fn value(&self, _: TextUse) -> FieldValue<'_> {
        FieldValue::Table(self)
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

/// Returns the key of the file for the name of a field.
pub(crate) fn key(field: &str) -> String {
    field.trim_start_matches("r#").replace('_', "-")
}

/// Declares tables of the record whose fields pass from the file to the documents as they
/// are. Each field has its meaning, its type, the term of the standard that it follows (S is
/// schema.org, I IPTC Photo Metadata, N the news industry's NITF, C iCalendar) and an example;
/// the type says whether the key must be there (`T`), may be left out (`Option<T>`)
/// or takes any number of values (`Vec<T>`).
///
/// After the example may stand how documents use a text, unless it is a line: `name`,
/// `address` or `unprinted`; and after the brackets `=> "key"`, where templates know the
/// field by another key than the file. `#[text_for(field, "…")]` lets a text stand for a
/// table that has only this field, and says what the key then takes.
macro_rules! fields {
    ($(
        $(#[doc = $doc:literal])*
        $(#[text_for($text_for:ident, $expected:literal)])?
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
                const EXPECTED: &'static str = $expected;
                const TEXT_FOR: Option<&'static str> = Some(stringify!($text_for));
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

        impl $crate::model::fields::Contract for $name {
            fn contract() -> Vec<$crate::model::fields::Given> {
                let mut given = Vec::new();
                let mut next = <Self as $crate::model::fields::Declared>::declarations().iter();
                $(if let Some(declaration) = next.next() {
                    let used = $crate::model::fields::fields!(@used $($used)?);
                    given.push($crate::model::fields::Given {
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
