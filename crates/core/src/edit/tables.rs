//! Tables that have headers: where a new one goes, and how it is written.

use super::layout::{Layout, StatementKind, ValueKind};
use super::strings::key;
use super::value::TomlValue;
use super::write::{WIDTH, inline, of_key};
use crate::key_path::{KeyPath, Step};

/// How new tables are written in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style<'l> {
    pub(super) layout: &'l Layout<'l>,
    /// What stands before each header.
    pub(super) indent: &'l str,
    /// What stands before each key.
    pub(super) key_indent: &'l str,
}

impl<'l> Style<'l> {
    /// Returns the style of one of the file's headers, for its neighbours.
    pub(super) fn of_header(layout: &'l Layout<'l>, at: usize) -> Self {
        let indent = layout.indent(at);
        let first = layout.statements.get(at + 1).filter(|next| next.header == Some(at));
        let key_indent = first.map_or(indent, |_| layout.indent(at + 1));
        Self { layout, indent, key_indent }
    }

    /// Returns the style without indentation.
    pub(super) fn plain(layout: &'l Layout<'l>) -> Self {
        Self { layout, indent: "", key_indent: "" }
    }

    /// Writes a table, or the tables of a list, with headers. The name is the dotted key for the
    /// header, the path its keys.
    pub(super) fn tables(self, name: &str, path: &str, value: &TomlValue) -> String {
        let end = self.layout.line_end();
        match value {
            TomlValue::Table(entries) => self.table(&format!("[{name}]"), name, path, entries),
            TomlValue::Array(items) => {
                let items = items.iter().filter_map(|item| match item {
                    TomlValue::Table(entries) => Some(self.item(name, path, entries)),
                    _ => None,
                });
                items.collect::<Vec<_>>().join(end)
            }
            _ => String::new(),
        }
    }

    /// Writes an item of a list with its header.
    pub(super) fn item(self, name: &str, path: &str, entries: &[(String, TomlValue)]) -> String {
        self.table(&format!("[[{name}]]"), name, path, entries)
    }

    fn table(
        self,
        header: &str,
        name: &str,
        path: &str,
        entries: &[(String, TomlValue)],
    ) -> String {
        let end = self.layout.line_end();
        // Nothing but tables, as in a directory of people: each has its header.
        let are_entries = entries.iter().all(|(_, value)| matches!(value, TomlValue::Table(_)));
        let is_apart = |(key, value): &&(String, TomlValue)| {
            are_entries || !self.layout.is_inline(&format!("{path}.{key}"), value, true)
        };
        let keys: String = entries
            .iter()
            .filter(|entry| !is_apart(entry))
            .map(|(name, value)| self.line(&key(name), " = ", value))
            .collect();
        let tables = entries.iter().filter(is_apart).map(|(own, value)| {
            self.tables(&format!("{name}.{}", key(own)), &format!("{path}.{own}"), value)
        });
        // A header that only leads to others is left out.
        let is_needed = !keys.is_empty() || header.starts_with("[[") || entries.is_empty();
        let body = is_needed.then(|| format!("{}{header}{end}{keys}", self.indent));
        body.into_iter().chain(tables).collect::<Vec<_>>().join(end)
    }

    /// Writes a key with its value.
    pub(super) fn line(self, name: &str, equals: &str, value: &TomlValue) -> String {
        let (indent, end) = (self.key_indent, self.layout.line_end());
        format!("{indent}{name}{equals}{}{end}", of_key(value, indent, end))
    }
}

impl<'t> Layout<'t> {
    /// Returns what stands before a statement on its line.
    pub(super) fn indent(&self, at: usize) -> &'t str {
        let statement = &self.statements[at];
        self.raw(&(statement.lines.start..statement.span.start))
    }

    /// Returns whether a new value is written behind its key, as others of that path in the file
    /// are, and not with headers.
    pub(super) fn is_inline(&self, path: &str, value: &TomlValue, is_nested: bool) -> bool {
        if !value.has_header() {
            return true;
        }
        let alike = self.statements.iter().find(|statement| statement.path.keys() == path);
        if let Some(statement) = alike {
            return match &statement.kind {
                StatementKind::Pair(part) => !matches!(part.kind, ValueKind::Scalar),
                _ => false,
            };
        }
        let TomlValue::Table(entries) = value else { return false };
        let is_small = |(_, value): &(String, TomlValue)| match value {
            TomlValue::String(text) => !text.contains('\n'),
            TomlValue::Table(_) => false,
            other => !other.has_header(),
        };
        is_nested
            && entries.iter().all(is_small)
            && inline(value, "\n").chars().count() <= WIDTH - 10
    }

    /// Returns the dotted key by which headers name a table.
    pub(super) fn name(&self, path: &KeyPath, statements: &[usize]) -> String {
        let keys = path.steps().iter().filter_map(|step| match step {
            Step::Key(name) => Some(name),
            Step::Index(_) => None,
        });
        let count = keys.clone().count();
        let header = statements
            .iter()
            .filter(|at| self.is_header(**at))
            .find_map(|at| self.statements[*at].keys.get(..count));
        match header {
            Some([first, .., last]) => self.raw(&(first.span.start..last.span.end)).to_owned(),
            Some([only]) => self.raw(&only.span).to_owned(),
            _ => keys.map(|name| key(name)).collect::<Vec<_>>().join("."),
        }
    }
}
