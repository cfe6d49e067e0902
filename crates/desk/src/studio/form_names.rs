//! What the fields of a form can name: people, organisations, records, places of photos, languages
//! and time zones.

use std::collections::{BTreeMap, BTreeSet};

use byline_core::form::{self, Filled, NamedPlace};
use byline_core::lint::is_unfilled;
use byline_core::model::{File, Slug, zones};
use byline_core::parse::{LookupKey, is_form_key, read_head};
use byline_core::project::RecordKind;
use byline_core::scaffold::title_of;
use byline_core::schema::SchemaFile;
use serde::Serialize;

use super::{Studio, Unknown};

/// What can be named in a file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FormNames {
    people: Vec<NamedPerson>,
    organisations: Vec<NamedOrganisation>,
    /// The names in records of those who have no entry.
    unlisted: UnlistedNames,
    records: Vec<NamedRecord>,
    places: Vec<NamedPlace>,
    languages: Vec<NamedLanguage>,
    zones: Vec<NamedZone>,
    /// The name of the project's organisation.
    own_organisation: String,
    /// What parts of a programme are called, in the language of the file.
    untitled_parts: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct NamedPerson {
    id: String,
    name: String,
    native_name: Option<String>,
    aliases: Vec<String>,
    honorifics: Vec<String>,
    title: Option<String>,
    /// The name of the organisation.
    affiliation: Option<String>,
    /// Whether the directory has an entry.
    is_shared: bool,
    /// Whether the file has an entry of its own.
    is_own: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct NamedOrganisation {
    id: String,
    name: String,
    abbreviation: Option<String>,
    aliases: Vec<String>,
    /// The name of the organisation that it is a part of.
    part_of: Option<String>,
    country: Option<String>,
    is_shared: bool,
    is_own: bool,
}

#[derive(Debug, Default, Serialize)]
struct UnlistedNames {
    people: BTreeSet<String>,
    organisations: BTreeSet<String>,
}

#[derive(Debug, Serialize)]
struct NamedRecord {
    id: String,
    title: String,
    /// The first day, as 2025-05-14.
    date: Option<String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct NamedLanguage {
    tag: String,
    label: String,
    /// Whether documents can be made in it.
    is_of_documents: bool,
}

#[derive(Debug, Serialize)]
struct NamedZone {
    value: String,
    label: String,
}

impl Studio {
    /// Returns what can be named in a file.
    pub(crate) fn form_names(&mut self, file: &str) -> Result<FormNames, Unknown> {
        let own = self.form_values(file, None)?.values;
        let languages = own.items("languages").first().and_then(Filled::as_str);
        let main = languages.and_then(|tag| tag.parse().ok()).unwrap_or_else(|| self.language());
        let kind = self.kind_of(file);
        let shared = |file: File, kind: SchemaFile| {
            let text = self.directory_text(file)?;
            form::values(&text, kind, &self.language()).ok().map(|found| found.values)
        };
        let of = |kind_of_file: SchemaFile, file: File, key: &str| {
            // The directory's own files have no others to name.
            let own = if kind == kind_of_file { None } else { own.get(key) };
            Entries::of(own, shared(file, kind_of_file).as_ref())
        };
        let organisations = of(SchemaFile::Organisations, File::Organisations, "organisations");
        let people = of(SchemaFile::People, File::People, "people");
        let people = people.people(&organisations);
        let places = form::places(&own, self.setting.language, |id| {
            people.iter().find(|person| person.id == id).map(|person| person.name.clone())
        });
        let organisations = organisations.organisations();
        let mut unlisted = self.unlisted_names();
        for person in &people {
            unlisted.people.remove(&person.name);
        }
        for organisation in &organisations {
            unlisted.organisations.remove(&organisation.name);
        }
        let languages = form::languages(self.setting.language).into_iter();
        Ok(FormNames {
            organisations,
            people,
            unlisted,
            records: self.named_records(file),
            places,
            languages: languages
                .map(|(tag, label)| NamedLanguage {
                    is_of_documents: form::is_of_documents(&tag),
                    tag,
                    label,
                })
                .collect(),
            own_organisation: self.organisation(),
            untitled_parts: form::untitled_parts(&main),
            zones: zones().into_iter().map(|(value, label)| NamedZone { value, label }).collect(),
        })
    }

    /// Returns the names without an entry in the records that have been read.
    fn unlisted_names(&self) -> UnlistedNames {
        let mut unlisted = UnlistedNames::default();
        let Ok(session) = &self.session else { return unlisted };
        let answers = session.answers();
        let (records, _) = session.records();
        for record in records.iter().filter(|record| self.rows.contains_key(&record.id)) {
            for (file, name) in &session.read(record).dependencies.names {
                let names = match file {
                    File::People => &mut unlisted.people,
                    File::Organisations => &mut unlisted.organisations,
                    _ => continue,
                };
                // An id without an entry is nobody's name, and neither is what is to be filled in.
                if !is_unfilled(name)
                    && name.parse::<Slug>().is_err()
                    && !is_form_key(name)
                    && !answers.contains_key(&LookupKey::new(*file, name))
                {
                    names.insert(name.clone());
                }
            }
        }
        unlisted
    }

    /// Returns the events that a file can be linked to, the latest first.
    fn named_records(&self, file: &str) -> Vec<NamedRecord> {
        let Ok(session) = &self.session else { return vec![] };
        let (records, _) = session.records();
        let events =
            records.iter().filter(|record| record.kind == RecordKind::Event && record.name != file);
        let mut named: Vec<_> = events
            .map(|record| {
                let id = record.id.to_string();
                if let Some(row) = self.rows.get(&record.id) {
                    let (title, date) = (row.title.clone(), row.date.clone());
                    return NamedRecord { id, title, date };
                }
                let source = session.project.source(&record.path, record.name.as_str()).ok();
                let title = source.as_ref().and_then(|source| title_of(source.text()));
                let date = source.and_then(|source| read_head(&record.id, &source).start);
                let date = date.map(|date| date.to_string());
                NamedRecord { title: title.unwrap_or_else(|| id.clone()), id, date }
            })
            .collect();
        named.sort_by(|one, two| two.date.cmp(&one.date).then_with(|| one.title.cmp(&two.title)));
        named
    }
}

/// Entries of a file laid over those of the directory.
struct Entries<'e>(BTreeMap<String, EntryOf<'e>>);

#[derive(Default)]
struct EntryOf<'e> {
    own: Option<&'e Filled>,
    shared: Option<Filled>,
}

impl<'e> Entries<'e> {
    fn of(own: Option<&'e Filled>, shared: Option<&Filled>) -> Self {
        let mut entries: BTreeMap<String, EntryOf<'e>> = BTreeMap::new();
        for (id, entry) in shared.map_or(&[][..], Filled::entries) {
            entries.entry(id.clone()).or_default().shared = Some(entry.clone());
        }
        for (id, entry) in own.map_or(&[][..], Filled::entries) {
            entries.entry(id.clone()).or_default().own = Some(entry);
        }
        Self(entries)
    }

    fn people(&self, organisations: &Entries<'_>) -> Vec<NamedPerson> {
        let person = |(id, entry): (&String, &EntryOf<'_>)| {
            let affiliation = self.value(id, "affiliation");
            Some(NamedPerson {
                id: id.clone(),
                name: self.text(id, "name")?,
                native_name: self.text(id, "native-name"),
                aliases: self.texts(id, "aliases"),
                honorifics: self.texts(id, "honorifics"),
                title: self.text(id, "title"),
                affiliation: affiliation.and_then(|value| organisations.name_of(value)),
                is_shared: entry.shared.is_some(),
                is_own: entry.own.is_some(),
            })
        };
        self.0.iter().filter_map(person).collect()
    }

    fn organisations(&self) -> Vec<NamedOrganisation> {
        let organisation = |(id, entry): (&String, &EntryOf<'_>)| {
            Some(NamedOrganisation {
                id: id.clone(),
                name: self.text(id, "name")?,
                abbreviation: self.text(id, "abbreviation"),
                aliases: self.texts(id, "aliases"),
                part_of: self.value(id, "part-of").and_then(|value| self.name_of(value)),
                country: self.text(id, "country"),
                is_shared: entry.shared.is_some(),
                is_own: entry.own.is_some(),
            })
        };
        self.0.iter().filter_map(organisation).collect()
    }

    /// Returns the name of an organisation that a value names or describes.
    fn name_of(&self, value: &Filled) -> Option<String> {
        match value {
            Filled::Text(text) => self.text(text, "name").or_else(|| Some(text.clone())),
            described => described.get("name")?.as_str().map(str::to_owned),
        }
    }

    fn value(&self, id: &str, key: &str) -> Option<&Filled> {
        let entry = self.0.get(id)?;
        let own = entry.own.and_then(|own| own.get(key));
        own.or_else(|| entry.shared.as_ref()?.get(key))
    }

    fn text(&self, id: &str, key: &str) -> Option<String> {
        self.value(id, key)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn texts(&self, id: &str, key: &str) -> Vec<String> {
        let Some(Filled::List(items)) = self.value(id, key) else { return vec![] };
        items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
    }
}
