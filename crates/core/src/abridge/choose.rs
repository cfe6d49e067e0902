//! Which speeches, which quotation, which pictures: what of an event comes first.

use super::cut::length;
use crate::model::{Event, Language, PersonRole, Session, SessionKind};

/// The place of a session: its part, and its place in the part.
pub(super) type SessionPlace = (usize, usize);

/// Returns the sessions of an event with their places.
pub(super) fn sessions(event: &Event) -> impl Iterator<Item = (SessionPlace, &Session)> {
    event.programme.iter().enumerate().flat_map(|(part, of)| {
        of.sessions.iter().enumerate().map(move |(place, session)| ((part, place), session))
    })
}

/// Returns how far back a session stands when there is no room for all: keynotes, panels, guests of
/// honour and whoever officiates come first, those with a quotation next, talks before speeches.
pub(super) fn rank(session: &Session) -> u8 {
    let leading = [PersonRole::GuestOfHonour, PersonRole::Officiator, PersonRole::KeynoteSpeaker];
    let leads = |role: &PersonRole| leading.contains(role);
    let kinds = [SessionKind::Keynote, SessionKind::Panel, SessionKind::Officiating];
    let of_rank = session.speakers.iter().any(|speaker| speaker.roles.iter().any(leads));
    match (&session.title, &session.details.summary) {
        _ if of_rank || kinds.contains(&session.kind) => 0,
        _ if !session.quotes.is_empty() => 1,
        (Some(_), Some(_)) => 2,
        (None, Some(_)) => 3,
        (_, None) => 4,
    }
}

/// Returns whether there is something to tell of a session: what was said, or else its title or
/// who spoke, unless it was a break or a prayer of which no more is known.
pub(super) fn has_news(session: &Session) -> bool {
    let idle = [SessionKind::Break, SessionKind::Prayer].contains(&session.kind);
    session.details.summary.is_some()
        || !session.quotes.is_empty()
        || !session.speakers.is_empty()
        || !session.panellists.is_empty()
        || session.title.is_some() && !idle
}

/// A quotation of so many words is a sentence, and not only a turn of phrase.
const SENTENCE: usize = 8;
/// Fewer words are not worth setting large, nor are more.
const QUOTABLE: std::ops::RangeInclusive<usize> = 4..=45;

/// Returns the place of the best quotation: its session, and its place there. A sentence comes
/// before a turn of phrase, and then the rank of the session counts.
pub(super) fn quotation(event: &Event, reader: &Language) -> Option<(SessionPlace, usize)> {
    let all = sessions(event).flat_map(|(place, session)| {
        let rank = rank(session);
        session.quotes.iter().enumerate().map(move |(at, quote)| (place, at, quote, rank))
    });
    let lengths = all.map(|(place, at, quote, rank)| {
        let text = quote.text.to_reader(event.language(), reader).text;
        (place, at, length(text.as_str()), rank)
    });
    let fit = lengths.filter(|(_, _, length, _)| QUOTABLE.contains(length));
    let best = fit.min_by_key(|(place, at, length, rank)| (*length < SENTENCE, *rank, *place, *at));
    best.map(|(place, at, ..)| (place, at))
}

/// Returns the places of the pictures of a story among all photos of the event: the first of those
/// that are there.
pub(super) fn pictures(event: &Event, most: usize) -> Vec<usize> {
    let there = event.all_photos().enumerate().filter(|(_, photo)| photo.picture.is_some());
    there.map(|(place, _)| place).take(most).collect()
}
