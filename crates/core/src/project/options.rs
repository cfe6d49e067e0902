//! The options that a project sets for its templates: `[options.NAME]` in byline.toml.

use std::fmt;

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::Slug;
use crate::reader::{FieldKind, Node, Reader, Shape, Tables};

/// The value of an option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionValue {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A word.
    Word(String),
}

impl OptionValue {
    /// Returns the message that an option takes values of the same type as this one.
    pub(super) fn wanted(&self, option: &str) -> Message {
        match self {
            Self::Flag(_) => message!("`{option}` takes true or false"),
            Self::Number(_) => message!("`{option}` takes a whole number"),
            Self::Word(_) => message!("`{option}` takes text in quotes"),
        }
    }
}

crate::message::same_in_every_language!(OptionValue);

impl fmt::Display for OptionValue {
    /// Formats the value as it is written in byline.toml.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Word(word) => write!(f, "{word:?}"),
        }
    }
}

impl Shape for OptionValue {
    fn expected() -> Message {
        message!("true, false, a whole number or text in quotes")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let value = match node.get_ref() {
            DeValue::Boolean(flag) => Some(Self::Flag(*flag)),
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).ok().map(Self::Number)
            }
            DeValue::String(word) => Some(Self::Word(word.to_string())),
            _ => None,
        };
        if value.is_none() {
            let message = message!("an option is {expected}", expected = Self::expected());
            reader.report(Code::WRONG_TYPE, node.span(), message);
        }
        value
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["boolean", "integer", "string"] })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Text
    }
}

/// The options that a project sets for its templates. Each template checks its own.
#[derive(Debug, Clone, Default)]
pub struct Options(Vec<(Spanned<Slug>, Vec<OptionSetting>)>);

/// The name of an option and its value.
type OptionSetting = (Spanned<String>, Spanned<OptionValue>);

impl Options {
    /// Returns the options of one template.
    pub fn of(
        &self,
        template: &Slug,
    ) -> impl Iterator<Item = (&Spanned<String>, &Spanned<OptionValue>)> {
        let asked = self.0.iter().filter(move |(name, _)| name.get_ref() == template);
        asked.flat_map(|(_, options)| options.iter().map(|(name, value)| (name, value)))
    }

    /// Iterates over the templates that have options.
    pub fn templates(&self) -> impl Iterator<Item = &Spanned<Slug>> {
        self.0.iter().map(|(name, _)| name)
    }
}

impl Shape for Options {
    fn expected() -> Message {
        message!("a table for each template, such as [options.report]")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let DeValue::Table(templates) = node.get_ref() else {
            reader.wrong_type(node, &Self::expected());
            return None;
        };
        let mut asked = Vec::new();
        for (name, node) in templates {
            let DeValue::Table(options) = node.get_ref() else {
                reader.wrong_type(node, &Self::expected());
                continue;
            };
            let mut list = Vec::new();
            for (key, node) in options {
                let key = Spanned::new(key.span(), key.get_ref().to_string());
                let value = OptionValue::read(node, reader);
                list.extend(value.map(|value| (key, Spanned::new(node.span(), value))));
            }
            if let Ok(slug) = name.get_ref().parse() {
                asked.push((Spanned::new(name.span(), slug), list));
                continue;
            }
            let message = message!("`{name}` is not a valid template name", name = name.get_ref());
            let finding = reader.report(Code::INVALID_VALUE, name.span(), message);
            if let Some(near) = Slug::suggest(name.get_ref()) {
                finding.did_you_mean(near.as_str());
            }
        }
        Some(Self(asked))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let value = OptionValue::schema(generator);
        json_schema!({
            "type": "object",
            "additionalProperties": { "type": "object", "additionalProperties": value },
        })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Options
    }
}
