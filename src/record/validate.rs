//! From the raw shape of a record to an event, or to what is wrong with it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::Context;
use super::names::Directory;
use super::photo;
use super::raw::{RawCredits, RawPart, RawPhoto, RawRecord, RawSession, RawVenue};
use crate::diagnostic::Code;
use crate::event::{
    Attendance, CreditRole, Event, EventPhotos, Number, OrganisationRole, Part, Period, Person,
    Photo, Session, SessionKind, Slug, Venue,
};
use crate::reader::Reader;
use crate::source::Place;
use crate::spelling::nearest;

impl RawRecord {
    /// The event, or none beside an error.
    pub(crate) fn validate(self, context: &Context<'_>, reader: &mut Reader) -> Option<Event> {
        let directory = Directory::new(self.people, self.organisations, reader);

        let period = match self.start.0 {
            Some(start) => {
                let period = Period::new(start, self.end.as_ref().map(|end| *end.get_ref()));
                if let (None, Some(end)) = (period, &self.end) {
                    reader
                        .report(Code::EndBeforeStart, end.span(), "the event ends before it starts")
                        .hint("check both dates; `end` is the last day of the event");
                }
                period
            }
            None => None,
        };

        let organisations = [
            (OrganisationRole::Host, self.host),
            (OrganisationRole::Organiser, self.organiser),
            (OrganisationRole::CoOrganiser, self.co_organiser),
            (OrganisationRole::Supporter, self.supporter),
            (OrganisationRole::Delegation, self.delegation),
        ];
        let organisations = organisations
            .into_iter()
            .map(|(role, names)| (role, directory.organisations(names, reader)))
            .filter(|(_, organisations)| !organisations.is_empty())
            .collect();

        let attendance = self.attendance.map_or_else(Attendance::default, |raw| Attendance {
            count: raw.count,
            label: raw.label,
            people: directory.people(raw.people, reader),
            institutions: directory.organisations(raw.institutions, reader),
        });
        let credits = self.credits.map_or_else(Vec::new, |raw| credits(raw, &directory, reader));

        let mut targets = Targets::default();
        let mut programme = Vec::new();
        for raw in self.programme {
            let part = part(raw, programme.len(), &directory, &mut targets, reader);
            programme.extend(part);
        }
        let mut photos = EventPhotos::default();
        for raw in self.photos {
            let after = raw.after.clone();
            let target = after.and_then(|after| targets.find(&after, &directory, reader));
            let photo = photo(raw, context, &directory, reader);
            shelve(photo, target, &mut photos, &mut programme);
        }
        directory.report_unused(reader);

        let language = self.language.unwrap_or_else(|| context.language.clone());
        if language.code() != "en" {
            let message = format!("byline's own words are in English, not in `{language}`");
            let start = 0..0;
            reader
                .report(Code::UnspokenLanguage, start, message)
                .hint("a template of your own can bring its words");
        }
        let event = Event {
            id: context.id.clone(),
            title: self.title.0?,
            short_title: self.short_title,
            headline: self.headline,
            kicker: self.kicker,
            standfirst: self.standfirst,
            kind: self.r#type,
            language,
            keywords: self.keywords,
            period: period?,
            part_of_day: self.part_of_day,
            zone: self.timezone,
            duration: self.duration,
            mode: self.mode.0?,
            venues: self.venue.into_iter().filter_map(venue).collect(),
            organisations,
            attendance,
            numbers: self
                .numbers
                .into_iter()
                .filter_map(|n| Some(Number { count: n.count.0?, label: n.label.0? }))
                .collect(),
            lead: self.lead,
            background: self.background,
            photos,
            programme,
            credits,
            created: self.created,
            published: self.published,
        };
        (!reader.has_errors()).then_some(event)
    }
}

fn venue(raw: RawVenue) -> Option<Venue> {
    match raw {
        RawVenue::Name(name) => Some(Venue {
            name,
            room: None,
            building: None,
            district: None,
            city: None,
            country: None,
        }),
        RawVenue::Table(raw) => Some(Venue {
            name: raw.name.0?,
            room: raw.room,
            building: raw.building,
            district: raw.district,
            city: raw.city,
            country: raw.country,
        }),
    }
}

fn credits(
    raw: RawCredits,
    directory: &Directory,
    reader: &mut Reader,
) -> Vec<(CreditRole, Vec<Arc<Person>>)> {
    [
        (CreditRole::Writer, raw.writer),
        (CreditRole::Photographer, raw.photographer),
        (CreditRole::Translator, raw.translator),
        (CreditRole::Editor, raw.editor),
        (CreditRole::Proofreader, raw.proofreader),
        (CreditRole::Reviewer, raw.reviewer),
        (CreditRole::Approver, raw.approver),
    ]
    .into_iter()
    .map(|(role, names)| (role, directory.people(names, reader)))
    .filter(|(_, people)| !people.is_empty())
    .collect()
}

fn part(
    raw: RawPart,
    index: usize,
    directory: &Directory,
    targets: &mut Targets,
    reader: &mut Reader,
) -> Option<Part> {
    if let Some(id) = raw.id {
        targets.add(&id, Target::Part(index), reader);
    }
    if raw.sessions.is_empty() && raw.summary.is_none() && !reader.broken() {
        reader
            .report(Code::EmptyEntry, raw.range, "nothing happens in this part of the programme")
            .hint("give it a `summary` or `sessions`; until then it is not printed");
    }
    let mut numbers = BTreeMap::new();
    let mut sessions = Vec::new();
    for raw in raw.sessions {
        let target = Target::Session(index, sessions.len());
        if let Some(id) = &raw.id {
            targets.add(id, target, reader);
        }
        let session = session(raw, &mut numbers, directory, reader);
        for speaker in &session.speakers {
            targets.speakers.push((Arc::clone(speaker), target));
        }
        sessions.push(session);
    }
    Some(Part { title: raw.title.0?, summary: raw.summary, sessions, photos: vec![] })
}

/// A session. `numbers` holds the numbers that the talks before it have.
fn session(
    raw: RawSession,
    numbers: &mut BTreeMap<u64, Option<Range<usize>>>,
    directory: &Directory,
    reader: &mut Reader,
) -> Session {
    let speakers = directory.people(raw.speaker, reader);
    let kind = raw.kind.unwrap_or(match (&raw.title, speakers.is_empty()) {
        (None, false) => SessionKind::Speech,
        _ => SessionKind::Talk,
    });
    let says_nothing = raw.title.is_none() && speakers.is_empty() && raw.summary.is_none();
    if says_nothing && !reader.broken() {
        reader
            .report(Code::MissingKey, raw.range.clone(), "this session says nothing")
            .hint("give it a `title`, a `speaker` or a `summary`");
    }
    if let Some(number) = &raw.number
        && kind != SessionKind::Talk
    {
        reader
            .report(Code::InvalidValue, number.span(), "only a talk has a number")
            .hint("take it away, or give the session a `title`, which makes it a talk");
    }
    let number = match raw.number {
        Some(number) => {
            let former = numbers.insert(*number.get_ref(), Some(number.span()));
            if let Some(former) = former {
                let message = format!("two talks have the number {}", number.get_ref());
                let other = former.map(|range| Place::new(reader.source(), range));
                let finding = reader.report(Code::DuplicateEntry, number.span(), message);
                if let Some(other) = other {
                    finding.related(other, "the other talk");
                }
            }
            Some(*number.get_ref())
        }
        None if kind == SessionKind::Talk && raw.title.is_some() => {
            let next = numbers.keys().next_back().map_or(1, |last| last.saturating_add(1));
            numbers.insert(next, None);
            Some(next)
        }
        None => None,
    };
    Session {
        kind,
        number,
        title: raw.title,
        speakers,
        on_behalf_of: raw.on_behalf_of,
        summary: raw.summary,
        quotes: raw.quote,
        photos: vec![],
    }
}

fn photo(
    raw: RawPhoto,
    context: &Context<'_>,
    directory: &Directory,
    reader: &mut Reader,
) -> Photo {
    let picture = raw.file.0.and_then(|file| photo::read(&file, raw.alt, context.photos, reader));
    Photo {
        picture,
        caption: raw.caption,
        creators: directory.people(raw.creator, reader),
        credit: raw.credit,
    }
}

/// Puts a photo where it stands.
fn shelve(photo: Photo, target: Option<Target>, photos: &mut EventPhotos, programme: &mut [Part]) {
    match target {
        None => photos.rest.push(photo),
        Some(Target::Lead) => photos.lead.push(photo),
        Some(Target::Background) => photos.background.push(photo),
        // Beside an error, a part may be missing.
        Some(Target::Part(part)) => {
            if let Some(part) = programme.get_mut(part) {
                part.photos.push(photo);
            }
        }
        Some(Target::Session(part, session)) => {
            let part = programme.get_mut(part);
            if let Some(session) = part.and_then(|part| part.sessions.get_mut(session)) {
                session.photos.push(photo);
            }
        }
    }
}

/// What a photo can stand behind.
#[derive(Clone, Copy, PartialEq)]
enum Target {
    Lead,
    Background,
    Part(usize),
    Session(usize, usize),
}

#[derive(Default)]
struct Targets {
    ids: BTreeMap<Slug, (Range<usize>, Target)>,
    speakers: Vec<(Arc<Person>, Target)>,
}

impl Targets {
    /// The words that mean the event's own texts.
    const TEXTS: [(&'static str, Target); 2] =
        [("lead", Target::Lead), ("background", Target::Background)];

    fn add(&mut self, id: &Spanned<Slug>, target: Target, reader: &mut Reader) {
        let span = id.span();
        let taken = Self::TEXTS.iter().any(|(word, _)| *word == id.get_ref().as_str());
        let former = self.ids.insert(id.get_ref().clone(), (span.clone(), target));
        if former.is_some() || taken {
            let message = format!("the id `{}` is taken", id.get_ref());
            let other = former.map(|(range, _)| Place::new(reader.source(), range));
            let finding = reader.report(Code::DuplicateEntry, span, message).hint("choose another");
            if let Some(other) = other {
                finding.related(other, "it is taken here");
            }
        }
    }

    fn find(
        &self,
        after: &Spanned<String>,
        directory: &Directory,
        reader: &mut Reader,
    ) -> Option<Target> {
        let name = after.get_ref().as_str();
        if let Some((_, target)) = Self::TEXTS.iter().find(|(word, _)| *word == name) {
            return Some(*target);
        }
        if let Some((_, target)) = Slug::new(name).and_then(|slug| self.ids.get(&slug)) {
            return Some(*target);
        }
        let speaker = directory.find_person(name);
        let mut sessions: Vec<_> = self
            .speakers
            .iter()
            .filter(|(person, _)| {
                speaker.is_some_and(|speaker| Arc::ptr_eq(person, speaker))
                    || person.name.as_str() == name
            })
            .map(|(_, target)| *target)
            .collect();
        sessions.dedup();
        match sessions.as_slice() {
            [target] => Some(*target),
            [] if reader.broken() => None,
            [] => {
                let message = format!("nothing here is called `{name}`");
                let finding = reader.report(Code::UnknownReference, after.span(), message);
                let texts = Self::TEXTS.iter().map(|(word, _)| *word);
                let ids = self.ids.keys().map(Slug::as_str);
                let people = self.speakers.iter().filter_map(|(p, _)| p.id.as_ref());
                match nearest(name, texts.chain(ids).chain(people.map(Slug::as_str))) {
                    Some(near) => finding.hint(format!("did you mean `{near}`?")),
                    None => finding.hint(
                        "write `lead`, `background`, the id of a part or a session, or of its speaker",
                    ),
                };
                None
            }
            _ => {
                let message = format!("`{name}` speaks more than once");
                reader
                    .report(Code::UnknownReference, after.span(), message)
                    .hint("give the session an `id`, and name that");
                None
            }
        }
    }
}
