//! Prepares translations to fill in: adds the texts that a translation lacks, each with the
//! original as a comment, and the marks that show when the original changes later.

use std::collections::BTreeSet;

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Key, Table, Value, value};

use crate::key_path::Step;
use crate::message::{Message, UiLanguage, message};
use crate::model::Language;
use crate::reader::{TRANSLATED_FROM, comment_lines, is_mark, mark_of, note_of_marks, texts};
use crate::source::Source;

/// Adds the texts of a record that begin at `missing` to a translation, still empty. Also
/// returns the key paths of those that could not be added because the file has a list in
/// brackets there. The notes of the file are in the language `notes`.
///
/// # Errors
/// Returns the TOML parser's message if the translation is not valid TOML.
pub fn add_texts(
    record: &Source,
    translation: &str,
    language: &Language,
    missing: &BTreeSet<usize>,
    notes: UiLanguage,
) -> Result<(String, Vec<String>), Message> {
    let mut document: DocumentMut = translation.parse().map_err(said)?;
    let (mut marks, mut left) = (Vec::new(), Vec::new());
    for (path, start, text) in texts(record) {
        if !missing.contains(&start) {
            continue;
        }
        match set(document.as_table_mut(), path.steps(), &text) {
            Added::New => marks.push((path.dotted(), mark_of(&text))),
            Added::There => {}
            Added::Barred => left.push(path.dotted()),
        }
    }
    mark(&mut document, marks, notes);
    let text = document.to_string();
    if translation.is_empty() {
        let head = message!(
            "What `{name}` says, in `{language}`: fill in what is empty. Names that stay as they \
             are need no line here.",
            name = record.name()
        );
        return Ok((format!("{}\n{text}", comment(&notes.translate(&head))), left));
    }
    Ok((text, left))
}

/// The result of adding a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Added {
    New,
    There,
    Barred,
}

#[expect(clippy::needless_pass_by_value, reason = "it stands for the error in `map_err`")]
fn said(error: toml_edit::TomlError) -> Message {
    Message::verbatim(error.message())
}

/// Writes the marks of texts at the end of the file.
fn mark(document: &mut DocumentMut, marks: Vec<(String, String)>, notes: UiLanguage) {
    if marks.is_empty() {
        return;
    }
    let item = document.entry(TRANSLATED_FROM).or_insert_with(|| {
        let mut table = Table::new();
        let note = comment(&notes.translate(&note_of_marks()));
        table.decor_mut().set_prefix(["\n", &note].concat());
        table.set_position(Some(isize::MAX));
        Item::Table(table)
    });
    let Some(table) = item.as_table_mut() else { return };
    for (path, mark) in marks {
        // Anything that is not a mark was written by a person.
        let known = table.get(&path).map(|known| known.as_str().is_some_and(is_mark));
        if known.unwrap_or(true) {
            table.insert(&path, value(mark));
        }
    }
}

/// Adds an empty text at a key path, with the record's text as a comment above it.
fn set(table: &mut Table, steps: &[Step], original: &str) -> Added {
    let Some((Step::Key(key), rest)) = steps.split_first() else { return Added::Barred };
    match rest {
        [] => {
            if table.contains_key(key) {
                return Added::There;
            }
            let mut written = Key::new(key);
            written.leaf_decor_mut().set_prefix(comment(original));
            table.insert_formatted(&written, value(""));
            Added::New
        }
        [Step::Key(_), ..] => {
            let item = table.entry(key).or_insert_with(|| {
                let mut table = Table::new();
                table.set_implicit(true);
                Item::Table(table)
            });
            match item {
                Item::Table(inner) => {
                    let added = set(inner, rest, original);
                    if added == Added::New {
                        inner.set_implicit(false);
                    }
                    added
                }
                _ => Added::Barred,
            }
        }
        [Step::Index(place), rest @ ..] => list(table, key, *place, rest, original),
    }
}

fn list(table: &mut Table, key: &str, place: usize, rest: &[Step], original: &str) -> Added {
    if rest.is_empty() {
        let item = table.entry(key).or_insert_with(|| value(Array::new()));
        let Some(array) = item.as_array_mut() else { return Added::Barred };
        while array.len() < place {
            array.push("");
        }
        if array.len() > place {
            return Added::There;
        }
        let mut text = Value::from("");
        let comment = comment(original);
        let lines = ["\n", comment.as_str()].concat().replace('\n', "\n    ");
        text.decor_mut().set_prefix(lines);
        array.push_formatted(text);
        array.set_trailing("\n");
        array.set_trailing_comma(true);
        return Added::New;
    }
    let item = table.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Item::ArrayOfTables(tables) = item else { return Added::Barred };
    while tables.len() <= place {
        tables.push(Table::new());
    }
    tables.get_mut(place).map_or(Added::Barred, |table| set(table, rest, original))
}

/// Formats the record's text as a comment.
fn comment(original: &str) -> String {
    comment_lines(original).join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_translation_grows_and_notes_what_it_is_made_from() {
        let record = Source::new(
            "records/a.toml",
            "title = 'Harbour Day'\noutcomes = ['One.', 'Two.']\n[[programme]]\ntitle = 'Talks'\n\
             [[programme.sessions]]\nspeaker = 'ana'\n[[programme.sessions]]\ntitle = 'Tides'\n",
        );
        let missing: BTreeSet<usize> =
            texts(&record).into_iter().filter(|(.., t)| t != "ana").map(|(_, at, _)| at).collect();
        let malay: Language = "ms".parse().unwrap();
        let (text, left) = add_texts(&record, "", &malay, &missing, UiLanguage::English).unwrap();
        assert!(left.is_empty());
        let filled = text.replacen("title = \"\"", "title = \"Hari Pelabuhan\"", 1);
        let again = add_texts(&record, &filled, &malay, &missing, UiLanguage::English).unwrap();
        assert_eq!((filled.clone(), vec![]), again);
        // Never replace what a person wrote, and never lose a comment.
        let noted = filled.replace("# Do not change", "# A note.\n# Do not change")
            + "background = \"Latar\"\n";
        assert_eq!(
            add_texts(&record, &noted, &malay, &missing, UiLanguage::English).unwrap().0,
            noted
        );
        let inline = "programme = [{ title = \"Ucapan\" }]\n";
        let (_, left) = add_texts(&record, inline, &malay, &missing, UiLanguage::English).unwrap();
        assert_eq!(left, ["programme.0.title", "programme.0.sessions.1.title"]);
        let read: toml::Table = text.parse().unwrap();
        let sessions = read["programme"][0]["sessions"].as_array().unwrap();
        assert_eq!(sessions.len(), 2);
        assert_eq!(sessions[1]["title"].as_str(), Some(""));
        assert_eq!(read["outcomes"].as_array().unwrap().len(), 2);
        assert!(text.contains("# Harbour Day\ntitle = \"\""), "{text}");
        let marks = read[TRANSLATED_FROM].as_table().unwrap();
        assert_eq!(marks["programme.0.sessions.1.title"].as_str(), Some(&*mark_of("Tides")));
    }
}
