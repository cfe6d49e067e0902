//! What plain texts stand for: the reader takes any text for these keys, and looks up later what
//! it names.

use crate::reader::{FieldKind, Tables};

/// The keys of tables whose texts are more than texts.
const REFINED: &[(&str, &str, FieldKind)] = &[
    ("record", "url", FieldKind::Address),
    ("record", "follows", FieldKind::Record),
    ("record", "related-events", FieldKind::Record),
    ("photo", "after", FieldKind::Place),
    ("session", "slides", FieldKind::Address),
    ("session", "recording", FieldKind::Address),
    ("reference", "url", FieldKind::Address),
    ("coverage", "url", FieldKind::Address),
    ("contact", "url", FieldKind::Address),
    ("upcoming", "url", FieldKind::Address),
    ("story", "record", FieldKind::Record),
    ("project", "templates", FieldKind::Template),
    ("brand", "serif", FieldKind::Font),
    ("brand", "sans", FieldKind::Font),
    ("allow", "code", FieldKind::Finding),
];

/// Refines the kinds of the tables' keys.
pub(super) fn refine(tables: &mut Tables) {
    for (table, key, kind) in REFINED {
        let fields = tables.0.get_mut(*table).into_iter().flat_map(|table| &mut table.fields);
        for field in fields.filter(|field| field.declaration.key == *key) {
            match &mut field.kind {
                FieldKind::List(of) => (**of).clone_from(kind),
                own => own.clone_from(kind),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Structure;
    use crate::schema::SchemaFile;

    #[test]
    fn what_is_refined_was_a_text() {
        for (table, key, _) in REFINED {
            let of = |file: &SchemaFile| Structure::declared(*file).tables.0.remove(*table);
            let found = SchemaFile::ALL.iter().find_map(of);
            let field = found.unwrap().fields.into_iter().find(|f| f.declaration.key == *key);
            let kind = match field.unwrap().kind {
                FieldKind::List(of) => *of,
                kind => kind,
            };
            assert!(matches!(kind, FieldKind::Text | FieldKind::Id), "{table}.{key}: {kind:?}");
        }
    }

    #[test]
    fn every_web_address_is_refined() {
        for file in SchemaFile::ALL {
            for (name, table) in &Structure::of(*file).tables.0 {
                for field in table.fields.iter().filter(|field| field.declaration.key == "url") {
                    assert_eq!(field.kind, FieldKind::Address, "{name}");
                }
            }
        }
    }
}
