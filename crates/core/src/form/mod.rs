//! Forms: what can be filled in, in words for people who know nothing of files.
//!
//! The kind of each field comes from the type that reads its key, as the schemas and the reference
//! do (`reader::FieldKind`). This module adds what only a form needs: tabs and usual fields
//! (`layout`), words (`words`), and the values of a file in one form, however they are written
//! (`values`).

mod additions;
mod change;
mod convert;
mod deadlines;
mod describe;
mod filled;
mod form_edit;
mod labels;
mod layout;
mod moments;
mod naming;
mod places;
#[cfg(test)]
mod random_tests;
mod refined;
mod set;
mod target;
#[cfg(test)]
mod tests;
mod translation;
mod typed;
mod values;
mod words;

use std::sync::LazyLock;

use crate::parse::issue::RawIssue;
use crate::parse::raw::{RawOrganisation, RawPerson, RawRecord};
use crate::project;
use crate::reader::{FieldDeclaration, TableDeclaration, Tables};
use crate::schema::SchemaFile;

pub use change::{Edited, Editing, Rejection};
pub use deadlines::Deadline;
pub use describe::{Choices, TemplateChoices, describe};
pub use filled::Filled;
pub use form_edit::FormEdit;
pub use labels::{is_of_documents, label, languages, untitled_parts};
pub use naming::Naming;
pub use places::{NamedPlace, places};
pub use translation::{OriginalState, TranslatedText, Translating};
pub use typed::{Problem, Typed, kind_named, read};
use values::main_language;
pub use values::{NoForm, Values, values};

/// What a file consists of.
#[derive(Debug, Clone)]
pub struct Structure {
    /// The name of the table of the whole file, or of its entries.
    pub root: String,
    /// Whether the file consists of such tables, each under an id.
    pub is_entries: bool,
    /// All tables, by name.
    pub tables: Tables,
}

static STRUCTURES: LazyLock<Vec<Structure>> = LazyLock::new(|| {
    let of = |file: &SchemaFile| {
        let mut structure = Structure::declared(*file);
        refined::refine(&mut structure.tables);
        structure
    };
    SchemaFile::ALL.iter().map(of).collect()
});

impl Structure {
    /// Returns the structure of a file.
    pub fn of(file: SchemaFile) -> &'static Self {
        &STRUCTURES[file as usize]
    }

    /// Returns the structure as the reader declares it.
    fn declared(file: SchemaFile) -> Self {
        let mut tables = Tables::default();
        let root = match file {
            SchemaFile::Record => tables.add::<RawRecord>(),
            SchemaFile::Issue => tables.add::<RawIssue>(),
            SchemaFile::People => tables.add::<RawPerson>(),
            SchemaFile::Organisations => tables.add::<RawOrganisation>(),
            SchemaFile::Project => project::add_tables(&mut tables),
        };
        let is_entries = matches!(file, SchemaFile::People | SchemaFile::Organisations);
        Self { root, is_entries, tables }
    }

    /// Returns a table by its name.
    fn table(&self, name: &str) -> Option<&TableDeclaration> {
        self.tables.0.get(name)
    }
}

impl TableDeclaration {
    /// Returns the declaration of a key.
    fn field(&self, key: &str) -> Option<&FieldDeclaration> {
        self.fields.iter().find(|field| field.declaration.key == key)
    }
}
