//! Values whose key belongs to another table: the table, and the lines to write there.

use super::wrap::counted;
use crate::message::{Message, message};
use crate::model::{PersonRole, SessionKind, Slug, Word, names_of};
use crate::spelling::{RightKey, right_words, without_honorifics};

/// The lines that say what somebody tried to say with a key that is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Elsewhere {
    /// The header of the table.
    table: String,
    /// The lines to write under it.
    lines: Vec<String>,
}

impl Elsewhere {
    /// Returns the lines for `word`, which means the key at `place`. `value` is what stands behind
    /// it in the file, if that fits on a line.
    pub(super) fn of(word: &str, place: &RightKey, value: Option<&str>) -> Self {
        let RightKey { table, key } = place;
        let table = table.as_deref().unwrap_or_default();
        let parsed = value.and_then(|value| value.trim().parse::<toml_edit::Value>().ok());
        let text = parsed.as_ref().and_then(toml_edit::Value::as_str);
        let under = |lines| Self { table: table.to_owned(), lines };
        match (table, key.as_str()) {
            ("[attendance]", "people") if let Some(lines) = value.and_then(|v| people(word, v)) => {
                under(lines)
            }
            ("[people.id]", "role") => {
                let role = word_for::<PersonRole>(word).unwrap_or("guest-of-honour");
                text.and_then(|text| person(text, role))
                    .unwrap_or_else(|| under(vec![entry("role", role)]))
            }
            ("[[programme.sessions]]", "kind") => {
                let kind = word_for::<SessionKind>(word).unwrap_or("speech");
                // Only people have honorifics.
                let text = text.map(|text| match without_honorifics(text) {
                    (titles, _) if titles.is_empty() => entry("title", text),
                    _ => entry("speaker", text),
                });
                under([entry("kind", kind)].into_iter().chain(text).collect())
            }
            _ => under(vec![format!("{key} = {}", value.unwrap_or("…"))]),
        }
    }

    /// Says what to write, and where.
    pub(super) fn hint(&self) -> Message {
        let Self { table, lines } = self;
        match lines.as_slice() {
            [line] => message!("write `{line}` under `{key}`", key = table),
            lines => {
                let lines = Message::all_of(lines.iter().map(Message::code));
                message!("under `{key}`, write {lines}, each on a line of its own", key = table)
            }
        }
    }
}

/// Returns the entries for a number in the place of names: `guests = "about 60"`.
pub(super) fn people(word: &str, value: &str) -> Option<Vec<String>> {
    let mut lines = counted(value.trim().trim_matches(['"', '\'']))?;
    if lines.len() == 1 && word != "people" {
        lines.push(entry("label", word));
    }
    Some(lines)
}

/// Returns the table of somebody who is described with name, honorifics and post at once.
fn person(text: &str, role: &str) -> Option<Elsewhere> {
    if text.parse::<Slug>().is_ok() {
        let table = format!("[people.{text}]");
        return Some(Elsewhere { table, lines: vec![entry("role", role)] });
    }
    let (honorifics, name) = without_honorifics(text);
    let (name, title) = match name.split_once([',', '，']) {
        Some((name, title)) => (name.trim(), Some(title.trim())),
        None => (name, None),
    };
    let id = Slug::suggest(name.split(' ').next()?)?;
    let honorifics: Vec<_> = honorifics.into_iter().map(quoted).collect();
    let honorifics = (!honorifics.is_empty())
        .then(|| format!("honorifics = [{list}]", list = honorifics.join(", ")));
    let title = title.filter(|title| !title.is_empty()).map(|title| entry("title", title));
    let lines = [Some(entry("name", name)), honorifics, title, Some(entry("role", role))];
    Some(Elsewhere {
        table: format!("[people.{id}]"),
        lines: lines.into_iter().flatten().collect(),
    })
}

/// Returns the word of a vocabulary that people mean by a word.
fn word_for<W: Word>(word: &str) -> Option<&'static str> {
    let folded = word.trim().to_lowercase().replace([' ', '_'], "-");
    let meant = right_words(word).iter().map(String::as_str);
    let mut words = [folded.as_str()].into_iter().chain(meant);
    words.find_map(|word| names_of::<W>().into_iter().find(|name| *name == word))
}

fn entry(key: &str, text: &str) -> String {
    format!("{key} = {}", quoted(text))
}

fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::right_keys;

    #[test]
    fn what_people_try_becomes_lines_that_can_be_pasted() {
        for (word, value, table, lines) in [
            ("guests", "60", "[attendance]", "count = 60; label = \"guests\""),
            (
                "hadirin",
                "\"about 60\"",
                "[attendance]",
                "count = \"about 60\"; label = \"hadirin\"",
            ),
            ("guests", "\"60 orang\"", "[attendance]", "count = 60; label = \"orang\""),
            ("guests", "\"Ana Lopez\"", "[attendance]", "people = \"Ana Lopez\""),
            (
                "guest-of-honour",
                "\"YB Datuk Seri Dr. Amirah binti Osman, Deputy Minister\"",
                "[people.amirah]",
                "name = \"Amirah binti Osman\"; honorifics = [\"YB\", \"Datuk Seri\", \"Dr.\"]; \
                 title = \"Deputy Minister\"; role = \"guest-of-honour\"",
            ),
            ("perasmi", "\"amirah\"", "[people.amirah]", "role = \"officiator\""),
            ("vip", "[\"A\", \"B\"]", "[people.id]", "role = \"guest-of-honour\""),
            (
                "perasmian",
                "\"YB Datuk Amirah\"",
                "[[programme.sessions]]",
                "kind = \"officiating\"; speaker = \"YB Datuk Amirah\"",
            ),
            (
                "ucapan",
                "\"Welcome\"",
                "[[programme.sessions]]",
                "kind = \"speech\"; title = \"Welcome\"",
            ),
            ("witness", "\"Ana\"", "[[signings]]", "witness = \"Ana\""),
        ] {
            let place = right_keys(word).iter().find(|place| place.table.is_some()).unwrap();
            let found = Elsewhere::of(word, place, Some(value));
            assert_eq!((found.table.as_str(), found.lines.join("; ").as_str()), (table, lines));
        }
    }
}
