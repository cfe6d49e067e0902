//! The files that are edited, and comments everywhere in them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use byline_core::edit::TomlEdit;
use byline_core::key_path::{KeyPath, Outline, Position};
use byline_fuzz::Rng;

use crate::tree::{Before, parse};

/// Where the files are: folders and single ones.
const PLACES: [&str; 7] = [
    "tests/edits/layouts",
    "templates/tests/records",
    "records",
    "issues",
    "people.toml",
    "organisations.toml",
    "byline.toml",
];

/// Returns the files by name. Those of odd layouts come with every kind of line end as well.
pub(crate) fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for place in PLACES {
        let path = root.join(place);
        let inside = fs::read_dir(&path).into_iter().flatten().map(|entry| entry.unwrap().path());
        let mut paths: Vec<_> = if path.is_dir() { inside.collect() } else { vec![path] };
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
        paths.sort();
        for path in paths {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            let text = fs::read_to_string(&path).unwrap();
            if place == PLACES[0] {
                let windows = text.replace('\n', "\r\n");
                files.push((format!("{name}, no last line end"), text.trim_end().to_owned()));
                files.push((format!("{name}, Windows"), format!("\u{feff}{windows}")));
            }
            files.push((name, text));
        }
    }
    assert!(files.len() > 60, "{}", files.len());
    files
}

/// Returns a text with numbered comments above and behind some of its lines.
pub(crate) fn annotated(text: &str, rng: &mut Rng) -> String {
    let outline = Outline::of(text);
    let leaves: Vec<_> = outline.leaves().map(|(_, range)| range.clone()).collect();
    let in_string = |at: usize| leaves.iter().any(|range| range.start < at && at < range.end);
    let (mut written, mut at, mut number) = (String::new(), 0, 0);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    for line in text.split_inclusive('\n') {
        let mut note = || {
            number += 1;
            format!("# note {number}.")
        };
        if at > 0 && !in_string(at) && rng.one_in(8) {
            let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            written.extend([indent, &note(), line_end]);
        }
        let bare = line.trim_end_matches(['\r', '\n']);
        written.push_str(bare);
        if !bare.trim().is_empty() && !in_string(at + bare.len()) && rng.one_in(8) {
            written.extend([" ", &note()]);
        }
        written.push_str(&line[bare.len()..]);
        at += line.len();
    }
    assert_eq!(parse(text), parse(&written), "{written}");
    written
}

/// The comments that an edit must keep, in their order, and those that may go with what it
/// removes.
#[derive(Debug)]
pub(crate) struct Kept {
    notes: Vec<String>,
    may_go: BTreeSet<String>,
    is_in_order: bool,
}

impl Kept {
    pub(crate) fn of(before: &Before, edit: &TomlEdit) -> Self {
        let removed = match edit {
            // Or what a new value does not have.
            TomlEdit::Remove { path } | TomlEdit::Set { path, .. } => Some(path),
            _ => None,
        };
        let may_go = removed.map(|path| notes(&around(before, path)).into_iter().collect());
        let is_in_order = match edit {
            TomlEdit::Move { .. } | TomlEdit::Duplicate { .. } => false,
            // The header of a single table may have to move above the tables inside it.
            TomlEdit::Insert { list, .. } => {
                !before.at(&before.normal(list)).is_some_and(toml::Value::is_table)
            }
            _ => true,
        };
        Self { notes: notes(before.text), may_go: may_go.unwrap_or_default(), is_in_order }
    }

    pub(crate) fn fault(&self, after: &str) -> Option<String> {
        let left = notes(after);
        let count =
            |notes: &[String], note: &String| notes.iter().filter(|own| *own == note).count();
        let mut gone =
            self.notes.iter().filter(|note| count(&left, note) < count(&self.notes, note));
        if let Some(note) = gone.find(|note| !self.may_go.contains(*note)) {
            return Some(format!("\"{note}\" is gone"));
        }
        let mut notes = self.notes.iter();
        let is_same = left.iter().all(|note| notes.any(|own| own == note));
        (self.is_in_order && !is_same).then(|| "the comments are in another order".to_owned())
    }
}

/// Returns the numbered comments of a text.
fn notes(text: &str) -> Vec<String> {
    let starts = text.match_indices("# note ");
    starts.map(|(at, _)| text[at..].split_inclusive('.').next().unwrap().to_owned()).collect()
}

/// Returns the lines of a value and what is in it, with the comments next to them.
pub(crate) fn around(before: &Before, path: &KeyPath) -> String {
    let Before { text, outline, .. } = before;
    let path = before.normal(path);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let line_of = |at: usize| text[..at].matches('\n').count();
    let mut covered = BTreeSet::new();
    let mut cover = |position: &Position| {
        covered.extend(line_of(position.key.start)..=line_of(position.key.end));
        covered.extend(line_of(position.value.start)..=line_of(position.value.end));
    };
    for inside in before.paths.iter().filter(|inside| inside.starts_with(&path)) {
        outline.get(inside).into_iter().for_each(&mut cover);
    }
    // An item of an array has the key of its list, whose line it does not take along.
    let is_item = outline.get(&path).is_some_and(|item| {
        !text[item.value.clone()].starts_with("[[") && path.to_string().ends_with(']')
    });
    if is_item {
        let item = outline.get(&path).unwrap();
        covered = (line_of(item.value.start)..=line_of(item.value.end)).collect();
    }
    let is_trivial =
        |line: usize| lines[line].trim().is_empty() || lines[line].trim_start().starts_with('#');
    let near = |mut lines: Box<dyn Iterator<Item = usize>>| lines.find(|line| !is_trivial(*line));
    let belongs = |line: &usize| {
        covered.contains(line)
            || is_trivial(*line)
                && [near(Box::new((0..*line).rev())), near(Box::new(*line..lines.len()))]
                    .into_iter()
                    .flatten()
                    .any(|line| covered.contains(&line))
    };
    (0..lines.len()).filter(belongs).map(|line| lines[line]).collect()
}
