//! The people and organisations that a file can refer to, for completion.

use byline_core::model::File;
use byline_core::parse::{ORGANISATIONS, PEOPLE};
use byline_core::project::FILE;
use byline_core::schema::SchemaFile;

use super::Studio;
use crate::complete::Names;

impl Studio {
    /// Returns the kind of a file, and the people and organisations that it can refer to.
    pub(crate) fn known_names(&self, file: &str) -> Option<(SchemaFile, Names)> {
        let session = self.session.as_ref().ok()?;
        let table = |file: File| {
            let source = session.directory.source(file)?;
            source.text().parse::<toml::Table>().ok()
        };
        let mut names = Names {
            people: table(File::People).map(|all| Names::of_table(&all)).unwrap_or_default(),
            organisations: table(File::Organisations)
                .map(|all| Names::of_table(&all))
                .unwrap_or_default(),
        };
        // Those that the record itself describes.
        let own =
            self.buffers.get(file).and_then(|buffer| buffer.text().parse::<toml::Table>().ok());
        let own = |key: &str| Some(Names::of_table(own.as_ref()?.get(key)?.as_table()?));
        names.people.extend(own("people").unwrap_or_default());
        names.organisations.extend(own("organisations").unwrap_or_default());
        Some((self.kind_of(file), names))
    }

    /// Returns the kind of a file of the project.
    pub(super) fn kind_of(&self, file: &str) -> SchemaFile {
        let of_record = self.session.as_ref().ok().and_then(|session| {
            let (records, _) = session.records();
            records.iter().find(|record| record.name == file).map(|record| record.kind)
        });
        match (file, of_record) {
            (_, Some(kind)) => kind.into(),
            (PEOPLE, None) => SchemaFile::People,
            (ORGANISATIONS, None) => SchemaFile::Organisations,
            (FILE, None) => SchemaFile::Project,
            _ => SchemaFile::Record,
        }
    }
}
