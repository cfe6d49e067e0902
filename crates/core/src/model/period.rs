//! The dates and times of events.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

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
        (self.start.date..=self.last_day().unwrap_or(self.start.date)).contains(&day)
    }

    /// Returns the number of days, or `None` if the end is not known.
    pub fn days(&self) -> Option<i64> {
        self.last_day().map(|last| (last - self.start.date).num_days() + 1)
    }

    /// Returns the last day, if it is known: an event that ends at midnight ends with the day before.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let end = self.end?;
        let at_midnight = end.time == Some(NaiveTime::MIN) && end.date > self.start.date;
        end.date.pred_opt().filter(|_| at_midnight).or(Some(end.date))
    }

    /// Returns the moment of the start; midnight if the time is not known.
    pub fn first_moment(&self) -> NaiveDateTime {
        self.start.date.and_time(self.start.time.unwrap_or_default())
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
    fn midnight_belongs_to_the_day_before() {
        let days = |end| Period::new(moment(1, Some(18)), Some(end)).unwrap().days();
        assert_eq!(days(moment(2, Some(0))), Some(1));
        assert_eq!(days(moment(2, Some(2))), Some(2));
        assert_eq!(days(moment(2, None)), Some(2));
    }
}
