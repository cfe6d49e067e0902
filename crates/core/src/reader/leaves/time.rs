//! Dates, times and time zones.

use std::borrow::Cow;

use chrono::{FixedOffset, NaiveDate, NaiveTime};
use schemars::{Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use super::plain::parsed;
use crate::diagnostic::Code;
use crate::model::{Moment, parse_offset};
use crate::reader::{Node, Reader, Shape};

impl Shape for Moment {
    fn expected() -> Cow<'static, str> {
        "a date without quotes, such as 2024-10-31".into()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let DeValue::Datetime(value) = node.get_ref() else {
            reader.wrong_type(node, &Self::expected());
            return None;
        };
        let Some(date) = value.date else {
            // An invalid date leaves this remainder and has already been reported.
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
    fn expected() -> Cow<'static, str> {
        Moment::expected()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Moment::read(node, reader).map(|moment| moment.date)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Moment::schema(generator)
    }
}

impl Shape for NaiveTime {
    fn expected() -> Cow<'static, str> {
        "a time without quotes, such as 09:30:00".into()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Datetime(value) if value.date.is_none() => value.time.and_then(time_of),
            _ => {
                reader.wrong_type(node, &Self::expected());
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{2}:[0-9]{2}" })
    }
}

impl Shape for FixedOffset {
    fn expected() -> Cow<'static, str> {
        "a time zone in quotes".into()
    }

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

fn time_of(time: toml::value::Time) -> Option<NaiveTime> {
    let second = time.second.unwrap_or(0).min(59);
    NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), second.into())
}
