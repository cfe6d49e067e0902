//! How single values are read: texts, dates, counts, words of a vocabulary.

use std::ops::Range;

use chrono::{FixedOffset, NaiveDate, NaiveTime};
use toml::Spanned;
use toml::de::DeValue;

use super::{Node, Reader, Required, Shape, shape};
use crate::diagnostic::Code;
use crate::event::{
    Count, EventType, Language, MOST, Mode, Moment, PartOfDay, PersonRole, Prose, Qualifier,
    SessionKind, Slug, Text, Word, parse_offset,
};
use crate::spelling::{list, nearest};

/// A value whose place matters later.
impl<T: Shape> Shape for Spanned<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        T::read(node, reader).map(|value| Spanned::new(node.span(), value))
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
}

impl Shape for Text {
    const EXPECTED: &'static str = "text in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        parsed(node, reader, |text, range| Text::new(text, range).map_err(str::to_owned), None)
    }
}

impl Shape for Prose {
    const EXPECTED: &'static str = "text in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let prose = parsed(
            node,
            reader,
            |text, range| Prose::new(text, range).map_err(str::to_owned),
            None,
        )?;
        report_remarks(&prose, reader);
        Some(prose)
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
        let range = reader.source().find_in(prose.range(), &remark.excerpt);
        let finding = reader
            .report(Code::UnsupportedMarkup, range, remark.message)
            .hint("it prints as written");
        if places > 1 {
            finding.hint(format!("there are {places} such marks in this text"));
        }
    }
}

impl Shape for Slug {
    const EXPECTED: &'static str = "an id in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let read = |text: &str, _| {
            Slug::new(text)
                .ok_or_else(|| "an id has only lower-case letters, digits and hyphens".into())
        };
        parsed(node, reader, read, None)
    }
}

impl Shape for Language {
    const EXPECTED: &'static str = "a language tag in quotes";

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let read = |text: &str, _| {
            Language::parse(text).ok_or_else(|| format!("`{text}` is not the tag of a language"))
        };
        parsed(node, reader, read, Some("write a tag such as \"en\", \"ms\" or \"zh\""))
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
            reader.report(Code::InvalidValue, node.span(), message);
        }
        value
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
                let table = CountTable::read(node, reader)?;
                let qualifier = table.qualifier.unwrap_or(Qualifier::Exact);
                Some(Count { value: table.value.0?, qualifier })
            }
            DeValue::String(_) => {
                let read = |text: &str, _| {
                    Count::parse(text).ok_or_else(|| format!("`{text}` is not a number"))
                };
                parsed(
                    node,
                    reader,
                    read,
                    Some("write 59, \"over 100\", \"about 100\" or \"nearly 100\""),
                )
            }
            _ => {
                reader.wrong_type(node, Self::EXPECTED);
                None
            }
        }
    }
}

shape! {
    /// A count, spelt out.
    struct CountTable {
        /// The number.
        value: Required<u64>,
        /// How exact it is.
        qualifier: Option<Qualifier>,
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
                .report(Code::WrongType, node.span(), "a time alone is not a date")
                .hint("write the day before it, such as 2024-10-31T09:00:00");
            return None;
        };
        let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
        if day.is_none() || date.year == 0 {
            let message = format!("the date {date} is in no calendar");
            reader.report(Code::InvalidDate, node.span(), message);
            return None;
        }
        let time = value.time.and_then(|time| {
            let second = time.second.unwrap_or(0).min(59);
            NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), second.into())
        });
        if value.offset.is_some() {
            reader
                .report(Code::InvalidValue, node.span(), "a date does not carry its own time zone")
                .hint("write the local time and, once, timezone = \"GMT+8\"");
            return None;
        }
        day.map(|date| Moment { date, time })
    }
}

impl Shape for NaiveDate {
    const EXPECTED: &'static str = Moment::EXPECTED;

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Moment::read(node, reader).map(|moment| moment.date)
    }
}

macro_rules! read_words {
    ($($word:ty: $expected:literal,)*) => {$(
        impl Shape for $word {
            const EXPECTED: &'static str = $expected;

            fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
                read_word(node, reader)
            }
        }
    )*};
}

read_words! {
    EventType: "a word in quotes, such as \"forum\"",
    Mode: "\"offline\", \"online\" or \"mixed\"",
    PartOfDay: "\"morning\", \"afternoon\" or \"evening\"",
    PersonRole: "a word in quotes, such as \"guest-of-honour\"",
    Qualifier: "\"exact\", \"over\", \"about\" or \"nearly\"",
    SessionKind: "a word in quotes, such as \"talk\"",
}

fn read_word<W: Word + Shape>(node: &Node, reader: &mut Reader) -> Option<W> {
    let DeValue::String(text) = node.get_ref() else {
        reader.wrong_type(node, W::EXPECTED);
        return None;
    };
    let names: Vec<_> = W::ALL.iter().map(|word| word.name()).collect();
    let word = W::from_name(text);
    if word.is_none() {
        let message = format!("`{text}` is not a word for `{}`", reader.key());
        let finding = reader.report(Code::InvalidValue, node.span(), message);
        match nearest(text, names.iter().copied()) {
            Some(near) => finding.hint(format!("did you mean `{near}`?")),
            None => finding.hint(format!("write {}", list(&names))),
        };
    }
    word
}

/// Reads text and makes something of it, or reports why that cannot be.
fn parsed<T>(
    node: &Node,
    reader: &mut Reader,
    parse: impl Fn(&str, Range<usize>) -> Result<T, String>,
    hint: Option<&str>,
) -> Option<T> {
    let text = String::read(node, reader)?;
    match parse(&text, node.span()) {
        Ok(value) => Some(value),
        Err(message) => {
            if text.trim().is_empty() {
                // Cut off in the middle, an entry has no value yet.
                if reader.has_finding_at(&node.span()) || reader.broken() {
                    return None;
                }
                let message = format!("`{}` is empty", reader.key());
                reader
                    .report(Code::InvalidValue, node.span(), message)
                    .hint("say something, or take the key away");
                return None;
            }
            let finding = reader.report(Code::InvalidValue, node.span(), message);
            if let Some(hint) = hint {
                finding.hint(hint);
            }
            None
        }
    }
}
