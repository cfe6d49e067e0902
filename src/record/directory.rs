//! The project's directory: people and organisations that its records share.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use schemars::{Schema, SchemaGenerator};

use super::names::{Names, entry_id};
use super::raw::{RawOrganisation, RawPerson};
use super::registry::Registry;
use crate::diagnostic::{Code, Diagnostic};
use crate::event::{File, Organisation, Person};
use crate::file;
use crate::reader::{self, Entries, Field};
use crate::source::{Place, Source};

/// The file of the people.
pub const PEOPLE: &str = "people.toml";

/// The file of the organisations.
pub const ORGANISATIONS: &str = "organisations.toml";

/// The people and organisations of a project, loaded once a run.
#[derive(Debug)]
pub struct Directory {
    pub(super) people: Registry<Person>,
    pub(super) organisations: Registry<Organisation>,
    sources: BTreeMap<File, Arc<Source>>,
}

impl Directory {
    /// A directory with nobody in it.
    pub fn empty() -> Self {
        Self { people: Registry::new(), organisations: Registry::new(), sources: BTreeMap::new() }
    }

    /// Reads the directory in a project's folder. A file that is not there has no entries.
    ///
    /// The directory is whole exactly when no finding is an error.
    pub fn load(project: &Path) -> (Self, Vec<Diagnostic>) {
        let mut directory = Self::empty();
        let mut findings = Vec::new();
        directory.load_organisations(project, &mut findings);
        directory.load_people(project, &mut findings);
        (directory, findings)
    }

    /// The text of one of the directory's files.
    pub fn source(&self, file: File) -> Option<&Arc<Source>> {
        self.sources.get(&file)
    }

    /// Everybody in it, each with the place of the entry.
    pub fn people(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.people.entries().iter().map(|entry| &entry.value)
    }

    fn load_organisations(&mut self, project: &Path, findings: &mut Vec<Diagnostic>) {
        let Some(source) = open(project, ORGANISATIONS, findings) else { return };
        let (organisations, reader) = reader::read(&source, File::Organisations, |root, reader| {
            let entries = Entries::<RawOrganisation>::read(root, reader);
            let nobody = Directory::empty();
            let mut names = Names::new(&nobody, reader, project);
            names.add_organisations(entries);
            names.into_organisations()
        });
        self.organisations = organisations;
        findings.extend(reader.finish());
        self.sources.insert(File::Organisations, source);
    }

    fn load_people(&mut self, project: &Path, findings: &mut Vec<Diagnostic>) {
        let Some(source) = open(project, PEOPLE, findings) else { return };
        let (people, reader) = reader::read(&source, File::People, |root, reader| {
            let entries = Entries::<RawPerson>::read(root, reader);
            let mut people = Registry::new();
            for (id, raw) in entries.0 {
                let Some(slug) = entry_id(&id, reader) else { continue };
                let mut names = Names::new(self, reader, project);
                let Some(person) = names.describe_person(raw, Some(&slug), id.span()) else {
                    continue;
                };
                let known: Vec<_> = person.names().collect();
                for alias in &person.aliases {
                    if let [other] = people.find(alias.as_str()).as_slice() {
                        let other: &super::registry::Entry<Person> = other;
                        let place = Place::new(reader.source(), other.origin.range.clone());
                        let message =
                            format!("the alias `{alias}` is also a name of `{}`", other.id);
                        reader
                            .report(Code::SharedAlias, alias.origin().range.clone(), message)
                            .related(place, "the other person")
                            .hint("an alias belongs to one person; take it away from the other");
                    }
                }
                let origin = reader.origin(id.span());
                people.add(slug, origin, &known, Arc::clone(&person));
            }
            people
        });
        self.people = people;
        findings.extend(reader.finish());
        self.sources.insert(File::People, source);
    }
}

fn open(project: &Path, name: &str, findings: &mut Vec<Diagnostic>) -> Option<Arc<Source>> {
    let path = project.join(name);
    if !path.exists() {
        return None;
    }
    file::read_source(&path, name).map_err(|finding| findings.push(finding)).ok()
}

/// The directory's people in JSON Schema.
pub(crate) fn people_schema(generator: &mut SchemaGenerator) -> Schema {
    <Entries<RawPerson> as Field>::schema(generator)
}

/// The directory's organisations in JSON Schema.
pub(crate) fn organisations_schema(generator: &mut SchemaGenerator) -> Schema {
    <Entries<RawOrganisation> as Field>::schema(generator)
}
