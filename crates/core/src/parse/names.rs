//! Resolves the ids and names in a record to people and organisations.
//!
//! A text in the form of an id must be the id of an entry in the record or in the project's
//! directory. Any other text is a name: it refers to the entry with this name, abbreviation or
//! alias, or else to somebody without an entry. If the record has an entry for an id of the
//! directory, it overrides only the fields that it sets.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::directory::Directory;
use super::picture::{self, Pictures};
use super::raw::{NameOrId, OrganisationName, PersonName, RawOrganisation, RawPerson};
use super::registry::{Entry, Registry};
use crate::diagnostic::Code;
use crate::model::{File, Organisation, Person, Slug, Text};
use crate::reader::{Entries, Reader};
use crate::spelling::{list, nearest, slips};

/// Resolves names while a file is being read.
pub(crate) struct Names<'a> {
    directory: &'a Directory,
    pub(crate) reader: &'a mut Reader,
    pub(super) pictures: &'a Pictures,
    people: Registry<Person>,
    organisations: Registry<Organisation>,
    used: BTreeSet<Slug>,
}

impl<'a> Names<'a> {
    /// Creates a resolver for a file, without entries of its own yet.
    pub(crate) fn new(
        directory: &'a Directory,
        reader: &'a mut Reader,
        pictures: &'a Pictures,
    ) -> Self {
        Self {
            directory,
            reader,
            pictures,
            people: Registry::new(),
            organisations: Registry::new(),
            used: BTreeSet::new(),
        }
    }

    /// Returns the organisations that were added.
    pub(crate) fn into_organisations(self) -> Registry<Organisation> {
        self.organisations
    }

    /// Returns the people with entries in the record, in the order of the file.
    pub(crate) fn own_people(&self) -> impl Iterator<Item = &Arc<Person>> {
        self.people.entries().iter().map(|entry| &entry.value)
    }

    /// Adds the people entries of a record.
    pub(crate) fn add_people(&mut self, entries: Entries<RawPerson>) {
        for (id, raw) in entries.0 {
            let Some(slug) = entry_id(&id, self.reader) else { continue };
            if let Some(person) = self.describe_person(raw, Some(&slug), id.span()) {
                let names: Vec<_> = person.names().collect();
                let origin = self.reader.origin(id.span());
                self.people.add(slug, origin, &names, Arc::clone(&person));
            }
        }
    }

    /// Adds organisations, parent organisations first.
    pub(crate) fn add_organisations(&mut self, entries: Entries<RawOrganisation>) {
        let mut waiting = entries.0;
        while !waiting.is_empty() {
            let taken: Vec<String> = waiting.iter().flat_map(names_of).collect();
            let (ready, rest): (Vec<_>, Vec<_>) =
                waiting.into_iter().partition(|(_, raw)| match &raw.part_of {
                    Some(OrganisationName::Name(NameOrId(parent))) => {
                        !taken.iter().any(|name| name == parent.as_str())
                    }
                    _ => true,
                });
            if ready.is_empty() {
                for (id, _) in rest {
                    let message =
                        format!("`{}` is, by way of others, part of itself", id.get_ref());
                    self.reader
                        .report(Code::CYCLIC_REFERENCE, id.span(), message)
                        .hint("take one `part-of` away");
                }
                return;
            }
            for (id, raw) in ready {
                let Some(slug) = entry_id(&id, self.reader) else { continue };
                let organisation = self.describe_organisation(raw, Some(&slug), id.span());
                if let Some(organisation) = organisation {
                    let names: Vec<_> = organisation.names().collect();
                    let origin = self.reader.origin(id.span());
                    self.organisations.add(slug, origin, &names, Arc::clone(&organisation));
                }
            }
            waiting = rest;
        }
    }

    /// Resolves a name to an organisation. Returns `None` if an error was reported.
    pub(crate) fn organisation(&mut self, name: OrganisationName) -> Option<Arc<Organisation>> {
        match name {
            OrganisationName::Name(NameOrId(text)) => {
                self.ask(File::Organisations, text.as_str());
                let found = find(&self.organisations, &self.directory.organisations, &text);
                self.resolve(found, "organisation", &text, Organisation::named)
            }
            OrganisationName::Table(raw) => {
                let range = raw.range.clone();
                self.describe_organisation(*raw, None, range)
            }
        }
    }

    /// Resolves a list of names to organisations.
    pub(crate) fn organisations(&mut self, names: Vec<OrganisationName>) -> Vec<Arc<Organisation>> {
        names.into_iter().filter_map(|name| self.organisation(name)).collect()
    }

    /// Resolves a name to a person. Returns `None` if an error was reported.
    pub(crate) fn person(&mut self, name: PersonName) -> Option<Arc<Person>> {
        match name {
            PersonName::Name(NameOrId(text)) => {
                self.ask(File::People, text.as_str());
                let found = find(&self.people, &self.directory.people, &text);
                self.resolve(found, "person", &text, Person::named)
            }
            PersonName::Table(raw) => {
                let range = raw.range.clone();
                self.describe_person(*raw, None, range)
            }
        }
    }

    /// Resolves a list of names to people.
    pub(crate) fn people(&mut self, names: Vec<PersonName>) -> Vec<Arc<Person>> {
        names.into_iter().filter_map(|name| self.person(name)).collect()
    }

    /// Returns the only person with this id, name or alias, without reporting anything.
    pub(crate) fn find_person(&mut self, text: &str) -> Option<Arc<Person>> {
        self.ask(File::People, text);
        let own = self.people.find(text);
        let found = if own.is_empty() { self.directory.people.find(text) } else { own };
        match found.as_slice() {
            [entry] => Some(Arc::clone(&entry.value)),
            _ => None,
        }
    }

    /// Reports entries of the record that nothing in it refers to.
    pub(crate) fn report_unused(&mut self) {
        if self.reader.broken() {
            return;
        }
        let entries =
            self.people.entries().iter().map(|entry| ("person", &entry.id, &entry.origin));
        let organisations = self.organisations.entries().iter();
        let organisations = organisations.map(|entry| ("organisation", &entry.id, &entry.origin));
        for (noun, id, origin) in entries.chain(organisations) {
            if !self.used.contains(id) {
                let message = format!("nothing here mentions the {noun} `{id}`");
                self.reader
                    .report(Code::UNUSED_ENTRY, origin.range.clone(), message)
                    .hint("name it where it belongs, or take the entry away");
            }
        }
    }

    /// Describes a person, starting from the directory's entry for the same id if there is one.
    pub(crate) fn describe_person(
        &mut self,
        raw: RawPerson,
        id: Option<&Slug>,
        range: Range<usize>,
    ) -> Option<Arc<Person>> {
        let affiliation = raw.affiliation.and_then(|name| self.organisation(name));
        if let Some(id) = id {
            self.ask(File::People, id.as_str());
        }
        let known = id.and_then(|id| self.directory.people.get(id));
        let mut person = match (known, raw.name) {
            (Some(known), None) => Person::clone(&known.value),
            (Some(known), Some(name)) => Person { name, ..Person::clone(&known.value) },
            (None, Some(name)) => Person::named(name),
            (None, None) => return self.nameless(range),
        };
        person.id = id.cloned().or(person.id);
        over(&mut person.native_name, raw.native_name);
        over(&mut person.name_order, raw.name_order);
        over(&mut person.short_name, raw.short_name);
        over(&mut person.sort_key, raw.sort_key);
        over(&mut person.title, raw.title);
        over(&mut person.affiliation, affiliation);
        over(&mut person.nationality, raw.nationality);
        over(&mut person.presence, raw.presence);
        person.aliases.extend(raw.aliases);
        if !raw.honorifics.is_empty() {
            person.honorifics = raw.honorifics;
        }
        if !raw.role.is_empty() {
            person.roles = raw.role;
        }
        Some(Arc::new(person))
    }

    fn describe_organisation(
        &mut self,
        raw: RawOrganisation,
        id: Option<&Slug>,
        range: Range<usize>,
    ) -> Option<Arc<Organisation>> {
        let parent = raw.part_of.and_then(|name| self.organisation(name));
        if let Some(id) = id {
            self.ask(File::Organisations, id.as_str());
        }
        let known = id.and_then(|id| self.directory.organisations.get(id));
        let mut organisation = match (known, raw.name) {
            (Some(known), None) => Organisation::clone(&known.value),
            (Some(known), Some(name)) => Organisation { name, ..Organisation::clone(&known.value) },
            (None, Some(name)) => Organisation::named(name),
            (None, None) => return self.nameless(range),
        };
        over(&mut organisation.abbreviation, raw.abbreviation);
        over(&mut organisation.parent, parent);
        over(&mut organisation.country, raw.country);
        if let Some(logo) = raw.logo {
            let logo = picture::logo(&logo.file, logo.alt, self.pictures, self.reader);
            over(&mut organisation.logo, logo);
        }
        organisation.aliases.extend(raw.aliases);
        organisation.former_names.extend(raw.former_names);
        Some(Arc::new(organisation))
    }

    /// Records a look-up in the directory.
    fn ask(&mut self, file: File, text: &str) {
        self.reader.consulted.names.insert((file, text.to_owned()));
    }

    fn nameless<T>(&mut self, range: Range<usize>) -> Option<T> {
        if !self.reader.broken() && !self.reader.has_finding_at(&range) {
            self.reader
                .report(Code::MISSING_KEY, range, "the key `name` is missing here")
                .hint("add `name = …`; only what the directory describes goes without");
        }
        None
    }

    fn resolve<T>(
        &mut self,
        found: Found<T>,
        noun: &str,
        text: &Text,
        named: impl FnOnce(Text) -> T,
    ) -> Option<Arc<T>> {
        let range = text.origin().range.clone();
        match found {
            Found::One(id, value) => {
                // A reference to an entry prints the entry's name, so a translation of it has no
                // effect.
                if !text.languages().others.is_empty() {
                    let message = format!("`{text}` is the name of the entry `{id}`, and no text");
                    self.reader.report_translated_reference(range.start, &message);
                }
                self.used.insert(id);
                Some(value)
            }
            Found::Several(ids) => {
                let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
                let message = format!("the name `{text}` could mean more than one {noun}");
                self.reader
                    .report(Code::UNKNOWN_REFERENCE, range, message)
                    .hint(format!("write the id: {}", list(&ids)));
                None
            }
            Found::NoId(_) if self.reader.broken() => None,
            Found::NoId(near) => {
                let message = format!("no {noun} has the id `{text}`");
                let finding = self.reader.report(Code::UNKNOWN_REFERENCE, range, message);
                match near.and_then(|near| near.parse::<Slug>().ok()) {
                    Some(near) => {
                        finding.hint(format!("did you mean `{near}`?"));
                        // A typo yields one finding only: the intended entry must not be
                        // reported as unused, too.
                        self.used.insert(near);
                    }
                    None => {
                        finding.hint(format!(
                            "add a table for the {noun} with this id, or write the name itself: {{ name = \"…\" }}"
                        ));
                    }
                }
                None
            }
            Found::NoName(near) => {
                if let Some((id, name)) = near {
                    self.used.insert(id);
                    let message = format!("`{text}` is nearly the name `{name}`, but not quite");
                    self.reader.report(Code::SIMILAR_NAME, range, message).hint(format!(
                        "did you mean `{name}`? If not, give this {noun} an entry too"
                    ));
                }
                self.reader.report_translated_ids(text);
                Some(Arc::new(named(text.clone())))
            }
        }
    }
}

/// The result of looking up an id or a name.
enum Found<T> {
    One(Slug, Arc<T>),
    Several(Vec<String>),
    /// An id without an entry, with the closest known id.
    NoId(Option<String>),
    /// A name without an entry, with the entry whose name is closest.
    NoName(Option<(Slug, String)>),
}

/// Searches the record's own entries and the directory.
fn find<T>(own: &Registry<T>, shared: &Registry<T>, text: &Text) -> Found<T> {
    let text = text.as_str();
    let mut entries = own.find(text);
    // An entry of the record replaces the directory's entry with the same id.
    entries.extend(shared.find(text).into_iter().filter(|entry| own.get(&entry.id).is_none()));
    match entries.as_slice() {
        [entry] => Found::One(entry.id.clone(), Arc::clone(&entry.value)),
        [] if text.parse::<Slug>().is_ok() => {
            Found::NoId(nearest(text, own.ids().chain(shared.ids())).map(str::to_owned))
        }
        [] => Found::NoName(similar(own, text).or_else(|| similar(shared, text))),
        several => Found::Several(several.iter().map(|entry| entry.id.to_string()).collect()),
    }
}

/// Returns the entry whose name is one edit away from the text, or up to two edits for a long
/// name.
fn similar<T>(registry: &Registry<T>, text: &str) -> Option<(Slug, String)> {
    let letters = text.chars().count();
    let most = if letters < 10 { 1 } else { 2 };
    // Short names and abbreviations often differ by one letter without being typos.
    let long = registry.names().filter(|name| name.chars().count() >= 6);
    let near = long.filter_map(|name| Some((slips(name, text, most)?, name)));
    let (_, name) = near.min()?;
    let entry: &Entry<T> = registry.find(name).first().copied()?;
    Some((entry.id.clone(), name.to_owned()))
}

fn over<T>(old: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *old = new;
    }
}

/// Returns the id and all names of an entry that has not been added yet.
fn names_of((id, raw): &(Spanned<String>, RawOrganisation)) -> Vec<String> {
    let names = raw.name.iter().chain(&raw.abbreviation).chain(&raw.aliases);
    let names = names.map(|name| name.as_str().to_owned());
    [id.get_ref().clone()].into_iter().chain(names).collect()
}

/// Parses the id of an entry. Returns `None` if an error was reported.
pub(crate) fn entry_id(id: &Spanned<String>, reader: &mut Reader) -> Option<Slug> {
    let report = |message: &str| {
        let finding = reader.report(Code::INVALID_VALUE, id.span(), message);
        if let Some(suggestion) = Slug::suggest(id.get_ref()) {
            finding.hint(format!("write `{suggestion}`"));
        }
    };
    id.get_ref().parse().map_err(report).ok()
}
