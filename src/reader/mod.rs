//! Reads TOML into shapes: every problem at its place, none hiding another.
//!
//! serde stops at the first value of the wrong shape. Here the whole tree is
//! walked instead, so that an author mends a file in one round.

mod leaves;
mod syntax;

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Place, Source};
use crate::spelling::{list, nearest};

/// A value of the file, with its place.
pub(crate) type Node<'i> = Spanned<DeValue<'i>>;

/// Reads a whole TOML file as one shape.
///
/// The shape is none only when the file's own shape could not be walked at all;
/// what came out is to be used only if no finding is an error.
pub(crate) fn read<T: TableShape>(source: &Arc<Source>) -> (T, Reader) {
    let mut reader =
        Reader { source: Arc::clone(source), findings: vec![], broken: false, key: String::new() };
    let (root, errors) = DeTable::parse_recoverable(source.text());
    reader.report_syntax(&errors);
    let shape = T::read_table(root.get_ref(), 0..0, &mut reader);
    (shape, reader)
}

/// Gathers the findings about one file.
pub(crate) struct Reader {
    source: Arc<Source>,
    findings: Vec<Diagnostic>,
    /// The file is not TOML throughout; what seems to be missing may be there.
    broken: bool,
    /// The key whose value is read.
    key: String,
}

impl Reader {
    /// The file.
    pub(crate) fn source(&self) -> &Arc<Source> {
        &self.source
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
    pub(crate) fn finish(mut self) -> Vec<Diagnostic> {
        self.findings.sort_by_key(|finding| finding.place.as_ref().map(|place| place.range.start));
        self.findings
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
        let mut places = self.findings.iter().filter_map(|finding| finding.place.as_ref());
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
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let mut meant = Vec::new();
        for key in table.keys() {
            let name = key.get_ref().as_ref();
            if known.contains(&name) {
                continue;
            }
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
}

/// A shape that is a table with known keys. Made by `shape!`.
pub(crate) trait TableShape: Sized {
    /// Reads the keys of a table that stands at `range`.
    fn read_table(table: &DeTable, range: Range<usize>, reader: &mut Reader) -> Self;
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
    /// Reads the value of a key.
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Self;
}

impl<T: Shape> Field for Option<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Self {
        slot.value.and_then(|node| slot.read(node, reader))
    }
}

/// One value stands for a list of one.
impl<T: Shape> Field for Vec<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Self {
        match slot.value.map(|node| (node, node.get_ref())) {
            None => vec![],
            Some((_, DeValue::Array(nodes))) => {
                nodes.iter().filter_map(|node| slot.read(node, reader)).collect()
            }
            Some((node, _)) => slot.read(node, reader).into_iter().collect(),
        }
    }
}

/// A key that must be there. None only beside an error.
pub(crate) struct Required<T>(pub(crate) Option<T>);

impl<T: Shape> Field for Required<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Self {
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
        Self(slot.value.and_then(|node| slot.read(node, reader)))
    }
}

/// Entries with an id each, in the order of the file.
pub(crate) struct Entries<T>(pub(crate) Vec<(Spanned<String>, T)>);

impl<T: TableShape> Field for Entries<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Self {
        let key = slot.key;
        let Some(node) = slot.value else { return Self(vec![]) };
        key.clone_into(&mut reader.key);
        let DeValue::Table(table) = node.get_ref() else {
            let expected = format!("tables with an id each, such as [{key}.the-id]");
            reader.wrong_type(node, &expected);
            return Self(vec![]);
        };
        let mut entries = Vec::new();
        for (id, node) in table {
            if let DeValue::Table(table) = node.get_ref() {
                let id = Spanned::new(id.span(), id.get_ref().to_string());
                let entry = T::read_table(table, id.span(), reader);
                entries.push((id, entry));
            } else {
                id.get_ref().as_ref().clone_into(&mut reader.key);
                reader.wrong_type(node, "a table");
            }
        }
        entries.sort_by_key(|(id, _)| id.span().start);
        Self(entries)
    }
}

/// Declares a table of the record: a struct whose fields are the table's keys
/// (with hyphens for underscores), and how to read it.
macro_rules! shape {
    ($($(#[$doc:meta])* struct $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* })*) => {$(
        $(#[$doc])*
        pub(crate) struct $name {
            /// Where the table stands.
            #[allow(dead_code, reason = "not every table is pointed at as a whole")]
            pub(crate) range: std::ops::Range<usize>,
            $($(#[$field_doc])* pub(crate) $field: $type,)*
        }

        impl $crate::reader::TableShape for $name {
            fn read_table(
                table: &toml::de::DeTable,
                range: std::ops::Range<usize>,
                reader: &mut $crate::reader::Reader,
            ) -> Self {
                let keys = [$($crate::reader::key(stringify!($field))),*];
                let misspelt = reader.unknown_keys(table, &keys);
                Self {
                    $($field: {
                        let key = $crate::reader::key(stringify!($field));
                        let slot = $crate::reader::Slot {
                            value: table.get(key.as_str()),
                            misspelt: misspelt.contains(&key),
                            key: &key,
                            table: &range,
                        };
                        $crate::reader::Field::read(&slot, reader)
                    },)*
                    range,
                }
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
                        Some($crate::reader::TableShape::read_table(table, node.span(), reader))
                    }
                    _ => {
                        reader.wrong_type(node, Self::EXPECTED);
                        None
                    }
                }
            }
        }
    )*};
}
pub(crate) use shape;

/// The key of the file for a field of a shape.
pub(crate) fn key(field: &str) -> String {
    field.trim_start_matches("r#").replace('_', "-")
}

fn looks_like_date(text: &str) -> bool {
    text.len() >= 10
        && chrono::NaiveDate::parse_from_str(&text[..text.floor_char_boundary(10)], "%Y-%m-%d")
            .is_ok()
}
