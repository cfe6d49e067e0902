//! Edits in every layout that TOML knows.

mod keys;
mod lists;
mod strings;
mod tables;

use super::{Edit, Value, apply, apply_in_order};
use crate::key_path::KeyPath;

fn path(path: &str) -> KeyPath {
    path.parse().unwrap()
}

fn text(text: &str) -> Value {
    Value::String(text.into())
}

fn table<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Table(entries.map(|(key, value)| (key.into(), value)).into())
}

fn set(at: &str, value: Value) -> Edit {
    Edit::Set { path: path(at), value }
}

fn remove(at: &str) -> Edit {
    Edit::Remove { path: path(at) }
}

fn insert(list: &str, index: usize, value: Value) -> Edit {
    Edit::Insert { list: path(list), index, value }
}

fn shift(list: &str, from: usize, to: usize) -> Edit {
    Edit::Move { list: path(list), from, to }
}

fn duplicate(list: &str, index: usize) -> Edit {
    Edit::Duplicate { list: path(list), index }
}

/// Makes one edit, in files with both line ends, with and without a last one.
#[track_caller]
fn check(before: &str, edit: Edit, after: &str) {
    check_in_order(before, edit, &[], after);
}

#[track_caller]
fn check_in_order(before: &str, edit: Edit, order: &[&str], after: &str) {
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
fn refuse(text: &str, edit: Edit) {
    assert!(apply(text, &[edit]).is_err());
}
