//! The names of the types that a crate defines, read from the syntax tree.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};
use syn::{Attribute, Item};

/// Returns the names that two types of a crate have, each with the files that define them.
pub(crate) fn same_names(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let mut types = Types::default();
        types.visit_file(&syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap());
        for name in types.0 {
            files.entry(name).or_default().push(path.display().to_string());
        }
    }
    files.retain(|_, files| files.len() > 1);
    files
}

/// The names of the types in a file.
#[derive(Default)]
struct Types(Vec<String>);

impl<'ast> Visit<'ast> for Types {
    fn visit_item(&mut self, item: &'ast Item) {
        let (name, attributes) = match item {
            Item::Enum(item) => (&item.ident, &item.attrs),
            Item::Struct(item) => (&item.ident, &item.attrs),
            Item::Trait(item) => (&item.ident, &item.attrs),
            Item::Type(item) => (&item.ident, &item.attrs),
            Item::Mod(item) if is_conditional(&item.attrs) => return,
            _ => return visit::visit_item(self, item),
        };
        if !is_conditional(attributes) {
            self.0.push(name.to_string());
        }
    }
}

/// Returns whether an item exists for tests only, or on some systems.
fn is_conditional(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg"))
}
