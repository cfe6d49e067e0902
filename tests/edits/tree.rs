//! What a file must hold after an edit, by a tree of its own.

use byline_core::edit::{TomlEdit, TomlValue};
use byline_core::key_path::{KeyPath, Outline, Step};
use toml::{Table, Value};

/// A file as it is before an edit.
pub(crate) struct Before<'t> {
    pub(crate) text: &'t str,
    pub(crate) root: Value,
    pub(crate) paths: Vec<KeyPath>,
    pub(crate) outline: Outline,
}

impl<'t> Before<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        let root = parse(text);
        Self { text, paths: paths(&root), outline: Outline::of(text), root }
    }

    /// Returns whether TOML has no way to write an edit beside what is there: something else than
    /// a table among tables with headers, or a table beside one that dotted keys make.
    pub(crate) fn cannot_hold(&self, edit: &TomlEdit) -> bool {
        let (path, value, is_set) = match edit {
            TomlEdit::Set { path, value } => (path, value, true),
            TomlEdit::Insert { list, value, .. } => (list, value, false),
            _ => return false,
        };
        let path = self.normal(path);
        let (Some(known), Some(position)) = (self.at(&path), self.outline.get(&path)) else {
            return false;
        };
        let raw = &self.text[position.value.clone()];
        let is_table = matches!(value, TomlValue::Table(_));
        match known {
            Value::Table(_) if is_set => {
                let is_item = matches!(path.steps().last(), Some(Step::Index(_)));
                is_item && !raw.starts_with('{') && !is_table
            }
            // An item of a list with headers is no list of one.
            Value::Table(_) if raw.starts_with("[[") => true,
            Value::Table(_) => !(raw.starts_with('{') || raw.starts_with('[') && is_table),
            Value::Array(_) if !is_set => {
                let first = self.outline.get(&path.index(0));
                let have_headers = first.is_some_and(|first| first.value == position.value);
                have_headers && !is_table
            }
            _ => false,
        }
    }

    /// Returns the value at a path.
    pub(crate) fn at(&self, path: &KeyPath) -> Option<&Value> {
        at(&self.root, path)
    }

    /// Returns a path without the indices of values that stand for a list of one.
    pub(crate) fn normal(&self, path: &KeyPath) -> KeyPath {
        normal_in(&self.root, path)
    }
}

/// Reads a text; its line breaks are `\n`.
pub(crate) fn parse(text: &str) -> Value {
    let mut value = Value::Table(text.trim_start_matches('\u{feff}').parse::<Table>().unwrap());
    each_text(&mut value, &unix);
    value
}

fn unix(text: &str) -> String {
    let mut text = text.to_owned();
    while text.contains("\r\n") {
        text = text.replace("\r\n", "\n");
    }
    text
}

fn each_text(value: &mut Value, change: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Array(items) => items.iter_mut().for_each(|item| each_text(item, change)),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| each_text(value, change)),
        _ => {}
    }
}

/// Returns the paths of all values.
fn paths(root: &Value) -> Vec<KeyPath> {
    fn visit(value: &Value, path: &KeyPath, paths: &mut Vec<KeyPath>) {
        let inside: Vec<_> = match value {
            Value::Table(table) => {
                table.iter().map(|(key, value)| (path.clone().key(key), value)).collect()
            }
            Value::Array(items) => {
                items.iter().enumerate().map(|(at, item)| (path.clone().index(at), item)).collect()
            }
            _ => return,
        };
        for (path, value) in inside {
            paths.push(path.clone());
            visit(value, &path, paths);
        }
    }
    let mut paths = Vec::new();
    visit(root, &KeyPath::default(), &mut paths);
    paths
}

fn at<'v>(root: &'v Value, path: &KeyPath) -> Option<&'v Value> {
    path.steps().iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.as_table()?.get(key),
        Step::Index(index) => value.as_array()?.get(*index),
    })
}

fn at_mut<'v>(root: &'v mut Value, path: &KeyPath) -> Option<&'v mut Value> {
    path.steps().iter().try_fold(root, |value, step| match step {
        Step::Key(key) => value.as_table_mut()?.get_mut(key),
        Step::Index(index) => value.as_array_mut()?.get_mut(*index),
    })
}

fn normal_in(root: &Value, path: &KeyPath) -> KeyPath {
    let mut known = KeyPath::default();
    for step in path.steps() {
        let is_alone = at(root, &known).is_some_and(|value| !value.is_array());
        known = match step {
            Step::Index(0) if is_alone => known,
            Step::Index(index) => known.index(*index),
            Step::Key(key) => known.key(key),
        };
    }
    known
}

/// Says what is wrong with the values after an edit.
pub(crate) fn fault(before: &Before, edit: &TomlEdit, after: &str) -> Option<String> {
    let mut after = parse(after);
    // Where closing quotation marks have a line of their own, the text ends with a line break.
    let bare = |text: &str| text.strip_suffix('\n').unwrap_or(text).to_owned();
    each_text(&mut after, &bare);
    let mut ways = expected(before.root.clone(), edit);
    for way in &mut ways {
        each_text(way, &bare);
    }
    (!ways.contains(&after)).then(|| format!("the values are wrong: {after:?} is none of {ways:?}"))
}

/// Returns what the file may hold: with or without the tables that a removal leaves empty, which
/// may hold comments.
fn expected(mut root: Value, edit: &TomlEdit) -> Vec<Value> {
    match edit {
        TomlEdit::Set { path, value } => {
            let path = normal_in(&root, path);
            put(&mut root, &path, entered(value));
        }
        TomlEdit::Remove { path } => return without(root.clone(), &normal_in(&root, path)),
        TomlEdit::Insert { list, index, value } => {
            let list = normal_in(&root, list);
            list_at(&mut root, &list).insert(*index, entered(value));
        }
        TomlEdit::Move { list, from, to } => {
            let list = normal_in(&root, list);
            if at(&root, &list).unwrap().is_array() {
                let items = list_at(&mut root, &list);
                let item = items.remove(*from);
                items.insert(*to, item);
            }
        }
        TomlEdit::Duplicate { list, index } => {
            let list = normal_in(&root, list);
            let items = list_at(&mut root, &list);
            items.insert(*index, items[*index].clone());
        }
    }
    vec![root]
}

/// Returns the list at a path: made if it is missing, and of one item if it is none.
fn list_at<'v>(root: &'v mut Value, path: &KeyPath) -> &'v mut Vec<Value> {
    match at(root, path).cloned() {
        Some(Value::Array(_)) => {}
        Some(alone) => *at_mut(root, path).unwrap() = Value::Array(vec![alone]),
        None => put(root, path, Value::Array(Vec::new())),
    }
    at_mut(root, path).unwrap().as_array_mut().unwrap()
}

fn put(root: &mut Value, path: &KeyPath, value: Value) {
    let Some((last, _)) = path.steps().split_last() else { panic!("the root is never set") };
    let parent = path.parent().unwrap();
    if at(root, &parent).is_none() {
        let empty = match last {
            Step::Key(_) => Value::Table(Table::new()),
            Step::Index(_) => Value::Array(Vec::new()),
        };
        put(root, &parent, empty);
    }
    match last {
        Step::Key(key) => {
            at_mut(root, &parent).unwrap().as_table_mut().unwrap().insert(key.clone(), value);
        }
        Step::Index(index) => {
            let items = list_at(root, &parent);
            if *index < items.len() {
                items[*index] = value;
            } else {
                items.push(value);
            }
        }
    }
}

fn without(mut root: Value, path: &KeyPath) -> Vec<Value> {
    let mut ways = Vec::new();
    let mut path = path.clone();
    while let (Some(parent), Some(last)) = (path.parent(), path.steps().last()) {
        let Some(holder) = at_mut(&mut root, &parent) else { break };
        match last {
            Step::Key(key) => _ = holder.as_table_mut().unwrap().remove(key),
            Step::Index(index) => _ = holder.as_array_mut().unwrap().remove(*index),
        }
        let is_empty = match at(&root, &parent).unwrap() {
            Value::Table(table) => table.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        ways.push(root.clone());
        let is_item = matches!(parent.steps().last(), Some(Step::Index(_)));
        if !is_empty || is_item && matches!(last, Step::Key(_)) {
            break;
        }
        path = parent;
    }
    if ways.is_empty() { vec![root] } else { ways }
}

/// Returns a value as `toml` knows it.
pub(crate) fn entered(value: &TomlValue) -> Value {
    match value {
        TomlValue::String(text) => Value::String(unix(text)),
        TomlValue::Integer(number) => Value::Integer(*number),
        TomlValue::Float(number) => Value::Float(*number),
        TomlValue::Boolean(is_true) => Value::Boolean(*is_true),
        TomlValue::Datetime(moment) => Value::Datetime(*moment),
        TomlValue::Array(items) => Value::Array(items.iter().map(entered).collect()),
        TomlValue::Table(entries) => {
            Value::Table(entries.iter().map(|(key, value)| (key.clone(), entered(value))).collect())
        }
    }
}
