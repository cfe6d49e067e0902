//! Texts and prose, in one language or several.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::plain::parsed;
use super::unseen::check_seen;
use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::limits::{self, Excess};
use crate::model::{Language, Languages, MultilineText, Prose, Remark, Text, markup_in_line};
use crate::reader::{FieldKind, Node, Reader, Shape, Tables};

impl Shape for Text {
    fn expected() -> Message {
        message!("text in quotes")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let (main, languages) = in_languages(node, reader, |node, reader| {
            within_limit(node, limits::of_line, reader)?;
            check_seen(node, reader)?;
            let text = parsed(node, reader, Text::new, None)?;
            report_remarks(&markup_in_line(text.as_str()), &node.span(), reader);
            Some(text)
        })?;
        Some(main.translated(languages))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        text_schema(generator)
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Text
    }
}

impl Shape for MultilineText {
    fn expected() -> Message {
        Text::expected()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let (main, languages) = in_languages(node, reader, |node, reader| {
            within_limit(node, limits::of_line, reader)?;
            check_seen(node, reader)?;
            parsed(node, reader, MultilineText::new, None).map(|MultilineText(text)| text)
        })?;
        Some(MultilineText(main.translated(languages)))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        text_schema(generator)
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Lines
    }
}

impl Shape for Prose {
    fn expected() -> Message {
        message!("prose in quotes")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let one = |node: &Node, reader: &mut Reader| {
            within_limit(node, limits::of_prose, reader)?;
            check_seen(node, reader)?;
            let prose = parsed(node, reader, Prose::new, None)?;
            if let Some(excess) = limits::of_blocks(prose.blocks()) {
                report_excess(excess, node, reader);
                return None;
            }
            reader.admit_blocks(limits::count_blocks(prose.blocks()), node.span());
            report_remarks(prose.remarks(), &node.span(), reader);
            Some(prose)
        };
        let (main, languages) = in_languages(node, reader, one)?;
        Some(main.translated(languages))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        text_schema(generator)
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Prose
    }
}

/// Reports each text in a value, or in the tables and lists that it holds, that is too long for a
/// line or has too many marks on a letter.
pub(crate) fn check_lines(node: &Node, reader: &mut Reader) {
    match node.get_ref() {
        DeValue::String(_) => _ = within_limit(node, limits::of_line, reader),
        DeValue::Array(items) => {
            for item in items {
                check_lines(item, reader);
            }
        }
        DeValue::Table(table) => {
            for value in table.values() {
                check_lines(value, reader);
            }
        }
        _ => {}
    }
}

/// Reports a text that is beyond a limit, and returns `None` if there is such an excess.
fn within_limit(
    node: &Node,
    excess: impl Fn(&str) -> Option<Excess>,
    reader: &mut Reader,
) -> Option<()> {
    match node.get_ref().as_str().and_then(excess) {
        None => Some(()),
        Some(excess) => {
            report_excess(excess, node, reader);
            None
        }
    }
}

fn report_excess(Excess { message, hint, words }: Excess, node: &Node, reader: &mut Reader) {
    let range = reader.source().find_in(node.span(), &words);
    reader.report(Code::OVER_LIMIT, range, message).hint(hint);
}

/// Reports unsupported markup: one finding per kind and text.
fn report_remarks(remarks: &[Remark], text: &Range<usize>, reader: &mut Reader) {
    for (index, remark) in remarks.iter().enumerate() {
        if remarks[..index].iter().any(|earlier| earlier.message == remark.message) {
            continue;
        }
        let places = remarks.iter().filter(|other| other.message == remark.message).count();
        let range = reader.source().find_in(text.clone(), &remark.excerpt);
        let Remark { message, hint, .. } = remark.clone();
        let finding = reader.report(Code::UNSUPPORTED_MARKUP, range, message).hint(hint);
        if places > 1 {
            finding.hint(message!("there are {places} such marks in this text"));
        }
    }
}

/// The JSON Schema of a text.
struct TextSchema;

impl JsonSchema for TextSchema {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let tag = "^[a-zA-Z]{2,3}(-[a-zA-Z]{4})?(-([a-zA-Z]{2}|[0-9]{3}))?$";
        json_schema!({ "anyOf": [
            { "type": "string" },
            {
                "type": "object",
                "patternProperties": { tag: { "type": "string" } },
                "additionalProperties": false,
                "minProperties": 1,
            },
        ]})
    }
}

fn text_schema(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<TextSchema>()
}

/// Returns the hint for a table that is no text in several languages.
fn by_language() -> Message {
    message!("a text is one string in quotes, or a table by language: {{ en = \"…\", ms = \"…\" }}")
}

/// Reads a text that is a string or a table of strings by language. Returns the text in the main
/// language with its translations, including those from the translation files.
fn in_languages<T>(
    node: &Node,
    reader: &mut Reader,
    one: impl Fn(&Node, &mut Reader) -> Option<T>,
) -> Option<(T, Languages<T>)> {
    let mut others = reader.translated(node, &one);
    let DeValue::Table(table) = node.get_ref() else {
        return Some((one(node, reader)?, Languages { own: None, others }));
    };
    let (first, languages) = (reader.main_language().cloned(), Arc::clone(reader.languages()));
    let mut main = None;
    let mut seen: BTreeSet<Language> =
        others.iter().map(|(language, _)| language.clone()).collect();
    for (tag, node) in table {
        let language = match tag.get_ref().parse::<Language>() {
            Ok(language) => language,
            Err(error) => {
                reader.report(Code::INVALID_VALUE, tag.span(), error.message()).hint(by_language());
                continue;
            }
        };
        if !languages.is_empty() && !languages.contains(&language) {
            let message = message!("`{language}` is not among the languages of this record");
            reader
                .report(Code::INVALID_VALUE, tag.span(), message)
                .hint(message!("add it to `languages`, the main language first"));
        }
        let Some(value) = one(node, reader) else { continue };
        if main.is_none() && first.as_ref().is_none_or(|first| *first == language) {
            main = Some((language, value));
        } else if !seen.insert(language.clone()) {
            let message = message!("a file translates this into `{language}`, too");
            reader
                .report(Code::DUPLICATE_ENTRY, tag.span(), message)
                .hint(message!("keep one of the two"));
        } else {
            others.push((language, value));
        }
    }
    if main.is_none() && !reader.has_finding_at(&node.span()) {
        let key = reader.key();
        let (message, hint) = match first {
            Some(main) => (
                message!("`{key}` says nothing in `{main}`, the record's main language"),
                message!("add {main} = \"…\""),
            ),
            None => (message!("`{key}` says nothing in any language"), by_language()),
        };
        reader.report(Code::INVALID_VALUE, node.span(), message).hint(hint);
    }
    let (own, main) = main?;
    Some((main, Languages { own: Some(own), others }))
}
