//! Sets the values that a form sends. A table and a list keep what the form does not change.

use serde_json::Value as Json;
use toml::de::{DeTable, DeValue};

use super::change::{Edited, Editing, Rejection, kind_of, no_field, problem};
use super::filled::is_nothing;
use super::filled::is_same;
use super::target::{self, ValuePlace, ValueTarget, find, in_language};
use super::{Filled, Problem, Structure, values};
use crate::edit::{TomlEdit, TomlValue};
use crate::key_path::{KeyPath, Step};
use crate::reader::FieldKind;

/// More changes to a list are made at once, because each is compared with the whole file.
const MANY: usize = 100;

impl Editing<'_> {
    /// Sets a value, or removes it if nothing is given.
    pub(super) fn set(
        &self,
        path: &KeyPath,
        json: &Json,
        edited: &mut Edited,
    ) -> Result<(), Rejection> {
        if is_nothing(json) {
            return self.remove(path, edited);
        }
        let text = edited.text.clone();
        let (root, _) = DeTable::parse_recoverable(&text);
        let target = self.find(path, root.get_ref())?;
        match (json, target.node) {
            // A table keeps what the form does not know.
            (Json::Object(new), Some(DeValue::Table(old))) if !is_language_table(&target) => {
                let Some(known) = self.keys(&target.place) else {
                    return Err(Problem::of_shape(&kind_of(&target.place)).at(path).into());
                };
                if let Some(other) = new.keys().find(|key| !known.contains(key)) {
                    return Err(no_field(&path.clone().key(other)).into());
                }
                for key in &known {
                    let path = path.clone().key(key);
                    match new.get(key) {
                        Some(value) => self.set(&path, value, edited)?,
                        None if old.contains_key(key.as_str()) => self.remove(&path, edited)?,
                        None => {}
                    }
                }
                Ok(())
            }
            (Json::Array(new), Some(DeValue::Array(_)))
                if matches!(target.place, ValuePlace::TomlValue(FieldKind::List(_))) =>
            {
                self.set_items(path, new, edited)
            }
            (Json::Array(new), Some(_)) if new.len() == 1 && !is_focus(&target.place) => {
                self.set(&path.clone().index(0), &new[0], edited)
            }
            // What is there is not written in another way.
            _ if self.is_there(&edited.text, path, json) => Ok(()),
            _ => self.put(path, json, &target, root.get_ref(), edited),
        }
    }

    fn is_there(&self, text: &str, path: &KeyPath, json: &Json) -> bool {
        let values = values(text, self.file, self.main);
        values.is_ok_and(|found| is_same(found.values.at(path), json))
    }

    /// Writes a value over another.
    fn put(
        &self,
        path: &KeyPath,
        json: &Json,
        target: &ValueTarget<'_>,
        root: &DeTable,
        edited: &mut Edited,
    ) -> Result<(), Rejection> {
        let (mut value, mut ids) = self.convert(&target.place, json, path, (&edited.text, root))?;
        let mut at = in_language(target, &self.main_of(root));
        let mut before = target.before.clone();
        before.append(&mut ids);
        if target.node.is_none() {
            (at, value) = self.shortest(at, value, root);
        }
        before.push(TomlEdit::Set { path: at, value });
        self.write(path, &before, edited)
    }

    /// Returns the shortest way to write a new value: a text for a table of which it is the usual
    /// key, and a value alone for a list of one.
    fn shortest(
        &self,
        mut at: KeyPath,
        mut value: TomlValue,
        root: &DeTable,
    ) -> (KeyPath, TomlValue) {
        let structure = Structure::of(self.file);
        let found = |path: &KeyPath| find(path, root, structure, self.choices);
        if let (Some(parent), Some(Step::Key(key)), TomlValue::String(_)) =
            (at.parent(), at.steps().last(), &value)
            && let Some(ValueTarget { node: None, place: ValuePlace::TomlValue(kind), .. }) =
                found(&parent)
            && target::text_key(&kind, structure) == Some(key)
        {
            at = parent;
        }
        if let (Some(list), Some(Step::Index(0))) = (at.parent(), at.steps().last())
            && found(&list).is_some_and(|list| list.node.is_none())
            && !matches!(value, TomlValue::Table(_) | TomlValue::Array(_))
        {
            at = list;
        }
        if let TomlValue::Array(items) = &mut value
            && let [TomlValue::String(_)] = &items[..]
            && found(&at).is_some_and(|target| !is_focus(&target.place))
        {
            value = items.remove(0);
        }
        (at, value)
    }

    /// Sets the items of a list. Those that stay the same are not touched.
    fn set_items(
        &self,
        path: &KeyPath,
        new: &[Json],
        edited: &mut Edited,
    ) -> Result<(), Rejection> {
        let values = values(&edited.text, self.file, self.main);
        let values = values.map_err(|unfit| problem(path, unfit.0))?.values;
        let Some(Filled::List(old)) = values.at(path) else {
            return Err(Problem::of_shape(&FieldKind::Text).at(path).into());
        };
        let same = |(old, new): &(&Filled, &Json)| is_same(Some(old), new);
        let first = old.iter().zip(new).take_while(same).count();
        let (old, new) = (&old[first..], &new[first..]);
        let last = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
        let (old, new) = (&old[..old.len() - last], &new[..new.len() - last]);
        if old.len().max(new.len()) > MANY {
            let all: Vec<_> = new.to_vec();
            self.remove(path, edited)?;
            return self.set(path, &Json::Array(all), edited);
        }
        for (index, value) in new.iter().enumerate() {
            if index < old.len() {
                self.set(&path.clone().index(first + index), value, edited)?;
            } else {
                self.insert(path, first + index, &[value], edited)?;
            }
        }
        for index in (new.len()..old.len()).rev() {
            self.remove(&path.clone().index(first + index), edited)?;
        }
        Ok(())
    }
}

fn is_focus(place: &ValuePlace) -> bool {
    matches!(place, ValuePlace::TomlValue(FieldKind::Focus))
}

/// Returns whether a value holds texts by language.
fn is_language_table(target: &ValueTarget<'_>) -> bool {
    matches!(
        target.place,
        ValuePlace::TomlValue(
            FieldKind::Text | FieldKind::Lines | FieldKind::Prose | FieldKind::Address
        )
    )
}
