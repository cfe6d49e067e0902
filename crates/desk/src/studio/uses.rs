//! Where the people and organisations of the directory are used.

use std::collections::{BTreeMap, BTreeSet};

use byline_core::model::{File, Slug};
use byline_core::parse::{LookupKey, ORGANISATIONS, PEOPLE};
use byline_core::project::RecordFile;
use serde::Serialize;
use toml::{Table, Value};

use super::Studio;

/// What refers to an entry of the directory.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Uses {
    /// The records.
    pub(crate) records: BTreeSet<Slug>,
    /// Other entries of the directory, such as the people of an organisation.
    entries: BTreeSet<String>,
}

impl Studio {
    /// Returns the ids of all records and issues.
    pub(crate) fn ids(&self) -> Vec<Slug> {
        let Ok(session) = &self.session else { return vec![] };
        session.records().0.iter().map(|record| record.id.clone()).collect()
    }

    /// Returns the entries of a file of the directory that a record refers to itself, by id or by
    /// name.
    pub(crate) fn used_by(&self, id: &Slug, file: &str) -> BTreeSet<Slug> {
        let Some((session, record)) = self.session.as_ref().ok().zip(self.record(id)) else {
            return BTreeSet::new();
        };
        let Some(file) = file_of(file) else { return BTreeSet::new() };
        let read = session.read(record);
        let mut used = self.asked(record, file);
        // An issue is read with its stories, which refer to entries of their own.
        for story in read.dependencies.stories.keys().filter_map(|id| self.record(id)) {
            for entry in self.asked(story, file) {
                used.remove(&entry);
            }
        }
        used
    }

    fn asked(&self, record: &RecordFile, file: File) -> BTreeSet<Slug> {
        let Ok(session) = &self.session else { return BTreeSet::new() };
        let read = session.read(record);
        let names = read.dependencies.names.iter().filter(|(of, _)| *of == file);
        let answers = session.answers();
        let found = names.filter_map(|(of, text)| answers.get(&LookupKey::new(*of, text)));
        found.map(|answer| answer.id.clone()).collect()
    }

    /// Returns what other entries of the directory refer to each of those of a file.
    pub(crate) fn used_in_directory(&self, file: &str) -> BTreeMap<String, Uses> {
        let table = |of: File| self.directory_table(of).unwrap_or_default();
        let Some(of) = file_of(file) else { return BTreeMap::new() };
        let others: Vec<(String, Value)> =
            [File::People, File::Organisations].into_iter().flat_map(table).collect();
        let uses = table(of).into_iter().map(|(id, entry)| {
            let name = entry.get("name").and_then(Value::as_str);
            let refers = |(other, value): &&(String, Value)| {
                *other != id && fields_of(value).any(|text| text == id || Some(text) == name)
            };
            let entries = others.iter().filter(refers).map(|(other, _)| other.clone());
            (id.clone(), Uses { entries: entries.collect(), ..Uses::default() })
        });
        uses.collect()
    }

    fn directory_table(&self, file: File) -> Option<Table> {
        let session = self.session.as_ref().ok()?;
        session.directory.source(file)?.text().parse().ok()
    }
}

fn file_of(name: &str) -> Option<File> {
    match name {
        PEOPLE => Some(File::People),
        ORGANISATIONS => Some(File::Organisations),
        _ => None,
    }
}

/// Returns the texts of an entry, in which it may refer to another one.
fn fields_of(entry: &Value) -> impl Iterator<Item = &str> {
    let fields = entry.as_table().into_iter().flatten();
    let fields = fields.filter(|(key, _)| *key != "name");
    fields.flat_map(|(_, value)| match value {
        Value::String(text) => vec![&**text],
        Value::Array(list) => list.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    })
}
