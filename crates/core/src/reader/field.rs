//! What the keys of a table hold: one value, one or none, any number.

use std::ops::Range;

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::{Node, Reader};
use crate::diagnostic::Code;

/// Something that a value of the file can be read as.
pub(crate) trait Shape: Sized {
    /// What the value must be, as in "`title` takes …".
    const EXPECTED: &'static str;

    /// Reads the value; none when it is something else, which is reported.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// The value in JSON Schema, for editors.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

/// A key of a table, and what the file has for it.
pub(crate) struct Slot<'a> {
    /// The key.
    pub(crate) key: &'a str,
    /// The value; none if the key is not there.
    pub(crate) value: Option<&'a Node<'a>>,
    /// Where the table stands.
    pub(crate) table: &'a Range<usize>,
    /// Another key is there that was probably meant to be this one.
    pub(crate) misspelt: bool,
}

impl Slot<'_> {
    fn read<T: Shape>(&self, node: &Node, reader: &mut Reader) -> Option<T> {
        self.key.clone_into(&mut reader.key);
        T::read(node, reader)
    }
}

/// Something that a key of a table can hold, or that its absence means.
pub(crate) trait FieldShape: Sized {
    /// Whether the key must be there.
    const REQUIRED: bool = false;

    /// Reads the value of a key; none beside an error that leaves nothing to go on.
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self>;

    /// What the key takes, for the reference.
    fn takes() -> String;

    /// The value in JSON Schema.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

/// A key that must be there.
impl<T: Shape> FieldShape for T {
    const REQUIRED: bool = true;

    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        if slot.value.is_none() && !slot.misspelt && !reader.broken {
            let key = slot.key;
            reader
                .report(
                    Code::MISSING_KEY,
                    slot.table.clone(),
                    format!("the key `{key}` is missing here"),
                )
                .hint(format!("add `{key} = …`, {}", T::EXPECTED));
        }
        slot.value.and_then(|node| slot.read(node, reader))
    }

    fn takes() -> String {
        T::EXPECTED.into()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }
}

/// A key that must be there, in a table whose other keys are worth looking at even if
/// it is not. None only beside an error.
pub(crate) struct Required<T>(pub(crate) Option<T>);

impl<T: Shape> FieldShape for Required<T> {
    const REQUIRED: bool = true;

    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        Some(Self(<T as FieldShape>::read(slot, reader)))
    }

    fn takes() -> String {
        T::EXPECTED.into()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }
}

impl<T: Shape> FieldShape for Option<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        Some(slot.value.and_then(|node| slot.read(node, reader)))
    }

    fn takes() -> String {
        T::EXPECTED.into()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }
}

/// One value stands for a list of one.
impl<T: Shape> FieldShape for Vec<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        Some(match slot.value.map(|node| (node, node.get_ref())) {
            None => vec![],
            Some((_, DeValue::Array(nodes))) => {
                nodes.iter().filter_map(|node| slot.read(node, reader)).collect()
            }
            Some((node, _)) => slot.read(node, reader).into_iter().collect(),
        })
    }

    fn takes() -> String {
        format!("{}, or a list", T::EXPECTED)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let one = T::schema(generator);
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}
