//! Values that a form sends, as values of its file.

use serde_json::{Map, Value as Json};

use super::Structure;
use super::filled::is_nothing;
use super::places::Places;
use super::target::{ValuePlace, table_of, text_key};
use super::typed::{Problem, Typed, read};
use crate::edit::{TomlEdit, TomlValue};
use crate::key_path::KeyPath;
use crate::message::message;
use crate::model::Language;
use crate::reader::FieldKind;

/// Converts values for one file.
pub(super) struct Converter<'c> {
    pub(super) structure: &'c Structure,
    /// The year of the event, for dates without one.
    pub(super) year: Option<i32>,
    /// The places of photos, which get ids as they are chosen; `None` until one is.
    pub(super) places: Option<Places>,
    /// Reads the places.
    pub(super) read_places: &'c dyn Fn() -> Places,
}

impl Converter<'_> {
    /// Returns the edits that give ids to places.
    pub(super) fn ids(&mut self) -> Vec<TomlEdit> {
        self.places.take().map_or_else(Vec::new, |places| places.edits)
    }

    /// Converts a value of a form. Whatever is empty in a table is left out.
    pub(super) fn convert(
        &mut self,
        place: &ValuePlace,
        json: &Json,
        path: &KeyPath,
    ) -> Result<TomlValue, Problem> {
        let value = match place {
            ValuePlace::TomlValue(kind) => self.value(kind, json, path),
            ValuePlace::TemplateOptions(_) => Err(Problem::of_shape(&FieldKind::Options)),
        };
        value.map_err(|problem| problem.at(path))
    }

    fn value(
        &mut self,
        kind: &FieldKind,
        json: &Json,
        path: &KeyPath,
    ) -> Result<TomlValue, Problem> {
        let shape = || Problem::of_shape(kind);
        match (kind, json) {
            (FieldKind::List(of), Json::Array(items)) => {
                let mut all = Vec::new();
                for (index, item) in items.iter().enumerate() {
                    let path = path.clone().index(index);
                    all.push(self.value(of, item, &path).map_err(|problem| problem.at(&path))?);
                }
                Ok(TomlValue::Array(all))
            }
            (FieldKind::List(of), one) => {
                let path = path.clone().index(0);
                self.value(of, one, &path).map_err(|problem| problem.at(&path))
            }
            (FieldKind::Place, Json::Object(place)) => {
                let places = self.places.get_or_insert_with(self.read_places);
                places.id_of(place).map(TomlValue::String).ok_or_else(shape)
            }
            (FieldKind::Focus, Json::Array(numbers)) => focus(numbers).ok_or_else(shape),
            (FieldKind::Flag, Json::Bool(flag)) => Ok(TomlValue::Boolean(*flag)),
            (FieldKind::Options | FieldKind::Entries(_), Json::Object(_)) => Err(shape()),
            (
                FieldKind::Text | FieldKind::Lines | FieldKind::Prose | FieldKind::Address,
                Json::Object(texts),
            ) => by_language(texts).ok_or_else(shape),
            (kind, Json::Object(table)) => {
                let name = table_of(kind).ok_or_else(shape)?.to_owned();
                let entries = self.entries(&name, table, path)?;
                Ok(match (text_key(kind, self.structure), entries) {
                    (Some(own), mut entries) if is_text_alone(&entries, own) => entries.remove(0).1,
                    (_, entries) => TomlValue::Table(entries),
                })
            }
            (kind, Json::String(text)) => match text_key(kind, self.structure) {
                Some(own) => {
                    let table = table_of(kind).and_then(|name| self.structure.table(name));
                    let field = table.and_then(|table| table.field(own)).ok_or_else(shape)?;
                    self.value(&field.kind, json, path)
                }
                None => typed(read(kind, text, self.year)?, kind),
            },
            (kind, Json::Number(number)) => {
                typed(read(kind, &number.to_string(), self.year)?, kind)
            }
            _ => Err(shape()),
        }
    }

    fn entries(
        &mut self,
        name: &str,
        table: &Map<String, Json>,
        path: &KeyPath,
    ) -> Result<Vec<(String, TomlValue)>, Problem> {
        let known = self.structure.table(name);
        let fields = known.map_or(&[][..], |table| &table.fields);
        if let Some(key) =
            table.keys().find(|key| fields.iter().all(|f| f.declaration.key != **key))
        {
            let kind = FieldKind::Table(name.to_owned());
            return Err(Problem::of_shape(&kind).at(&path.clone().key(key)));
        }
        let mut entries = Vec::new();
        for field in fields {
            let key = &field.declaration.key;
            let Some(json) = table.get(key).filter(|json| !is_nothing(json)) else { continue };
            let path = path.clone().key(key);
            let value = self.value(&field.kind, json, &path);
            entries.push((key.clone(), value.map_err(|problem| problem.at(&path))?));
        }
        Ok(entries)
    }
}

impl Problem {
    /// Notes where the problem is, unless somebody has who knows it better.
    pub(super) fn at(mut self, path: &KeyPath) -> Self {
        if self.path.steps().is_empty() {
            self.path = path.clone();
        }
        self
    }
}

/// Returns whether a text can stand in place of a table.
fn is_text_alone(entries: &[(String, TomlValue)], own: &str) -> bool {
    matches!(entries, [(key, TomlValue::String(_))] if key == own)
}

/// Returns what was typed, if it is one value alone.
fn typed(typed: Typed, kind: &FieldKind) -> Result<TomlValue, Problem> {
    if typed.label.is_none() {
        return Ok(typed.value);
    }
    let mut problem = Problem::new(kind, message!("write only the number here"));
    problem.readings = match typed.value {
        TomlValue::Integer(number) => vec![number.to_string()],
        TomlValue::String(text) => vec![text],
        _ => vec![],
    };
    Err(problem)
}

/// Returns a point in percent, from numbers that a mouse may have given with decimals.
fn focus(numbers: &[Json]) -> Option<TomlValue> {
    let [x, y] = numbers else { return None };
    let percent = |number: &Json| {
        let number = number.as_f64().filter(|number| (0.0..=100.0).contains(number))?;
        (0..=100).find(|whole| (f64::from(*whole) - number).abs() <= 0.5).map(i64::from)
    };
    Some(TomlValue::Array(vec![TomlValue::Integer(percent(x)?), TomlValue::Integer(percent(y)?)]))
}

/// Returns texts by language.
fn by_language(texts: &Map<String, Json>) -> Option<TomlValue> {
    let texts = texts.iter().map(|(tag, text)| {
        tag.parse::<Language>().ok()?;
        Some((tag.clone(), TomlValue::String(text.as_str()?.to_owned())))
    });
    texts.collect::<Option<_>>().map(TomlValue::Table)
}
