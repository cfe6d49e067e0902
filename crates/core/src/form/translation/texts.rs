//! The texts of a file that can be translated.

use toml::de::{DeTable, DeValue};

use crate::form::{Structure, layout};
use crate::key_path::KeyPath;
use crate::model::{Language, Slug};
use crate::reader::{FieldKind, Node};
use crate::schema::SchemaFile;

/// Keys whose texts are the same in every language: they are searched for, sorted by or dialled.
const SAME: &[&str] =
    &["aliases", "email", "issn", "keyword", "native-name", "phone", "report-number", "sort-key"];

/// Names, and what is printed with them, by table. A language may have others, or needs none.
const NAMES: &[(&str, &[&str])] = &[
    ("record", &["dateline", "keywords"]),
    ("issue", &["name"]),
    ("imprint", &["publisher", "printer", "address", "copyright"]),
    ("venue", &["name", "room", "building", "district", "city", "country"]),
    ("session", &["room"]),
    ("photo", &["credit", "copyright", "source"]),
    ("logo", &["alt"]),
    ("budget-line", &["amount"]),
    ("coverage", &["outlet", "title"]),
    ("next-step", &["owner"]),
    ("reference", &["title", "publisher"]),
    ("contact", &["name", "address"]),
    ("upcoming", &["venue"]),
    ("person", &["name", "short-name", "honorifics"]),
    ("organisation", &["name", "abbreviation", "former-names", "country"]),
];

/// A text in the language of its file.
#[derive(Debug)]
pub(super) struct OriginalText<'t> {
    /// Its path in the form.
    pub(super) path: KeyPath,
    /// Its path in the file.
    pub(super) written: KeyPath,
    /// Its value: a text, or texts by language.
    pub(super) node: &'t Node<'t>,
    /// What it says in the main language.
    pub(super) words: &'t str,
    /// The kind of text.
    pub(super) kind: &'static str,
    /// Whether it is a name.
    pub(super) is_name: bool,
}

/// Returns the texts of a file, in the order of its form.
pub(super) fn texts_of<'t>(
    root: &'t DeTable<'t>,
    file: SchemaFile,
    main: &Language,
) -> Vec<OriginalText<'t>> {
    let structure = Structure::of(file);
    let mut reader = TextReader { structure, main, found: vec![] };
    let nowhere = (&KeyPath::default(), &KeyPath::default());
    if structure.is_entries {
        reader.entries(root, &structure.root, nowhere);
    } else if let Some(known) = structure.table(&structure.root) {
        let tabs = layout::tabs(file).iter().flat_map(|(_, keys)| *keys);
        let fields = tabs.filter_map(|key| known.field(key));
        for field in fields {
            reader.field(root, &structure.root, &field.declaration.key, &field.kind, nowhere);
        }
    }
    reader.found
}

/// Returns what a value says in a language, with the tag under which it does.
pub(super) fn words_in<'t>(node: &'t Node<'t>, language: &Language) -> Option<(&'t str, &'t str)> {
    let DeValue::Table(texts) = node.get_ref() else { return None };
    let found = texts.iter().find(|(tag, _)| {
        tag.get_ref().parse::<Language>().is_ok_and(|tag| tag.is_read_as(language))
    });
    let (tag, text) = found?;
    Some((tag.get_ref(), text.get_ref().as_str()?))
}

/// The path of a value in the form, and that in the file.
type PathPair<'p> = (&'p KeyPath, &'p KeyPath);

struct TextReader<'t, 'l> {
    structure: &'static Structure,
    main: &'l Language,
    found: Vec<OriginalText<'t>>,
}

impl<'t> TextReader<'t, '_> {
    fn table(&mut self, table: &'t DeTable<'t>, name: &str, paths: PathPair<'_>) {
        let Some(known) = self.structure.table(name) else { return };
        for field in &known.fields {
            self.field(table, name, &field.declaration.key, &field.kind, paths);
        }
    }

    fn field(
        &mut self,
        table: &'t DeTable<'t>,
        name: &str,
        key: &str,
        kind: &FieldKind,
        (path, written): PathPair<'_>,
    ) {
        if SAME.contains(&key) {
            return;
        }
        if let Some(node) = table.get(key) {
            let (path, written) = (path.clone().key(key), written.clone().key(key));
            self.value(node, kind, is_name(name, key), (&path, &written));
        }
    }

    fn value(
        &mut self,
        node: &'t Node<'t>,
        kind: &FieldKind,
        is_name: bool,
        (path, written): PathPair<'_>,
    ) {
        match (kind, node.get_ref()) {
            (FieldKind::List(of), DeValue::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let paths = (&path.clone().index(index), &written.clone().index(index));
                    self.value(item, of, is_name, paths);
                }
            }
            // A value alone is a list of one.
            (FieldKind::List(of), _) => {
                self.value(node, of, is_name, (&path.clone().index(0), written));
            }
            (
                FieldKind::Table(name)
                | FieldKind::Either { table: name, .. }
                | FieldKind::Person(name)
                | FieldKind::Organisation(name),
                DeValue::Table(table),
            ) if self.has_keys(table, name) => self.table(table, name, (path, written)),
            (FieldKind::Entries(name), DeValue::Table(table)) => {
                self.entries(table, name, (path, written));
            }
            (FieldKind::Table(name), _) => {
                let known = self.structure.table(name);
                if let Some(key) = known.and_then(|known| known.text_for) {
                    self.alone(node, name, key, (path, written));
                }
            }
            (FieldKind::Either { key, table }, _) => {
                self.alone(node, table, key, (path, written));
            }
            // Any other text is the id of an entry.
            (FieldKind::Person(_) | FieldKind::Organisation(_), DeValue::String(name))
                if name.parse::<Slug>().is_err() =>
            {
                self.text(node, "text", true, (path, written));
            }
            (FieldKind::Text, _) => self.text(node, "text", is_name, (path, written)),
            (FieldKind::Lines, _) => self.text(node, "lines", is_name, (path, written)),
            (FieldKind::Prose, _) => self.text(node, "prose", is_name, (path, written)),
            _ => {}
        }
    }

    /// Returns whether a table is one of these, and not a text by language in place of one.
    fn has_keys(&self, table: &DeTable, name: &str) -> bool {
        let known = self.structure.table(name);
        let is_known = |key: &str| known.is_some_and(|known| known.field(key).is_some());
        table.is_empty() || table.keys().any(|key| is_known(key.get_ref()))
    }

    /// Reads a value in place of the table of which it is a certain key.
    fn alone(&mut self, node: &'t Node<'t>, name: &str, key: &str, (path, written): PathPair<'_>) {
        let kind = self.structure.table(name).and_then(|known| known.field(key));
        if let Some(field) = kind.filter(|_| !SAME.contains(&key)) {
            let path = path.clone().key(key);
            self.value(node, &field.kind, is_name(name, key), (&path, written));
        }
    }

    /// Reads entries, in the order of the file.
    fn entries(&mut self, table: &'t DeTable<'t>, name: &str, (path, written): PathPair<'_>) {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(id, _)| id.span().start);
        for (id, node) in entries {
            if let DeValue::Table(own) = node.get_ref() {
                let id = id.get_ref();
                self.table(own, name, (&path.clone().key(id), &written.clone().key(id)));
            }
        }
    }

    fn text(
        &mut self,
        node: &'t Node<'t>,
        kind: &'static str,
        is_name: bool,
        (path, written): PathPair<'_>,
    ) {
        let words = match node.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => words_in(node, self.main).map(|(_, words)| words),
        };
        if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
            let (path, written) = (path.clone(), written.clone());
            self.found.push(OriginalText { path, written, node, words, kind, is_name });
        }
    }
}

fn is_name(table: &str, key: &str) -> bool {
    NAMES.iter().any(|(own, keys)| *own == table && keys.contains(&key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::TableDeclaration;

    #[test]
    fn names_are_keys_of_tables() {
        let mut unknown = Vec::new();
        for (table, keys) in NAMES {
            let found: Vec<&TableDeclaration> = SchemaFile::ALL
                .iter()
                .filter_map(|file| Structure::of(*file).table(table))
                .collect();
            for key in *keys {
                if !found.iter().any(|known| known.field(key).is_some()) {
                    unknown.push(format!("{table}.{key}"));
                }
            }
        }
        assert_eq!(unknown, [""; 0]);
        for key in SAME {
            let has = |known: &TableDeclaration| known.field(key).is_some();
            let mut files = SchemaFile::ALL.iter();
            assert!(files.any(|file| Structure::of(*file).tables.0.values().any(has)), "{key}");
        }
    }
}
