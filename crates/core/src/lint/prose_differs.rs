//! `prose-differs`: a date, a number, an edition or a title in prose that is not the record's.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::linter::{Check, Lint, Linter, MAX_IN_TEXT, Plain};
use super::passages::{is_one_word_apart, sentence_at};
use crate::diagnostic::{Code, Level, Rule};
use crate::identity::folded;
use crate::message::message;
use crate::model::{Count, Event, Number, Prose, Qualifier, Text};
use crate::scripts::is_han;
use crate::spelling::edit_distance;

pub(super) static LINT: Lint = Lint {
    code: Code::new(&Rule {
        name: "prose-differs",
        level: Level::Warning,
        meaning: "Prose says another date on which the event was held, another number of people, \
                  another edition or a slightly different title than the record.",
        remedy: "Check both, and correct the one that is wrong.",
        ..Rule::BLANK
    }),
    bad: r#"
start = 2025-05-14
lead = "The workshop was held on 15 May 2025."
"#,
    good: r#"
start = 2025-05-14
lead = "The workshop was held on 14 May 2025; the one before was held on 15 May 2024."
"#,
    check: Check::Event(check),
};

fn check(linter: &mut Linter<'_>, event: &Event) {
    let told = opening(linter, event);
    for text in &told {
        dates(linter, event, text);
        counts(linter, event, text);
        editions(linter, event, text);
    }
    titles(linter, event);
}

/// Returns the texts that tell of the event itself: title, headline, standfirst, bottom line and
/// lead.
fn opening<'a>(linter: &Linter<'a>, event: &Event) -> Vec<Plain<'a>> {
    let titles = &event.titles;
    let lines = [&titles.headline, &titles.standfirst, &titles.bottom_line];
    let lines = lines.into_iter().flatten().chain([&event.title]).map(Text::origin);
    let lead = event.narrative.lead.iter().map(Prose::origin);
    let places: BTreeSet<_> =
        lines.chain(lead).map(|origin| (origin.file, origin.range.start)).collect();
    let texts = linter.lines_and_proses();
    let is_told = |(_, origin): &&Plain<'_>| places.contains(&(origin.file, origin.range.start));
    texts.iter().filter(is_told).cloned().collect()
}

/// Returns whether a sentence also tells of another event.
fn tells_of_others(linter: &Linter<'_>, sentence: &str) -> bool {
    let words = linter.words();
    let lists = [&words.later_events, &words.earlier_events];
    lists.into_iter().any(|list| list.places_in(sentence).next().is_some())
}

/// How far a date stands from the words that say that the event was held, in bytes.
const NEAR: usize = 60;

/// Reports a date on which the event was held, says the text, and which is none of its days.
fn dates(linter: &mut Linter<'_>, event: &Event, (plain, origin): &Plain<'_>) {
    let words = linter.words();
    let first = event.period.start().date;
    let found: Vec<(NaiveDate, Range<usize>)> = words.dates.dates_in(plain).collect();
    for (date, place) in found.into_iter().take(MAX_IN_TEXT) {
        let series = event.occasion.series.as_ref();
        let in_series = series.and_then(|series| Some((series.start?, series.end?)));
        let is_near = (date - first).num_days().abs() <= 400;
        if event.period.contains(date)
            || in_series.is_some_and(|(start, end)| (start..=end).contains(&date))
            || !is_near
        {
            continue;
        }
        let around = sentence_at(plain, &place);
        let sentence = &plain[around.clone()];
        let distance = |held: Range<usize>| {
            let (start, end) = (held.start + around.start, held.end + around.start);
            if end <= place.start { place.start - end } else { start.saturating_sub(place.end) }
        };
        let is_held = words.held.places_in(sentence).any(|held| distance(held) <= NEAR);
        if is_held && !tells_of_others(linter, sentence) && is_first_date(linter, sentence, date) {
            let said = &plain[place.clone()];
            // The date is said as the record has it.
            let own = first.to_string();
            let message = message!("the text says {said}, and the record {own}");
            let hint = message!("check both dates");
            linter.report_place(&LINT, (plain, origin), place, message, hint);
        }
    }
}

/// Returns whether a date is the first that a sentence names: another one is that of something
/// else.
fn is_first_date(linter: &Linter<'_>, sentence: &str, date: NaiveDate) -> bool {
    let dates = linter.words().dates.dates_in(sentence);
    dates.min_by_key(|(_, place)| place.start).is_some_and(|(first, _)| first == date)
}

/// A number in digits, in groups of three or not.
static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[0-9][0-9,]*").expect("the pattern compiles"));

/// Reports a number of people who came, says the text, and which is no number of the record.
fn counts(linter: &mut Linter<'_>, event: &Event, (plain, origin): &Plain<'_>) {
    let count = event.attendance.count.as_ref().filter(|one| one.qualifier == Qualifier::Exact);
    let Some(count) = count.and_then(Count::whole) else { return };
    let parts = event.attendance.breakdowns.iter().flat_map(|breakdown| &breakdown.parts);
    let numbers: Vec<&Number> = parts.chain(&event.figures.numbers).collect();
    let counts = numbers.iter().map(|number| &number.count).chain(event.attendance.all_counts());
    let mut known: BTreeSet<u64> = counts.filter_map(Count::whole).collect();
    known.extend(event.figures.survey.iter().filter_map(|survey| survey.sample));
    let label = event.attendance.label.as_ref().map(|label| label.as_str().to_lowercase());
    let words = linter.words();
    for place in NUMBER.find_iter(plain).map(|found| found.range()).take(MAX_IN_TEXT) {
        let Ok(value) = plain[place.clone()].replace(',', "").parse::<u64>() else { continue };
        let behind = plain[place.end..].trim_start_matches([' ', '\u{a0}']);
        let is_label = label.as_ref().is_some_and(|label| behind.to_lowercase().starts_with(label));
        let behind = behind.get(..behind.floor_char_boundary(NEAR)).unwrap_or_default();
        let people = words.people_counted.places_in(behind).next();
        if value < 2
            || known.contains(&value)
            || !(is_label || people.is_some_and(|people| people.start == 0))
            || plain[..place.start].ends_with(['.', ',', '-', '\u{2013}', '$'])
        {
            continue;
        }
        let sentence = &plain[sentence_at(plain, &place)];
        let comes = words.attended.places_in(sentence).next().is_some();
        if comes && !tells_of_others(linter, sentence) {
            let message = message!("the text counts {value} people, and the record {count}");
            let hint = message!(
                "check both numbers; if it is another count, add it to `attendance.counts`"
            );
            linter.report_place(&LINT, (plain, origin), place, message, hint);
        }
    }
}

/// Reports a number of the event in its series that is not the record's `edition`, or that of the
/// title.
fn editions(linter: &mut Linter<'_>, event: &Event, text @ (plain, _): &Plain<'_>) {
    let words = linter.words();
    let number = |text: &str| ordinal_in(text, &words.ordinal_words);
    let numbered = |text: &str| -> Vec<(Range<usize>, usize)> {
        let places = words.title_editions.places_except(text, &words.title_editions_not);
        // "Twenty-first" is not the first.
        let is_whole = |place: &Range<usize>| !text[..place.start].ends_with('-');
        let places = places.into_iter().filter(is_whole).take(MAX_IN_TEXT);
        places.filter_map(|place| Some((place.clone(), number(&text[place])?))).collect()
    };
    let edition = event.occasion.edition.as_ref().and_then(|edition| number(edition.as_str()));
    let title = event.title.as_str();
    let in_title = numbered(title).into_iter().next();
    if let Some(own) = edition {
        let places: Vec<_> = words.editions.places_in(plain).take(MAX_IN_TEXT).collect();
        for place in places {
            let said = number(&plain[place.clone()]);
            edition_differs(linter, text, place, said, KnownEdition::Recorded(own));
        }
    }
    if let Some((in_title, of_title)) = in_title {
        let named = numbered(plain).into_iter().filter(|(place, _)| {
            is_beside_same(&title[..in_title.start], &plain[..place.start], true)
                && is_beside_same(&title[in_title.end..], &plain[place.end..], false)
        });
        let named: Vec<_> = named.collect();
        let own = edition.map_or(KnownEdition::InTitle(of_title), KnownEdition::Recorded);
        // A text that names this one may tell of those before it.
        if in_title.len() < title.len() && named.iter().all(|(_, said)| *said != own.number()) {
            for (place, said) in named {
                edition_differs(linter, text, place, Some(said), own);
            }
        }
    }
}

/// The number of the event in its series, by where it is known from.
#[derive(Clone, Copy)]
enum KnownEdition {
    Recorded(usize),
    InTitle(usize),
}

impl KnownEdition {
    fn number(self) -> usize {
        match self {
            Self::Recorded(number) | Self::InTitle(number) => number,
        }
    }
}

fn edition_differs(
    linter: &mut Linter<'_>,
    (plain, origin): &Plain<'_>,
    place: Range<usize>,
    said: Option<usize>,
    own: KnownEdition,
) {
    let Some(said) = said.filter(|said| *said != own.number()) else { return };
    if !tells_of_others(linter, &plain[sentence_at(plain, &place)]) {
        let message = match own {
            KnownEdition::Recorded(own) => {
                message!("the text speaks of edition {said}, and the record of {own}")
            }
            KnownEdition::InTitle(own) => {
                message!("the text speaks of edition {said}, and the title of {own}")
            }
        };
        let hint = message!("check the text, the title and `edition`");
        linter.report_place(&LINT, (plain, origin), place, message, hint);
    }
}

/// The number of letters from which what stands before an edition is more than an article.
const MIN_BEFORE: usize = 4;

/// Returns whether the same stands beside an edition in a text as in the title, as far as two words
/// or four Chinese characters show it. `before` says on which side.
fn is_beside_same(title: &str, text: &str, before: bool) -> bool {
    let (title, text) = (title.trim().to_lowercase(), text.trim().to_lowercase());
    if before && title.chars().count() < MIN_BEFORE {
        return true;
    }
    if title.chars().any(is_han) {
        let chars: Vec<_> = title.chars().collect();
        let shown = chars.len().saturating_sub(4);
        return if before {
            text.ends_with(&chars[shown..].iter().collect::<String>())
        } else {
            text.starts_with(&chars[..chars.len() - shown].iter().collect::<String>())
        };
    }
    let (title, text) = (title.split_whitespace(), text.split([' ', '\n', ',', '.']));
    if before {
        title.rev().take(2).eq(text.rev().take(2))
    } else {
        let shown: Vec<_> = title.take(2).collect();
        text.take(shown.len()).eq(shown)
    }
}

/// Returns the number of the ordinal in a text: a word of the list, in rows of twenty, or digits.
fn ordinal_in(text: &str, ordinals: &[String]) -> Option<usize> {
    const ROW: usize = 20;
    let lower = text.to_lowercase();
    let digits: String = lower
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    if let Ok(number) = digits.parse() {
        return Some(number);
    }
    // Of "eleventh" and "first", or 十一 and 一, the longer one is meant.
    let found = ordinals.iter().enumerate().filter(|(_, word)| {
        let is_word = |part: &str| part == word.as_str();
        lower.split(' ').any(is_word)
            || !word.is_ascii() && lower.contains(word.as_str())
            || word.contains(' ') && lower.contains(word.as_str())
    });
    found.max_by_key(|(_, word)| word.len()).map(|(place, _)| place % ROW + 1)
}

/// The number of letters from which a title with a typo is still taken for the record's.
const LONG_TITLE: usize = 10;

/// Reports the event's title, misspelt.
fn titles(linter: &mut Linter<'_>, event: &Event) {
    let titles = &event.titles;
    let others = [&titles.short_title, &titles.headline].into_iter().flatten();
    let others = others.chain(&titles.alternate_titles);
    let all: Vec<&str> = others.chain([&event.title]).map(Text::as_str).collect();
    let title = event.title.as_str();
    let (count, letters) = (title.split(' ').count(), title.chars().count());
    if count < 2 || letters < LONG_TITLE {
        return;
    }
    let known: BTreeSet<String> = all.iter().map(|title| folded(title).to_lowercase()).collect();
    for (plain, origin) in linter.proses().iter() {
        let starts: Vec<usize> = words_of(plain).collect();
        for (number, start) in starts.iter().enumerate() {
            if !plain[*start..].starts_with(char::is_uppercase) {
                continue;
            }
            let end = starts.get(number + count).copied().unwrap_or(plain.len());
            let said = plain[*start..end].trim_end_matches(|char: char| !char.is_alphanumeric());
            if edit_distance(said, title, 2).is_none() || !is_one_word_apart(said, title) {
                continue;
            }
            let read = folded(said).to_lowercase();
            if said.split(' ').count() == count && !known.contains(&read) {
                let message = message!("`{said}` is probably `{title}`");
                let hint = message!("write the title as the record does, or correct it there");
                let place = *start..*start + said.len();
                linter.report_place(&LINT, (plain, origin), place, message, hint);
            }
        }
    }
}

/// Returns where words begin in a text.
fn words_of(text: &str) -> impl Iterator<Item = usize> {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, char)| {
        let starts = before.is_whitespace() && !char.is_whitespace();
        before = char;
        starts.then_some(at)
    })
}
