//! Strings, booleans and values parsed from strings.

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::Origin;
use crate::reader::{FieldKind, Node, Reader, Shape, Tables};

/// A value whose position is needed later.
impl<T: Shape> Shape for Spanned<T> {
    fn expected() -> Message {
        T::expected()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(|value| Spanned::new(node.span(), value))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }

    fn field_kind(tables: &mut Tables) -> FieldKind {
        T::field_kind(tables)
    }
}

/// Any text, without further checks.
impl Shape for String {
    fn expected() -> Message {
        message!("text in quotes")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => {
                reader.wrong_type(node, &Self::expected());
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Text
    }
}

impl Shape for bool {
    fn expected() -> Message {
        message!("true or false")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            _ => {
                reader.wrong_type(node, &Self::expected());
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "boolean" })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Flag
    }
}

/// Reads a text and parses it, or reports why it is invalid.
pub(super) fn parsed<T>(
    node: &Node,
    reader: &mut Reader,
    parse: impl Fn(&str, Origin) -> Result<T, Message>,
    hint: Option<Message>,
) -> Option<T> {
    let text = String::read(node, reader)?;
    match parse(&text, reader.origin(node.span())) {
        Ok(value) => Some(value),
        // What is wrong with its line has been reported.
        Err(_) if reader.broken() && reader.has_finding_at(&node.span()) => None,
        Err(message) => {
            if text.trim().is_empty() {
                // In a truncated file, the last entry may have no value yet.
                if reader.has_finding_at(&node.span()) || reader.broken() {
                    return None;
                }
                let message = message!("`{key}` is empty", key = reader.key());
                reader
                    .report(Code::INVALID_VALUE, node.span(), message)
                    .hint(message!("fill it in, or leave it out"));
                return None;
            }
            let finding = reader.report(Code::INVALID_VALUE, node.span(), message);
            if let Some(hint) = hint {
                finding.hint(hint);
            }
            None
        }
    }
}
