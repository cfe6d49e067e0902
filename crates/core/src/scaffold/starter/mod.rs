//! The starter: an annotated record to fill in, with its notes in the language of the project. Each
//! language is a file of its own, which shows every common block as an example.

use rust_embed::RustEmbed;
use toml::Table;
use toml_edit::{DocumentMut, Item, Value, value};

use super::days::EventDays;
use crate::lint::MUST_FILL;
use crate::model::{EventType, Language, Mode, Word};

/// The facts about an event that are known before its record is written.
#[derive(Debug, Clone)]
pub struct NewRecord<'a> {
    /// The event's title.
    pub title: &'a str,
    /// Its days.
    pub days: EventDays,
    /// The kind of event.
    pub kind: Option<EventType>,
    /// The mode of participation.
    pub mode: Mode,
    /// The path of the schema, relative to the record.
    pub schema: &'a str,
    /// The language of the notes.
    pub language: &'a Language,
}

/// Returns an annotated record that is valid from the start, with placeholders to fill in.
pub fn record(outline: &NewRecord<'_>) -> String {
    let kind = match outline.kind {
        Some(kind) => format!("type = \"{}\"", kind.name()),
        None => {
            "# type = \"forum\"                # forum, seminar, workshop, visit, signing …".into()
        }
    };
    let (date, title) = (outline.days.first.to_string(), value(outline.title).to_string());
    let slots = [
        ("{schema}", outline.schema),
        ("{type}", &kind),
        ("{date}", &date),
        ("{mode}", outline.mode.name()),
        ("{title}", title.trim()),
    ];
    let start = text(outline.language);
    // The title comes last, because it may look like a place.
    slots.iter().fold(start, |text, (place, said)| text.replace(place, said))
}

/// Returns such a record without notes and examples, for those who fill it in without seeing the
/// file. It has placeholders for what every report needs. Most events are organised by the
/// `organisation` whose project it is.
pub fn plain_record(outline: &NewRecord<'_>, organisation: &str) -> String {
    let full = record(outline).parse::<DocumentMut>().unwrap_or_default();
    let mut plain = DocumentMut::new();
    for (key, item) in full.iter() {
        match item {
            Item::Value(known) => plain[key] = Item::Value(undecorated(known)),
            Item::Table(credits) if key == "credits" => {
                plain[key] = toml_edit::table();
                for (key_of_credits, known) in credits {
                    if let Item::Value(known) = known {
                        plain[key][key_of_credits] = Item::Value(undecorated(known));
                    }
                }
            }
            // The people of the examples.
            _ => {}
        }
    }
    plain["organiser"] = value(organisation);
    outline.days.write(&mut plain);
    format!("#:schema {}\n\n{plain}", outline.schema)
}

/// Returns a value without the notes beside it.
fn undecorated(known: &Value) -> Value {
    let mut plain = known.clone();
    plain.decor_mut().clear();
    plain
}

/// Returns the title of a record, if it is a single text.
pub fn title_of(record: &str) -> Option<String> {
    text_of(record, "title")
}

/// Returns the mode of participation of a record.
pub fn mode_of(record: &str) -> Option<Mode> {
    text_of(record, "mode")?.parse().ok()
}

/// Returns a text of a record.
pub(super) fn text_of(record: &str, key: &str) -> Option<String> {
    let record = record.parse::<Table>().ok()?;
    record.get(key)?.as_str().map(str::to_owned)
}

/// Returns the placeholder of a text that an earlier edition of an event cannot supply.
pub(super) fn placeholder(language: &Language, key: &str) -> String {
    let table = text(language).replace("{title}", "\"\"").replace("{type}", "");
    let table = table.replace("{date}", "2025-01-01").parse::<Table>().unwrap_or_default();
    let first = |value: &toml::Value, key: &str| Some(value.get(key)?.get(0)?.clone());
    let session = || first(&first(&table.clone().into(), "programme")?, "sessions");
    let found = table.get(key).cloned().or_else(|| session()?.get(key).cloned());
    let found = found.and_then(|value| Some(value.as_str()?.trim().to_owned()));
    found.unwrap_or_else(|| MUST_FILL.into())
}

#[derive(RustEmbed)]
#[folder = "src/scaffold/starter"]
#[include = "*.toml"]
struct Starters;

/// Returns the starter in a language, or else in English.
fn text(language: &Language) -> String {
    let tags = Starters::iter().filter_map(|name| name.strip_suffix(".toml").map(str::to_owned));
    let mut known =
        tags.filter(|tag| tag.parse().is_ok_and(|one: Language| one.is_read_as(language)));
    let name = format!("{}.toml", known.next().unwrap_or_else(|| "en".into()));
    let file = Starters::get(&name).map(|file| file.data.into_owned());
    file.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_record_has_placeholders_and_no_notes() {
        for tag in ["en", "ms", "zh-Hans", "zh-Hant", "fr"] {
            let outline = NewRecord {
                title: "\"Day\" {date}\\",
                days: EventDays::written("14-16 May 2025")[0],
                kind: None,
                mode: Mode::Online,
                schema: "../schema/record.json",
                language: &tag.parse().unwrap(),
            };
            let text = plain_record(&outline, "Institute for Coastal Studies");
            assert_eq!(text.matches('#').count(), 1, "{text}");
            let table: Table = text.parse().unwrap();
            let keys: Vec<_> = table.keys().map(String::as_str).collect();
            assert_eq!(
                keys,
                ["credits", "end", "lead", "mode", "organiser", "start", "title", "venue"]
            );
            assert_eq!(table["title"].as_str(), Some(outline.title));
            assert_eq!(table["mode"].as_str(), Some("online"));
            assert!(table["credits"]["writer"].as_str().unwrap().starts_with(MUST_FILL));
        }
    }
}
