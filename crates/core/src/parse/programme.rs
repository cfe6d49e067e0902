//! Converts the programme of a record, and places its photos.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::{NaiveTime, TimeDelta};
use toml::Spanned;

use super::names::Names;
use super::raw::{RawPart, RawQuestion, RawQuote, RawSession};
use crate::diagnostic::Code;
use crate::locale::session_kind;
use crate::message::message;
use crate::model::{
    EventPhotos, Part, Period, Person, Photo, Question, Quote, Session, SessionKind, Slug,
};
use crate::reader::Reader;
use crate::source::Place;

/// Converts the programme.
pub(super) fn parts(
    raw: Vec<RawPart>,
    period: Option<&Period>,
    names: &mut Names<'_>,
    targets: &mut PhotoTargets,
) -> Vec<Part> {
    let mut parts = Vec::new();
    for raw in raw {
        parts.extend(part(raw, parts.len(), period, names, targets));
    }
    parts
}

/// Converts a part of the programme; `index` is its position in the programme.
fn part(
    raw: RawPart,
    index: usize,
    period: Option<&Period>,
    names: &mut Names<'_>,
    targets: &mut PhotoTargets,
) -> Option<Part> {
    if let Some(id) = &raw.id {
        targets.add(id, Target::Part(index), names.reader);
    }
    if let (Some(day), Some(period)) = (&raw.day, period)
        && !period.contains(*day.get_ref())
    {
        let message = message!("this day is not one of the event's");
        let hint =
            message!("check it against `start` and `end`; without an `end`, the event has one day");
        names.reader.report(Code::OUTSIDE_PARENT, day.span(), message).hint(hint);
    }
    if raw.sessions.is_empty() && raw.details.summary.is_none() && !names.reader.broken() {
        let message = message!("nothing happens in this part of the programme");
        names
            .reader
            .report(Code::EMPTY_ENTRY, raw.range, message)
            .hint(message!("give it a `summary` or `sessions`; until then it is not printed"));
    }
    let mut numbers = BTreeMap::new();
    let mut sessions = Vec::new();
    for raw in raw.sessions {
        let target = Target::Session(index, sessions.len());
        if let Some(id) = &raw.id {
            targets.add(id, target, names.reader);
        }
        let session = session(raw, &mut numbers, names);
        for speaker in session.people() {
            targets.add_speaker(speaker, target);
        }
        sessions.push(session);
    }
    // A single talk is not the first of several.
    if numbers.len() == 1 && numbers.values().all(Option::is_none) {
        for session in &mut sessions {
            session.number = None;
        }
    }
    Some(Part {
        day: raw.day.map(Spanned::into_inner),
        title: raw.title.0?,
        details: raw.details,
        sessions,
        photos: vec![],
    })
}

/// Converts a session. `numbers` holds the numbers of the preceding talks.
fn session(
    raw: RawSession,
    numbers: &mut BTreeMap<u64, Option<Range<usize>>>,
    names: &mut Names<'_>,
) -> Session {
    let range = raw.range.clone();
    let kind = kind(&raw);
    let number = number(&raw, kind, numbers, names.reader);
    if let (Some(start), Some(end)) = (raw.start, &raw.end)
        && !follows(start, *end.get_ref())
    {
        let message = message!("this session ends before it starts");
        let hint =
            message!("check both times; a session that ends after midnight lasts up to 12 hours");
        names.reader.report(Code::END_BEFORE_START, end.span(), message).hint(hint);
    }
    let mut session = Session {
        kind,
        number,
        title: raw.title,
        start: raw.start,
        end: raw.end.map(Spanned::into_inner),
        speakers: names.people(raw.speaker),
        panel_size: raw.panel_size,
        panellists: names.people(raw.panellist),
        moderators: names.people(raw.moderator),
        chairs: names.people(raw.chair),
        rapporteurs: names.people(raw.rapporteur),
        details: raw.details,
        quotes: raw.quote.into_iter().filter_map(|raw| quote(raw, names)).collect(),
        questions: raw.questions.into_iter().filter_map(|raw| question(raw, names)).collect(),
        photos: vec![],
    };
    if raw.kind.is_none() && session.title.is_none() && !session.speakers.is_empty() {
        session.kind = SessionKind::Speech;
    }
    let says_nothing = session.title.is_none()
        && session.people().next().is_none()
        && session.details.summary.is_none()
        && session.panel_size.is_none()
        && session.questions.is_empty();
    if says_nothing && !names.reader.broken() {
        names
            .reader
            .report(Code::MISSING_KEY, range, message!("this session says nothing"))
            .hint(message!("give it a `title`, a `speaker` or a `summary`"));
    }
    session
}

/// Returns whether a session can begin and end at these times: on one day, or on two days within
/// twelve hours. The end is not a time of the same day without its "pm", because it would then be
/// more than twelve hours away.
fn follows(start: NaiveTime, end: NaiveTime) -> bool {
    let (_, nights) = start.overflowing_add_signed(TimeDelta::hours(12));
    end >= start || (nights > 0 && end <= start.overflowing_add_signed(TimeDelta::hours(12)).0)
}

/// Returns what kind of session it is: as the record says, or as its title does if it has no
/// number, or a talk.
fn kind(raw: &RawSession) -> SessionKind {
    let title = raw.title.as_ref().filter(|_| raw.number.is_none());
    let told = || title.and_then(|title| session_kind(title.as_str()));
    let is_panel = !raw.panellist.is_empty();
    let kind = if is_panel { SessionKind::Panel } else { SessionKind::Talk };
    raw.kind.or_else(told).unwrap_or(kind)
}

/// Returns the number of a talk: the one it specifies, or the next in sequence.
fn number(
    raw: &RawSession,
    kind: SessionKind,
    numbers: &mut BTreeMap<u64, Option<Range<usize>>>,
    reader: &mut Reader,
) -> Option<u64> {
    let Some(number) = &raw.number else {
        if kind != SessionKind::Talk || raw.title.is_none() {
            return None;
        }
        let next = numbers.keys().next_back().map_or(1, |last| last.saturating_add(1));
        numbers.insert(next, None);
        return Some(next);
    };
    if raw.title.is_none() || !matches!(kind, SessionKind::Talk | SessionKind::Keynote) {
        reader
            .report(Code::INVALID_VALUE, number.span(), message!("only a talk has a number"))
            .hint(message!("remove it, or give the session a `title`, which makes it a talk"));
    }
    let value = *number.get_ref();
    let last = numbers.keys().next_back().copied();
    if let Some(former) = numbers.insert(value, Some(number.span())) {
        let message = message!("two talks have the number {value}");
        let other = former.map(|range| Place::new(reader.source(), range));
        let finding = reader.report(Code::DUPLICATE_ENTRY, number.span(), message);
        if let Some(other) = other {
            finding.related(other, message!("the other talk"));
        }
    } else if last.is_some_and(|last| value < last) {
        let message = message!("the talks are not in the order of their numbers");
        reader
            .report(Code::NUMBER_ORDER, number.span(), message)
            .hint(message!("put them in order, or take the numbers away: byline counts"));
    }
    Some(value)
}

fn quote(raw: RawQuote, names: &mut Names<'_>) -> Option<Quote> {
    Some(match raw {
        RawQuote::Name(text) => Quote { text, speaker: None, language: None, translated: false },
        RawQuote::Table(raw) => Quote {
            speaker: raw.speaker.and_then(|name| names.person(name)),
            text: raw.text.0?,
            language: raw.language,
            translated: raw.translated.unwrap_or(false),
        },
    })
}

fn question(raw: RawQuestion, names: &mut Names<'_>) -> Option<Question> {
    Some(Question {
        asked_by: raw.asked_by.and_then(|name| names.person(name)),
        answer: raw.answer,
        answered_by: raw.answered_by.and_then(|name| names.person(name)),
        question: raw.question.0?,
    })
}

/// Adds a photo to the element that it follows.
pub(super) fn place_photo(
    photo: Photo,
    target: Option<Target>,
    photos: &mut EventPhotos,
    programme: &mut [Part],
) {
    match target {
        None => photos.rest.push(photo),
        Some(Target::Lead) => photos.lead.push(photo),
        Some(Target::Background) => photos.background.push(photo),
        // The part may be missing if an error was reported.
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

/// An element that a photo can follow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Lead,
    Background,
    Part(usize),
    Session(usize, usize),
}

/// The elements that photos can follow: texts, parts and sessions.
#[derive(Default)]
pub(super) struct PhotoTargets {
    ids: BTreeMap<Slug, (Range<usize>, Target)>,
    speakers: BTreeMap<Slug, Sessions>,
    speakers_by_name: BTreeMap<String, Sessions>,
}

/// The sessions in which somebody speaks: two at most, since one more makes no difference.
type Sessions = BTreeSet<Target>;

impl PhotoTargets {
    /// The words that refer to the event's own texts.
    const TEXTS: [(&'static str, Target); 2] =
        [("lead", Target::Lead), ("background", Target::Background)];

    fn add(&mut self, id: &Spanned<Slug>, target: Target, reader: &mut Reader) {
        let span = id.span();
        let taken = Self::TEXTS.iter().any(|(word, _)| *word == id.get_ref().as_str());
        let former = self.ids.insert(id.get_ref().clone(), (span.clone(), target));
        if former.is_some() || taken {
            let message = message!("the id `{id}` is taken", id = id.get_ref());
            let other = former.map(|(range, _)| Place::new(reader.source(), range));
            let finding = reader
                .report(Code::DUPLICATE_ENTRY, span, message)
                .hint(message!("choose another"));
            if let Some(other) = other {
                finding.related(other, message!("it is taken here"));
            }
        }
    }

    /// Adds a person who speaks in a session.
    fn add_speaker(&mut self, speaker: &Person, session: Target) {
        let by_id = speaker.id.as_ref().map(|id| self.speakers.entry(id.clone()).or_default());
        let by_name = self.speakers_by_name.entry(speaker.name.as_str().to_owned()).or_default();
        for sessions in by_id.into_iter().chain([by_name]) {
            if sessions.len() < 2 {
                sessions.insert(session);
            }
        }
    }

    /// Returns the element that a photo follows. Returns `None` if an error was reported.
    pub(super) fn find(&self, after: &Spanned<String>, names: &mut Names<'_>) -> Option<Target> {
        let name = after.get_ref().as_str();
        if let Some((_, target)) = Self::TEXTS.iter().find(|(word, _)| *word == name) {
            return Some(*target);
        }
        if let Some((_, target)) = name.parse().ok().and_then(|slug: Slug| self.ids.get(&slug)) {
            return Some(*target);
        }
        let speaker = names.find_person(name);
        let reader = &mut *names.reader;
        let id = speaker.as_ref().and_then(|speaker| speaker.id.as_ref());
        let by_id = id.and_then(|id| self.speakers.get(id));
        let by_name = self.speakers_by_name.get(name);
        let sessions: Sessions = by_id.into_iter().chain(by_name).flatten().copied().collect();
        let sessions: Vec<_> = sessions.into_iter().collect();
        match sessions.as_slice() {
            [target] => Some(*target),
            [] if reader.broken() => None,
            [] => {
                let message = message!("nothing here is called `{name}`");
                let texts = Self::TEXTS.iter().map(|(word, _)| *word);
                let ids = self.ids.keys().chain(self.speakers.keys()).map(Slug::as_str);
                let near = reader.suggestions.nearest(name, texts.chain(ids));
                let near = near.map(str::to_owned);
                let finding = reader.report(Code::UNKNOWN_REFERENCE, after.span(), message);
                match near {
                    Some(near) => finding.did_you_mean(near),
                    None => finding.hint(message!(
                        "write `lead`, `background`, the id of a part or a session, or of its speaker"
                    )),
                };
                None
            }
            _ => {
                let message = message!("`{name}` speaks more than once");
                reader
                    .report(Code::UNKNOWN_REFERENCE, after.span(), message)
                    .hint(message!("give the session an `id`, and name that"));
                None
            }
        }
    }
}
