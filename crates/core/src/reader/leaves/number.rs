//! Numbers and counts.

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::plain::parsed;
use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::limits::grouped;
use crate::model::{Count, MAX_COUNT, Qualifier};
use crate::reader::wrap::counted;
use crate::reader::{FieldKind, Node, Reader, Shape, Tables, shape};

impl Shape for u64 {
    fn expected() -> Message {
        message!("a whole number")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let DeValue::Integer(number) = node.get_ref() else {
            reader.wrong_type(node, &Self::expected());
            return None;
        };
        let value = u64::from_str_radix(number.as_str(), number.radix()).ok();
        let value = value.filter(|value| *value <= MAX_COUNT);
        if value.is_none() {
            let message = message!("`{number}` is out of range", number = number.to_string());
            let hint = message!("write a whole number from 0 to {most}", most = grouped(MAX_COUNT));
            reader.report(Code::INVALID_VALUE, node.span(), message).hint(hint);
        }
        value
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0 })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Integer
    }
}

/// The focus of a picture, in percent from the left and from the top.
impl Shape for (u8, u8) {
    fn expected() -> Message {
        message!("two numbers up to 100, such as [50, 30]")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let percent = |node: &Node| match node.get_ref() {
            DeValue::Integer(number) => number.as_str().parse().ok().filter(|n: &u8| *n <= 100),
            _ => None,
        };
        let point = match node.get_ref() {
            DeValue::Array(nodes) if nodes.len() == 2 => percent(&nodes[0]).zip(percent(&nodes[1])),
            _ => None,
        };
        if point.is_none() {
            let (key, expected) = (reader.key(), Self::expected());
            let message = message!("`{key}` takes {expected}");
            reader.report(Code::WRONG_TYPE, node.span(), message);
        }
        point
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        let percent = json_schema!({ "type": "integer", "minimum": 0, "maximum": 100 });
        json_schema!({ "type": "array", "items": percent, "minItems": 2, "maxItems": 2 })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Focus
    }
}

/// A count is written as 59, 98.6, "over 100" or "RM 1.2 million", or as a table.
impl Shape for Count {
    fn expected() -> Message {
        message!("a number, such as 59, 98.6, \"over 100\", \"45%\" or \"RM 1.2 million\"")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        if !matches!(node.get_ref(), DeValue::Table(_)) {
            return Figure::read(node, reader).map(|Figure(count)| count);
        }
        let RawCount { value: Figure(count), qualifier, .. } = RawCount::read(node, reader)?;
        Some(Count { qualifier: qualifier.unwrap_or(count.qualifier), ..count })
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let (figure, table) = (Figure::schema(generator), RawCount::schema(generator));
        json_schema!({ "anyOf": [figure, table] })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Count
    }
}

/// A count in one value.
pub(crate) struct Figure(Count);

impl Shape for Figure {
    fn expected() -> Message {
        Count::expected()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let count = match node.get_ref() {
            DeValue::Integer(number) if !number.as_str().starts_with('-') => {
                Count::exact(u64::read(node, reader)?)
            }
            DeValue::Integer(number) => in_digits(node, number.as_str(), reader)?,
            DeValue::Float(number) => in_digits(node, number.as_str(), reader)?,
            DeValue::String(text) => {
                let hint = match counted(text).as_deref() {
                    Some([count, _]) if has_label(reader, node) => {
                        let count = count.replacen("count", reader.key(), 1);
                        message!("write `{count}`; what is counted is in `label` already")
                    }
                    Some([count, label]) => message!("write `{count}` and `{label}`"),
                    _ => message!(
                        "write 59, \"over 100\", \"about 100\", \"nearly 100\", \"50+\", \"45%\" or \
                         \"RM 1.2 million\"; what is counted goes into `label`"
                    ),
                };
                parsed(node, reader, |text, _| text.parse(), Some(hint))?
            }
            _ => {
                reader.wrong_type(node, &Self::expected());
                return None;
            }
        };
        Some(Self(count))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "number" }, { "type": "string" }] })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Count
    }
}

/// Returns whether the table of a value says with `label` what is counted.
fn has_label(reader: &Reader, node: &Node) -> bool {
    let text = reader.source().text();
    let (before, after) = text.split_at(node.span().start);
    let in_braces = before.rfind('{').is_some_and(|open| !before[open..].contains(['}', '\n']));
    let (before, after) = if in_braces {
        (before.rsplit('{').next(), after.split('}').next())
    } else {
        (before.rsplit("\n[").next(), after.split("\n[").next())
    };
    let is_label = |entry: &str| {
        entry
            .trim_start()
            .strip_prefix("label")
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let entries = [before, after].into_iter().flatten();
    entries.flat_map(|text| text.split(['\n', ','])).any(is_label)
}

/// Reads the digits of a number, as many as are written.
fn in_digits(node: &Node, digits: &str, reader: &mut Reader) -> Option<Count> {
    let count = digits.replace('_', "").parse().ok();
    if count.is_none() {
        let message = message!("`{digits}` is not a number that can be printed");
        reader
            .report(Code::INVALID_VALUE, node.span(), message)
            .hint(message!("write it with at most six decimals, such as 98.6"));
    }
    count
}

shape! {
    /// A count, spelt out.
    struct RawCount {
        /// The number.
        value: Figure ["", "100"],
        /// How exact it is: `exact`, `over`, `about`, `nearly`.
        qualifier: Option<Qualifier> ["", "\"over\""],
    }
}
