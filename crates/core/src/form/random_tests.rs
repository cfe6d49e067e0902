//! Random edits of the forms of all test records: after each, the file means what was entered.

use serde_json::{Value, json};

use super::*;
use crate::key_path::{KeyPath, Step};
use crate::model::Language;

/// How many edits are made in each record.
const ROUNDS: usize = 40;

/// Random numbers from a fixed seed (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (limit.max(1) as u64)).unwrap()
    }

    fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let index = self.below(all.len());
        all.get(index)
    }
}

fn of(text: &str) -> Value {
    let values = values(text, SchemaFile::Record, &Language::english()).unwrap();
    assert_eq!(values.only_in_source, vec![]);
    let mut values = serde_json::to_value(values.values).unwrap();
    prune(&mut values);
    values
}

/// Removes what holds nothing: a file may keep such a table or not. A text of several lines ends
/// with a line break in a file, whether one was entered or not.
fn prune(value: &mut Value) -> bool {
    match value {
        Value::Object(entries) => {
            entries.retain(|_, value| !prune(value));
            entries.is_empty()
        }
        Value::Array(items) => {
            for item in items.iter_mut() {
                prune(item);
            }
            items.is_empty()
        }
        Value::String(text) => {
            text.truncate(text.trim_end_matches('\n').len());
            false
        }
        _ => false,
    }
}

/// Returns the paths of lists, and those of all values.
fn paths(value: &Value, path: &KeyPath, lists: &mut Vec<KeyPath>, all: &mut Vec<KeyPath>) {
    all.push(path.clone());
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                paths(value, &path.clone().key(key), lists, all);
            }
        }
        Value::Array(items) if !items.iter().all(Value::is_number) => {
            lists.push(path.clone());
            for (index, item) in items.iter().enumerate() {
                paths(item, &path.clone().index(index), lists, all);
            }
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, path: &KeyPath) -> &'v mut Value {
    path.steps().iter().fold(value, |value, step| match step {
        Step::Key(key) => &mut value[key.as_str()],
        Step::Index(index) => &mut value[index],
    })
}

fn list<'v>(value: &'v mut Value, path: &KeyPath) -> &'v mut Vec<Value> {
    at(value, path).as_array_mut().unwrap()
}

/// Removes the ids of a copy and of its sessions.
fn without_ids(mut copy: Value) -> Value {
    if let Some(entries) = copy.as_object_mut() {
        entries.remove("id");
        for session in
            entries.get_mut("sessions").and_then(Value::as_array_mut).into_iter().flatten()
        {
            session.as_object_mut().unwrap().remove("id");
        }
    }
    copy
}

/// Makes up an edit, and makes it in the values.
fn any_edit(model: &mut Value, random: &mut Random) -> Option<Value> {
    let (mut lists, mut all) = (Vec::new(), Vec::new());
    paths(model, &KeyPath::default(), &mut lists, &mut all);
    let path = random.one_of(&lists)?.clone();
    let length = list(model, &path).len();
    let index = random.below(length);
    let to = random.below(length);
    Some(match random.below(6) {
        0 => {
            let copy = without_ids(list(model, &path)[index].clone());
            list(model, &path).insert(index + 1, copy);
            json!({ "op": "duplicate", "path": path.to_string(), "index": index })
        }
        1 => {
            let moved = list(model, &path).remove(index);
            list(model, &path).insert(to, moved);
            json!({ "op": "move", "path": path.to_string(), "from": index, "to": to })
        }
        2 => {
            let item = without_ids(list(model, &path)[index].clone());
            list(model, &path).insert(to, item.clone());
            json!({ "op": "insert", "path": path.to_string(), "index": to, "value": item })
        }
        3 => {
            let path = random.one_of(&all)?.clone();
            let parent = path.parent()?;
            match (at(model, &parent), path.steps().last()?) {
                (Value::Object(entries), Step::Key(key)) => drop(entries.remove(key)),
                (Value::Array(items), Step::Index(index)) => drop(items.remove(*index)),
                _ => {}
            }
            json!({ "op": "remove", "path": path.to_string() })
        }
        _ => {
            let texts = ["summary", "title", "name", "lead", "label", "caption", "text", "city"];
            let is_text = |path: &&KeyPath| match path.steps().last() {
                Some(Step::Key(key)) => texts.contains(&key.as_str()),
                _ => false,
            };
            let texts: Vec<_> = all.iter().filter(is_text).cloned().collect();
            let path = random.one_of(&texts)?.clone();
            let value = at(model, &path);
            let text = value.as_str()?.to_owned();
            let more = [
                "\n\nA new paragraph, “quoted”.",
                " \"'\\ 'x",
                " 中文",
                "\t",
                "",
                "\r\n- a list\r\n",
            ];
            let half =
                text.char_indices().nth(random.below(text.chars().count())).map_or(0, |(i, _)| i);
            let text = format!("{}{}{}", &text[..half], random.one_of(&more)?, &text[half..]);
            let was = std::mem::replace(value, text.replace("\r\n", "\n").into());
            json!({ "op": "set", "path": path.to_string(), "value": text, "was": was })
        }
    })
}

#[test]
fn after_each_edit_the_file_means_what_was_entered() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let main = Language::english();
    let choices = Choices::default();
    let editing = Editing { file: SchemaFile::Record, main: &main, choices: &choices, taken: &[] };
    for (seed, name) in [
        "templates/tests/records/everything.toml",
        "templates/tests/records/typical.toml",
        "templates/tests/records/small-signing.toml",
        "templates/tests/records/belia-muara.toml",
        "records/forum-2024-10-31.toml",
        "records/seminar-2021-12-09.toml",
    ]
    .into_iter()
    .enumerate()
    {
        let original = std::fs::read_to_string(root.join(name)).unwrap();
        for text in [original.clone(), original.replace('\n', "\r\n")] {
            let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (seed as u64 + 1));
            let mut text = text;
            let mut model = of(&text);
            for _ in 0..ROUNDS {
                let mut next = model.clone();
                let Some(edit) = any_edit(&mut next, &mut random) else { continue };
                let edits: Vec<FormEdit> = vec![serde_json::from_value(edit.clone()).unwrap()];
                let after = editing.apply(&text, &edits);
                let after = after.unwrap_or_else(|why| panic!("{name}: {edit}: {why:?}\n{text}"));
                prune(&mut next);
                let meant = of(&after.text);
                assert_eq!(meant, next, "{name}: {edit}\n{}", after.text);
                (text, model) = (after.text, next);
            }
        }
    }
}
