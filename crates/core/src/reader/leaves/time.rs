//! Dates, times and time zones.

use chrono::{NaiveDate, NaiveTime};
use schemars::{Schema, SchemaGenerator, json_schema};
use toml::de::DeValue;

use crate::diagnostic::Code;
use crate::message::{Message, message};
use crate::model::{Moment, Zone, ZoneProblem};
use crate::reader::{FieldKind, Node, Reader, Shape, Tables, is_midnight};
use crate::spelling::quoted_list;

impl Shape for Moment {
    fn expected() -> Message {
        message!("a date without quotes, such as 2024-10-31")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let DeValue::Datetime(value) = node.get_ref() else {
            reader.wrong_type(node, &Self::expected());
            return None;
        };
        if let Some(moment) = at_midnight(node, reader) {
            return Some(moment);
        }
        let Some(date) = value.date else {
            // An invalid date leaves this remainder and has already been reported.
            if reader.has_finding_at(&node.span()) {
                return None;
            }
            reader
                .report(Code::WRONG_TYPE, node.span(), message!("a time alone is not a date"))
                .hint(message!("write the day before it, such as 2024-10-31T09:00:00"));
            return None;
        };
        let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into());
        if day.is_none() || date.year == 0 {
            let message = message!("{date} is not a valid date", date = date.to_string());
            reader.report(Code::INVALID_DATE, node.span(), message);
            return None;
        }
        if value.offset.is_some() {
            let message = message!("a date does not carry its own time zone");
            reader
                .report(Code::INVALID_VALUE, node.span(), message)
                .hint(message!("write the local time and, once, timezone = \"GMT+8\""));
            return None;
        }
        day.map(|date| Moment { date, time: value.time.and_then(time_of) })
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        let [day, moment] = ["date", "partial-date-time"].map(|format| local(format, DAY));
        json_schema!({ "anyOf": [day, moment] })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Moment
    }
}

impl Shape for NaiveDate {
    fn expected() -> Message {
        Moment::expected()
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        Moment::read(node, reader).map(|moment| moment.date)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        Moment::schema(generator)
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Date
    }
}

impl Shape for NaiveTime {
    fn expected() -> Message {
        message!("a time without quotes, such as 09:30:00")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        match node.get_ref() {
            DeValue::Datetime(_) if is_midnight(reader.text_at(node)) => Some(Self::MIN),
            DeValue::Datetime(value) if value.date.is_none() => value.time.and_then(time_of),
            _ => {
                reader.wrong_type(node, &Self::expected());
                None
            }
        }
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        local("partial-time", "^[0-9]{2}:[0-9]{2}")
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Time
    }
}

impl Shape for Zone {
    fn expected() -> Message {
        message!("a time zone in quotes, such as \"GMT+8\" or \"MYT\"")
    }

    fn read(node: &Node, reader: &mut Reader) -> Option<Self> {
        let text = String::read(node, reader)?;
        let (message, hint) = match Self::read(&text) {
            Ok(zone) => return Some(zone),
            Err(ZoneProblem::Unknown(near)) => {
                let message = message!("`{text}` is not a time zone");
                if let Some(near) = near {
                    reader.report(Code::INVALID_VALUE, node.span(), message).did_you_mean(near);
                    return None;
                }
                let hint =
                    message!("write \"GMT+8\", \"MYT\", \"GMT+8 (MYT)\" or \"Asia/Kuala_Lumpur\"");
                (message, hint)
            }
            Err(ZoneProblem::Ambiguous(zones)) => {
                let message = message!("`{text}` is the name of several time zones");
                (message, message!("write {words}", words = quoted_list(zones)))
            }
            Err(ZoneProblem::Contradiction(offset)) => {
                let second = format!("UTC{offset}");
                let message = message!("`{text}` names two time zones: the second is {second}");
                (message, message!("correct one of them, or leave one out"))
            }
        };
        reader.report(Code::INVALID_VALUE, node.span(), message).hint(hint);
        None
    }

    fn schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "examples": ["GMT+8", "MYT", "Asia/Kuala_Lumpur"] })
    }

    fn field_kind(_: &mut Tables) -> FieldKind {
        FieldKind::Zone
    }
}

/// The form of a day in JSON, into which other programs turn a local date.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}";

/// Returns the schema of a local date or time. Editors of TOML know the formats `date` and those
/// that begin with `partial` (tombi's documentation, "JSON Schema"); JSON, which has only strings
/// for them, is held to the pattern.
fn local(format: &str, pattern: &str) -> Schema {
    json_schema!({ "type": "string", "format": format, "pattern": pattern })
}

/// Returns the moment of 24:00 on a day, which is midnight of the next.
fn at_midnight(node: &Node, reader: &Reader) -> Option<Moment> {
    let (day, time) = reader.text_at(node).split_once(['T', 't', ' '])?;
    let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok().filter(|_| is_midnight(time))?;
    Some(Moment { date: day.succ_opt()?, time: Some(NaiveTime::MIN) })
}

fn time_of(time: toml::value::Time) -> Option<NaiveTime> {
    let second = time.second.unwrap_or(0).min(59);
    NaiveTime::from_hms_opt(time.hour.into(), time.minute.into(), second.into())
}
