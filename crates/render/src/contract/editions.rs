//! Converts the numbers of an event that its earlier editions have as well: for each a chart over
//! the editions, headed by what it shows.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use chrono::Datelike;
use typst::foundations::{Array, Content, Dict, IntoValue, dict};
use typst::syntax::Span;

use super::content::verbatim;
use super::shown::{capitalised, filled};
use super::spot::Spot;
use super::values::Composer;
use byline_core::model::{Basis, Count, EarlierEdition, Event, Period, Qualifier, Text, Word};

/// How much larger one number is than another if only one of them is exact, in percent: "about
/// 100" and 110 may be the same.
const APART: f64 = 120.0;

/// A number of an event that is compared over its editions.
struct Measured<'a> {
    /// What it counts; `None` for the people who attended.
    label: Option<Content>,
    /// The number of the event itself.
    own: (&'a Count, Spot),
    /// Those of the earlier editions, as far as they have it.
    earlier: Vec<Option<&'a Count>>,
}

/// The number of one edition.
struct EditionNumber<'a> {
    id: &'a str,
    period: &'a Period,
    edition: Option<&'a Text>,
    count: &'a Count,
    /// The place of the count: that of an earlier edition is the link to it.
    at: Spot,
    /// The place of the days.
    days: Spot,
}

/// What a chart over editions shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trend {
    /// It has grown from the first edition on.
    Grown,
    /// It has fallen from the first edition on.
    Fallen,
    /// There are more than at the edition before.
    More,
    /// There are fewer than at the edition before.
    Fewer,
    /// There are as many as at the edition before.
    Same,
}

impl Composer<'_> {
    /// Returns a chart for each number that at least two editions have: the attendance, and the
    /// event's other numbers.
    pub(super) fn editions<'a>(&self, event: &'a Event) -> Array {
        let root = Spot::root();
        let editions = &event.links.editions;
        if editions.is_empty() {
            return Array::new();
        }
        let mut charts = Vec::new();
        if let Some(count) = &event.attendance.count {
            let at = root.key("attendance");
            let basis = event.attendance.basis.filter(|basis| *basis != Basis::Attended);
            let label = basis.and_then(|basis| self.named("bases", basis.name(), &at.key("basis")));
            let earlier = editions.iter().map(|edition| edition.attendance.as_ref()).collect();
            charts.push(Measured { label, own: (count, at.key("count")), earlier });
        }
        for (index, number) in event.figures.numbers.iter().enumerate() {
            let at = root.key("numbers").index(index).key("count");
            let label = Some(self.uncounted(&number.label));
            let of = |edition: &'a EarlierEdition| edition.numbers.get(index)?.as_ref();
            let earlier = editions.iter().map(of).collect();
            charts.push(Measured { label, own: (&number.count, at), earlier });
        }
        let charts = charts.into_iter().filter_map(|measured| self.over_editions(event, measured));
        charts.map(IntoValue::into_value).collect()
    }

    /// Returns the chart of a number over the editions; `None` if only one has it.
    fn over_editions<'a>(&self, event: &'a Event, measured: Measured<'a>) -> Option<Dict> {
        let root = Spot::root();
        let Measured { label, own: (count, at), earlier } = measured;
        let earlier = event.links.editions.iter().zip(earlier).filter_map(|(edition, count)| {
            let link = root.key("follows").index(edition.link);
            Some(EditionNumber {
                id: edition.id.as_str(),
                period: &edition.period,
                edition: edition.edition.as_ref(),
                count: count?,
                at: link.clone(),
                days: link,
            })
        });
        let (id, period) = (event.id.as_str(), &event.period);
        let edition = event.occasion.edition.as_ref();
        let own = EditionNumber { id, period, edition, count, at, days: root.key("start") };
        let numbers: Vec<_> = earlier.chain([own]).collect();
        let most = numbers.iter().map(|number| number.count.value()).fold(0.0, f64::max);
        if numbers.len() < 2 || most <= 0.0 || count.number.negative {
            return None;
        }
        let years: BTreeSet<_> = numbers.iter().map(EditionNumber::year).collect();
        let by_year = years.len() == numbers.len();
        let parts = numbers.iter().enumerate().map(|(place, number)| {
            let value = self.counted(number.count, &number.at);
            dict! {
                "id" => number.id,
                "label" => self.when_held(number, by_year),
                "edition" => self.optional(number.edition),
                "count" => self.count(number.count, &number.at),
                "value" => value.clone(),
                "of" => None::<Content>,
                "said" => value,
                "length" => number.count.value() / most,
                "most" => place + 1 == numbers.len(),
            }
        });
        let parts: Array = parts.map(IntoValue::into_value).collect();
        let finding = self.trend_told(&numbers, by_year, label.as_ref());
        let chart = dict! { "parts" => parts, "finding" => finding, "total" => None::<Content> };
        Some(dict! { "label" => label, "chart" => chart })
    }

    /// Returns the year of an edition, or its days where two were in one year.
    fn when_held(&self, number: &EditionNumber<'_>, by_year: bool) -> Content {
        let at = self.at(&number.days);
        if by_year {
            return verbatim(&number.year().to_string(), at);
        }
        self.formatted(|locale| vec![(locale.period(number.period).to_string(), at)])
    }

    /// Returns "Attendance has grown from 120 in 2022 to 310 in 2025"; `None` if the numbers are
    /// not exact enough, or in a document in two languages.
    fn trend_told(
        &self,
        numbers: &[EditionNumber<'_>],
        by_year: bool,
        label: Option<&Content>,
    ) -> Option<Content> {
        if self.second.is_some() {
            return None;
        }
        let counts: Vec<_> = numbers.iter().map(|number| number.count).collect();
        let trend = Trend::of(&counts)?;
        let (last, others) = numbers.split_last()?;
        let first = if trend.is_over_all() { others.first()? } else { others.last()? };
        let when = |number| {
            let held = self.when_held(number, by_year);
            let (pattern, slot) = if by_year { ("in-year", "year") } else { ("on-days", "days") };
            filled(self.locale.word("editions", pattern), Span::detached(), &[(slot, held)])
        };
        let slots = [
            ("label", label.map(capitalised).unwrap_or_default()),
            ("first", self.counted(first.count, &first.at)),
            ("then", when(first)),
            ("last", self.counted(last.count, &last.at)),
            ("now", when(last)),
        ];
        let pattern = self.locale.word("editions", trend.pattern(label.is_some()));
        Some(filled(pattern, Span::detached(), &slots))
    }

    /// Returns what a number counts, without the counter that it begins with where there is one, as
    /// in Chinese: the number does not stand before it.
    fn uncounted(&self, label: &Text) -> Content {
        let shown = self.text(label);
        let said = shown.plain_text();
        match self.counter_of(&said).filter(|_| self.second.is_none()) {
            Some(counter) => verbatim(&said[counter..], shown.span()),
            None => shown,
        }
    }
}

impl EditionNumber<'_> {
    fn year(&self) -> i32 {
        self.period.start().date.year()
    }
}

impl Trend {
    /// Returns what numbers show, oldest first; `None` if they are not exact enough.
    fn of(counts: &[&Count]) -> Option<Self> {
        let steps: Vec<_> = counts.windows(2).map(|pair| compared(pair[1], pair[0])).collect();
        let no_step = |of: Ordering| steps.iter().all(|step| step.is_some_and(|step| step != of));
        Some(match (*steps.last()?)? {
            Ordering::Equal => Self::Same,
            Ordering::Greater if no_step(Ordering::Less) => Self::Grown,
            Ordering::Less if no_step(Ordering::Greater) => Self::Fallen,
            Ordering::Greater => Self::More,
            Ordering::Less => Self::Fewer,
        })
    }

    /// Returns whether it is a trend from the first edition on, not from the one before.
    fn is_over_all(self) -> bool {
        matches!(self, Self::Grown | Self::Fallen)
    }

    /// Returns the key of its sentence: about people, or about what a label names.
    fn pattern(self, labelled: bool) -> &'static str {
        match (self, labelled) {
            (Self::Grown, false) => "attendance-grown",
            (Self::Fallen, false) => "attendance-fallen",
            (Self::More, false) => "attendance-more",
            (Self::Fewer, false) => "attendance-fewer",
            (Self::Same, false) => "attendance-same",
            (Self::Grown | Self::More, true) => "number-grown",
            (Self::Fallen | Self::Fewer, true) => "number-fallen",
            (Self::Same, true) => "number-same",
        }
    }
}

/// Compares a number with another; `None` if they are not exact and too close to each other.
fn compared(one: &Count, other: &Count) -> Option<Ordering> {
    let (value, than) = (one.value(), other.value());
    let exact = is_exact(one) && is_exact(other);
    let apart = value.max(than) * 100.0 > value.min(than) * APART;
    value.partial_cmp(&than).filter(|_| exact || apart)
}

/// Returns whether a number is exact: neither "about 100" nor "50+".
fn is_exact(count: &Count) -> bool {
    count.qualifier == Qualifier::Exact && !count.unit.after.ends_with('+')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_says_no_more_than_the_numbers() {
        for (counts, expected) in [
            (&["120", "310"][..], Some(Trend::Grown)),
            (&["120", "120", "310"], Some(Trend::Grown)),
            (&["310", "200", "120"], Some(Trend::Fallen)),
            (&["120", "500", "310"], Some(Trend::Fewer)),
            (&["310", "120", "200"], Some(Trend::More)),
            (&["120", "310", "310"], Some(Trend::Same)),
            (&["about 100", "310"], Some(Trend::Grown)),
            (&["over 100", "nearly 500"], Some(Trend::Grown)),
            (&["about 100", "110"], None),
            (&["about 100", "about 100"], None),
            // From 100 to 110 nobody knows, but from 110 on there were more.
            (&["about 100", "110", "300"], Some(Trend::More)),
            (&["50+", "52"], None),
        ] {
            let counts: Vec<Count> = counts.iter().map(|count| count.parse().unwrap()).collect();
            let counts: Vec<&Count> = counts.iter().collect();
            assert_eq!(Trend::of(&counts), expected, "{counts:?}");
        }
    }
}
