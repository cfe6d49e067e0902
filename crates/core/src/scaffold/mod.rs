//! Generates the files of new records and new projects.

mod photos;
mod starter;
mod translations;

use toml_edit::{DocumentMut, Item, Table, TomlError, value};

use crate::message::{Message, UiLanguage};
use crate::model::Word;
use crate::project::{OutputName, PLACEHOLDER};
use starter::placeholder;

pub use photos::{NewPhoto, add_photos, photos_of};
pub use starter::{NewRecord, record, title_of};
pub use translations::{accept, add_texts};

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
    if let Ok(date) = outline.date.to_string().parse::<toml_edit::Datetime>() {
        replace(root, "start", value(date));
    }
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

/// Returns the project file of a new project, for an office that reports in this language.
pub fn project_file(language: UiLanguage) -> String {
    let file = match language {
        UiLanguage::English => include_str!("project/en.toml"),
        UiLanguage::Malay => include_str!("project/ms.toml"),
        UiLanguage::SimplifiedChinese => include_str!("project/zh-Hans.toml"),
        UiLanguage::TraditionalChinese => include_str!("project/zh-Hant.toml"),
    };
    let output_name = OutputName::default_pattern();
    file.replace("{organisation}", PLACEHOLDER).replace("{output-name}", &output_name)
}

/// Returns the example record of a new project.
pub fn example(language: UiLanguage) -> String {
    in_english(EXAMPLE, "title = ", language)
}

/// Returns the example issue of a new project.
pub fn issue(language: UiLanguage) -> String {
    in_english(ISSUE, "name = ", language)
}

/// Returns an example, which says that it is in English unless the project is, before the line
/// that begins with `first`.
fn in_english(example: &str, first: &str, language: UiLanguage) -> String {
    match language {
        UiLanguage::English => example.to_owned(),
        _ => example.replacen(first, &format!("languages = \"en\"\n{first}"), 1),
    }
}

/// Returns the directory of people of a new project.
pub const PEOPLE: &str = r#"#:schema ./schema/people.json

# People who appear in many records, each written once. A record names them by the id in
# brackets, and says under [people.id] only what was different at its event.

[ana-sorensen]
name = "Ana Sørensen"
honorifics = ["Prof.", "Dr."]
title = "Director"
affiliation = "ics"
"#;

/// Returns the directory of organisations of a new project.
pub const ORGANISATIONS: &str = r#"#:schema ./schema/organisations.json

[ics]
name = "Institute for Coastal Studies"
abbreviation = "ICS"
"#;

/// The example record.
const EXAMPLE: &str = r#"#:schema ../schema/record.json

title = "Harbour Day: What the Tide Gauges Tell"
type = "workshop"
start = 2025-05-14
mode = "offline"
venue = { name = "Old Customs House", city = "Westhaven" }
organiser = "ics"
lead = """
Harbour masters put the tide records of seven harbours *side by side*. Where they differ, \
the gauges had been moved, not the sea.
"""

[attendance]
count = "nearly 80"
label = "engineers and harbour masters"

[[programme]]
title = "Welcome"

[[programme.sessions]]
speaker = "ana-sorensen"
summary = "Asked the guests to say plainly what the records are worth."
quote = "a gauge is only as honest as its keeper"

[credits]
writer = "Elin Berg"
"#;

/// The example issue.
const ISSUE: &str = r#"#:schema ../schema/issue.json

name = "Tidelines"
tagline = "News of harbours and their tides"
volume = 3
number = 2
date = 2025-06-02
period = "June 2025"

# Ids of records; or { from = 2025-05-01, to = 2025-05-31 }, or { keyword = "tides" }.
stories = ["harbour-day-2025-05-14"]

[[upcoming]]
title = "Gauge clinic"
start = 2025-07-02
venue = "Old Customs House, Westhaven"

[[board]]
role = "Editor"
people = "Elin Berg"

[imprint]
publisher = "Institute for Coastal Studies"
address = "1 Quay Road, Westhaven"
"#;
