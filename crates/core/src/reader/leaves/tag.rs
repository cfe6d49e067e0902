//! Identifiers and language tags.

use schemars::{Schema, SchemaGenerator, json_schema};

use super::plain::parsed;
use crate::message::{Message, message};
use crate::model::{Language, ParseLanguageError, Slug};
use crate::reader::{FieldKind, Node, Reader, Shape, Tables};

impl Shape for Slug {
    fn expected() -> Message {
        message!("an id in quotes")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        parsed(node, reader, |text, _| text.parse(), None)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 100 })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Id
    }
}

impl Shape for Language {
    fn expected() -> Message {
        message!("a language tag in quotes")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let read =
            |text: &str, _| text.parse().map_err(|error: ParseLanguageError| error.message());
        let hint = message!("write a tag such as \"en\", \"ms\" or \"zh-Hans\"");
        parsed(node, reader, read, Some(hint))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*$" })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Language
    }
}
