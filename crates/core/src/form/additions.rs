//! What a form adds to lists and to entries: one thing, or as many as somebody pastes.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};
use toml::de::{DeTable, DeValue};

use super::change::{Edited, Editing, Rejection, kind_of};
use super::convert::Converter;
use super::filled::is_nothing;
use super::places::{Places, unused};
use super::target::{ValuePlace, ValueTarget};
use super::{Problem, Structure, values};
use crate::edit::{TomlEdit, TomlValue};
use crate::key_path::KeyPath;
use crate::model::Slug;
use crate::reader::FieldKind;

impl Editing<'_> {
    /// Adds items to a list, one behind the other.
    pub(super) fn insert(
        &self,
        path: &KeyPath,
        index: usize,
        items: &[&Json],
        edited: &mut Edited,
    ) -> Result<(), Rejection> {
        let text = edited.text.clone();
        let (root, _) = DeTable::parse_recoverable(&text);
        let root = root.get_ref();
        let target = self.find(path, root)?;
        let ValuePlace::TomlValue(FieldKind::List(of)) = &target.place else {
            return Err(Problem::of_shape(&kind_of(&target.place)).at(path).into());
        };
        let of = ValuePlace::TomlValue((**of).clone());
        let places = (index..).map(|index| path.clone().index(index));
        let (values, mut ids) =
            self.convert_all(&of, items.iter().copied().zip(places), (&text, root))?;
        let ValueTarget { path: list, node, before: mut edits, .. } = target;
        edits.append(&mut ids);
        let whole = match &values[..] {
            [only] => whole_list(node, index, only),
            _ => None,
        };
        let inserts = values.into_iter().enumerate().map(|(offset, value)| TomlEdit::Insert {
            list: list.clone(),
            index: index + offset,
            value,
        });
        let at_once: Vec<_> = edits.iter().cloned().chain(inserts).collect();
        let item = path.clone().index(index);
        match (self.write(&item, &at_once, edited), whole) {
            // Tables with headers have no room for a text among them.
            (Err(_), Some(value)) => {
                edits.push(TomlEdit::Remove { path: list.clone() });
                edits.push(TomlEdit::Set { path: list, value });
                self.write(&item, &edits, edited)
            }
            (Err(_), None) if items.len() > 1 => {
                let mut each = items.iter().zip(index..);
                each.try_for_each(|(item, index)| self.insert(path, index, &[*item], edited))
            }
            (done, _) => done,
        }
    }

    /// Adds entries, each with the id that it is to have if that is free.
    pub(super) fn add(
        &self,
        path: &KeyPath,
        entries: &[(&Json, Option<&str>)],
        edited: &mut Edited,
    ) -> Result<(), Rejection> {
        let text = edited.text.clone();
        let (root, _) = DeTable::parse_recoverable(&text);
        let root = root.get_ref();
        let target = self.find(path, root)?;
        let ValuePlace::TomlValue(FieldKind::Entries(table)) = &target.place else {
            return Err(Problem::of_shape(&kind_of(&target.place)).at(path).into());
        };
        let own = match target.node {
            Some(DeValue::Table(own)) => Some(own),
            _ => path.steps().is_empty().then_some(root),
        };
        let own = own.into_iter().flat_map(DeTable::keys).map(|id| id.get_ref().to_string());
        let mut taken: BTreeSet<String> = own.chain(self.taken.iter().cloned()).collect();
        let mut ids = Vec::new();
        for (json, wanted) in entries {
            let wanted = wanted.filter(|id| id.parse::<Slug>().is_ok()).map(str::to_owned);
            let name = json.get("name").and_then(Json::as_str).unwrap_or_default();
            let named = || Slug::suggest(name).map_or_else(|| table.clone(), String::from);
            let id = unused(&wanted.unwrap_or_else(named), |id| taken.contains(id));
            taken.insert(id.clone());
            ids.push(id);
        }
        let place = ValuePlace::TomlValue(FieldKind::Table(table.clone()));
        let paths: Vec<_> = ids.iter().map(|id| path.clone().key(id)).collect();
        let empty = Json::Object(Map::new());
        let entries = entries.iter().map(|(json, _)| if is_nothing(json) { &empty } else { *json });
        let (values, _) =
            self.convert_all(&place, entries.zip(paths.iter().cloned()), (&text, root))?;
        let sets = ids.iter().zip(values);
        let sets =
            sets.map(|(id, value)| TomlEdit::Set { path: target.path.clone().key(id), value });
        self.write(paths.first().unwrap_or(path), &sets.collect::<Vec<_>>(), edited)?;
        edited.added.extend(paths);
        Ok(())
    }

    /// Converts a value of the form, and returns the edits that it needs besides.
    pub(super) fn convert(
        &self,
        place: &ValuePlace,
        json: &Json,
        path: &KeyPath,
        text: (&str, &DeTable),
    ) -> Result<(TomlValue, Vec<TomlEdit>), Rejection> {
        let (values, edits) = self.convert_all(place, [(json, path.clone())].into_iter(), text)?;
        let value = values.into_iter().next();
        value.map(|value| (value, edits)).ok_or_else(|| Rejection::Problems(vec![]))
    }

    fn convert_all<'j>(
        &self,
        place: &ValuePlace,
        all: impl Iterator<Item = (&'j Json, KeyPath)>,
        (text, root): (&str, &DeTable),
    ) -> Result<(Vec<TomlValue>, Vec<TomlEdit>), Rejection> {
        let year = root.get("start").and_then(|start| match start.get_ref() {
            DeValue::Datetime(start) => start.date.map(|date| date.year.into()),
            _ => None,
        });
        let read_places = || {
            let values = values(text, self.file, self.main);
            values.map(|found| Places::of(root, &found.values)).unwrap_or_default()
        };
        let structure = Structure::of(self.file);
        let mut converter = Converter { structure, year, places: None, read_places: &read_places };
        let (mut values, mut problems) = (Vec::new(), Vec::new());
        for (json, path) in all {
            match converter.convert(place, json, &path) {
                Ok(value) => values.push(value),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok((values, converter.ids()))
        } else {
            Err(Rejection::Problems(problems))
        }
    }
}

/// Returns a list of tables with a value of another kind among them.
fn whole_list(node: Option<&DeValue>, index: usize, value: &TomlValue) -> Option<TomlValue> {
    let DeValue::Array(items) = node? else { return None };
    let mut all = items.iter().map(TomlValue::of).collect::<Option<Vec<_>>>()?;
    (!matches!(value, TomlValue::Table(_)) && index <= all.len()).then(|| {
        all.insert(index, value.clone());
        TomlValue::Array(all)
    })
}
