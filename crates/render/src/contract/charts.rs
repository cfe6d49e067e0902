//! Converts what charts draw: the answers of a survey and the parts of a breakdown, each measured
//! against the whole, and the finding that heads them.

use typst::foundations::{Array, Content, Dict, IntoValue, dict};
use typst::syntax::Span;

use super::content::verbatim;
use super::shown::{capitalised, filled};
use super::spot::Spot;
use super::values::Composer;
use byline_core::model::{Attendance, Breakdown, Count, Number, Qualifier, Survey, Text};

/// What the parts of a chart are measured against.
enum Whole {
    /// A hundred per cent: the parts are shares already.
    Hundred,
    /// So many, who or which are divided: each part has a share.
    Sum(u64),
    /// The top of a scale, which means are measured against.
    Scale(f64),
    /// Nothing: only the bars are compared.
    None,
}

impl Composer<'_> {
    /// Converts the questions of a survey, each with the chart of its answers.
    pub(super) fn survey(&self, survey: &[Survey]) -> Array {
        let root = Spot::root().key("survey");
        let entries = survey.iter().enumerate().map(|(index, entry)| {
            let at = root.index(index);
            let mut values = self.fields(entry, &at);
            let whole = self.whole_of_answers(entry);
            let chart = self.chart(&entry.results, &at.key("results"), &whole, None);
            values.insert("chart".into(), chart.into_value());
            values
        });
        entries.map(IntoValue::into_value).collect()
    }

    /// Converts a breakdown, with its chart.
    pub(super) fn breakdown(&self, breakdown: &Breakdown, at: &Spot, of: &Attendance) -> Dict {
        let mut values = self.fields(breakdown, at);
        let counts = breakdown.parts.iter().map(|part| part.count.whole());
        let sum: Option<u64> = counts.sum();
        // The count that the parts add up to is the whole.
        let whole = of.all_counts().find(|count| is_exact(count) && count.whole() == sum);
        let (whole, total) = match whole.and_then(|whole| Some((whole, whole.whole()?))) {
            _ if breakdown.parts.iter().all(|part| part.count.is_per_cent()) => {
                (Whole::Hundred, None)
            }
            Some((whole, sum)) => (Whole::Sum(sum), Some(self.total(whole, of))),
            None => (Whole::None, None),
        };
        let chart = self.chart(&breakdown.parts, &at.key("parts"), &whole, total);
        values.insert("chart".into(), chart.into_value());
        values
    }

    /// Returns how many are divided, with what they are where the record says so.
    fn total(&self, whole: &Count, of: &Attendance) -> Content {
        let at = Spot::root().key("attendance");
        let main = of.count.as_ref() == Some(whole);
        match of.counts.iter().position(|entry| entry.count == *whole).filter(|_| !main) {
            Some(index) => self.headcount(&of.counts[index], &at.key("counts").index(index)),
            None => self.people_counted(whole, self.optional(of.label.as_ref()), &at.key("count")),
        }
    }

    /// Returns what the answers of a survey are measured against: a hundred per cent, all who were
    /// asked, or the top of the scale.
    fn whole_of_answers(&self, entry: &Survey) -> Whole {
        let scale = entry.scale.as_ref().map(|scale| self.said(scale).to_lowercase());
        let scale = scale.unwrap_or_default();
        let in_hundreds =
            self.locale.words_of("words", "per-cents").any(|word| scale.contains(word));
        if in_hundreds || entry.results.iter().all(|result| result.count.is_per_cent()) {
            return Whole::Hundred;
        }
        if entry.results.iter().all(|result| result.count.whole().is_some()) {
            return entry.sample.map_or(Whole::None, Whole::Sum);
        }
        let numbers = scale.split(|char: char| !char.is_ascii_digit());
        let top = numbers.filter_map(|number| number.parse::<u32>().ok()).max();
        top.map_or(Whole::None, |top| Whole::Scale(f64::from(top)))
    }

    /// Returns the bars of a chart, and what they say: the longest one, if it is the only such.
    fn chart(&self, parts: &[Number], at: &Spot, whole: &Whole, total: Option<Content>) -> Dict {
        let most = parts.iter().map(|part| part.count.value()).fold(0.0, f64::max);
        let sum: f64 = parts.iter().map(|part| part.count.value()).sum();
        let (measure, whole) = match whole {
            Whole::Hundred if most <= 100.0 => (100.0, whole),
            Whole::Scale(top) if *top >= most => (*top, whole),
            #[expect(clippy::cast_precision_loss, reason = "a bar is not that exact")]
            Whole::Sum(number) if *number as f64 >= most => (*number as f64, whole),
            // Of what has a larger part, it is not the whole.
            _ => (sum.max(most), &Whole::None),
        };
        let exact = parts.iter().all(|part| is_exact(&part.count));
        let mut finding = None;
        let longest = parts.iter().filter(|part| part.count.value() >= most).count();
        let bars: Array = parts
            .iter()
            .enumerate()
            .map(|(index, part)| {
                let label = self.text(&part.label);
                let at = at.index(index).key("count");
                let counted = self.counted(&part.count, &at);
                let share = |value: f64| self.per_cent(&decimals(value / measure * 100.0), &at);
                let (value, of, said) = match whole {
                    Whole::Hundred if !part.count.is_per_cent() => {
                        let pattern = self.locale.word("words", "per-cent");
                        let value = filled(pattern, Span::detached(), &[("count", counted)]);
                        (value.clone(), None, value)
                    }
                    Whole::Sum(number) if exact => {
                        let total = verbatim(&self.locale.number(*number), Span::detached());
                        let pattern = self.locale.word("words", "of-total");
                        let slots = [("count", counted.clone()), ("total", total)];
                        let said = filled(pattern, Span::detached(), &slots);
                        (share(part.count.value()), Some(counted), said)
                    }
                    _ => (counted.clone(), None, counted),
                };
                let is_most = longest == 1 && part.count.value() >= most;
                if is_most && self.second.is_none() {
                    finding = Some(self.finding(&part.label, value.clone()));
                }
                let length =
                    if measure > 0.0 { part.count.value().max(0.0) / measure } else { 0.0 };
                dict! {
                    "label" => label,
                    "value" => value,
                    "of" => of,
                    "said" => said,
                    "length" => length.min(1.0),
                    "most" => is_most,
                }
                .into_value()
            })
            .collect();
        dict! { "parts" => bars, "finding" => finding, "total" => total }
    }

    /// Returns a share with its sign, and the place of the count that it comes from.
    fn per_cent(&self, share: &str, at: &Spot) -> Content {
        let share = share.replace('.', self.locale.word("numbers", "decimal"));
        let share = verbatim(&share, self.at(at));
        filled(self.locale.word("words", "per-cent"), Span::detached(), &[("count", share)])
    }

    /// Returns "Women: 55%".
    fn finding(&self, label: &Text, value: Content) -> Content {
        let colon = verbatim(self.locale.word("punctuation", "colon"), Span::detached());
        capitalised(&self.text(label)) + colon + value
    }
}

fn is_exact(count: &Count) -> bool {
    count.qualifier == Qualifier::Exact && count.whole().is_some()
}

/// Returns a share without decimals, unless it would then be nothing.
fn decimals(share: f64) -> String {
    if share > 0.0 && share < 0.5 { format!("{share:.1}") } else { format!("{share:.0}") }
}
