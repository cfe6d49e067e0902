//! Tables whose keys are ids.

use schemars::{Schema, SchemaGenerator, json_schema};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{FieldKind, FieldShape, Reader, Shape, Slot, TableShape, Tables};
use crate::message::{Message, message};

/// Entries with ids, in the order of the file.
pub(crate) struct Entries<T>(pub(crate) Vec<(Spanned<String>, T)>);

impl<T: TableShape> Entries<T> {
    /// Reads the entries of a table.
    pub(crate) fn read(table: &DeTable, reader: &mut Reader) -> Self {
        let mut entries = Vec::new();
        let key = reader.key().to_owned();
        let mut ids: Vec<_> = table.keys().map(Spanned::span).collect();
        ids.sort_by_key(|id| id.start);
        let most = reader.admit_entries(&key, ids.into_iter());
        for (id, node) in table.iter().take(most) {
            if let DeValue::Table(table) = node.get_ref() {
                let id = Spanned::new(id.span(), id.get_ref().to_string());
                let entry = T::read_table(table, id.span(), reader);
                entries.extend(entry.map(|entry| (id, entry)));
            } else {
                id.get_ref().as_ref().clone_into(&mut reader.key);
                reader.wrong_type(node, &message!("a table"));
            }
        }
        entries.sort_by_key(|(id, _)| id.span().start);
        Self(entries)
    }
}

impl<T: TableShape + Shape> FieldShape for Entries<T> {
    fn read(slot: &Slot<'_>, reader: &mut Reader) -> Option<Self> {
        let key = slot.key;
        let Some(node) = slot.value else { return Some(Self(vec![])) };
        key.clone_into(&mut reader.key);
        let DeValue::Table(table) = node.get_ref() else {
            reader.wrong_type(node, &message!("tables with an id each, such as [{key}.the-id]"));
            return Some(Self(vec![]));
        };
        Some(Self::read(table, reader))
    }

    fn accepts() -> Message {
        message!("a table for each id")
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let entry = T::schema(generator);
        json_schema!({ "type": "object", "additionalProperties": entry })
    }

    fn field_kind(tables: &mut Tables) -> FieldKind {
        FieldKind::Entries(tables.add::<T>())
    }
}
