//! New keys: where they go in a table, however it is written.

use super::Unwritable;
use super::inline::Container;
use super::layout::{Found, Layout, Statement, StatementKind, ValueKind};
use super::patch::Patch;
use super::strings::key as written_key;
use super::tables::Style;
use super::value::TomlValue;
use super::work::Work;
use super::write::inline;
use crate::key_path::{KeyPath, Step};

impl Work<'_> {
    /// Adds a key to a table.
    pub(super) fn add(
        &mut self,
        table: &KeyPath,
        key: &str,
        value: &TomlValue,
    ) -> Result<(), Unwritable> {
        let path = table.clone().key(key);
        if !matches!(self.tree.get(table.steps()), Some(TomlValue::Table(_))) {
            return Err(Unwritable::at(&path));
        }
        let mut expected = self.tree.clone();
        expected.put(path.steps(), value.clone()).ok_or_else(|| Unwritable::at(&path))?;
        let layout = self.layout()?;
        let order = (self.order)(table);
        let new = New { layout: &layout, table, key, value, order: &order };
        let ways: Vec<_> = match layout.find(table) {
            Found::Pair(_, part) => vec![new.entry(part)],
            Found::Cell(container, index) => vec![new.entry(&container.cells()[index].value)],
            Found::Cells(part, cells, depth) => vec![new.dotted_entry(part, &cells, depth)],
            Found::Statements(all) => new.ways(&all),
            Found::Nothing => Vec::new(),
        };
        self.commit(&path, expected, ways.into_iter().flatten())
    }
}

/// A key that is to be added to a table.
#[derive(Clone, Copy)]
pub(super) struct New<'l> {
    pub(super) layout: &'l Layout<'l>,
    pub(super) table: &'l KeyPath,
    pub(super) key: &'l str,
    pub(super) value: &'l TomlValue,
    pub(super) order: &'l [String],
}

impl New<'_> {
    pub(super) fn rank(self, key: &str) -> Option<usize> {
        self.order.iter().position(|own| own == key)
    }

    /// Chooses among the keys of a table, in the order of the file, the place for the new one:
    /// behind one of them, or before it.
    fn place(self, keys: &[&str]) -> Option<(usize, bool)> {
        let last = keys.len().checked_sub(1)?;
        let Some(own) = self.rank(self.key) else { return Some((last, true)) };
        let ranks = keys.iter().enumerate().filter_map(|(at, key)| Some((self.rank(key)?, at)));
        let before = ranks.clone().filter(|(rank, _)| *rank <= own).max();
        let after = ranks.filter(|(rank, _)| *rank > own).min_by_key(|(_, at)| *at);
        match (before, after) {
            (Some((_, at)), _) => Some((at, true)),
            (None, Some((_, at))) => Some((at, false)),
            (None, None) => Some((last, true)),
        }
    }

    /// The ways to add to a table of headers or dotted keys, the best one first.
    fn ways(self, statements: &[usize]) -> Vec<Option<Patch>> {
        let line = || [self.line(), self.dotted(statements), self.under_new_header(statements)];
        let path = format!("{}.{}", self.table.keys(), self.key);
        let is_nested = !self.table.steps().is_empty();
        let is_inline = self.layout.is_inline(path.trim_start_matches('.'), self.value, is_nested)
            && !self.is_among_tables();
        if is_inline {
            line().into_iter().chain(self.tables(statements)).collect()
        } else {
            self.tables(statements).into_iter().chain(line()).collect()
        }
    }

    /// Whether the table holds nothing but tables with headers, as a directory does.
    pub(super) fn is_among_tables(self) -> bool {
        let depth = self.table.steps().len();
        let mut inside = self.layout.statements.iter().filter(|statement| {
            statement.path.starts_with(self.table) && statement.path.steps().len() > depth
        });
        matches!(self.value, TomlValue::Table(_))
            && inside.clone().next().is_some()
            && inside.all(|statement| match statement.kind {
                StatementKind::Table => true,
                StatementKind::Item => false,
                StatementKind::Pair(_) => statement.path.steps().len() > depth + 1,
            })
    }

    /// The keys under a header, or above the first.
    fn line(self) -> Option<Patch> {
        let layout = self.layout;
        let header = layout.header_of(self.table);
        if header.is_none() && !self.table.steps().is_empty() {
            return None;
        }
        let depth = self.table.steps().len();
        let (places, keys): (Vec<_>, Vec<_>) = layout
            .statements
            .iter()
            .enumerate()
            .filter(|(_, statement)| is_pair(statement) && statement.header == header)
            .filter_map(|(at, statement)| Some((at, name_of(statement.path.steps().get(depth)?)?)))
            .unzip();
        let name = written_key(self.key);
        let Some((chosen, is_behind)) = self.place(&keys) else {
            return Some(match header {
                Some(at) => {
                    let line = Style::of_header(layout, at).line(&name, " = ", self.value);
                    Patch::default().put(layout.statements[at].lines.end, line)
                }
                None => self.first_line(&Style::plain(layout).line(&name, " = ", self.value)),
            });
        };
        let near = places[chosen];
        Some(self.beside(near, is_behind, &name))
    }

    /// The first line of a file that begins with a header, or is empty.
    fn first_line(self, line: &str) -> Patch {
        let layout = self.layout;
        let at = if layout.statements.is_empty() { layout.text.len() } else { layout.lead(0) };
        layout.paste(at, line, true, Patch::default())
    }

    /// A line beside another, in its style.
    fn beside(self, near: usize, is_behind: bool, name: &str) -> Patch {
        let layout = self.layout;
        let statement = &layout.statements[near];
        let indent = layout.indent(near);
        let style = Style { layout, indent, key_indent: indent };
        let line = style.line(name, &layout.equals(statement, name), self.value);
        // A comment at the top of the file speaks of the whole.
        let lead = layout.lead(near);
        let before = if lead == 0 { statement.lines.start } else { lead };
        Patch::default().put(if is_behind { statement.lines.end } else { before }, line)
    }

    /// Behind the dotted keys that make the table: `table.key = value`.
    fn dotted(self, statements: &[usize]) -> Option<Patch> {
        let layout = self.layout;
        let depth = self.table.steps().len();
        let near = statements.iter().rev().find(|at| {
            let statement = &layout.statements[**at];
            let base = statement.path.steps().len() - statement.keys.len();
            is_pair(statement) && base < depth
        })?;
        let statement = &layout.statements[*near];
        let base = statement.path.steps().len() - statement.keys.len();
        let last = statement.keys.get(depth.checked_sub(base + 1)?)?;
        let prefix = layout.raw(&(statement.span.start..last.span.end));
        Some(self.beside(*near, true, &format!("{prefix}.{}", written_key(self.key))))
    }

    /// Under a header for a table that so far only the headers inside it make.
    fn under_new_header(self, statements: &[usize]) -> Option<Patch> {
        let layout = self.layout;
        let first = *statements.iter().find(|at| layout.is_header(**at))?;
        let style = Style::of_header(layout, first);
        let name = layout.name(self.table, statements);
        let line = style.line(&written_key(self.key), " = ", self.value);
        let end = layout.line_end();
        let lines = format!("{}[{name}]{end}{line}", style.indent);
        Some(layout.paste(layout.lead(first), &lines, true, Patch::default()))
    }

    /// With headers: behind the table that comes before it, or behind all of the table's.
    fn tables(self, statements: &[usize]) -> Vec<Option<Patch>> {
        let layout = self.layout;
        if !self.value.has_header() {
            return Vec::new();
        }
        let depth = self.table.steps().len();
        let mut children: Vec<(&str, Vec<usize>)> = Vec::new();
        for at in statements {
            let statement = &layout.statements[*at];
            let Some(key) = statement.path.steps().get(depth).and_then(name_of) else { continue };
            match children.iter_mut().find(|(own, _)| *own == key) {
                Some((_, all)) => all.push(*at),
                None => children.push((key, vec![*at])),
            }
        }
        children.retain(|(_, all)| {
            all.iter().all(|at| {
                layout.is_header(*at)
                    || layout.statements[*at].header.is_some_and(|header| all.contains(&header))
            })
        });
        let keys: Vec<_> = children.iter().map(|(key, _)| *key).collect();
        let chosen = self.rank(self.key).and(self.place(&keys)).and_then(|(at, is_behind)| {
            let blocks = layout.blocks(&children[at].1);
            Some(if is_behind { blocks.last()?.end } else { blocks.first()?.start })
        });
        let end = statements.last().map_or(layout.text.len(), |last| layout.tail(*last));
        let near = children.last().and_then(|(_, all)| all.first());
        let style = match near.copied().or(layout.header_of(self.table)) {
            Some(header) => Style::of_header(layout, header),
            None => Style::plain(layout),
        };
        let lines = self.with_header(style, statements);
        let at = |at: usize| layout.paste(at, &lines, true, Patch::default());
        vec![chosen.map(at), Some(at(end))]
    }

    /// The lines of a table, or of the tables of a list, with headers.
    pub(super) fn with_header(self, style: Style<'_>, statements: &[usize]) -> String {
        let name = match self.layout.name(self.table, statements) {
            name if name.is_empty() => written_key(self.key),
            name => format!("{name}.{}", written_key(self.key)),
        };
        let path = format!("{}.{}", self.table.keys(), self.key);
        style.tables(&name, path.trim_start_matches('.'), self.value)
    }

    /// In an inline table.
    fn entry(self, part: &super::layout::ValueText) -> Option<Patch> {
        let ValueKind::Inline(cells) = &part.kind else { return None };
        let keys: Vec<_> =
            cells.iter().filter_map(|cell| Some(&*cell.keys.first()?.name)).collect();
        let index = match self.place(&keys) {
            Some((at, is_behind)) => at + usize::from(is_behind),
            None => 0,
        };
        let new = self.entry_text(part, "");
        Some(Container { layout: self.layout, part }.insert(index, &new))
    }

    /// In a table that dotted keys of an inline table make.
    fn dotted_entry(
        self,
        part: &super::layout::ValueText,
        cells: &[usize],
        depth: usize,
    ) -> Option<Patch> {
        let last = *cells.last()?;
        let keys = part.cells()[last].keys.get(..depth)?;
        let prefix = keys.first()?.span.start..keys.last()?.span.end;
        let new = self.entry_text(part, &format!("{}.", self.layout.raw(&prefix)));
        Some(Container { layout: self.layout, part }.insert(last + 1, &new))
    }

    fn entry_text(self, part: &super::layout::ValueText, prefix: &str) -> String {
        let near = part.cells().last().and_then(|cell| {
            let key = cell.keys.last()?;
            Some(self.layout.raw(&(key.span.end..cell.value.span.start)))
        });
        let equals = near.filter(|equals| !equals.contains('\n')).unwrap_or(" = ");
        let value = inline(self.value, self.layout.line_end());
        format!("{prefix}{}{equals}{value}", written_key(self.key))
    }
}

impl Layout<'_> {
    /// What stands between a new key and its value, as in a neighbouring line.
    fn equals(&self, near: &Statement, name: &str) -> String {
        let StatementKind::Pair(part) = &near.kind else { return " = ".into() };
        let Some(last) = near.keys.last() else { return " = ".into() };
        let equals = self.raw(&(last.span.end..part.span.start));
        let (before, after) = equals.split_once('=').unwrap_or((" ", " "));
        if before.len() < 2 {
            return equals.to_owned();
        }
        // The signs of a table stand below each other.
        let width = self.raw(&(near.span.start..last.span.end)).chars().count() + before.len();
        let padding = width.saturating_sub(name.chars().count()).max(1);
        format!("{}={after}", " ".repeat(padding))
    }
}

fn is_pair(statement: &Statement) -> bool {
    matches!(statement.kind, StatementKind::Pair(_))
}

fn name_of(step: &Step) -> Option<&str> {
    match step {
        Step::Key(name) => Some(name),
        Step::Index(_) => None,
    }
}
