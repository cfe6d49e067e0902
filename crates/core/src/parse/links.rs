//! Resolves the links of a record to other records of the project.

use std::collections::BTreeMap;

use toml::Spanned;

use super::editions::{EarlierEditions, EditionHead};
use super::{Context, Directory, prepare};
use crate::diagnostic::Code;
use crate::fingerprint::Fingerprint;
use crate::message::{Message, message};
use crate::model::{
    EarlierEdition, File, Language, Languages, LinkedEvent, Links, Moment, Origin, Period, Slug,
    Sources, Text,
};
use crate::reader::{self, Reader, Shape};

/// The records that a record names in links.
#[derive(Debug, Clone, Default)]
pub struct LinkedRecords {
    /// The names that lead to records, with what they say, and a fingerprint of their files.
    pub found: BTreeMap<String, LinkedRecord>,
    /// The names of issues among them.
    pub issues: Vec<String>,
    /// The ids of all records of events, for suggestions.
    pub known: Vec<Slug>,
    /// The earlier editions of the event.
    pub editions: EarlierEditions,
}

/// A record that a link leads to.
#[derive(Debug, Clone)]
pub struct LinkedRecord {
    /// Its id.
    pub id: Slug,
    /// A fingerprint of the record and its translations.
    pub fingerprint: Fingerprint,
    /// Its event; `None` if its title or its first day cannot be read.
    pub event: Option<LinkedEvent>,
    /// What it says of its edition; `None` likewise.
    pub edition: Option<EditionHead>,
}

impl LinkedRecord {
    /// Reads the title and the days of a record, and what it says of its edition, but no record
    /// that it links to: links may lead in a circle.
    /// `language` is that of records that do not specify one.
    pub fn read(id: &Slug, sources: &Sources, language: &Language) -> Self {
        let directory = Directory::empty();
        let translations = &sources.translations;
        let context = Context { id, language, directory: &directory, translations };
        let (read, _) = reader::read(&sources.record, File::Record, |root, reader| {
            prepare(root, &context, reader);
            let title = Text::read(root.get("title")?, reader)?;
            let start = Moment::read(root.get("start")?, reader)?;
            let end = root.get("end").and_then(|end| Moment::read(end, reader));
            let main = reader.main_language().cloned();
            let own = title.languages().own.clone().or(main);
            let languages = Languages { own, others: title.languages().others.clone() };
            let period = Period::new(start, end)?;
            let event = LinkedEvent { id: id.clone(), title: title.translated(languages), period };
            Some((event, EditionHead::read(root, period, reader)))
        });
        let (event, edition) = read.unzip();
        Self { id: id.clone(), fingerprint: sources.fingerprint(), event, edition }
    }
}

/// Returns what the links of an event lead to: those of `follows`, and those of `related-events`.
/// Without records that were looked up, there is nothing.
pub(super) fn resolve(
    (follows, related): (Vec<Spanned<String>>, Vec<Spanned<String>>),
    own: &Slug,
    records: Option<&LinkedRecords>,
    reader: &mut Reader,
) -> Links {
    records.map_or_else(Links::default, |records| Links {
        editions: editions(&follows, records, reader),
        follows: events(follows, own, records, reader),
        related: events(related, own, records, reader),
    })
}

/// Returns the events that links lead to, and reports the others.
fn events(
    links: Vec<Spanned<String>>,
    own: &Slug,
    records: &LinkedRecords,
    reader: &mut Reader,
) -> Vec<LinkedEvent> {
    let mut events: Vec<LinkedEvent> = Vec::new();
    for link in links {
        let (name, origin) = (link.get_ref().as_str(), reader.origin(link.span()));
        let mut report = |message: Message, hint: Message| {
            reader.report(Code::UNKNOWN_REFERENCE, link.span(), message).hint(hint);
        };
        if name == own.as_str() {
            report(message!("`{name}` is this record itself"), message!("name another record"));
        } else if records.issues.iter().any(|issue| issue == name) {
            let message = message!("`{name}` is an issue of a newsletter");
            report(message, message!("name the record of an event"));
        } else if let Some(LinkedRecord { id, fingerprint, event, .. }) = records.found.get(name) {
            match event {
                None => report(
                    message!("the title or the first day of `{name}` cannot be read"),
                    message!("`byline check {name}` tells what is wrong"),
                ),
                Some(event) if events.iter().all(|other| other.id != *id) => {
                    events.extend(at(event, &origin));
                }
                Some(_) => report(message!("`{name}` is linked twice"), message!("take one away")),
            }
            reader.dependencies.stories.insert(id.clone(), *fingerprint);
        } else {
            let known = records.known.iter().map(Slug::as_str).filter(|id| *id != own.as_str());
            let near = reader.suggestions.nearest(name, known).map(str::to_owned);
            let message = message!("there is no record `{name}`");
            let finding = reader.report(Code::UNKNOWN_REFERENCE, link.span(), message);
            match near {
                Some(near) => finding.did_you_mean(near),
                None => finding.hint(message!(
                    "write the id of a record, which is its file's name without .toml"
                )),
            };
        }
    }
    events
}

/// Returns the earlier editions of an event. Their texts have the place of the link through which
/// they were found: `follows` has those of the event.
fn editions(
    follows: &[Spanned<String>],
    records: &LinkedRecords,
    reader: &mut Reader,
) -> Vec<EarlierEdition> {
    let EarlierEditions { found, looked_at } = &records.editions;
    reader.dependencies.editions.extend(looked_at.clone());
    let placed = |edition: &EarlierEdition| {
        let origin = reader.origin(follows.get(edition.link)?.span());
        let said = edition.edition.as_ref().and_then(|said| moved(said, &origin));
        Some(EarlierEdition { edition: said, ..edition.clone() })
    };
    found.iter().filter_map(placed).collect()
}

/// Returns an event whose title has the place of the link to it.
fn at(event: &LinkedEvent, origin: &Origin) -> Option<LinkedEvent> {
    Some(LinkedEvent { title: moved(&event.title, origin)?, ..event.clone() })
}

/// Returns a text in all its languages with another place.
fn moved(text: &Text, origin: &Origin) -> Option<Text> {
    let moved = |text: &Text| Text::new(text.as_str(), origin.clone()).ok();
    let Languages { own, others } = text.languages();
    let others =
        others.iter().filter_map(|(language, text)| Some((language.clone(), moved(text)?)));
    let languages = Languages { own: own.clone(), others: others.collect() };
    Some(moved(text)?.translated(languages))
}
