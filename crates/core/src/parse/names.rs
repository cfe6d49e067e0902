//! Resolves the ids and names in a record to people and organisations.
//!
//! A text in the form of an id must be the id of an entry in the record or in the project's
//! directory. Any other text is a name: it refers to the entry with this name, abbreviation or
//! alias, or else to somebody without an entry. If the record has an entry for an id of the
//! directory, it overrides only the fields that it sets.

use std::collections::BTreeSet;
use std::iter;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::directory::Directory;
use super::entry_sort::Sort;
use super::parents::parents_first;
use super::picture::{self, Pictures};
use super::raw::{NameOrId, OrganisationName, PersonName, RawOrganisation, RawPerson};
use super::registry::{Registry, form_key};
use crate::diagnostic::Code;
use crate::identity::{name_forms, organisation_forms};
use crate::message::{Message, message};
use crate::model::limits::MAX_LEVELS;
use crate::model::{File, Organisation, Person, Slug, Text};
use crate::reader::{Entries, Reader};
use crate::spelling::Suggestions;

/// Resolves names while a file is being read.
pub(crate) struct Names<'a> {
    directory: &'a Directory,
    pub(crate) reader: &'a mut Reader,
    pub(super) pictures: &'a Pictures,
    pub(super) people: Registry<Person>,
    pub(super) organisations: Registry<Organisation>,
    pub(super) used: BTreeSet<Slug>,
    /// The names of people without an entry.
    pub(super) unknown: Vec<Text>,
}

/// The maximum number of ids that a finding names.
const MAX_NAMED: usize = 5;

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
            people: Registry::of_people(),
            organisations: Registry::of_organisations(),
            used: BTreeSet::new(),
            unknown: vec![],
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
        let (sorted, cyclic) = parents_first(entries.0);
        for (id, raw) in sorted {
            let Some(slug) = entry_id(&id, self.reader) else { continue };
            let organisation = self.describe_organisation(raw, Some(&slug), id.span());
            if let Some(organisation) = organisation {
                let names: Vec<_> = organisation.names().collect();
                let origin = self.reader.origin(id.span());
                self.organisations.add(slug, origin, &names, Arc::clone(&organisation));
            }
        }
        for (id, _) in cyclic {
            let message =
                message!("`{id}` is, by way of others, part of itself", id = id.get_ref());
            self.reader
                .report(Code::CYCLIC_REFERENCE, id.span(), message)
                .hint(message!("take one `part-of` away"));
        }
    }

    /// Resolves a name to an organisation. Returns `None` if an error was reported.
    pub(crate) fn organisation(&mut self, name: OrganisationName) -> Option<Arc<Organisation>> {
        match name {
            OrganisationName::Name(NameOrId(text)) => {
                self.ask(File::Organisations, text.as_str());
                let entries = (&self.organisations, &self.directory.organisations);
                let found = find(entries, &text, &mut self.reader.suggestions);
                self.resolve(found, Sort::Organisation, &text, Organisation::named)
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
                let entries = (&self.people, &self.directory.people);
                let found = find(entries, &text, &mut self.reader.suggestions);
                self.resolve(found, Sort::Person, &text, Person::named)
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
        let mut own = self.people.find(text).peekable();
        let only =
            if own.peek().is_some() { only(own) } else { only(self.directory.people.find(text)) };
        only.map(|entry| Arc::clone(&entry.value))
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
        person.aliases.extend(raw.aliases.0);
        if !raw.honorifics.0.is_empty() {
            person.honorifics = raw.honorifics.0;
        }
        if !raw.role.0.is_empty() {
            person.roles = raw.role.0;
        }
        Some(Arc::new(person))
    }

    fn describe_organisation(
        &mut self,
        raw: RawOrganisation,
        id: Option<&Slug>,
        range: Range<usize>,
    ) -> Option<Arc<Organisation>> {
        let parent = raw.part_of.and_then(|name| self.parent(name));
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
        organisation.aliases.extend(raw.aliases.0);
        organisation.former_names.extend(raw.former_names.0);
        Some(Arc::new(organisation))
    }

    /// Resolves a name to the organisation that another is part of.
    fn parent(&mut self, name: OrganisationName) -> Option<Arc<Organisation>> {
        let place = name.range();
        let parent = self.organisation(name)?;
        let above = iter::successors(Some(&parent), |one| one.parent.as_ref());
        if above.count() > MAX_LEVELS {
            let message =
                message!("this is more than {most} levels below the top", most = MAX_LEVELS);
            self.reader
                .report(Code::OVER_LIMIT, place, message)
                .hint(message!("name only the organisations that readers need to know"));
            return None;
        }
        Some(parent)
    }

    /// Records a look-up in the directory.
    fn ask(&mut self, file: File, text: &str) {
        let forms = if file == File::People { name_forms(text) } else { organisation_forms(text) };
        let names = &mut self.reader.dependencies.names;
        names.extend(forms.iter().map(|form| (file, form_key(form))));
        names.insert((file, text.to_owned()));
    }

    fn nameless<T>(&mut self, range: Range<usize>) -> Option<T> {
        if !self.reader.broken() && !self.reader.has_finding_at(&range) {
            let message = message!("`{key}` is missing here", key = "name");
            self.reader
                .report(Code::MISSING_KEY, range, message)
                .hint(message!("add `name = …`; only what the directory describes goes without"));
        }
        None
    }

    fn resolve<T>(
        &mut self,
        found: Lookup<T>,
        sort: Sort,
        text: &Text,
        named: impl FnOnce(Text) -> T,
    ) -> Option<Arc<T>> {
        let range = text.origin().range.clone();
        match found {
            Lookup::One(id, value) => {
                // A reference to an entry prints the entry's name, so a translation of it has no
                // effect.
                if !text.languages().others.is_empty() {
                    let message = message!("`{text}` is the name of the entry `{id}`, and no text");
                    self.reader.report_translated_reference(range.start, &message);
                }
                self.used.insert(id);
                Some(value)
            }
            Lookup::Several(ids) => {
                let named = ids.iter().take(MAX_NAMED).map(Message::code);
                let named = Message::any_of(named);
                let hint = if ids.len() > MAX_NAMED {
                    message!("write the id: {named}, or that of another")
                } else {
                    message!("write the id: {named}")
                };
                self.reader.report(Code::UNKNOWN_REFERENCE, range, sort.ambiguous(text)).hint(hint);
                None
            }
            Lookup::NoId(_) if self.reader.broken() => None,
            Lookup::NoId(near) => {
                let finding =
                    self.reader.report(Code::UNKNOWN_REFERENCE, range, sort.unknown(text));
                match near.and_then(|near| near.parse::<Slug>().ok()) {
                    Some(near) => {
                        finding.did_you_mean(near.as_str());
                        // A typo yields one finding only: the intended entry must not be
                        // reported as unused, too.
                        self.used.insert(near);
                    }
                    None => {
                        finding.hint(sort.to_add());
                    }
                }
                None
            }
            Lookup::NoName(near) => {
                if let Some((id, name)) = near {
                    self.used.insert(id);
                    let message = message!("`{text}` is nearly the name `{name}`, but not quite");
                    self.reader
                        .report(Code::SIMILAR_NAME, range, message)
                        .hint(sort.similar(&name))
                        .replacing(name.as_str());
                } else if matches!(sort, Sort::Person) {
                    self.unknown.push(text.clone());
                }
                self.reader.report_translated_ids(text);
                Some(Arc::new(named(text.clone())))
            }
        }
    }
}

/// The result of looking up an id or a name.
enum Lookup<T> {
    One(Slug, Arc<T>),
    /// Several entries with this name: the ids of the first.
    Several(Vec<String>),
    /// An id without an entry, with the closest known id.
    NoId(Option<String>),
    /// A name without an entry, with the entry whose name is closest.
    NoName(Option<(Slug, String)>),
}

/// Searches the record's own entries and the directory.
fn find<T>(
    (own, shared): (&Registry<T>, &Registry<T>),
    text: &Text,
    suggestions: &mut Suggestions,
) -> Lookup<T> {
    let text = text.as_str();
    // An entry of the record replaces the directory's entry with the same id.
    let elsewhere = shared.find(text).filter(|entry| own.get(&entry.id).is_none());
    let entries: Vec<_> = own.find(text).chain(elsewhere).take(MAX_NAMED + 1).collect();
    match entries.as_slice() {
        [entry] => Lookup::One(entry.id.clone(), Arc::clone(&entry.value)),
        [] if text.parse::<Slug>().is_ok() => {
            let near = suggestions.nearest(text, own.ids().chain(shared.ids()));
            Lookup::NoId(near.map(str::to_owned))
        }
        [] => {
            let near = own.similar(text).or_else(|| shared.similar(text));
            Lookup::NoName(near.map(|(entry, name)| (entry.id.clone(), name.to_owned())))
        }
        several => Lookup::Several(several.iter().map(|entry| entry.id.to_string()).collect()),
    }
}

/// Returns the only item, or `None` if there is none or more than one.
pub(super) fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

fn over<T>(old: &mut Option<T>, new: Option<T>) {
    if new.is_some() {
        *old = new;
    }
}

/// Parses the id of an entry. Returns `None` if an error was reported.
pub(crate) fn entry_id(id: &Spanned<String>, reader: &mut Reader) -> Option<Slug> {
    let slug = id.get_ref().parse::<Slug>();
    slug.map_err(|message| {
        let finding = reader.report(Code::INVALID_VALUE, id.span(), message);
        if let Some(suggestion) = Slug::suggest(id.get_ref()) {
            finding.hint(message!("write `{suggestion}`"));
        }
    })
    .ok()
}
