//! `double-booked`: somebody, or a room, in two sessions at once.

use std::collections::HashMap;

use super::linter::{Check, Lint, Linter};
use super::schedule::{Timed, timed};
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::folded;
use crate::message::message;
use crate::model::{Event, Origin, Session, SessionKind, Text};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "double-booked",
        level: Level::Warning,
        meaning: "Somebody speaks in two sessions at once, or one room has two sessions at once.",
        remedy: "Check the times, the rooms and the speakers.",
        ..Rule::BLANK
    }),
    bad: r#"
[[programme]]
title = "Talks"
sessions = [
  { title = "Tides", speaker = "Ada King", room = "Hall 1", start = 09:00:00, end = 10:00:00 },
  { title = "Gauges", speaker = "Ada King", room = "Hall 2", start = 09:30:00, end = 10:30:00 },
]
"#,
    good: r#"
[[programme]]
title = "Talks"
sessions = [
  { title = "Tides", speaker = "Ada King", room = "Hall 1", start = 09:00:00, end = 10:00:00 },
  { title = "Gauges", speaker = "Ada King", room = "Hall 2", start = 10:00:00, end = 10:30:00 },
]
"#,
    check: Check::Event(check),
};

/// The maximum number of sessions that one is compared with.
const MAX_BESIDE: usize = 64;

fn check(linter: &mut Linter<'_>, event: &Event) {
    let identities = linter.identities(event);
    let sessions = event.programme.iter().flat_map(|part| timed(event, part));
    let mut sessions: Vec<Timed<'_>> =
        sessions.filter(|timed| timed.session.kind != SessionKind::Break).collect();
    sessions.sort_by_key(|timed| timed.start);
    let mut rooms: HashMap<String, Vec<Timed<'_>>> = HashMap::new();
    let mut speakers: HashMap<usize, Vec<Timed<'_>>> = HashMap::new();
    for timed in sessions {
        let session = timed.session;
        let mut same_room = None;
        if let Some(room) = &session.details.room {
            let beside = rooms.entry(folded(room.as_str()).to_lowercase()).or_default();
            same_room = clash(beside, &timed);
            if let Some(other) = same_room {
                let message = match titles(other, session) {
                    Some((one, other)) => {
                        message!("`{room}` has two sessions at once, `{one}` and `{other}`")
                    }
                    None => message!("`{room}` has two sessions at once"),
                };
                let hint = message!("check the times and the rooms");
                linter.report(&LINT, room.origin(), message, hint);
            }
        }
        for speaker in &session.speakers {
            let beside = speakers.entry(identities.get(speaker)).or_default();
            let Some(other) = clash(beside, &timed) else { continue };
            // Each pair is reported once.
            if same_room.is_some_and(|same| std::ptr::eq(same, other)) {
                continue;
            }
            let name = &speaker.name;
            let message = match titles(other, session) {
                Some((one, other)) => {
                    message!("`{name}` speaks in two sessions at once, `{one}` and `{other}`")
                }
                None => message!("`{name}` speaks in two sessions at once"),
            };
            let hint = message!("check the times and the speakers");
            let origin = origin_of(session).unwrap_or(name.origin());
            linter.report(&LINT, origin, message, hint);
        }
    }
}

/// Returns a session that is on at the same time, and adds this one to those beside it.
fn clash<'e>(beside: &mut Vec<Timed<'e>>, timed: &Timed<'e>) -> Option<&'e Session> {
    let recent = beside.iter().rev().take(MAX_BESIDE);
    let found = recent.clone().find(|other| other.overlaps(timed) && !is_umbrella(other, timed));
    let found = found.map(|other| other.session);
    beside.push(*timed);
    found
}

/// Returns whether one session holds the other: an exhibition, a camp, with talks inside it. Only
/// what has no speakers holds others.
fn is_umbrella(one: &Timed<'_>, other: &Timed<'_>) -> bool {
    let empty = one.session.people().next().is_none();
    empty && one.end.zip(other.end).is_some_and(|(one, other)| other < one || one == other)
}

/// Returns the titles of two sessions, if both have one.
fn titles<'s>(one: &'s Session, other: &'s Session) -> Option<(&'s Text, &'s Text)> {
    one.title.as_ref().zip(other.title.as_ref())
}

fn origin_of(session: &Session) -> Option<&Origin> {
    session.title.as_ref().map(Text::origin)
}
