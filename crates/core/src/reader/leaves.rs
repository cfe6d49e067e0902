//! How single values are read: texts, dates, counts, words of a vocabulary.

use std::borrow::Cow;

use chrono::{FixedOffset, NaiveDate, NaiveTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::DeValue;

use super::{Node, Reader, Shape, shape};
use crate::diagnostic::Code;
use crate::model::{
    Basis, Count, EventType, Language, Languages, MOST, Mode, Moment, NameOrder, Origin,
    ParseLanguageError, PartOfDay, PersonRole, PictureKind, Presence, Prose, Qualifier,
    SessionKind, Slug, Status, Text, Width, Word, parse_offset,
};
use crate::spelling::{list, nearest};

/// A value whose place matters later.
impl<T: Shape> Shape for Spanned<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(|value| Spanned::new(node.span(), value))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }
}

/// Text, whatever it says.
impl Shape for String {
    const EXPECTED: &'static str = "text in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::String(text) => Some(text.to_string()),
            _ => {
                reader.wrong_type(node, Self::EXPECTED);
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string" })
    }
}

impl Shape for bool {
    const EXPECTED: &'static str = "true or false";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Boolean(value) => Some(*value),
            _ => {
                reader.wrong_type(node, Self::EXPECTED);
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "boolean" })
    }
}

impl Shape for Text {
    const EXPECTED: &'static str = "text in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let one = |node: &Node, reader: &mut Reader| {
            parsed(
                node,
                reader,
                |text, origin| Text::new(text, origin).map_err(str::to_owned),
                None,
            )
        };
        let (main, languages) = in_languages(node, reader, one)?;
        Some(main.translated(languages))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        text_schema(generator)
    }
}

impl Shape for Prose {
    const EXPECTED: &'static str = "prose in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let one = |node: &Node, reader: &mut Reader| {
            let parse = |text: &str, origin| Prose::new(text, origin).map_err(str::to_owned);
            let prose = parsed(node, reader, parse, None)?;
            report_remarks(&prose, reader);
            Some(prose)
        };
        let (main, languages) = in_languages(node, reader, one)?;
        Some(main.translated(languages))
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        text_schema(generator)
    }
}

/// Reports the marks that prose does not have: each kind once for each text.
fn report_remarks(prose: &Prose, reader: &mut Reader) {
    let remarks = prose.remarks();
    for (index, remark) in remarks.iter().enumerate() {
        if remarks[..index].iter().any(|earlier| earlier.message == remark.message) {
            continue;
        }
        let places = remarks.iter().filter(|other| other.message == remark.message).count();
        let range = reader.source().find_in(prose.origin().range.clone(), &remark.excerpt);
        let finding = reader
            .report(Code::UNSUPPORTED_MARKUP, range, remark.message)
            .hint("it prints as written");
        if places > 1 {
            finding.hint(format!("there are {places} such marks in this text"));
        }
    }
}

/// Stands for text in JSON Schema.
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

/// Reads a text that is one string, or a table of strings by language: the one in the
/// main language, and the others, those of the files with translations among them.
fn in_languages<T>(
    node: &Node,
    reader: &mut Reader,
    one: impl Fn(&Node, &mut Reader) -> Option<T>,
) -> Option<(T, Languages<T>)> {
    let mut others = reader.translated(node, &one);
    let DeValue::Table(table) = node.get_ref() else {
        return Some((one(node, reader)?, Languages { own: None, others }));
    };
    let languages = reader.languages().to_vec();
    let mut main = None;
    for (tag, node) in table {
        let language = match tag.get_ref().parse::<Language>() {
            Ok(language) => language,
            Err(error) => {
                let hint = "a text is one string in quotes, or a table by language: { en = \"…\", ms = \"…\" }";
                reader.report(Code::INVALID_VALUE, tag.span(), error.to_string()).hint(hint);
                continue;
            }
        };
        if !languages.is_empty() && !languages.contains(&language) {
            let message = format!("`{language}` is not among the languages of this record");
            reader
                .report(Code::INVALID_VALUE, tag.span(), message)
                .hint("add it to `languages`, the main language first");
        }
        let Some(value) = one(node, reader) else { continue };
        if main.is_none() && languages.first().is_none_or(|first| *first == language) {
            main = Some((language, value));
        } else if others.iter().any(|(other, _)| *other == language) {
            let message = format!("a file translates this into `{language}`, too");
            reader.report(Code::DUPLICATE_ENTRY, tag.span(), message).hint("keep one of the two");
        } else {
            others.push((language, value));
        }
    }
    if main.is_none() && !reader.has_finding_at(&node.span()) {
        let name = languages.first().map_or_else(|| "any language".into(), ToString::to_string);
        let message =
            format!("`{}` says nothing in `{name}`, the record's main language", reader.key());
        reader
            .report(Code::INVALID_VALUE, node.span(), message)
            .hint(format!("add {name} = \"…\""));
    }
    let (own, main) = main?;
    Some((main, Languages { own: Some(own), others }))
}

impl Shape for Slug {
    const EXPECTED: &'static str = "an id in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        parsed(node, reader, |text, _| text.parse().map_err(str::to_owned), None)
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 100 })
    }
}

impl Shape for Language {
    const EXPECTED: &'static str = "a language tag in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let read =
            |text: &str, _| text.parse().map_err(|error: ParseLanguageError| error.to_string());
        parsed(node, reader, read, Some("write a tag such as \"en\", \"ms\" or \"zh-Hans\""))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*$" })
    }
}

impl Shape for FixedOffset {
    const EXPECTED: &'static str = "a time zone in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let read = |text: &str, _| {
            parse_offset(text).ok_or_else(|| format!("`{text}` is not a time zone"))
        };
        parsed(node, reader, read, Some("write the distance from Greenwich, such as \"GMT+8\""))
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "examples": ["GMT+8"] })
    }
}

impl Shape for u64 {
    const EXPECTED: &'static str = "a whole number";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let DeValue::Integer(number) = node.get_ref() else {
            reader.wrong_type(node, Self::EXPECTED);
            return None;
        };
        let value = u64::from_str_radix(number.as_str(), number.radix()).ok();
        let value = value.filter(|value| *value <= MOST);
        if value.is_none() {
            let message = format!("`{number}` is not a number that an office counts to");
            reader.report(Code::INVALID_VALUE, node.span(), message);
        }
        value
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "integer", "minimum": 0 })
    }
}

/// What must stay in sight of a picture: percent from the left and from the top.
impl Shape for (u8, u8) {
    const EXPECTED: &'static str = "two numbers up to 100, such as [50, 30]";

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
            let message = format!("`{}` takes {}", reader.key(), Self::EXPECTED);
            reader.report(Code::WRONG_TYPE, node.span(), message);
        }
        point
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        let percent = json_schema!({ "type": "integer", "minimum": 0, "maximum": 100 });
        json_schema!({ "type": "array", "items": percent, "minItems": 2, "maxItems": 2 })
    }
}

/// "59", 59 or "over 100", or a table.
impl Shape for Count {
    const EXPECTED: &'static str = "a number, such as 59 or \"over 100\"";

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
                reader.wrong_type(node, Self::EXPECTED);
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

impl Shape for Moment {
    const EXPECTED: &'static str = "a date without quotes, such as 2024-10-31";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let DeValue::Datetime(value) = node.get_ref() else {
            reader.wrong_type(node, Self::EXPECTED);
            return None;
        };
        let Some(date) = value.date else {
            // What is left of a date that is in no calendar was told already.
            if reader.has_finding_at(&node.span()) {
                return None;
            }
            reader
                .report(Code::WRONG_TYPE, node.span(), "a time alone is not a date")
                .hint("write the day before it, such as 2024-10-31T09:00:00");
            return None;
        };
        let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
        if day.is_none() || date.year == 0 {
            let message = format!("the date {date} is in no calendar");
            reader.report(Code::INVALID_DATE, node.span(), message);
            return None;
        }
        if value.offset.is_some() {
            reader
                .report(Code::INVALID_VALUE, node.span(), "a date does not carry its own time zone")
                .hint("write the local time and, once, timezone = \"GMT+8\"");
            return None;
        }
        day.map(|date| Moment { date, time: value.time.and_then(time_of) })
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}" })
    }
}

impl Shape for NaiveDate {
    const EXPECTED: &'static str = Moment::EXPECTED;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Moment::read(node, reader).map(|moment| moment.date)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Moment::schema(generator)
    }
}

impl Shape for NaiveTime {
    const EXPECTED: &'static str = "a time without quotes, such as 09:30:00";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Datetime(value) if value.date.is_none() => value.time.and_then(time_of),
            _ => {
                reader.wrong_type(node, Self::EXPECTED);
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{2}:[0-9]{2}" })
    }
}

fn time_of(time: toml::value::Time) -> Option<NaiveTime> {
    let second = time.second.unwrap_or(0).min(59);
    NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), second.into())
}

/// Says how words of vocabularies are read.
macro_rules! read_words {
    ($($word:ty: $expected:literal,)*) => {$(
        impl $crate::reader::Shape for $word {
            const EXPECTED: &'static str = $expected;

            fn read(
                node: &$crate::reader::Node,
                reader: &mut $crate::reader::Reader,
            ) -> Option<Self> {
                $crate::reader::read_word(node, reader)
            }

            fn schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let words = <$word as strum::VariantArray>::VARIANTS.iter();
                let names: Vec<&str> = words.map(Into::into).collect();
                schemars::json_schema!({ "enum": names })
            }
        }
    )*};
}
pub(crate) use read_words;

read_words! {
    Basis: "\"invited\", \"registered\", \"attended\" or \"online\"",
    EventType: "a word in quotes, such as \"forum\"",
    Mode: "\"offline\", \"online\" or \"mixed\"",
    NameOrder: "a word in quotes, such as \"family-first\"",
    PartOfDay: "\"morning\", \"afternoon\" or \"evening\"",
    PersonRole: "a word in quotes, such as \"guest-of-honour\"",
    PictureKind: "a word in quotes, such as \"photo\"",
    Presence: "\"onsite\", \"remote\" or \"recorded\"",
    Qualifier: "\"exact\", \"over\", \"about\" or \"nearly\"",
    SessionKind: "a word in quotes, such as \"talk\"",
    Status: "\"held\", \"postponed\" or \"cancelled\"",
    Width: "\"column\", \"full\" or \"half\"",
}

/// Reads a word of a vocabulary.
pub(crate) fn read_word<W: Word + Shape>(node: &Node, reader: &mut Reader) -> Option<W> {
    let DeValue::String(text) = node.get_ref() else {
        reader.wrong_type(node, W::EXPECTED);
        return None;
    };
    let report = |_| {
        let names: Vec<_> = W::VARIANTS.iter().map(|word| word.name()).collect();
        let message = format!("`{text}` is not a word for `{}`", reader.key());
        let finding = reader.report(Code::INVALID_VALUE, node.span(), message);
        match nearest(text, names.iter().copied()) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint(format!("write {}", list(&names))),
        };
    };
    text.parse().map_err(report).ok()
}

/// Reads text and makes something of it, or reports why that cannot be.
fn parsed<T>(
    node: &Node,
    reader: &mut Reader,
    parse: impl Fn(&str, Origin) -> Result<T, String>,
    hint: Option<&str>,
) -> Option<T> {
    let text = String::read(node, reader)?;
    match parse(&text, reader.origin(node.span())) {
        Ok(value) => Some(value),
        Err(message) => {
            if text.trim().is_empty() {
                // Cut off in the middle, an entry has no value yet.
                if reader.has_finding_at(&node.span()) || reader.broken() {
                    return None;
                }
                let message = format!("`{}` is empty", reader.key());
                reader
                    .report(Code::INVALID_VALUE, node.span(), message)
                    .hint("say something, or take the key away");
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
