//! What findings say to readers of a form: the names of fields in place of keys.

use std::cell::RefCell;

use toml::{Table, Value};

use super::describe::named_word;
use super::labels::{is_of_documents, label, languages};
use super::target::ValuePlace;
use super::words::FormWords;
use super::{Choices, Structure};
use crate::key_path::{KeyPath, Step};
use crate::message::{Message, UiLanguage, message};
use crate::reader::FieldKind;
use crate::schema::SchemaFile;
use crate::sentences::ends;
use crate::source::Source;

/// What stands for a value that is still to be written.
const TO_WRITE: &str = "…";

/// Names the keys of a file for readers of its form.
#[derive(Debug)]
pub struct Naming {
    file: SchemaFile,
    /// The names of the tables around the place that is spoken of, the innermost first.
    tables: Vec<String>,
    /// What the place takes, if that is one of a list of words.
    word: Option<FieldKind>,
    /// Values that a form shows otherwise than a file, with what it calls them.
    values: Vec<(String, String)>,
    language: UiLanguage,
}

impl Naming {
    /// Names keys in a finding about a place of a file.
    pub fn at(file: SchemaFile, place: Option<&KeyPath>, language: UiLanguage) -> Self {
        let structure = Structure::of(file);
        let mut tables = vec![structure.root.clone()];
        let mut at = ValuePlace::root(structure);
        for step in place.map_or(&[][..], KeyPath::steps) {
            let Some(next) = step_to(&at, step, structure) else { break };
            tables.extend(next.clone().or_item().table().map(str::to_owned));
            at = next;
        }
        tables.reverse();
        let word = match at.or_item() {
            ValuePlace::TomlValue(kind @ FieldKind::Word(..)) => Some(kind),
            _ => None,
        };
        let documents = languages(language).into_iter().filter(|(tag, _)| is_of_documents(tag));
        Self { file, tables, word, values: documents.collect(), language }
    }

    /// Calls the photos of a record by their numbers.
    #[must_use]
    pub fn with_photos_of(mut self, record: &Source) -> Self {
        let file = |index| KeyPath::default().key("photos").index(index).key("file");
        let place = |index| record.outline().get(&file(index)).map(|found| found.value.clone());
        for (index, range) in (0..).map_while(|index| Some((index, place(index)?))) {
            let name = record.text()[range].trim_matches(['"', '\'']).to_owned();
            let said = self.language.translate(&message!("photo {number}", number = index + 1));
            self.values.push((name, said));
        }
        self
    }

    /// Says a message.
    pub fn say(&self, message: &Message) -> String {
        let said = self.naming(|name| self.language.translate_for_form(message, name));
        let values = self.values.iter();
        values.fold(said, |said, (written, shown)| said.replace(&format!("`{written}`"), shown))
    }

    /// Says a hint; `None` if it is about commands, files or lines, which no form shows.
    pub fn hint(&self, message: &Message) -> Option<String> {
        let said = self.say(message);
        (!said.is_empty() && !is_of_files(&said)).then_some(said)
    }

    /// Says a text of byline's own words that is in the language already.
    pub fn retell(&self, text: &str) -> String {
        self.naming(|name| self.language.naming(text, name))
    }

    /// Says an explanation, without the sentences about commands, files or lines.
    pub fn explain(&self, text: &str) -> String {
        let text = self.retell(text);
        let (level, text) = text.split_once(" · ").unwrap_or(("", &text));
        let mut start = 0;
        let sentences = ends(text).chain([text.len()]).map(|end| {
            let sentence = &text[start..end];
            start = end;
            sentence
        });
        let kept: String = sentences.filter(|sentence| !is_of_files(sentence)).collect();
        if level.is_empty() { kept } else { format!("{level} · {}", kept.trim_start()) }
    }

    /// Says something with the names of keys: first to see which tables it speaks of.
    fn naming(&self, say: impl Fn(&dyn Fn(&str) -> Option<String>) -> String) -> String {
        let headers = RefCell::new(Vec::new());
        say(&|code| {
            headers.borrow_mut().extend(self.header(code));
            None
        });
        let tables = [headers.into_inner(), self.tables.clone()].concat();
        say(&|code| self.name(code, &tables))
    }

    /// Returns the table that a header is of.
    fn header(&self, code: &str) -> Option<String> {
        let path: KeyPath = code.starts_with('[').then(|| bare(code).parse().ok())??;
        let structure = Structure::of(self.file);
        let root = ValuePlace::root(structure);
        let at = path.steps().iter().try_fold(root, |at, step| step_to(&at, step, structure))?;
        at.or_item().table().map(str::to_owned)
    }

    /// Returns what is said in place of code: for a key, a header or a line, the name of its field.
    fn name(&self, code: &str, tables: &[String]) -> Option<String> {
        if let Some(FieldKind::Word(vocabulary, words)) = &self.word
            && words.contains(&code)
        {
            let label = named_word(vocabulary, code, self.language);
            return Some(self.language.translate(&message!("“{label}”")));
        }
        let (path, value) = match code.split_once('=') {
            Some((path, value)) => (path.trim(), Some(value.trim())),
            None => (code, None),
        };
        let root = self.tables.last().map(std::slice::from_ref).unwrap_or_default();
        let tables = if path.starts_with('[') { root } else { tables };
        let (label, kind) = self.field(&bare(path).parse().ok()?, tables)?;
        let value = value.and_then(|value| self.value(&kind, value));
        let message = match value {
            Some(value) => message!("“{label}: {value}”"),
            None => message!("“{label}”"),
        };
        Some(self.language.translate(&message))
    }

    /// Finds the field that is meant by a path: in the first of the tables that has it, or else
    /// wherever one field alone is called so.
    fn field(&self, path: &KeyPath, tables: &[String]) -> Option<(String, FieldKind)> {
        let structure = Structure::of(self.file);
        let mut found = tables.iter().filter_map(|table| self.labelled(structure, table, path));
        found.next().or_else(|| self.only(path))
    }

    /// Finds the field with a path in any table, if all of those have one name.
    fn only(&self, path: &KeyPath) -> Option<(String, FieldKind)> {
        [self.file].iter().chain(SchemaFile::ALL).find_map(|file| {
            let structure = Structure::of(*file);
            let tables = structure.tables.0.keys();
            let mut found = tables.filter_map(|table| self.labelled(structure, table, path));
            let first = found.next()?;
            found.all(|(label, _)| label == first.0).then_some(first)
        })
    }

    /// Returns the name and the kind of the field with a path in a table.
    fn labelled(
        &self,
        structure: &Structure,
        table: &str,
        path: &KeyPath,
    ) -> Option<(String, FieldKind)> {
        let words = FormWords::of(self.language);
        let mut labels: Vec<String> = Vec::new();
        let mut at = ValuePlace::TomlValue(FieldKind::Table(table.to_owned()));
        for step in path.steps() {
            let next = step_to(&at, step, structure)?;
            match (step, at.or_item().table()) {
                (Step::Key(key), Some(table)) => {
                    labels.push(words.field(table, key)?.label.clone());
                }
                // The id of an entry.
                (Step::Key(_), None) => {}
                (Step::Index(index), _) => {
                    let label = labels.last_mut()?;
                    *label = format!("{label} {}", index + 1);
                }
            }
            at = next;
        }
        let ValuePlace::TomlValue(kind) = at else { return None };
        (!labels.is_empty()).then(|| (labels.join(" › "), kind))
    }

    /// Returns a value in words; `None` if it is still to be written.
    fn value(&self, kind: &FieldKind, written: &str) -> Option<String> {
        let value = format!("value = {written}").parse::<Table>();
        let value = value.ok().and_then(|mut table| table.remove("value"));
        let said = value.map_or_else(|| Some(written.to_owned()), |value| self.said(kind, &value));
        said.filter(|said| said != TO_WRITE && !said.is_empty())
    }

    fn said(&self, kind: &FieldKind, value: &Value) -> Option<String> {
        let own = match kind {
            FieldKind::List(of) => of,
            kind => kind,
        };
        match value {
            Value::String(word) => Some(match own {
                FieldKind::Word(vocabulary, _) => named_word(vocabulary, word, self.language),
                kind => label(kind, word, self.language),
            }),
            Value::Boolean(is_true) => {
                let answer = if *is_true { message!("Yes") } else { message!("No") };
                Some(self.language.translate(&answer))
            }
            Value::Array(items) => {
                let items = items.iter().filter_map(|item| self.said(own, item));
                let items = Message::row(items.collect::<Vec<_>>());
                Some(self.language.translate(&items))
            }
            Value::Integer(number) => Some(label(own, &number.to_string(), self.language)),
            Value::Float(number) => Some(label(own, &number.to_string(), self.language)),
            Value::Datetime(moment) => Some(label(own, &moment.to_string(), self.language)),
            Value::Table(_) => None,
        }
    }
}

/// Returns whether a text speaks of what only those see who write files.
fn is_of_files(text: &str) -> bool {
    let is_code_of_files = |code: &str| {
        code.starts_with("byline ")
            || code.starts_with("--")
            || code.contains(" --")
            || code.starts_with('[')
            || code.contains(" = ")
            || code.ends_with('/')
    };
    text.contains(".toml")
        || text.contains(".md")
        || text.contains(" = \"")
        || text.split('`').skip(1).step_by(2).any(is_code_of_files)
}

/// Returns a header without its brackets.
fn bare(header: &str) -> &str {
    header.trim_start_matches('[').trim_end_matches(']')
}

/// Returns what may be at a step further on. A value alone may stand for a list.
fn step_to(at: &ValuePlace, step: &Step, structure: &Structure) -> Option<ValuePlace> {
    let item = at.clone().or_item();
    let at = if matches!(step, Step::Key(_)) { &item } else { at };
    at.step(step, structure, &Choices::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(place: &str, code: &str, language: UiLanguage) -> String {
        let place = (!place.is_empty()).then(|| place.parse().unwrap());
        let naming = Naming::at(SchemaFile::Record, place.as_ref(), language);
        naming.retell(&format!("`{code}`"))
    }

    #[test]
    fn keys_are_named_as_fields_are() {
        let english = |place: &str, code: &str| said(place, code, UiLanguage::English);
        assert_eq!(english("", "start"), "“First day”");
        assert_eq!(english("programme[0].sessions[1].start", "end"), "“To”");
        assert_eq!(english("programme[0].day", "end"), "“Last day”");
        assert_eq!(english("", "writer"), "“Written by”");
        assert_eq!(english("photos[0].caption", "people"), "“People shown”");
        assert_eq!(english("photos[0].caption", "[people]"), "“People”");
        assert_eq!(english("", "[people.siti]"), "“People”");
        assert_eq!(english("", "[[photos]]"), "“Photos”");
        assert_eq!(english("people.siti", "attendance.people"), "“Attendance › Attendance list”");
        assert_eq!(
            english("", "programme[0].sessions[1].summary"),
            "“Programme 1 › Speeches, talks and panels 2 › What was said or done”"
        );
        assert_eq!(
            english("", "fonts.system = true"),
            "“Fonts › Use the fonts of this computer: Yes”"
        );
        let retold = Naming::at(SchemaFile::Record, None, UiLanguage::English)
            .retell("write `title = \"Chair\"` under `[people.siti]`");
        assert_eq!(retold, "write “Post: Chair” under “People”");
        // What has no field stays.
        for code in ["photographr", "byline check a", "title.x", "a = b", "x.jpg", ""] {
            assert_eq!(english("", code), format!("`{code}`"));
        }
        // Fields of different names are called so.
        assert_eq!(english("", "summary"), "`summary`");
    }

    #[test]
    fn commands_files_and_tags_are_not_for_readers_of_a_form() {
        let record = Source::new("a.toml", "[[photos]]\nfile = \"x/hall.jpg\"\n");
        let naming = Naming::at(SchemaFile::Record, None, UiLanguage::English);
        let naming = naming.with_photos_of(&record);
        let (file, language) = ("x/hall.jpg", "ms");
        assert_eq!(naming.say(&message!("`{file}` in `{language}`")), "photo 1 in Malay");
        assert_eq!(naming.hint(&message!("`byline check {file}` tells why")), None);
        let note = Message::notation(&message!("write it so"));
        assert_eq!(naming.hint(&note), None);
        let text = "*warning* · It is late. `byline new` left `title` open. Fill in `start`.\n\n\
                    Write it in a.toml.\n";
        assert_eq!(naming.explain(text).trim_end(), "*warning* · It is late. Fill in “First day”.");
    }

    #[test]
    fn readers_of_a_form_have_an_event_and_no_record() {
        for (language, expected) in [
            (UiLanguage::English, "the series `record` is `b` in another event"),
            (UiLanguage::Malay, "siri `record` ditulis `b` dalam acara lain"),
            (UiLanguage::SimplifiedChinese, "系列活动`record`在另一份活动中写作`b`"),
        ] {
            let naming = Naming::at(SchemaFile::Record, None, language);
            let (title, other) = ("record", "b");
            let message = message!("the series `{title}` is `{other}` in another record");
            assert_eq!(naming.say(&message), expected);
        }
        let naming = Naming::at(SchemaFile::Record, None, UiLanguage::English);
        let retold = naming.retell("Write it in the record, not in `record.x`.");
        assert_eq!(retold, "Write it in this event, not in `record.x`.");
    }

    #[test]
    fn lines_are_said_as_they_are_filled_in() {
        let english = |code: &str| said("", code, UiLanguage::English);
        assert_eq!(english("start = 2025-05-14"), "“First day: 14 May 2025”");
        assert_eq!(english("mode = \"online\""), "“How people took part: Online”");
        assert_eq!(english("languages = [\"ms\", \"en\"]"), "“Languages: Malay, English”");
        assert_eq!(english("title = …"), "“Title”");
        assert_eq!(english("title = \"…\""), "“Title”");
        assert_eq!(
            english("attendance.count = \"over 100\""),
            "“Attendance › Number of people: over 100”"
        );
        let others = [
            (UiLanguage::Malay, "“Hari pertama: 14 Mei 2025”"),
            (UiLanguage::SimplifiedChinese, "“第一天：2025年5月14日”"),
            (UiLanguage::TraditionalChinese, "「第一天：2025年5月14日」"),
        ];
        for (language, expected) in others {
            assert_eq!(said("", "start = 2025-05-14", language), expected);
        }
    }
}
