//! The values of a file as its form shows them, in one form however they are written: lists where
//! a single value may stand, tables where a text may, the text of the main language of several.

use toml::de::{DeTable, DeValue};

use super::{Filled, Structure, TableDeclaration};
use crate::key_path::KeyPath;
use crate::message::{Message, message};
use crate::model::{Count, Language, Qualifier};
use crate::reader::{FieldKind, Node, syntax_errors};
use crate::schema::SchemaFile;
use crate::source::Source;

/// The values of a file.
#[derive(Debug)]
pub struct Values {
    /// All values that the form knows.
    pub values: Filled,
    /// The values that have another shape than the form can show.
    pub only_in_source: Vec<KeyPath>,
}

/// The reason why no form can hold a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoForm(pub Message);

impl NoForm {
    /// The source has lines that cannot be read.
    pub(super) fn unreadable() -> Self {
        Self(message!("the text file has lines that byline cannot read: correct them there first"))
    }
}

/// Returns the values of a file whose texts are in this language, if they are in several.
///
/// # Errors
/// When the file cannot be read.
pub fn values(text: &str, file: SchemaFile, main: &Language) -> Result<Values, NoForm> {
    let source = Source::new("", text);
    if !syntax_errors(&source).is_empty() {
        return Err(NoForm::unreadable());
    }
    let (root, _) = DeTable::parse_recoverable(source.text());
    let root = root.get_ref();
    let structure = Structure::of(file);
    let main = main_language(root).unwrap_or_else(|| main.clone());
    let mut values = ValueReader { structure, main, text, only_in_source: vec![] };
    let path = KeyPath::default();
    let filled = if structure.is_entries {
        values.entries(root, &structure.root, &path)
    } else {
        structure.table(&structure.root).map(|table| values.table(root, table, &path))
    };
    let filled = filled.unwrap_or(Filled::Table(vec![]));
    Ok(Values { values: filled, only_in_source: values.only_in_source })
}

/// Returns the main language that a record names.
pub(super) fn main_language(root: &DeTable) -> Option<Language> {
    let first = match root.get("languages")?.get_ref() {
        DeValue::Array(all) => all.first()?.get_ref().as_str()?,
        DeValue::String(one) => one,
        _ => return None,
    };
    first.parse().ok()
}

struct ValueReader<'a> {
    structure: &'static Structure,
    main: Language,
    text: &'a str,
    only_in_source: Vec<KeyPath>,
}

impl ValueReader<'_> {
    fn table(&mut self, table: &DeTable, known: &TableDeclaration, path: &KeyPath) -> Filled {
        let mut filled = Vec::new();
        for field in &known.fields {
            let key = &field.declaration.key;
            let Some(node) = table.get(key.as_str()) else { continue };
            let path = path.clone().key(key);
            match self.value(node, &field.kind, &path) {
                Some(value) => filled.push((key.clone(), value)),
                None => self.only_in_source.push(path),
            }
        }
        Filled::Table(filled)
    }

    /// Returns a value, or `None` if it has another shape than its kind.
    fn value(&mut self, node: &Node, kind: &FieldKind, path: &KeyPath) -> Option<Filled> {
        match (kind, node.get_ref()) {
            (FieldKind::List(of), DeValue::Array(items)) => {
                let item = |(index, item)| self.value(item, of, &path.clone().index(index));
                items.iter().enumerate().map(item).collect::<Option<_>>().map(Filled::List)
            }
            (FieldKind::List(of), _) => {
                let only = self.value(node, of, &path.clone().index(0))?;
                Some(Filled::List(vec![only]))
            }
            (FieldKind::Table(name), DeValue::Table(table)) => {
                let known = self.structure.table(name)?;
                Some(self.table(table, known, path))
            }
            (FieldKind::Table(name), DeValue::String(text)) => {
                let key = self.structure.table(name)?.text_for?;
                Some(Filled::Table(vec![(key.to_owned(), Filled::Text(in_lines(text)))]))
            }
            (FieldKind::Either { table, .. }, DeValue::Table(own)) => {
                let known = self.structure.table(table)?;
                Some(self.table(own, known, path))
            }
            (FieldKind::Either { key, table }, _) => {
                let kind = &self.structure.table(table)?.field(key)?.kind;
                let value = self.value(node, kind, path)?;
                Some(Filled::Table(vec![((*key).to_owned(), value)]))
            }
            (FieldKind::Person(name) | FieldKind::Organisation(name), DeValue::Table(own)) => {
                let known = self.structure.table(name)?;
                Some(self.table(own, known, path))
            }
            (FieldKind::Entries(name), DeValue::Table(own)) => self.entries(own, name, path),
            (
                FieldKind::Text | FieldKind::Lines | FieldKind::Prose | FieldKind::Address,
                DeValue::Table(texts),
            ) => self.text_of(texts),
            (FieldKind::Count, DeValue::Table(table)) => count(table),
            (FieldKind::Flag, DeValue::Boolean(flag)) => Some(Filled::Flag(*flag)),
            (FieldKind::Focus, DeValue::Array(numbers)) if numbers.len() == 2 => {
                let number = |node: &Node| match node.get_ref() {
                    DeValue::Integer(number) => number.as_str().parse().ok().map(Filled::Integer),
                    _ => None,
                };
                numbers.iter().map(number).collect::<Option<_>>().map(Filled::List)
            }
            (FieldKind::Options, DeValue::Table(templates)) => Some(self.options(templates, path)),
            (
                FieldKind::Table(_)
                | FieldKind::Entries(_)
                | FieldKind::Flag
                | FieldKind::Focus
                | FieldKind::Options,
                _,
            ) => None,
            (_, value) => self.plain(node, value),
        }
    }

    /// Returns a plain value. One of the wrong type is shown as it is written, so that it can be
    /// corrected.
    fn plain(&self, node: &Node, value: &DeValue<'_>) -> Option<Filled> {
        match value {
            DeValue::String(text) => Some(Filled::Text(in_lines(text))),
            DeValue::Integer(number) => {
                let value = i64::from_str_radix(number.as_str(), number.radix());
                Some(value.map_or_else(|_| Filled::Text(number.to_string()), Filled::Integer))
            }
            // As it is written, because a file keeps the digits of a number.
            DeValue::Float(_) => {
                let written = self.text.get(node.span())?;
                Some(Filled::Text(written.replace('_', "")))
            }
            DeValue::Datetime(_) => {
                let written = self.text.get(node.span())?;
                Some(Filled::Text(written.replacen([' ', 't'], "T", 1)))
            }
            DeValue::Boolean(flag) => Some(Filled::Text(flag.to_string())),
            DeValue::Array(_) | DeValue::Table(_) => None,
        }
    }

    /// Returns the text of the main language; an empty one if there is none yet.
    fn text_of(&self, texts: &DeTable) -> Option<Filled> {
        let mut own = String::new();
        for (tag, text) in texts {
            let language: Language = tag.get_ref().parse().ok()?;
            let text = text.get_ref().as_str()?;
            if language == self.main {
                own = in_lines(text);
            }
        }
        Some(Filled::Text(own))
    }

    /// Returns entries, in the order of the file.
    fn entries(&mut self, table: &DeTable, name: &str, path: &KeyPath) -> Option<Filled> {
        let known = self.structure.table(name)?;
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(id, _)| id.span().start);
        let mut filled = Vec::new();
        for (id, node) in entries {
            let id = id.get_ref();
            let path = path.clone().key(id);
            match node.get_ref() {
                DeValue::Table(own) => filled.push((id.to_string(), self.table(own, known, &path))),
                _ => self.only_in_source.push(path),
            }
        }
        Some(Filled::Table(filled))
    }

    fn options(&mut self, templates: &DeTable, path: &KeyPath) -> Filled {
        let mut filled = Vec::new();
        for (template, node) in templates {
            let template = template.get_ref();
            let path = path.clone().key(template);
            let DeValue::Table(options) = node.get_ref() else {
                self.only_in_source.push(path);
                continue;
            };
            let mut own = Vec::new();
            for (name, node) in options {
                let value = match node.get_ref() {
                    DeValue::Boolean(flag) => Some(Filled::Flag(*flag)),
                    value => self.plain(node, value),
                };
                match value {
                    Some(value) => own.push((name.get_ref().to_string(), value)),
                    None => self.only_in_source.push(path.clone().key(name.get_ref())),
                }
            }
            filled.push((template.to_string(), Filled::Table(own)));
        }
        Filled::Table(filled)
    }
}

/// Returns a text with line ends that are the same on every system.
fn in_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

/// Returns a count that is written as a table in one value.
fn count(table: &DeTable) -> Option<Filled> {
    let value = match table.get("value")?.get_ref() {
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::String(text) => text.to_string(),
        _ => return None,
    };
    let is_known = |key: &str| matches!(key, "value" | "qualifier");
    if !table.keys().all(|key| is_known(key.get_ref())) {
        return None;
    }
    let count: Count = value.parse().ok()?;
    match table.get("qualifier").map(|word| word.get_ref().as_str()) {
        None => Some(Filled::Text(value)),
        Some(word) => match word?.parse::<Qualifier>().ok()? {
            own if own == count.qualifier => Some(Filled::Text(value)),
            own if count.qualifier == Qualifier::Exact => {
                Some(Filled::Text(format!("{} {value}", <&str>::from(own))))
            }
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (serde_json::Value, Vec<String>) {
        let Values { values, only_in_source } =
            values(text, SchemaFile::Record, &Language::english()).unwrap();
        let paths = only_in_source.iter().map(ToString::to_string).collect();
        (serde_json::to_value(&values).unwrap(), paths)
    }

    #[test]
    fn values_have_one_form_however_they_are_written() {
        let (values, rest) = of(
            "title = { en = 'Tides', ms = 'Pasang' }\nstart = 2025-05-14 09:00:00\n\
            venue = 'Town Hall'\nseries = { title = 'Year' }\nhost = 'ics'\nsponsor = ['a', { organisation = 'b', tier = 'gold' }]\n\
            unknown = 1\n[[numbers]]\ncount = { value = 300, qualifier = 'about' }\nlabel = 'x'\n\
            [[numbers]]\ncount = 98.60\nlabel = 'y'\n[people.zoe]\nname = 'Zoe'\n[people.ben]\nrole = 'guest'\n\
            [[photos]]\nfile = 'a.jpg'\nfocus = [50, 30]\n",
        );
        assert!(rest.is_empty(), "{rest:?}");
        assert_eq!(
            values,
            serde_json::json!({
                "title": "Tides",
                "start": "2025-05-14T09:00:00",
                "venue": [{ "name": "Town Hall" }],
                "series": { "title": "Year" },
                "host": ["ics"],
                "sponsor": [{ "organisation": "a" }, { "organisation": "b", "tier": "gold" }],
                "numbers": [{ "count": "about 300", "label": "x" }, { "count": "98.60", "label": "y" }],
                "people": { "zoe": { "name": "Zoe" }, "ben": { "role": ["guest"] } },
                "photos": [{ "file": "a.jpg", "focus": [50, 30] }],
            })
        );
    }

    #[test]
    fn entries_keep_their_order() {
        let text = "[people.zoe]\nname = 'Zoe'\n[people.ben]\nname = 'Ben'\n";
        let values = values(text, SchemaFile::Record, &Language::english()).unwrap().values;
        let json = serde_json::to_string(&values).unwrap();
        assert!(json.find("zoe") < json.find("ben"), "{json}");
    }

    #[test]
    fn what_has_another_shape_is_left_to_the_source() {
        let (values, rest) =
            of("title = 2025\nstart = '14 May'\nattendance = 'many'\nlead = [1]\n\
            venue = [{ name = 'Hall', capacity = { a = 1 } }]\ncreated = true\n");
        assert_eq!(rest, ["venue[0].capacity", "attendance", "lead"]);
        assert_eq!(
            values,
            serde_json::json!({
                "title": 2025, "start": "14 May", "created": "true", "venue": [{ "name": "Hall" }],
            })
        );
    }

    #[test]
    fn a_file_that_cannot_be_read_has_no_form() {
        let unfit = values("title = \n", SchemaFile::Record, &Language::english());
        assert_eq!(unfit.unwrap_err(), NoForm::unreadable());
    }
}
