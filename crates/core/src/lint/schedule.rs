//! The sessions of an event on one time line.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::model::{Event, Part, Session};

/// A session with a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Timed<'e> {
    /// The session.
    pub(super) session: &'e Session,
    /// When it starts.
    pub(super) start: NaiveDateTime,
    /// When it ends, if that is known.
    pub(super) end: Option<NaiveDateTime>,
}

/// The hour before which a session that follows one of the evening is after midnight.
const NIGHT_ENDS: u32 = 6;

/// Returns the sessions of a part that have a time, in its order, if its day is known.
pub(super) fn timed<'e>(event: &Event, part: &'e Part) -> Vec<Timed<'e>> {
    let several = event.period.days().is_some_and(|days| days > 1);
    let day = part.day.or_else(|| (!several).then(|| event.period.start().date));
    let Some(day) = day else { return vec![] };
    let mut latest: Option<NaiveTime> = None;
    let mut timed = Vec::new();
    for session in &part.sessions {
        let Some(start) = session.start else { continue };
        let after_midnight = latest.is_some_and(|latest| is_night(start) && is_evening(latest));
        if !after_midnight {
            latest = latest.max(Some(start));
        }
        let start_day = if after_midnight { next(day) } else { day };
        let end = session.end.map(|end| {
            let end_day = if end < start { next(start_day) } else { start_day };
            NaiveDateTime::new(end_day, end)
        });
        timed.push(Timed { session, start: NaiveDateTime::new(start_day, start), end });
    }
    timed
}

fn is_night(time: NaiveTime) -> bool {
    use chrono::Timelike;
    time.hour() < NIGHT_ENDS
}

fn is_evening(time: NaiveTime) -> bool {
    use chrono::Timelike;
    time.hour() >= 18
}

fn next(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

impl Timed<'_> {
    /// Returns whether two sessions are on at the same time. Of one without an end, only the
    /// start is known.
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        let end = |one: &Self| one.end.unwrap_or(one.start + TimeDelta::minutes(1));
        self.start < end(other) && other.start < end(self)
    }
}
