//! Generates the files of new records and new projects.

mod copy;
mod days;
mod issue;
mod name;
mod photos;
mod project;
mod starter;
mod translations;

use toml_edit::{DocumentMut, Item, Table, TomlError, value};

use crate::message::Message;
use crate::model::Word;
use starter::placeholder;

pub use copy::copy_of;
pub use days::EventDays;
pub use issue::{NewIssue, issue};
pub use name::{MAX_STEM, NewName, Taken, cannot_hold};
pub use photos::{NewPhoto, add_photos, photos_of, unsaid_alt};
pub use project::{NewLogo, NewProject, project};
pub use starter::{NewRecord, mode_of, plain_record, record, title_of};
pub use translations::add_texts;

/// Returns a record based on another edition of the same event. It keeps the people, the
/// organisations and the outline of the programme; the rest is left to fill in.
///
/// # Errors
/// Returns the parser's message if the other record is not valid TOML.
pub fn record_from(outline: &NewRecord<'_>, former: &str) -> Result<String, Message> {
    let mut document = parsed(former)?;
    let root = document.as_table_mut();
    let once = [
        "end",
        "headline",
        "standfirst",
        "edition",
        "report-number",
        "numbers",
        "survey",
        "budget",
        "coverage",
        "takeaways",
        "outcomes",
        "recommendations",
        "next-steps",
        "photos",
        "signings",
        "awards",
        "launches",
        "certificates",
        "created",
        "published",
        "modified",
        "source",
        "reprinted-from",
        "related",
        "follows",
        "related-events",
        "dateline",
    ];
    for key in once {
        root.remove(key);
    }
    replace(root, "title", value(outline.title));
    outline.days.write(root);
    replace(root, "mode", value(outline.mode.name()));
    replace(root, "lead", value(placeholder(outline.language, "lead")));
    if let Some(attendance) = root.get_mut("attendance").and_then(Item::as_table_mut) {
        for key in ["count", "counts", "breakdown", "people"] {
            attendance.remove(key);
        }
    }
    let programme = root.get_mut("programme").and_then(Item::as_array_of_tables_mut);
    for part in programme.into_iter().flat_map(toml_edit::ArrayOfTables::iter_mut) {
        for key in ["day", "summary"] {
            part.remove(key);
        }
        let sessions = part.get_mut("sessions").and_then(Item::as_array_of_tables_mut);
        for session in sessions.into_iter().flat_map(toml_edit::ArrayOfTables::iter_mut) {
            for key in ["quote", "questions", "slides", "recording"] {
                session.remove(key);
            }
            replace(session, "summary", value(placeholder(outline.language, "summary")));
        }
    }
    Ok(document.to_string())
}

/// Parses a file that is to be changed.
///
/// # Errors
/// Returns the parser's message if it is not valid TOML.
fn parsed(text: &str) -> Result<DocumentMut, Message> {
    text.parse().map_err(|error: TomlError| Message::verbatim(error.to_string().trim_end()))
}

fn replace(table: &mut Table, key: &str, item: Item) {
    match table.get_mut(key) {
        Some(old) => *old = item,
        None => {
            table.insert(key, item);
        }
    }
}
