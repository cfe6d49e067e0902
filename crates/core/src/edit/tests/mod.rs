//! Edits in every layout that TOML knows.

mod keys;
mod lists;
mod strings;
mod tables;

use super::{TomlEdit, TomlValue, apply, apply_in_order};
use crate::key_path::KeyPath;

fn path(path: &str) -> KeyPath {
    path.parse().unwrap()
}

fn text(text: &str) -> TomlValue {
    TomlValue::String(text.into())
}

fn table<const N: usize>(entries: [(&str, TomlValue); N]) -> TomlValue {
    TomlValue::Table(entries.map(|(key, value)| (key.into(), value)).into())
}

fn set(at: &str, value: TomlValue) -> TomlEdit {
    TomlEdit::Set { path: path(at), value }
}

fn remove(at: &str) -> TomlEdit {
    TomlEdit::Remove { path: path(at) }
}

fn insert(list: &str, index: usize, value: TomlValue) -> TomlEdit {
    TomlEdit::Insert { list: path(list), index, value }
}

fn shift(list: &str, from: usize, to: usize) -> TomlEdit {
    TomlEdit::Move { list: path(list), from, to }
}

fn duplicate(list: &str, index: usize) -> TomlEdit {
    TomlEdit::Duplicate { list: path(list), index }
}

/// Makes one edit, in files with both line ends, with and without a last one.
#[track_caller]
fn check(before: &str, edit: TomlEdit, after: &str) {
    check_in_order(before, edit, &[], after);
}

#[track_caller]
fn check_in_order(before: &str, edit: TomlEdit, order: &[&str], after: &str) {
    let edits = [edit];
    let order = |_: &KeyPath| order.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let done = |text: &str| apply_in_order(text, &edits, &order).map_err(|unfit| unfit.to_string());
    assert_eq!(done(before).as_deref(), Ok(after));
    if !before.contains('\n') {
        return;
    }
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(done(&windows(before)), Ok(windows(after)));
    let (Some(before), Some(after)) = (before.strip_suffix('\n'), after.strip_suffix('\n')) else {
        return;
    };
    if !before.is_empty() && !before.ends_with('\n') {
        assert_eq!(done(before).as_deref(), Ok(after));
    }
}

#[track_caller]
fn refuse(text: &str, edit: TomlEdit) {
    assert!(apply(text, &[edit]).is_err());
}
