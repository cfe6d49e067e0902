//! Reads TOML into shapes: every problem at its place, none hiding another.
//!
//! serde stops at the first value of the wrong shape. Here the whole tree is
//! walked instead, so that an author mends a file in one round.

mod consulted;
mod leaves;
mod syntax;
mod translations;

use std::ops::Range;
use std::sync::Arc;

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::{File, Language, Origin};
use crate::source::{Place, Source};
use crate::spelling::{list, nearest};

use translations::Translations;

pub use consulted::Consulted;
pub(crate) use leaves::{read_word, read_words};
pub(crate) use translations::{Step, TRANSLATED_FROM, is_mark, mark_of, path, texts};

/// A value of the file, with its place.
pub(crate) type Node<'i> = Spanned<DeValue<'i>>;

/// Parses a TOML file and reads it with what `read` makes of its root table.
///
/// What came out is to be used only if no finding is an error.
pub(crate) fn read<T>(
    source: &Arc<Source>,
    origin: File,
    read: impl FnOnce(&DeTable, &mut Reader) -> T,
) -> (T, Reader) {
    let mut reader = Reader {
        source: Arc::clone(source),
        origin,
        languages: vec![],
        findings: vec![],
        broken: false,
        key: String::new(),
        consulted: Consulted::default(),
        translations: Translations::default(),
        pictures: vec![],
    };
    let (root, errors) = DeTable::parse_recoverable(source.text());
    reader.report_syntax(&errors);
    let shape = read(root.get_ref(), &mut reader);
    (shape, reader)
}

/// What a file came to.
#[derive(Debug)]
pub struct Reading<T> {
    /// What it says.
    pub value: T,
    /// What was found in it, in its order.
    pub findings: Vec<Diagnostic>,
    /// What it was read with.
    pub consulted: Consulted,
}

/// Gathers the findings about one file.
pub(crate) struct Reader {
    source: Arc<Source>,
    /// Which of the event's files it is.
    origin: File,
    /// The languages that texts are in, the main one first; none for a file whose
    /// texts are in one language only.
    languages: Vec<Language>,
    findings: Vec<Diagnostic>,
    /// The file is not TOML throughout; what seems to be missing may be there.
    broken: bool,
    /// The key whose value is read.
    key: String,
    /// What the file is read with, beside its own text.
    pub(crate) consulted: Consulted,
    /// What the files beside this one say of it in other languages.
    translations: Translations,
    /// The pictures that the file names, as it writes them.
    pub(crate) pictures: Vec<String>,
}

impl Reader {
    /// The file.
    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Where a range of the file is, for texts that keep it.
    pub(crate) fn origin(&self, range: Range<usize>) -> Origin {
        Origin { file: self.origin, range }
    }

    /// The languages that texts are in, the main one first.
    pub(crate) fn languages(&self) -> &[Language] {
        &self.languages
    }

    /// Says which languages texts are in, the main one first.
    pub(crate) fn set_languages(&mut self, languages: Vec<Language>) {
        self.languages = languages;
    }

    /// Adds a finding at a place of the file and returns it for hints.
    pub(crate) fn report(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Finding<'_> {
        let place = Place::new(&self.source, range);
        self.findings.push(Diagnostic::new(code, message).at(place));
        Finding(self.findings.last_mut().expect("one was pushed"))
    }

    /// All findings, in the order of the file.
    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.finish_with(()).findings
    }

    /// What the file comes to.
    pub(crate) fn finish_with<T>(mut self, value: T) -> Reading<T> {
        // Those of the translations come last.
        let source = Arc::clone(&self.source);
        self.findings.sort_by_key(|finding| {
            finding.place.as_ref().map(|place| {
                let record = Arc::ptr_eq(&place.source, &source);
                ((!record).then(|| place.source.name().to_owned()), place.range.start)
            })
        });
        Reading { value, findings: self.findings, consulted: self.consulted }
    }

    /// Whether a finding so far is an error.
    pub(crate) fn has_errors(&self) -> bool {
        crate::diagnostic::has_errors(&self.findings)
    }

    /// The key whose value is read, for messages.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// Whether the file is not TOML throughout, so that what seems to be missing may
    /// be there.
    pub(crate) fn broken(&self) -> bool {
        self.broken
    }

    /// Whether something was found at a place already.
    pub(crate) fn has_finding_at(&self, range: &Range<usize>) -> bool {
        let places = self.findings.iter().filter_map(|finding| finding.place.as_ref());
        let mut places = places.filter(|place| Arc::ptr_eq(&place.source, &self.source));
        places.any(|place| place.range.start < range.end && range.start < place.range.end)
    }

    /// Says that a value is of another sort than its key takes.
    pub(crate) fn wrong_type(&mut self, node: &Node, expected: &str) {
        // What is no TOML value has been told already.
        if self.has_finding_at(&node.span()) {
            return;
        }
        let (found, hint) = match node.get_ref() {
            DeValue::String(text) if expected.contains("date") && looks_like_date(text) => {
                ("text", Some(format!("take the quotes away: {text}")))
            }
            DeValue::String(text) if text.parse::<u64>().is_ok() && expected.contains("number") => {
                ("text", Some(format!("take the quotes away: {text}")))
            }
            DeValue::String(_) if expected.contains("date") => (
                "text",
                Some("write the year, the month and the day as figures: 2024-10-31".into()),
            ),
            DeValue::String(_) => ("text", None),
            DeValue::Integer(number) => (
                "a number",
                expected.contains("text").then(|| format!("put it in quotes: \"{number}\"")),
            ),
            DeValue::Float(number) => (
                "a number",
                expected.contains("text").then(|| format!("put it in quotes: \"{number}\"")),
            ),
            DeValue::Boolean(_) => ("yes or no", None),
            DeValue::Datetime(date) => (
                "a date",
                expected.contains("text").then(|| format!("put it in quotes: \"{date}\"")),
            ),
            DeValue::Array(_) => ("a list", None),
            DeValue::Table(_) => ("a table", None),
        };
        let message = format!("`{}` takes {expected}, not {found}", self.key);
        let finding = self.report(Code::WrongType, node.span(), message);
        if let Some(hint) = hint {
            finding.hint(hint);
        }
    }

    /// Reports the keys of a table that it does not have; returns those that were
    /// probably meant.
    pub(crate) fn unknown_keys(&mut self, table: &DeTable, known: &[String]) -> Vec<String> {
        let mut meant = Vec::new();
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if known.iter().any(|known| known == name) {
                continue;
            }
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let near = nearest(name, known.iter().copied());
            // Where a table's header cannot be read, its keys are in the wrong place.
            if near.is_none() && self.broken {
                continue;
            }
            let finding =
                self.report(Code::UnknownKey, key.span(), format!("there is no key `{name}` here"));
            match near {
                Some(near) => {
                    finding.hint(format!("did you mean `{near}`?"));
                    meant.push(near.to_owned());
                }
                None => {
                    finding.hint(format!("the keys are {}", list(&known)));
                }
            }
        }
        meant
    }
}

/// A finding that can still be given hints.
pub(crate) struct Finding<'a>(&'a mut Diagnostic);

impl Finding<'_> {
    pub(crate) fn hint(self, hint: impl Into<String>) -> Self {
        self.0.hints.push(hint.into());
        self
    }

    pub(crate) fn related(self, place: Place, words: impl Into<String>) -> Self {
        self.0.related.push((place, words.into()));
        self
    }
}

/// Something that a value of the file can be read as.
pub(crate) trait Shape: Sized {
    /// What the value must be, as in "`title` takes …".
    const EXPECTED: &'static str;

    /// Reads the value; none when it is something else, which is reported.
    fn read(node: &Node, reader: &mut Reader) -> Option<Self>;

    /// The value in JSON Schema, for editors.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

/// A shape that is a table with known keys. Made by `shape!`.
pub(crate) trait TableShape: Sized {
    /// The keys, for the reference.
    fn keys() -> Vec<KeyDoc>;

    /// Reads the keys of a table that stands at `range`; none beside an error.
    fn read_table(table: &DeTable, range: Range<usize>, reader: &mut Reader) -> Option<Self>;
}

/// What the reference says of a key.
#[derive(Debug, Clone)]
pub(crate) struct KeyDoc {
    /// The key.
    pub(crate) key: String,
    /// Whether it must be there.
    pub(crate) required: bool,
    /// What it takes.
    pub(crate) takes: String,
    /// What it means.
    pub(crate) meaning: String,
    /// The term of the field's standards.
    pub(crate) term: &'static str,
    /// A value, as TOML.
    pub(crate) example: &'static str,
}

/// A key of a table, and what the file has for it.
pub(crate) struct Slot<'a> {
    /// The key.
    pub(crate) key: &'a str,
    /// The value; none if the key is not there.
    pub(crate) value: Option<&'a Node<'a>>,
    /// Where the table stands.
    pub(crate) table: &'a Range<usize>,
    /// Another key is there that was probably meant to be this one.
    pub(crate) misspelt: bool,
}

impl Slot<'_> {
    fn read<T: Shape>(&self, node: &Node, reader: &mut Reader) -> Option<T> {
        self.key.clone_into(&mut reader.key);
        T::read(node, reader)
    }
}

/// Something that a key of a table can hold, or that its absence means.
pub(crate) trait Field: Sized {
    /// Whether the key must be there.
    const REQUIRED: bool = false;

    /// Reads the value of a key; none beside an error that leaves nothing to go on.
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self>;

    /// What the key takes, for the reference.
    fn takes() -> String;

    /// The value in JSON Schema.
    fn schema(generator: &mut SchemaGenerator) -> Schema;
}

/// A key that must be there.
impl<T: Shape> Field for T {
    const REQUIRED: bool = true;

    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        if slot.value.is_none() && !slot.misspelt && !reader.broken {
            let key = slot.key;
            reader
                .report(
                    Code::MissingKey,
                    slot.table.clone(),
                    format!("the key `{key}` is missing here"),
                )
                .hint(format!("add `{key} = …`, {}", T::EXPECTED));
        }
        slot.value.and_then(|node| slot.read(node, reader))
    }

    fn takes() -> String {
        T::EXPECTED.into()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }
}

/// A key that must be there, in a table whose other keys are worth looking at even if
/// it is not. None only beside an error.
pub(crate) struct Required<T>(pub(crate) Option<T>);

impl<T: Shape> Field for Required<T> {
    const REQUIRED: bool = true;

    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        Some(Self(<T as Field>::read(slot, reader)))
    }

    fn takes() -> String {
        T::EXPECTED.into()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }
}

impl<T: Shape> Field for Option<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        Some(slot.value.and_then(|node| slot.read(node, reader)))
    }

    fn takes() -> String {
        T::EXPECTED.into()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        T::schema(generator)
    }
}

/// One value stands for a list of one.
impl<T: Shape> Field for Vec<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        Some(match slot.value.map(|node| (node, node.get_ref())) {
            None => vec![],
            Some((_, DeValue::Array(nodes))) => {
                nodes.iter().filter_map(|node| slot.read(node, reader)).collect()
            }
            Some((node, _)) => slot.read(node, reader).into_iter().collect(),
        })
    }

    fn takes() -> String {
        format!("{}, or a list", T::EXPECTED)
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let one = T::schema(generator);
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// Entries with an id each, in the order of the file.
pub(crate) struct Entries<T>(pub(crate) Vec<(Spanned<String>, T)>);

impl<T: TableShape> Entries<T> {
    /// Reads the entries of a table.
    pub(crate) fn read(table: &DeTable, reader: &mut Reader) -> Self {
        let mut entries = Vec::new();
        for (id, node) in table {
            if let DeValue::Table(table) = node.get_ref() {
                let id = Spanned::new(id.span(), id.get_ref().to_string());
                let entry = T::read_table(table, id.span(), reader);
                entries.extend(entry.map(|entry| (id, entry)));
            } else {
                id.get_ref().as_ref().clone_into(&mut reader.key);
                reader.wrong_type(node, "a table");
            }
        }
        entries.sort_by_key(|(id, _)| id.span().start);
        Self(entries)
    }
}

impl<T: TableShape + Shape> Field for Entries<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        let key = slot.key;
        let Some(node) = slot.value else { return Some(Self(vec![])) };
        key.clone_into(&mut reader.key);
        let DeValue::Table(table) = node.get_ref() else {
            let expected = format!("tables with an id each, such as [{key}.the-id]");
            reader.wrong_type(node, &expected);
            return Some(Self(vec![]));
        };
        Some(Self::read(table, reader))
    }

    fn takes() -> String {
        "a table for each id".into()
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let entry = T::schema(generator);
        json_schema!({ "type": "object", "additionalProperties": entry })
    }
}

/// Declares a table: its keys (fields, with hyphens for underscores), what each
/// means, the standard's term for it and an example. From this one declaration come
/// the struct, how it is read, its JSON Schema and its part of the reference.
///
/// `for Type` declares how a type that is defined elsewhere is read.
macro_rules! shape {
    ($($(#[doc = $doc:literal])* struct $name:ident { $($fields:tt)* })*) => {$(
        shape!(@struct [$(#[doc = $doc])*] $name { $($fields)* });
        shape!(@impl [$($doc)*] $name [own] { $($fields)* });
    )*};
    ($($(#[doc = $doc:literal])* for $name:ident { $($fields:tt)* })*) => {$(
        shape!(@impl [$($doc)*] $name [foreign] { $($fields)* });
    )*};
    (@struct [$(#[$doc:meta])*] $name:ident { $(
        $(#[doc = $field_doc:literal])* $field:ident: $type:ty [$term:literal, $example:literal],
    )* }) => {
        $(#[$doc])*
        pub(crate) struct $name {
            /// Where the table stands.
            #[allow(dead_code, reason = "not every table is pointed at as a whole")]
            pub(crate) range: std::ops::Range<usize>,
            $($(#[doc = $field_doc])* pub(crate) $field: $type,)*
        }
    };
    (@make own $range:ident $($field:ident)*) => {
        Some(Self { $($field: $field?,)* range: $range })
    };
    (@make foreign $range:ident $($field:ident)*) => {
        Some(Self { $($field: $field?,)* })
    };
    (@impl [$($doc:literal)*] $name:ident [$kind:ident] { $(
        $(#[doc = $field_doc:literal])* $field:ident: $type:ty [$term:literal, $example:literal],
    )* }) => {
        impl $crate::reader::TableShape for $name {
            fn keys() -> Vec<$crate::reader::KeyDoc> {
                vec![$($crate::reader::KeyDoc {
                    key: $crate::reader::key(stringify!($field)),
                    required: <$type as $crate::reader::Field>::REQUIRED,
                    takes: <$type as $crate::reader::Field>::takes(),
                    meaning: concat!($($field_doc),*).trim().to_owned(),
                    term: $term,
                    example: $example,
                }),*]
            }

            fn read_table(
                table: &toml::de::DeTable,
                range: std::ops::Range<usize>,
                reader: &mut $crate::reader::Reader,
            ) -> Option<Self> {
                static KEYS: std::sync::LazyLock<[String; [$(stringify!($field)),*].len()]> =
                    std::sync::LazyLock::new(|| [$($crate::reader::key(stringify!($field))),*]);
                let misspelt = reader.unknown_keys(table, &*KEYS);
                let [$($field),*] = &*KEYS;
                $(let $field = {
                    let key = $field;
                    let slot = $crate::reader::Slot {
                        value: table.get(key.as_str()),
                        misspelt: misspelt.contains(key),
                        key,
                        table: &range,
                    };
                    $crate::reader::Field::read(&slot, reader)
                };)*
                shape!(@make $kind range $($field)*)
            }
        }

        impl $crate::reader::Shape for $name {
            const EXPECTED: &'static str = "a table";

            fn read(
                node: &$crate::reader::Node,
                reader: &mut $crate::reader::Reader,
            ) -> Option<Self> {
                match node.get_ref() {
                    toml::de::DeValue::Table(table) => {
                        $crate::reader::TableShape::read_table(table, node.span(), reader)
                    }
                    _ => {
                        reader.wrong_type(node, Self::EXPECTED);
                        None
                    }
                }
            }

            fn schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                generator.subschema_for::<$crate::reader::Table<Self>>()
            }
        }

        impl schemars::JsonSchema for $crate::reader::Table<$name> {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).trim_start_matches("Raw").into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let fields = vec![$(<$type as $crate::reader::Field>::schema(generator)),*];
                $crate::reader::table_schema(
                    concat!($($doc),*),
                    <$name as $crate::reader::TableShape>::keys(),
                    fields,
                )
            }
        }
    };
}
pub(crate) use shape;

/// Stands for a table in JSON Schema.
pub(crate) struct Table<T>(std::marker::PhantomData<T>);

/// A table in JSON Schema, from what the reference says of its keys.
pub(crate) fn table_schema(meaning: &str, keys: Vec<KeyDoc>, fields: Vec<Schema>) -> Schema {
    let required: Vec<_> =
        keys.iter().filter(|key| key.required).map(|key| key.key.clone()).collect();
    let mut properties = serde_json::Map::new();
    for (key, mut schema) in keys.into_iter().zip(fields) {
        let term = if key.term.is_empty() { String::new() } else { format!(" ({})", key.term) };
        let meaning = format!("{}{term}\n\n{} = {}", key.meaning, key.key, key.example);
        schema.insert("description".into(), meaning.into());
        properties.insert(key.key, schema.into());
    }
    json_schema!({
        "type": "object",
        "description": meaning.trim(),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The key whose value stands at a place, with those of the tables that it is in.
pub fn key_at(place: &Place) -> Option<String> {
    fn within(table: &DeTable, range: &Range<usize>, path: &mut Vec<String>) -> bool {
        table.iter().any(|(key, value)| {
            path.push(key.get_ref().to_string());
            let found = value_holds(value, range, path);
            if !found {
                path.pop();
            }
            found
        })
    }
    fn value_holds(value: &Node, range: &Range<usize>, path: &mut Vec<String>) -> bool {
        match value.get_ref() {
            DeValue::Table(table) => within(table, range, path),
            DeValue::Array(items) => items.iter().any(|item| value_holds(item, range, path)),
            _ => value.span().start <= range.start && range.end <= value.span().end,
        }
    }
    let root = DeTable::parse(place.source.text()).ok()?;
    let mut path = Vec::new();
    within(root.get_ref(), &place.range, &mut path).then(|| path.join("."))
}

/// The key of the file for a field of a shape.
pub(crate) fn key(field: &str) -> String {
    field.trim_start_matches("r#").replace('_', "-")
}

fn looks_like_date(text: &str) -> bool {
    text.len() >= 10
        && chrono::NaiveDate::parse_from_str(&text[..text.floor_char_boundary(10)], "%Y-%m-%d")
            .is_ok()
}
