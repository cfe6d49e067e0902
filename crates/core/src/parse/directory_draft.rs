//! Reads the files of the project's directory.

use std::sync::Arc;

use schemars::{Schema, SchemaGenerator};

use super::directory::Directory;
use super::names::{Names, entry_id, only};
use super::picture::Pictures;
use super::raw::{RawOrganisation, RawPerson};
use super::registry::Registry;
use crate::diagnostic::{Code, Diagnostic};
use crate::message::message;
use crate::model::{File, Person};
use crate::reader::{self, Entries, FieldShape, Reader};
use crate::source::{Place, Source};

/// A parsed directory whose pictures have not been inspected yet.
pub struct DirectoryDraft {
    people: Option<(Entries<RawPerson>, Reader)>,
    organisations: Option<(Entries<RawOrganisation>, Reader)>,
}

impl DirectoryDraft {
    /// Reads the people file and the organisations file. A missing file has no entries.
    pub fn read(people: Option<&Arc<Source>>, organisations: Option<&Arc<Source>>) -> Self {
        let people = people.map(|source| reader::read(source, File::People, Entries::read));
        let organisations =
            organisations.map(|source| reader::read(source, File::Organisations, Entries::read));
        Self { people, organisations }
    }

    /// Returns the pictures that the files name, as written.
    pub fn pictures(&self) -> impl Iterator<Item = &String> {
        let people = self.people.iter().flat_map(|(_, reader)| &reader.pictures);
        people.chain(self.organisations.iter().flat_map(|(_, reader)| &reader.pictures))
    }

    /// Completes the directory with the inspected pictures.
    ///
    /// The directory is complete if and only if no finding is an error.
    pub fn complete(self, pictures: &Pictures) -> (Directory, Vec<Diagnostic>) {
        let mut directory = Directory::empty();
        let mut findings = Vec::new();
        if let Some((entries, mut reader)) = self.organisations {
            let source = Arc::clone(reader.source());
            let nobody = Directory::empty();
            let mut names = Names::new(&nobody, &mut reader, pictures);
            names.add_organisations(entries);
            directory.organisations = names.into_organisations();
            findings.extend(reader.finish());
            directory.sources.insert(File::Organisations, source);
        }
        if let Some((entries, mut reader)) = self.people {
            let source = Arc::clone(reader.source());
            directory.people = people(entries, &directory, &mut reader, pictures);
            findings.extend(reader.finish());
            directory.sources.insert(File::People, source);
        }
        (directory, findings)
    }
}

/// Describes the people, who may be affiliated with organisations in the directory.
fn people(
    entries: Entries<RawPerson>,
    directory: &Directory,
    reader: &mut Reader,
    pictures: &Pictures,
) -> Registry<Person> {
    let mut people: Registry<Person> = Registry::of_people();
    for (id, raw) in entries.0 {
        let Some(slug) = entry_id(&id, reader) else { continue };
        let mut names = Names::new(directory, reader, pictures);
        let Some(person) = names.describe_person(raw, Some(&slug), id.span()) else { continue };
        let known: Vec<_> = person.names().collect();
        for alias in &person.aliases {
            if let Some(other) = only(people.named(alias.as_str())) {
                let place = Place::new(reader.source(), other.origin.range.clone());
                let message =
                    message!("the alias `{alias}` is also a name of `{id}`", id = other.id);
                reader
                    .report(Code::SHARED_ALIAS, alias.origin().range.clone(), message)
                    .related(place, message!("the other person"))
                    .hint(message!("an alias belongs to one person; remove it from the other"));
            }
        }
        let origin = reader.origin(id.span());
        people.add(slug, origin, &known, Arc::clone(&person));
    }
    people
}

/// Returns the JSON Schema of the people file.
pub(crate) fn people_schema(generator: &mut SchemaGenerator) -> Schema {
    <Entries<RawPerson> as FieldShape>::schema(generator)
}

/// Returns the JSON Schema of the organisations file.
pub(crate) fn organisations_schema(generator: &mut SchemaGenerator) -> Schema {
    <Entries<RawOrganisation> as FieldShape>::schema(generator)
}
