//! Puts together what a reader asks first: when, where and how many. Each answer is an array of
//! lines.

use typst::foundations::{Array, Content, IntoValue};
use typst::syntax::Span;
use typst::text::SpaceElem;

use super::content::verbatim;
use super::joins::is_latin;
use super::shown::filled;
use super::spot::Spot;
use super::values::Composer;
use byline_core::model::{Attendance, Basis, Count, Event, Headcount, Mode, Venue, Word};

/// What the lines about the time leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// Nothing.
    Full,
    /// The stated duration, where clock times tell how long it took.
    Brief,
}

impl Composer<'_> {
    /// Returns the days; the weekday and part of the day; the times and their zone; the duration.
    pub(super) fn when_lines(&self, event: &Event, detail: Detail) -> Array {
        let root = Spot::root();
        let times = self.locale.times(&event.period);
        let timed = times.is_some();
        let part = event
            .part_of_day
            .filter(|_| !timed)
            .and_then(|part| self.named("parts-of-day", part.name(), &root.key("part-of-day")));
        let times = times.map(|times| self.in_pieces(&times, &root.key("start"), &root.key("end")));
        let zone = event.zone.as_ref().map(|zone| {
            let text = self.locale.zone(zone, event.period.first_moment());
            verbatim(&text, self.at(&root.key("timezone")))
        });
        // A zone says something only of a clock time.
        let times = match (times, zone) {
            (Some(times), Some(zone)) => {
                let pattern = self.locale.word("times", "with-zone");
                Some(filled(pattern, Span::detached(), &[("time", times), ("zone", zone)]))
            }
            (times, _) => times,
        };
        let duration = self.optional(event.duration.as_ref()).map(|duration| {
            let pattern = self.locale.word("words", "lasting");
            filled(pattern, Span::detached(), &[("duration", duration)])
        });
        let space = SpaceElem::shared();
        let lines = [
            Some(self.when(&event.period, &root)),
            self.spaced(space, [self.weekday(event), part]),
            times,
            duration.filter(|_| detail == Detail::Full || !timed),
        ];
        in_lines(lines)
    }

    fn weekday(&self, event: &Event) -> Option<Content> {
        self.locale.weekday(&event.period)?;
        let at = self.at(&Spot::root().key("start"));
        Some(self.formatted(|locale| vec![(locale.weekday(&event.period).unwrap_or_default(), at)]))
    }

    /// Returns how people took part, unless all were on site, and each venue.
    pub(super) fn where_lines(&self, event: &Event) -> Array {
        let mode = (event.mode != Mode::Offline).then(|| self.mode(event)).flatten();
        in_lines(
            [mode].into_iter().chain(
                event.venues.iter().enumerate().map(|(index, venue)| {
                    self.venue(venue, &Spot::root().key("venue").index(index))
                }),
            ),
        )
    }

    /// Returns a venue from the room to the country, or the other way round, and how many people
    /// it holds.
    fn venue(&self, venue: &Venue, at: &Spot) -> Option<Content> {
        let place = self.place(venue)?;
        Some(match venue.capacity {
            None => place,
            Some(capacity) => {
                let number = self.figure(capacity, true, &at.key("capacity"));
                let pattern = self.locale.word("words", "capacity");
                self.bracketed(place, filled(pattern, Span::detached(), &[("count", number)]))
            }
        })
    }

    fn place(&self, venue: &Venue) -> Option<Content> {
        let name = Some(self.text(&venue.name));
        let others = [&venue.room, &venue.building, &venue.district, &venue.city, &venue.country];
        let [room, building, district, city, country] =
            others.map(|part| self.optional(part.as_ref()));
        let small_first = [name, room, building, district, city, country];
        let between = self.locale.word("places", "between");
        if self.locale.word("places", "order") == "small-first" {
            let between = verbatim(between, Span::detached());
            let parts = small_first.into_iter().flatten();
            return parts.reduce(|line, part| line + between.clone() + part);
        }
        let [name, room, building, district, city, country] = small_first;
        let large_first =
            [(country, 5), (city, 4), (district, 3), (building, 2), (name, 0), (room, 1)];
        let parts = large_first.into_iter().filter_map(|(part, rank)| Some((rank, part?)));
        let mut parts: Vec<(u8, Content)> = parts.collect();
        // A hall called after its city says the city itself.
        let said: Vec<_> = parts.iter().map(|(_, part)| part.plain_text()).collect();
        let mut index = 0;
        parts.retain(|_| {
            index += 1;
            !said.get(index).is_some_and(|next| next.starts_with(said[index - 1].as_str()))
        });
        // An address in Latin letters keeps its own order on every page.
        let runs = parts.chunk_by(|(_, one), (_, other)| is_latin([one]) && is_latin([other]));
        let runs = runs.map(|run| {
            let mut run = run.to_vec();
            if is_latin(run.iter().map(|(_, part)| part)) {
                run.sort_by_key(|(rank, _)| *rank);
            }
            Some(self.separated(run.into_iter().map(|(_, part)| part)))
        });
        let runs: Vec<_> = runs.collect();
        if between.is_empty() {
            return self.spaced(SpaceElem::shared(), runs);
        }
        let between = verbatim(between, Span::detached());
        runs.into_iter().flatten().reduce(|line, part| line + between.clone() + part)
    }

    /// Returns how many attended, and what the number counts.
    pub(super) fn attended_lines(&self, attendance: &Attendance) -> Array {
        let at = Spot::root().key("attendance");
        let label = self.optional(attendance.label.as_ref());
        let counted = match (&attendance.count, label) {
            (None, label) => label,
            (Some(count), label) => Some(self.people_counted(count, label, &at.key("count"))),
        };
        let basis = attendance.basis.filter(|basis| *basis != Basis::Attended);
        let basis = basis.and_then(|basis| self.named("bases", basis.name(), &at.key("basis")));
        let counts = attendance.counts.iter().enumerate();
        let counts = counts
            .map(|(index, entry)| Some(self.headcount(entry, &at.key("counts").index(index))));
        in_lines([counted, basis].into_iter().chain(counts))
    }

    /// Returns "closing: 39 participants".
    pub(super) fn headcount(&self, entry: &Headcount, at: &Spot) -> Content {
        let number = self.counted(&entry.count, &at.key("count"));
        let counted = match self.optional(entry.label.as_ref()) {
            None => number,
            Some(label) => {
                let pattern = self.locale.word("words", "counted");
                filled(pattern, Span::detached(), &[("count", number), ("label", label)])
            }
        };
        match self.optional(entry.at.as_ref()) {
            None => counted,
            Some(moment) => {
                let colon = verbatim(self.locale.word("punctuation", "colon"), Span::detached());
                moment + colon + counted
            }
        }
    }

    /// Returns the pattern for a count of people that a label describes. A label that begins with
    /// a counter of its own, such as 位 or 名, takes no second one.
    fn people_called(&self, label: &str) -> &str {
        let counted = self.counter_of(label).is_some();
        self.locale.word("words", if counted { "people-counted" } else { "people-called" })
    }

    /// Returns the length of the counter that a label begins with. Of two words that it begins
    /// with, the longer one decides: 名师 is no counter, but 名师生 begins with one.
    pub(super) fn counter_of(&self, label: &str) -> Option<usize> {
        let begins = |key| {
            let words = self.locale.words_of("words", key);
            words.filter(|word| label.starts_with(word)).map(str::len)
        };
        let counted = begins("counters").max() > begins("not-counters").max();
        begins("counters").min().filter(|_| counted)
    }

    /// Returns "over 100 guests".
    pub(super) fn people_counted(
        &self,
        count: &Count,
        label: Option<Content>,
        at: &Spot,
    ) -> Content {
        let number = self.counted(count, at);
        match label {
            Some(label) => {
                let pattern = self.people_called(&label.plain_text());
                filled(pattern, Span::detached(), &[("count", number), ("label", label)])
            }
            None => {
                let value = count.whole().unwrap_or(count.number.whole);
                let pattern = self.locale.plural("words", "people", value);
                filled(pattern, Span::detached(), &[("count", number)])
            }
        }
    }
}

fn in_lines(lines: impl IntoIterator<Item = Option<Content>>) -> Array {
    lines.into_iter().flatten().map(IntoValue::into_value).collect()
}
