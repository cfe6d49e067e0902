//! Adds entries for photos to a record without changing its comments and layout.

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, TableLike, Value, value};

use super::parsed;
use crate::lint::MUST_FILL;
use crate::message::{Message, message};
use crate::model::Metadata;

/// A photo to add.
#[derive(Debug, Clone)]
pub struct NewPhoto {
    /// Its path, relative to the record's folder.
    pub file: String,
    /// The photographer's metadata in the file.
    pub metadata: Metadata,
}

/// Returns the files that a record already lists as photos.
///
/// # Errors
/// Returns the parser's message if the record is not valid TOML.
pub fn photos_of(record: &str) -> Result<Vec<String>, Message> {
    let document = parsed(record)?;
    Ok(match document.get("photos") {
        Some(Item::ArrayOfTables(tables)) => {
            tables.iter().filter_map(|table| file(table)).collect()
        }
        Some(Item::Value(Value::Array(tables))) => {
            let tables = tables.iter().filter_map(Value::as_inline_table);
            tables.filter_map(|table| file(table)).collect()
        }
        Some(item) => item.as_table_like().and_then(file).into_iter().collect(),
        None => vec![],
    })
}

fn file(table: &dyn TableLike) -> Option<String> {
    Some(table.get("file")?.as_str()?.to_owned())
}

/// Adds photos to a record, in the form that its existing ones have.
///
/// # Errors
/// Fails if the record is not valid TOML or has something other than photos under that key.
pub fn add_photos(record: &str, photos: &[NewPhoto]) -> Result<String, Message> {
    let mut document = parsed(record)?;
    let start = document.get("start").and_then(|start| start.as_datetime());
    let day = start.and_then(|start| start.date).map(|date| date.to_string());
    let entries = photos.iter().map(|photo| entry(photo, day.as_deref()));
    match document.entry("photos").or_insert_with(|| ArrayOfTables::new().into()) {
        Item::ArrayOfTables(tables) => tables.extend(entries),
        Item::Value(Value::Array(list)) => add_to_list(list, entries),
        item => {
            let known = match std::mem::take(item) {
                Item::Value(Value::InlineTable(table)) => Value::InlineTable(table),
                Item::Table(table) => Value::InlineTable(table.into_inline_table()),
                _ => return Err(message!("`photos` is no list of photos")),
            };
            let mut list = Array::new();
            list.push(known);
            add_to_list(&mut list, entries);
            *item = Item::Value(Value::Array(list));
        }
    }
    let longer = document.to_string();
    // Nothing may be lost, whatever the form of the record.
    let mut wanted = photos_of(record)?;
    wanted.extend(photos.iter().map(|photo| photo.file.clone()));
    if photos_of(&longer)? == wanted && comments(&longer) >= comments(record) {
        Ok(longer)
    } else {
        Err(message!("write its `photos` as [[photos]], one for each"))
    }
}

/// Counts the comment marks, including those inside texts.
fn comments(text: &str) -> usize {
    text.matches('#').count()
}

/// Writes one entry per line.
fn add_to_list(list: &mut Array, entries: impl Iterator<Item = Table>) {
    let indent = "\n  ";
    for entry in entries {
        let mut entry: InlineTable = entry.into_inline_table();
        entry.fmt();
        let mut entry = Value::InlineTable(entry);
        // The text between the last entry and the bracket belongs to the last entry.
        let before = list.trailing().as_str().unwrap_or_default().trim_end().to_owned();
        list.set_trailing("\n");
        entry.decor_mut().set_prefix(format!("{before}{indent}"));
        entry.decor_mut().set_suffix("");
        list.push_formatted(entry);
    }
    list.set_trailing_comma(true);
}

/// Returns the placeholder for a description that only somebody who sees the photo can write.
pub fn unsaid_alt() -> String {
    format!("{MUST_FILL}: what the picture shows, for those who cannot see it")
}

/// Returns what is known about a photo, with placeholders for what only its author can say.
fn entry(photo: &NewPhoto, day: Option<&str>) -> Table {
    let Metadata { alt, caption, creators, credit, copyright, source, date, people, .. } =
        &photo.metadata;
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table.insert("file", value(&photo.file));
    table.insert("alt", value(alt.as_ref().unwrap_or(&unsaid_alt())));
    let named = |names: &[String]| {
        let names: Array = Metadata::nameable(names).map(String::as_str).collect();
        (!names.is_empty()).then(|| value(names))
    };
    let date = date.map(|date| date.to_string()).filter(|date| Some(date.as_str()) != day);
    let date = date.and_then(|date| date.parse::<toml_edit::Datetime>().ok());
    let text = |text: &Option<String>| text.as_ref().map(value);
    let said = [
        ("caption", text(caption)),
        ("people", named(people)),
        ("creator", named(creators)),
        ("credit", text(credit)),
        ("copyright", text(copyright)),
        ("source", text(source)),
        ("date", date.map(value)),
    ];
    for (key, item) in said {
        if let Some(item) = item {
            table.insert(key, item);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;

    fn photo(file: &str) -> NewPhoto {
        NewPhoto { file: file.into(), metadata: Metadata::default() }
    }

    #[test]
    fn comments_and_layout_stay() {
        let record = "# mine\ntitle = \"x\"   # a title\n\n[[photos]]\nfile = \"a.jpg\" # first\n\n[credits]\nwriter = \"E\"\n";
        let longer = add_photos(record, &[photo("b.jpg")]).unwrap();
        let (before, after) = longer.split_once("\n[[photos]]\nfile = \"b.jpg\"").unwrap();
        assert!(record.starts_with(before.trim_end()), "{longer}");
        assert!(after.contains("alt = \"TODO: ") && after.ends_with("[credits]\nwriter = \"E\"\n"));
        assert_eq!(photos_of(&longer).unwrap(), ["a.jpg", "b.jpg"]);
    }

    #[test]
    fn every_form_of_the_list_is_kept() {
        for record in [
            "photos = [\n  # lead\n  { file = \"a.jpg\" }, # keep\n] # end\n",
            "photos = [\n  { file = \"a.jpg\" } # keep\n]\n",
            "photos.file = \"a.jpg\"\nphotos.alt = \"A\"\n",
            "photos = [{ file = \"a.jpg\" }]\n",
            "photos = [\n  { file = \"a.jpg\" },\n]\n",
            "photos = { file = \"a.jpg\" }\n",
            "[photos]\nfile = \"a.jpg\"\n",
            "[[photos]]\nfile = \"a.jpg\"\n",
        ] {
            let longer = add_photos(record, &[photo("b.jpg"), photo("c.jpg")]).unwrap();
            assert_eq!(photos_of(&longer).unwrap(), ["a.jpg", "b.jpg", "c.jpg"], "{longer}");
            for comment in ["# lead", "# keep", "# end"] {
                let times = |text: &str| text.matches(comment).count();
                assert_eq!(times(&longer), times(record), "{longer}");
            }
            let kept = longer.find("# keep").unwrap_or(0);
            assert!(kept < longer.find("b.jpg").unwrap(), "{longer}");
        }
        assert!(add_photos("photos = 3\n", &[photo("b.jpg")]).is_err());
        assert!(add_photos("photos = [\n", &[photo("b.jpg")]).is_err());
        assert_eq!(photos_of("title = \"x\"\n").unwrap(), Vec::<String>::new());
    }

    #[test]
    fn what_the_picture_says_is_written_down() {
        let metadata = Metadata {
            alt: Some("A gauge".into()),
            caption: Some("The gauge \"Old Tom\"".into()),
            creators: vec!["Noor Haddad".into(), "scanner".into()],
            date: chrono::NaiveDate::from_ymd_opt(2025, 5, 14),
            ..Metadata::default()
        };
        let photos = [NewPhoto { file: "a.jpg".into(), metadata }];
        let text = add_photos("start = 2025-05-14\n", &photos).unwrap();
        assert!(text.contains("alt = \"A gauge\""), "{text}");
        assert!(text.contains("caption = 'The gauge \"Old Tom\"'"), "{text}");
        assert!(text.contains("creator = [\"Noor Haddad\"]"), "{text}");
        assert!(!text.contains("date ="), "{text}");
        let text = add_photos("start = 2025-05-13\n", &photos).unwrap();
        assert!(text.contains("date = 2025-05-14"), "{text}");
    }
}
