//! Who is meant: resolves the ids and names of a record to people and organisations.
//!
//! Text in the form of an id must be the id of an entry. Any other text is a
//! name: of the entry that has it as its name, abbreviation or alias, or else of
//! somebody who is only named.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::raw::{OrganisationName, PersonName, RawOrganisation, RawPerson};
use crate::diagnostic::Code;
use crate::event::{Organisation, Person, Slug, Text};
use crate::reader::{Entries, Reader};
use crate::spelling::{list, nearest};

/// The people and organisations that a record describes.
pub(crate) struct Directory {
    organisations: Register<Organisation>,
    people: Register<Person>,
}

impl Directory {
    /// Takes the entries of a record.
    pub(crate) fn new(
        people: Entries<RawPerson>,
        organisations: Entries<RawOrganisation>,
        reader: &mut Reader,
    ) -> Self {
        let mut directory =
            Self { organisations: Register::new("organisation"), people: Register::new("person") };
        directory.add_organisations(organisations, reader);
        for (id, raw) in people.0 {
            let Some(slug) = entry_id(&id, reader) else { continue };
            if let Some(person) = directory.describe_person(raw, Some(slug.clone()), reader) {
                let names = [&person.name].into_iter().chain(&person.aliases).cloned().collect();
                directory.people.add(slug, id.span(), names, person);
            }
        }
        directory
    }

    /// The organisation that a name means; none beside an error.
    pub(crate) fn organisation(
        &self,
        name: OrganisationName,
        reader: &mut Reader,
    ) -> Option<Arc<Organisation>> {
        match name {
            OrganisationName::Name(text) => self.organisations.resolve(&text, reader, |name| {
                Organisation { name, abbreviation: None, parent: None, country: None }
            }),
            OrganisationName::Table(raw) => {
                self.describe_organisation(*raw, reader).map(|(organisation, _)| organisation)
            }
        }
    }

    /// The organisations that a list of names means.
    pub(crate) fn organisations(
        &self,
        names: Vec<OrganisationName>,
        reader: &mut Reader,
    ) -> Vec<Arc<Organisation>> {
        names.into_iter().filter_map(|name| self.organisation(name, reader)).collect()
    }

    /// The person that a name means; none beside an error.
    pub(crate) fn person(&self, name: PersonName, reader: &mut Reader) -> Option<Arc<Person>> {
        match name {
            PersonName::Name(text) => self.people.resolve(&text, reader, |name| Person {
                id: None,
                name,
                aliases: vec![],
                honorifics: vec![],
                title: None,
                affiliation: None,
                roles: vec![],
            }),
            PersonName::Table(raw) => self.describe_person(*raw, None, reader),
        }
    }

    /// The people that a list of names means.
    pub(crate) fn people(&self, names: Vec<PersonName>, reader: &mut Reader) -> Vec<Arc<Person>> {
        names.into_iter().filter_map(|name| self.person(name, reader)).collect()
    }

    /// The entry for a person by id, name or alias, without reporting anything.
    pub(crate) fn find_person(&self, text: &str) -> Option<&Arc<Person>> {
        self.people.find(text)
    }

    /// Reports the entries that nothing in the record refers to.
    pub(crate) fn report_unused(&self, reader: &mut Reader) {
        self.people.report_unused(reader);
        self.organisations.report_unused(reader);
    }

    /// Adds organisations, those first that others are part of.
    fn add_organisations(&mut self, entries: Entries<RawOrganisation>, reader: &mut Reader) {
        let mut waiting = entries.0;
        while !waiting.is_empty() {
            let taken: Vec<String> = waiting.iter().flat_map(names_of).collect();
            let (ready, rest): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|(_, raw)| match &raw.part_of {
                    Some(OrganisationName::Name(parent)) => {
                        !taken.iter().any(|name| name == parent.as_str())
                    }
                    _ => true,
                });
            if ready.is_empty() {
                for (id, _) in rest {
                    let message =
                        format!("`{}` is, by way of others, part of itself", id.get_ref());
                    reader.report(Code::InvalidValue, id.span(), message);
                }
                return;
            }
            for (id, raw) in ready {
                let Some(slug) = entry_id(&id, reader) else { continue };
                if let Some((organisation, aliases)) = self.describe_organisation(raw, reader) {
                    let names = [Some(&organisation.name), organisation.abbreviation.as_ref()];
                    let names = names.into_iter().flatten().cloned().chain(aliases).collect();
                    self.organisations.add(slug, id.span(), names, organisation);
                }
            }
            waiting = rest;
        }
    }

    fn describe_organisation(
        &self,
        raw: RawOrganisation,
        reader: &mut Reader,
    ) -> Option<(Arc<Organisation>, Vec<Text>)> {
        let parent = raw.part_of.and_then(|name| self.organisation(name, reader));
        let organisation = Organisation {
            name: raw.name.0?,
            abbreviation: raw.abbreviation,
            parent,
            country: raw.country,
        };
        Some((Arc::new(organisation), raw.aliases))
    }

    fn describe_person(
        &self,
        raw: RawPerson,
        id: Option<Slug>,
        reader: &mut Reader,
    ) -> Option<Arc<Person>> {
        let affiliation = raw.affiliation.and_then(|name| self.organisation(name, reader));
        Some(Arc::new(Person {
            id,
            name: raw.name.0?,
            aliases: raw.aliases,
            honorifics: raw.honorifics,
            title: raw.title,
            affiliation,
            roles: raw.role,
        }))
    }
}

/// All that an entry which still waits may be called by.
fn names_of((id, raw): &(Spanned<String>, RawOrganisation)) -> Vec<String> {
    let names = raw.name.0.iter().chain(&raw.abbreviation).chain(&raw.aliases);
    let names = names.map(|name| name.as_str().to_owned());
    [id.get_ref().clone()].into_iter().chain(names).collect()
}

fn entry_id(id: &Spanned<String>, reader: &mut Reader) -> Option<Slug> {
    let slug = Slug::new(id.get_ref());
    if slug.is_none() {
        let message = "an id has only lower-case letters, digits and hyphens";
        let finding = reader.report(Code::InvalidValue, id.span(), message);
        if let Some(suggestion) = Slug::suggest(id.get_ref()) {
            finding.hint(format!("write `{suggestion}`"));
        }
    }
    slug
}

/// Entries of one kind, by id and by name.
struct Register<T> {
    noun: &'static str,
    entries: Vec<Entry<T>>,
    by_id: BTreeMap<Slug, usize>,
    by_name: BTreeMap<String, Vec<usize>>,
}

struct Entry<T> {
    id: Slug,
    range: Range<usize>,
    value: Arc<T>,
    used: Cell<bool>,
}

impl<T> Register<T> {
    fn new(noun: &'static str) -> Self {
        Self { noun, entries: vec![], by_id: BTreeMap::new(), by_name: BTreeMap::new() }
    }

    fn add(&mut self, id: Slug, range: Range<usize>, names: Vec<Text>, value: Arc<T>) {
        let index = self.entries.len();
        for name in names {
            let bearers = self.by_name.entry(name.as_str().to_owned()).or_default();
            if !bearers.contains(&index) {
                bearers.push(index);
            }
        }
        self.by_id.insert(id.clone(), index);
        self.entries.push(Entry { id, range, value, used: Cell::new(false) });
    }

    fn find(&self, text: &str) -> Option<&Arc<T>> {
        match self.bearers(text) {
            [index] => Some(&self.entries[*index].value),
            _ => None,
        }
    }

    /// The entries that an id or a name stands for; two people may bear one name.
    fn bearers(&self, text: &str) -> &[usize] {
        let id = Slug::new(text).and_then(|slug| self.by_id.get(&slug));
        match id {
            Some(index) => std::slice::from_ref(index),
            None => self.by_name.get(text).map_or(&[], Vec::as_slice),
        }
    }

    fn mark_used(&self, text: &str) {
        for index in self.bearers(text) {
            self.entries[*index].used.set(true);
        }
    }

    fn resolve(
        &self,
        text: &Text,
        reader: &mut Reader,
        named: impl FnOnce(Text) -> T,
    ) -> Option<Arc<T>> {
        let noun = self.noun;
        match self.bearers(text.as_str()) {
            [] => {}
            [index] => {
                let entry = &self.entries[*index];
                entry.used.set(true);
                return Some(Arc::clone(&entry.value));
            }
            several => {
                let ids: Vec<&str> = several.iter().map(|i| self.entries[*i].id.as_str()).collect();
                reader
                    .report(
                        Code::UnknownReference,
                        text.range(),
                        format!("the name `{text}` could mean more than one {noun}"),
                    )
                    .hint(format!("write the id: {}", list(&ids)));
                return None;
            }
        }
        if Slug::new(text.as_str()).is_some() {
            if reader.broken() {
                return None;
            }
            let finding = reader.report(
                Code::UnknownReference,
                text.range(),
                format!("no {noun} here has the id `{text}`"),
            );
            match nearest(text.as_str(), self.by_id.keys().map(Slug::as_str)) {
                Some(near) => {
                    // One slip is one finding: its entry is not unused as well.
                    self.mark_used(near);
                    finding.hint(format!("did you mean `{near}`?"))
                }
                None => finding.hint(format!(
                    "add a table for the {noun} with this id, or write the name itself: {{ name = \"…\" }}"
                )),
            };
            return None;
        }
        let near = self
            .by_name
            .keys()
            // Short names and abbreviations differ by a letter and mean it.
            .filter(|name| name.chars().count() >= 6)
            .map(|name| (strsim::damerau_levenshtein(name, text.as_str()), name))
            // One slip of the pen, or two in a long name.
            .filter(|(distance, name)| *distance <= if name.chars().count() < 10 { 1 } else { 2 })
            .min();
        if let Some((_, name)) = near {
            self.mark_used(name);
            reader
                .report(
                    Code::SimilarName,
                    text.range(),
                    format!("`{text}` is nearly the name `{name}`, but not quite"),
                )
                .hint(format!("did you mean `{name}`? If not, give this {noun} an entry too"));
        }
        Some(Arc::new(named(text.clone())))
    }

    fn report_unused(&self, reader: &mut Reader) {
        if reader.broken() {
            return;
        }
        for entry in self.entries.iter().filter(|entry| !entry.used.get()) {
            reader
                .report(
                    Code::UnusedEntry,
                    entry.range.clone(),
                    format!("nothing here mentions the {} `{}`", self.noun, entry.id),
                )
                .hint("name it where it belongs, or take the entry away");
        }
    }
}
