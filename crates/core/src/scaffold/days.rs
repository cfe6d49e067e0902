//! The days of a new event, read as people write them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use toml_edit::{Datetime, Item, Table, value};

use super::replace;
use crate::spelling::{Written, written_date};

/// The days of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventDays {
    /// The first day.
    pub first: NaiveDate,
    /// The time at which it begins.
    pub time: Option<NaiveTime>,
    /// The last day, if there are several.
    pub last: Option<NaiveDate>,
}

impl From<NaiveDate> for EventDays {
    fn from(first: NaiveDate) -> Self {
        Self { first, time: None, last: None }
    }
}

impl EventDays {
    /// Reads days that are written for people: "14 May 2025", "14/5/25, 9.30 am", "14–16 May 2025".
    /// Returns each way in which they can be read; none if they are no days.
    pub fn written(text: &str) -> Vec<Self> {
        let text = text.trim();
        if let Ok(day) = text.parse::<NaiveDate>() {
            return vec![day.into()];
        }
        match written_date(text) {
            None => vec![],
            Some(Written::One(day)) => Self::moment(&day).into_iter().collect(),
            Some(Written::Either(one, other)) => {
                [one, other].iter().filter_map(|day| Self::moment(day)).collect()
            }
            Some(Written::Span(first, last)) => {
                let days = first.parse::<NaiveDate>().ok().zip(last.parse().ok());
                days.map(|(first, last)| Self { last: Some(last), ..first.into() })
                    .into_iter()
                    .collect()
            }
        }
    }

    /// Reads a day, with a time if there is one, as in a record.
    fn moment(text: &str) -> Option<Self> {
        if let Ok(day) = text.parse::<NaiveDate>() {
            return Some(day.into());
        }
        let moment: NaiveDateTime = text.parse().ok()?;
        Some(Self { time: Some(moment.time()), ..moment.date().into() })
    }

    /// Writes the days into a record.
    pub(super) fn write(self, record: &mut Table) {
        let start = self.time.map_or_else(
            || self.first.to_string(),
            |time| format!("{}T{}", self.first, time.format("%H:%M:%S")),
        );
        if let Some(start) = item(&start) {
            replace(record, "start", start);
        }
        if let Some(end) = self.last.and_then(|day| item(&day.to_string())) {
            insert_after(record, "start", "end", end);
        }
    }
}

fn item(moment: &str) -> Option<Item> {
    moment.parse::<Datetime>().ok().map(value)
}

/// Sets a key, which comes after another one if it is new.
fn insert_after(table: &mut Table, before: &str, key: &str, item: Item) {
    if table.contains_key(key) {
        return replace(table, key, item);
    }
    let names: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    let at = names.iter().position(|name| name == before).map_or(names.len(), |at| at + 1);
    let later: Vec<_> = names[at..].iter().filter_map(|name| table.remove_entry(name)).collect();
    table.insert(key, item);
    for (name, known) in later {
        table.insert_formatted(&name, known);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml_edit::DocumentMut;

    fn days(first: &str, time: Option<&str>, last: Option<&str>) -> EventDays {
        EventDays {
            first: first.parse().unwrap(),
            time: time.map(|time| time.parse().unwrap()),
            last: last.map(|day| day.parse().unwrap()),
        }
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2025-05-14", days("2025-05-14", None, None)),
            (" 14 May 2025 ", days("2025-05-14", None, None)),
            ("14 Mei 2025, 2.30 petang", days("2025-05-14", Some("14:30:00"), None)),
            ("二〇二五年五月十四日", days("2025-05-14", None, None)),
            ("14–16 May 2025", days("2025-05-14", None, Some("2025-05-16"))),
        ] {
            assert_eq!(EventDays::written(text), [expected], "{text}");
        }
        let both = [days("2025-04-03", None, None), days("2025-03-04", None, None)];
        assert_eq!(EventDays::written("3/4/2025"), both);
        for text in ["", "soon", "31 February 2025", "2025", &"9".repeat(10_000)] {
            assert_eq!(EventDays::written(text), [], "{text}");
        }
    }

    #[test]
    fn days_are_written_where_they_belong() {
        let mut record: DocumentMut =
            "# note\ntitle = 'Day' # the title\nstart = 2024-01-01 # first\nmode = 'online'\n\n[credits]\nwriter = 'A'\n"
                .parse()
                .unwrap();
        days("2025-05-14", Some("09:30:00"), Some("2025-05-16")).write(&mut record);
        assert_eq!(
            record.to_string(),
            "# note\ntitle = 'Day' # the title\nstart = 2025-05-14T09:30:00\nend = 2025-05-16\nmode = 'online'\n\n[credits]\nwriter = 'A'\n"
        );
    }
}
