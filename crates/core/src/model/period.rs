//! The dates and times of events.

use chrono::{FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

/// A date, with the time of day if it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The day.
    pub date: NaiveDate,
    /// The time of day, in the event's time zone.
    pub time: Option<NaiveTime>,
}

/// The period of an event. It never ends before it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    start: Moment,
    end: Option<Moment>,
}

impl Period {
    /// Creates a period. The end is inclusive, as in schema.org (and unlike in iCalendar).
    ///
    /// Returns `None` if the period would end before it starts. Times of day count only
    /// if both ends have one.
    pub fn new(start: Moment, end: Option<Moment>) -> Option<Self> {
        let backwards = end.is_some_and(|end| match (start.time, end.time) {
            (Some(from), Some(to)) => {
                NaiveDateTime::new(end.date, to) < NaiveDateTime::new(start.date, from)
            }
            _ => end.date < start.date,
        });
        (!backwards).then_some(Self { start, end })
    }

    /// Returns `true` if `day` falls within the period.
    pub fn contains(&self, day: NaiveDate) -> bool {
        let last = self.end.map_or(self.start.date, |end| end.date);
        (self.start.date..=last).contains(&day)
    }

    /// Returns the number of days, or `None` if the end is not known.
    pub fn days(&self) -> Option<i64> {
        self.end.map(|end| (end.date - self.start.date).num_days() + 1)
    }

    /// Returns the start.
    pub fn start(&self) -> Moment {
        self.start
    }

    /// Returns the end, if it is known.
    pub fn end(&self) -> Option<Moment> {
        self.end
    }
}

/// Parses a time zone as a fixed offset from UTC: `GMT+8`, `UTC+08:00` or `+08:00`.
pub fn parse_offset(text: &str) -> Option<FixedOffset> {
    let rest = text.strip_prefix("GMT").or_else(|| text.strip_prefix("UTC")).unwrap_or(text);
    if rest.is_empty() && !text.is_empty() {
        return FixedOffset::east_opt(0);
    }
    let (sign, rest) = match rest.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-" | "\u{2212}", rest) => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "0"));
    let number = |text: &str| -> Option<i32> {
        let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    // Offsets in use range from UTC-12 to UTC+14.
    let seconds = sign * (hours * 3600 + minutes * 60);
    (minutes < 60 && (-12 * 3600..=14 * 3600).contains(&seconds))
        .then(|| FixedOffset::east_opt(seconds))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(day: u32, hour: Option<u32>) -> Moment {
        Moment {
            date: NaiveDate::from_ymd_opt(2024, 10, day).unwrap(),
            time: hour.and_then(|hour| NaiveTime::from_hms_opt(hour, 0, 0)),
        }
    }

    #[test]
    fn a_period_never_runs_backwards() {
        assert!(Period::new(moment(2, None), Some(moment(1, None))).is_none());
        assert!(Period::new(moment(1, Some(9)), Some(moment(1, Some(8)))).is_none());
        assert!(Period::new(moment(1, Some(9)), Some(moment(1, None))).is_some());
        assert!(Period::new(moment(1, None), None).is_some());
    }

    #[test]
    fn zones_are_read_as_offices_write_them() {
        let hours = |text| parse_offset(text).map(|o| f64::from(o.local_minus_utc()) / 3600.0);
        assert_eq!(hours("GMT+8"), Some(8.0));
        assert_eq!(hours("UTC+05:30"), Some(5.5));
        assert_eq!(hours("-03:30"), Some(-3.5));
        assert_eq!(hours("GMT"), Some(0.0));
        for bad in ["", "8", "GMT+25", "+8:99", "MYT", "+", "+-8"] {
            assert_eq!(hours(bad), None, "{bad}");
        }
    }
}
