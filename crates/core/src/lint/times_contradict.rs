//! `times-contradict`: sessions out of order or outside the event, and dates before it.

use chrono::{Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::linter::{Check, Lint, Linter};
use super::schedule::{Timed, timed};
use crate::diagnostic::{Code, Level, Rule};
use crate::message::{Message, message};
use crate::model::{Event, Moment, Status, Text};

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "times-contradict",
        level: Level::Warning,
        meaning: "Times of the record contradict each other: a session is listed after a later \
                  one, or lies outside the event; a report is published, or a next step is due, \
                  before the event.",
        remedy: "Check the dates and the times.",
        ..Rule::BLANK
    }),
    bad: r"
start = 2025-05-14
published = 2025-05-01
",
    good: r#"
start = 2025-05-14
published = 2025-06-01

[[programme]]
title = "Talks"
sessions = [
  { title = "Tides", start = 09:00:00, end = 10:00:00 },
  { title = "Gauges", start = 10:00:00 },
]
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    for part in &event.programme {
        let sessions = timed(event, part);
        for pair in sessions.windows(2) {
            let [one, other] = pair else { continue };
            if other.start < one.start && !are_parallel(one, other) {
                let message = message!(
                    "this starts at {time}, and stands after a session that starts at {later}",
                    time = time_of(other.start),
                    later = time_of(one.start)
                );
                let hint = message!("put the sessions in order");
                report(linter, other, &part.title, message, hint);
            }
        }
        for session in &sessions {
            outside(linter, event, session, &part.title);
        }
    }
    if event.status == Status::Held {
        before(linter, event);
    }
}

/// Returns whether two sessions are in different rooms, so that they may be listed room by room.
fn are_parallel(one: &Timed<'_>, other: &Timed<'_>) -> bool {
    let rooms = one.session.details.room.as_ref().zip(other.session.details.room.as_ref());
    rooms.is_some_and(|(one, other)| one.as_str() != other.as_str())
}

/// How long after the start of an event a session after midnight may begin, as long as a session
/// may last beyond midnight.
const LONGEST_NIGHT: TimeDelta = TimeDelta::hours(12);

/// Reports a session outside the times of the event.
fn outside(linter: &mut Linter<'_>, event: &Event, timed: &Timed<'_>, part: &Text) {
    let bound = |moment: Moment| moment.time.map(|time| NaiveDateTime::new(moment.date, time));
    let last = event.period.end().and_then(bound);
    // After midnight, in the night in which the event ends.
    let in_night = timed.start + Days::new(1);
    let is_of_night = |first: NaiveDateTime| {
        in_night - first <= LONGEST_NIGHT && last.is_none_or(|last| in_night < last)
    };
    let first = bound(event.period.start());
    let first = first.filter(|first| timed.start < *first && !is_of_night(*first));
    let last = last.filter(|last| timed.start >= *last || timed.end.is_some_and(|end| end > *last));
    let message = match (first.map(time_of), last.map(time_of)) {
        (Some(start), _) => {
            message!("this session is before the event, which starts at {start}")
        }
        (None, Some(end)) => message!("this session is beyond the event, which ends at {end}"),
        (None, None) => return,
    };
    report(linter, timed, part, message, message!("check the times of both"));
}

/// Returns the time of day of a moment: "09:30".
fn time_of(moment: NaiveDateTime) -> String {
    moment.format("%H:%M").to_string()
}

fn report(
    linter: &mut Linter<'_>,
    timed: &Timed<'_>,
    part: &Text,
    message: Message,
    hint: Message,
) {
    let title = timed.session.title.as_ref();
    let speaker = timed.session.people().next().map(|person| &person.name);
    let text = title.or(speaker).unwrap_or(part);
    linter.report(&LINT, text.origin(), message, hint);
}

/// Reports dates before the event that can only be after it.
fn before(linter: &mut Linter<'_>, event: &Event) {
    let start = event.period.start().date;
    // The dates are said as the record has them.
    let first = start.to_string();
    let is_before =
        |date: Option<NaiveDate>| date.filter(|date| *date < start).map(|date| date.to_string());
    if let Some(date) = is_before(event.catalogue.published) {
        let message = message!("the report was published on {date}, before the event on {first}");
        linter.report_key(&LINT, "published", message, message!("check both dates"));
    }
    for step in &event.narrative.next_steps {
        if let Some(date) = is_before(step.due) {
            let message = message!("this is due on {date}, before the event on {first}");
            linter.report(&LINT, step.action.origin(), message, message!("check both dates"));
        }
    }
}
