//! Numbers and counts.

use std::borrow::Cow;

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::plain::parsed;
use crate::diagnostic::Code;
use crate::model::limits::grouped;
use crate::model::{Count, MAX_COUNT, Qualifier};
use crate::reader::{Node, Reader, Shape, shape};

impl Shape for u64 {
    fn expected() -> Cow<'static, str> {
        "a whole number".into()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let DeValue::Integer(number) = node.get_ref() else {
            reader.wrong_type(node, &Self::expected());
            return None;
        };
        let value = u64::from_str_radix(number.as_str(), number.radix()).ok();
        let value = value.filter(|value| *value <= MAX_COUNT);
        if value.is_none() {
            let message = format!("`{number}` is out of range");
            let hint = format!("write a whole number from 0 to {}", grouped(MAX_COUNT));
            reader.report(Code::INVALID_VALUE, node.span(), message).hint(hint);
        }
        value
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0 })
    }
}

/// The focus of a picture, in percent from the left and from the top.
impl Shape for (u8, u8) {
    fn expected() -> Cow<'static, str> {
        "two numbers up to 100, such as [50, 30]".into()
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
            let message = format!("`{}` takes {}", reader.key(), Self::expected());
            reader.report(Code::WRONG_TYPE, node.span(), message);
        }
        point
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        let percent = json_schema!({ "type": "integer", "minimum": 0, "maximum": 100 });
        json_schema!({ "type": "array", "items": percent, "minItems": 2, "maxItems": 2 })
    }
}

/// A count is written as "59", 59 or "over 100", or as a table.
impl Shape for Count {
    fn expected() -> Cow<'static, str> {
        "a number, such as 59 or \"over 100\"".into()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Integer(_) => {
                u64::read(node, reader).map(|value| Count { value, qualifier: Qualifier::Exact })
            }
            DeValue::Table(_) => {
                let table = RawCount::read(node, reader)?;
                let qualifier = table.qualifier.unwrap_or(Qualifier::Exact);
                Some(Count { value: table.value, qualifier })
            }
            DeValue::String(_) => {
                let hint = "write 59, \"over 100\", \"about 100\" or \"nearly 100\"";
                parsed(node, reader, |text, _| text.parse(), Some(hint))
            }
            _ => {
                reader.wrong_type(node, &Self::expected());
                None
            }
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let table = RawCount::schema(generator);
        json_schema!({ "anyOf": [{ "type": "integer", "minimum": 0 }, { "type": "string" }, table] })
    }
}

shape! {
    /// A count, spelt out.
    struct RawCount {
        /// The number.
        value: u64 ["", "100"],
        /// How exact it is: `exact`, `over`, `about`, `nearly`.
        qualifier: Option<Qualifier> ["", "\"over\""],
    }
}
