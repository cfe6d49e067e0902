//! A copy of a record under another title, on another day.

use chrono::{Days, NaiveDate};
use toml_edit::visit_mut::VisitMut;
use toml_edit::{Datetime, DocumentMut, Formatted, Item, value};

use super::{NewRecord, parsed, replace};
use crate::message::Message;
use crate::model::Word;

/// Returns a copy of a record, with another title, first day and mode of participation. Its other
/// days, such as the last one, move with the first.
///
/// # Errors
/// Returns the parser's message if the other record is not valid TOML.
pub fn copy_of(outline: &NewRecord<'_>, former: &str) -> Result<String, Message> {
    let mut document = parsed(former)?;
    let day = |document: &DocumentMut, key: &str| {
        document.get(key).and_then(Item::as_datetime).and_then(day_of)
    };
    let start = day(&document, "start");
    if let Some(start) = start {
        let end = day(&document, "end").unwrap_or(start);
        let mut shift = Shift { first: start, last: end, to: outline.days.first };
        shift.visit_document_mut(&mut document);
    }
    let root = document.as_table_mut();
    // The former hour stays unless there is another one.
    if start.is_none() || outline.days.time.is_some() || outline.days.last.is_some() {
        outline.days.write(root);
    }
    replace(root, "title", value(outline.title));
    replace(root, "mode", value(outline.mode.name()));
    Ok(document.to_string())
}

/// Moves the days of an event, and leaves others as they are.
struct Shift {
    first: NaiveDate,
    last: NaiveDate,
    /// The new first day.
    to: NaiveDate,
}

impl VisitMut for Shift {
    fn visit_datetime_mut(&mut self, node: &mut Formatted<Datetime>) {
        let (old, decor) = (*node.value(), node.decor().clone());
        let days = day_of(&old).filter(|day| (self.first..=self.last).contains(day));
        let later = days.and_then(|day| u64::try_from((day - self.first).num_days()).ok());
        let moved = later.and_then(|days| self.to.checked_add_days(Days::new(days)));
        let date = moved.and_then(|day| day.to_string().parse::<Datetime>().ok()?.date);
        if date.is_some() {
            *node = Formatted::new(Datetime { date, ..old });
            *node.decor_mut() = decor;
        }
    }
}

fn day_of(moment: &Datetime) -> Option<NaiveDate> {
    moment.date?.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Language, Mode};

    const FORMER: &str = "\
# The festival.
title = { en = 'Tide Festival 2024', ms = 'Pesta' } # in two languages
start = 2024-05-14T09:00:00 # Tuesday
end = 2024-05-16
mode = 'offline'
created = 2024-06-01
next-steps = [{ action = 'Scan', due = 2024-05-17 }]

[[programme]]
day = 2024-05-15
title = \"Second day\"
";

    fn copied(former: &str, date: &str) -> String {
        let outline = NewRecord {
            title: "Tide Festival 2025",
            days: date.parse::<NaiveDate>().unwrap().into(),
            kind: None,
            mode: Mode::Mixed,
            schema: "",
            language: &Language::english(),
        };
        copy_of(&outline, former).unwrap()
    }

    #[test]
    fn the_days_of_the_event_move_together() {
        let expected = "\
# The festival.
title = \"Tide Festival 2025\"
start = 2025-12-31T09:00:00 # Tuesday
end = 2026-01-02
mode = \"mixed\"
created = 2024-06-01
next-steps = [{ action = 'Scan', due = 2024-05-17 }]

[[programme]]
day = 2026-01-01
title = \"Second day\"
";
        assert_eq!(copied(FORMER, "2025-12-31"), expected);
    }

    #[test]
    fn a_record_without_dates_gets_one() {
        let copy = copied("start = 'soon'\nend = 2024-05-16\n", "2025-05-14");
        let day = "start = 2025-05-14\nend = 2024-05-16\n";
        assert_eq!(copy, format!("{day}title = \"Tide Festival 2025\"\nmode = \"mixed\"\n"));
        // An event that ends before it begins is a mistake, and remains one.
        let copy = copied("start = 2024-05-16\nend = 2024-05-14\n", "2025-05-14");
        assert!(copy.starts_with("start = 2024-05-16\n"), "{copy}");
    }
}
