//! Keys of a table: required, optional or repeated values.

use std::ops::Range;

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::DeValue;

use super::{FieldKind, Node, Reader, Tables};
use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::limits::MAX_FEW;

/// A type that can be read from a value of the file.
pub(crate) trait Shape: Sized {
    /// A description of valid values, as in "`title` takes …".
    fn expected() -> Message;

    /// Reads the value. If the value has the wrong form, reports it and returns `None`.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// Returns the JSON Schema of the value, for editors.
    fn schema(generator: &mut SchemaGenerator) -> Schema;

    /// Returns the kind of the value, for forms.
    fn field_kind(tables: &mut Tables) -> FieldKind;
}

/// A key of a table with its value in the file.
pub(crate) struct Slot<'a> {
    /// The key.
    pub(crate) key: &'a str,
    /// The value; `None` if the key is missing.
    pub(crate) value: Option<&'a Node<'a>>,
    /// The range of the table.
    pub(crate) table: &'a Range<usize>,
    /// Whether the table has an unknown key that is probably a typo for this one.
    pub(crate) misspelt: bool,
}

impl Slot<'_> {
    fn read<T: Shape>(&self, node: &Node, reader: &mut Reader) -> Option<T> {
        self.key.clone_into(&mut reader.key);
        T::read(node, reader)
    }
}

/// A type that can be read from a key of a table, whether the key is present or not.
pub(crate) trait FieldShape: Sized {
    /// Whether the key is required.
    const REQUIRED: bool = false;

    /// Reads the value of a key. Returns `None` only if an error was reported and no value can
    /// be used in its place.
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self>;

    /// Describes the accepted values, for the reference.
    fn accepts() -> Message;

    /// Returns the JSON Schema of the value.
    fn schema(generator: &mut SchemaGenerator) -> Schema;

    /// Returns the kind of the value, for forms.
    fn field_kind(tables: &mut Tables) -> FieldKind;
}

/// Returns the message about a required key that a table lacks.
pub(super) fn missing_key(key: &str) -> Message {
    message!("`{key}` is missing here")
}

/// A required key.
impl<T: Shape> FieldShape for T {
    const REQUIRED: bool = true;

    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        if slot.value.is_none() && !slot.misspelt && !reader.broken {
            let key = slot.key;
            let notation = Message::notation(&message!(", {expected}", expected = T::expected()));
            reader
                .report(Code::MISSING_KEY, slot.table.clone(), missing_key(key))
                .hint(message!("add `{key} = …`{notation}"));
        }
        slot.value.and_then(|node| slot.read(node, reader))
    }

    fn accepts() -> Message {
        T::expected()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }

    fn field_kind(tables: &mut Tables) -> FieldKind {
        T::field_kind(tables)
    }
}

/// A required key in a table whose other keys are checked even if this one is missing. It holds
/// `None` only if an error was reported.
pub(crate) struct Required<T>(pub(crate) Option<T>);

impl<T: Shape> FieldShape for Required<T> {
    const REQUIRED: bool = true;

    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        Some(Self(<T as FieldShape>::read(slot, reader)))
    }

    fn accepts() -> Message {
        T::expected()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }

    fn field_kind(tables: &mut Tables) -> FieldKind {
        T::field_kind(tables)
    }
}

impl<T: Shape> FieldShape for Option<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        Some(slot.value.and_then(|node| slot.read(node, reader)))
    }

    fn accepts() -> Message {
        T::expected()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }

    fn field_kind(tables: &mut Tables) -> FieldKind {
        T::field_kind(tables)
    }
}

/// A single value is read as a list of one.
impl<T: Shape> FieldShape for Vec<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        Some(match slot.value.map(|node| (node, node.get_ref())) {
            None => vec![],
            Some((_, DeValue::Array(nodes))) => {
                let most = reader.admit_entries(slot.key, nodes.iter().map(Spanned::span));
                nodes.iter().take(most).filter_map(|node| slot.read(node, reader)).collect()
            }
            Some((node, _)) => slot.read(node, reader).into_iter().collect(),
        })
    }

    fn accepts() -> Message {
        message!("{one}, or a list", one = T::expected())
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let one = T::schema(generator);
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }

    fn field_kind(tables: &mut Tables) -> FieldKind {
        FieldKind::List(Box::new(T::field_kind(tables)))
    }
}

/// A short list: one whose items are printed wherever its table is referred to.
pub(crate) struct ShortList<T>(pub(crate) Vec<T>);

impl<T: Shape> FieldShape for ShortList<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        if let Some(DeValue::Array(nodes)) = slot.value.map(Spanned::get_ref)
            && let Some(excess) = nodes.get(MAX_FEW)
        {
            let message =
                message!("`{key}` takes at most {most} items", key = slot.key, most = MAX_FEW);
            reader
                .report(Code::OVER_LIMIT, excess.span(), message)
                .hint(message!("keep those that readers need to know"));
            return Some(Self(vec![]));
        }
        <Vec<T> as FieldShape>::read(slot, reader).map(Self)
    }

    fn accepts() -> Message {
        <Vec<T> as FieldShape>::accepts()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let one = T::schema(generator);
        let many = json_schema!({ "type": "array", "items": one, "maxItems": MAX_FEW });
        json_schema!({ "anyOf": [one, many] })
    }

    fn field_kind(tables: &mut Tables) -> FieldKind {
        <Vec<T> as FieldShape>::field_kind(tables)
    }
}
