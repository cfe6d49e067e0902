//! How the text of a TOML file is laid out: its statements, and the parts of their values.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;
use std::vec::IntoIter;

use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{Source, Span};

use crate::key_path::{KeyPath, Step};

/// The statements of a file. All other lines are blank or comments.
#[derive(Debug)]
pub(super) struct Layout<'t> {
    pub(super) text: &'t str,
    pub(super) statements: Vec<Statement>,
}

/// A header, or a key with its value.
#[derive(Debug)]
pub(super) struct Statement {
    /// Its bytes, without indentation and the comment behind it.
    pub(super) span: Range<usize>,
    /// Its lines, with indentation, comment and line break.
    pub(super) lines: Range<usize>,
    pub(super) keys: Vec<Key>,
    pub(super) kind: StatementKind,
    /// The path of the table, the item or the value.
    pub(super) path: KeyPath,
    /// The header that a key stands under; `None` above the first header.
    pub(super) header: Option<usize>,
}

#[derive(Debug)]
pub(super) enum StatementKind {
    /// `[table]`
    Table,
    /// `[[item]]`
    Item,
    /// `key = value`
    Pair(ValueText),
}

/// A part of a dotted key.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) span: Range<usize>,
}

/// A value as it is written.
#[derive(Debug)]
pub(super) struct ValueText {
    pub(super) span: Range<usize>,
    pub(super) kind: ValueKind,
}

#[derive(Debug)]
pub(super) enum ValueKind {
    Scalar,
    Array(Vec<Cell>),
    Inline(Vec<Cell>),
}

/// An item of an array, or an entry of an inline table.
#[derive(Debug)]
pub(super) struct Cell {
    /// The keys of an entry; none for an item.
    pub(super) keys: Vec<Key>,
    pub(super) value: ValueText,
    /// The place of the comma behind it.
    pub(super) comma: Option<usize>,
}

impl Cell {
    pub(super) fn span(&self) -> Range<usize> {
        let start = self.keys.first().map_or(self.value.span.start, |key| key.span.start);
        start..self.value.span.end
    }
}

impl ValueText {
    /// The items or entries.
    pub(super) fn cells(&self) -> &[Cell] {
        match &self.kind {
            ValueKind::Scalar => &[],
            ValueKind::Array(cells) | ValueKind::Inline(cells) => cells,
        }
    }
}

/// Where the value at a path is written.
#[derive(Debug)]
pub(super) enum Found<'l> {
    /// It is the value of a statement.
    Pair(usize, &'l ValueText),
    /// It is an item or an entry of an array or an inline table.
    Cell(&'l ValueText, usize),
    /// It is a table that entries of an inline table make by dotted keys; so many of their keys
    /// are its path.
    Cells(&'l ValueText, Vec<usize>, usize),
    /// It is a table or a list that headers or dotted keys make.
    Statements(Vec<usize>),
    Nothing,
}

impl Found<'_> {
    /// Returns the bytes of a value that has its own.
    pub(super) fn part(&self) -> Option<&ValueText> {
        match self {
            Self::Pair(_, part) => Some(part),
            Self::Cell(container, index) => Some(&container.cells()[*index].value),
            _ => None,
        }
    }
}

impl<'t> Layout<'t> {
    /// Reads the layout of sound TOML.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let tokens = Source::new(text).lex().into_vec();
        let mut events: Vec<Event> = Vec::new();
        parse_document(&tokens, &mut events, &mut ());
        let is_trivial = |event: &Event| {
            use EventKind::{Comment, Newline, Whitespace};
            matches!(event.kind(), Comment | Newline | Whitespace)
        };
        events.retain(|event| !is_trivial(event));
        let mut parser = Parser { text, events: events.into_iter().peekable() };
        let mut layout = Self { text, statements: Vec::new() };
        let (mut lengths, mut header) = (BTreeMap::new(), None);
        while parser.events.peek().is_some() {
            let mut statement = parser.statement()?;
            let under: Option<&Statement> = header.map(|at: usize| &layout.statements[at]);
            statement.path = match &statement.kind {
                StatementKind::Pair(_) => {
                    let base = under.map(|header| header.path.clone()).unwrap_or_default();
                    statement.keys.iter().fold(base, |path, key| path.key(&key.name))
                }
                _ => path_of_header(&statement, &mut lengths)?,
            };
            match &statement.kind {
                StatementKind::Pair(_) => statement.header = header,
                _ => header = Some(layout.statements.len()),
            }
            layout.statements.push(statement);
        }
        Some(layout)
    }

    /// The text of a range.
    pub(super) fn raw(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The line end that the file uses.
    pub(super) fn line_end(&self) -> &'static str {
        line_end(self.text)
    }

    /// Finds where the value at a path is written.
    pub(super) fn find(&self, path: &KeyPath) -> Found<'_> {
        let mut all = Vec::new();
        for (at, statement) in self.statements.iter().enumerate() {
            if let StatementKind::Pair(part) = &statement.kind
                && path.starts_with(&statement.path)
            {
                let rest = &path.steps()[statement.path.steps().len()..];
                return if rest.is_empty() { Found::Pair(at, part) } else { within(part, rest) };
            }
            if statement.path.starts_with(path) {
                all.push(at);
            }
        }
        if all.is_empty() && !path.steps().is_empty() {
            return Found::Nothing;
        }
        Found::Statements(all)
    }
}

impl Layout<'_> {
    /// Returns whether a table or a list is there only because something in it is.
    pub(super) fn is_made_by(&self, outer: &KeyPath, inner: &KeyPath) -> bool {
        if outer.steps().is_empty() {
            return false;
        }
        match (self.find(outer), self.find(inner)) {
            (Found::Statements(outer), Found::Statements(inner))
            | (Found::Cells(_, outer, _), Found::Cells(_, inner, _)) => outer == inner,
            (Found::Statements(outer), Found::Pair(at, _))
            | (Found::Cells(_, outer, _), Found::Cell(_, at)) => outer == [at],
            _ => false,
        }
    }
}

/// The line end that a text uses.
pub(super) fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// Finds the value at a path inside an array or an inline table.
fn within<'l>(container: &'l ValueText, rest: &[Step]) -> Found<'l> {
    let (index, used) = match (&container.kind, rest.first()) {
        (ValueKind::Array(_), Some(Step::Index(index))) => (*index, 1),
        (ValueKind::Inline(cells), Some(Step::Key(_))) => {
            let is_same =
                |(key, step): (&Key, &Step)| matches!(step, Step::Key(name) if *name == key.name);
            let agrees = |cell: &Cell| cell.keys.iter().zip(rest).all(is_same);
            match cells.iter().position(|cell| cell.keys.len() <= rest.len() && agrees(cell)) {
                Some(index) => (index, cells[index].keys.len()),
                None => {
                    let all =
                        (0..cells.len()).filter(|index| agrees(&cells[*index])).collect::<Vec<_>>();
                    if all.is_empty() {
                        return Found::Nothing;
                    }
                    return Found::Cells(container, all, rest.len());
                }
            }
        }
        _ => return Found::Nothing,
    };
    match container.cells().get(index) {
        None => Found::Nothing,
        Some(_) if used == rest.len() => Found::Cell(container, index),
        Some(cell) => within(&cell.value, &rest[used..]),
    }
}

/// Returns the path of a header's table, and counts the items of lists.
fn path_of_header(header: &Statement, lengths: &mut BTreeMap<KeyPath, usize>) -> Option<KeyPath> {
    let (last, parents) = header.keys.split_last()?;
    let mut path = KeyPath::default();
    for key in parents {
        path = path.key(&key.name);
        if let Some(length) = lengths.get(&path) {
            path = path.index(length.checked_sub(1)?);
        }
    }
    path = path.key(&last.name);
    if matches!(header.kind, StatementKind::Item) {
        let length = lengths.entry(path.clone()).or_default();
        path = path.index(*length);
        *length += 1;
    }
    Some(path)
}

struct Parser<'t> {
    text: &'t str,
    events: Peekable<IntoIter<Event>>,
}

impl Parser<'_> {
    fn next(&mut self, kind: EventKind) -> Option<Range<usize>> {
        self.events.next_if(|event| event.kind() == kind).map(|event| range(event.span()))
    }

    fn statement(&mut self) -> Option<Statement> {
        let (kind, keys, span) = if let Some(open) = self.next(EventKind::StdTableOpen) {
            let keys = self.keys()?;
            (StatementKind::Table, keys, open.start..self.next(EventKind::StdTableClose)?.end)
        } else if let Some(open) = self.next(EventKind::ArrayTableOpen) {
            let keys = self.keys()?;
            (StatementKind::Item, keys, open.start..self.next(EventKind::ArrayTableClose)?.end)
        } else {
            let (keys, part) = self.pair()?;
            let span = keys.first()?.span.start..part.span.end;
            (StatementKind::Pair(part), keys, span)
        };
        let start = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[span.end..].find('\n').map_or(self.text.len(), |at| span.end + at + 1);
        Some(Statement {
            lines: start..end,
            span,
            keys,
            kind,
            path: KeyPath::default(),
            header: None,
        })
    }

    fn pair(&mut self) -> Option<(Vec<Key>, ValueText)> {
        let keys = self.keys()?;
        self.next(EventKind::KeyValSep)?;
        Some((keys, self.part()?))
    }

    fn keys(&mut self) -> Option<Vec<Key>> {
        let mut keys = Vec::new();
        loop {
            let event = self.events.next_if(|event| event.kind() == EventKind::SimpleKey)?;
            let span = range(event.span());
            let raw = toml_parser::Raw::new_unchecked(
                self.text.get(span.clone())?,
                event.encoding(),
                event.span(),
            );
            let mut name = std::borrow::Cow::Borrowed("");
            raw.decode_key(&mut name, &mut ());
            keys.push(Key { name: name.into_owned(), span });
            if self.next(EventKind::KeySep).is_none() {
                return Some(keys);
            }
        }
    }

    /// The parser of `toml` has bounded the depth.
    fn part(&mut self) -> Option<ValueText> {
        if let Some(span) = self.next(EventKind::Scalar) {
            return Some(ValueText { span, kind: ValueKind::Scalar });
        }
        let array = self.next(EventKind::ArrayOpen);
        let is_array = array.is_some();
        let start = array.or_else(|| self.next(EventKind::InlineTableOpen))?.start;
        let close = if is_array { EventKind::ArrayClose } else { EventKind::InlineTableClose };
        let mut cells = Vec::new();
        loop {
            if let Some(end) = self.next(close) {
                let kind =
                    if is_array { ValueKind::Array(cells) } else { ValueKind::Inline(cells) };
                return Some(ValueText { span: start..end.end, kind });
            }
            let (keys, value) = if is_array { (Vec::new(), self.part()?) } else { self.pair()? };
            let comma = self.next(EventKind::ValueSep).map(|comma| comma.start);
            cells.push(Cell { keys, value, comma });
        }
    }
}

fn range(span: Span) -> Range<usize> {
    span.start()..span.end()
}
