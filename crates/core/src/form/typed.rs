//! Reads what somebody types into a field, in any usual way, as a value of its kind.

use super::labels::{is_moment, language_meant};
use super::moments::{self, Moments};
use crate::edit::TomlValue;
use crate::key_path::KeyPath;
use crate::message::{Message, message};
use crate::model::{Count, MAX_COUNT, Slug, Zone, ZoneProblem};
use crate::project::Colour;
use crate::reader::{FieldKind, counted_parts};
use crate::spelling::right_words;

/// What was typed, as a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The value.
    pub value: TomlValue,
    /// The end, if the start and the end were typed.
    pub end: Option<TomlValue>,
    /// What is counted, if that was typed behind a number.
    pub label: Option<String>,
}

impl From<TomlValue> for Typed {
    fn from(value: TomlValue) -> Self {
        Self { value, end: None, label: None }
    }
}

/// The reason why a value cannot be taken over.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The path of the value, as the form has it.
    pub path: KeyPath,
    /// The reason in words.
    pub message: Message,
    /// The kind of the value.
    pub kind: FieldKind,
    /// What may be meant, as values of a file.
    pub readings: Vec<String>,
}

impl Problem {
    /// Creates a problem, whose path is set by whoever knows it.
    pub(super) fn new(kind: &FieldKind, message: Message) -> Self {
        Self { path: KeyPath::default(), message, kind: kind.clone(), readings: vec![] }
    }

    fn readings(mut self, readings: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.readings = readings.into_iter().map(Into::into).collect();
        self
    }

    /// Returns the problem of a value that has another shape than its kind.
    pub(super) fn of_shape(kind: &FieldKind) -> Self {
        Self::new(kind, message!("this cannot be written here"))
    }
}

/// Returns the kind of values that somebody types, by its name in a form's description.
pub fn kind_named(name: &str) -> Option<FieldKind> {
    Some(match name {
        "date" => FieldKind::Date,
        "moment" => FieldKind::Moment,
        "time" => FieldKind::Time,
        "zone" => FieldKind::Zone,
        "language" => FieldKind::Language,
        "count" => FieldKind::Count,
        "integer" => FieldKind::Integer,
        "flag" => FieldKind::Flag,
        "colour" => FieldKind::Colour,
        _ => return None,
    })
}

/// Reads what somebody typed. The year is that of the event, for dates without one.
///
/// # Errors
/// Returns why the text is no value of the kind, and what may be meant.
pub fn read(kind: &FieldKind, text: &str, year: Option<i32>) -> Result<Typed, Problem> {
    let trimmed = text.trim();
    let string = |text: &str| Ok(TomlValue::String(text.to_owned()).into());
    let problem = |message| Err(Problem::new(kind, message));
    match kind {
        // A field that has been emptied holds no value of its kind for a moment.
        _ if trimmed.is_empty() => string(text),
        FieldKind::Date | FieldKind::Moment => date(kind, trimmed, year),
        FieldKind::Time => match moments::time(trimmed) {
            Some(Moments::One(start, end)) => period(kind, &start, end.as_deref()),
            Some(Moments::Either(one, other)) => Err(two_ways(kind).readings([one, other])),
            None => problem(message!("write a time, such as 9.30 am or 14:30")),
        },
        FieldKind::Zone => zone(kind, trimmed),
        FieldKind::Language => match language_meant(trimmed) {
            Some(language) => string(&language.to_string()),
            None => problem(message!("byline knows no language of this name")),
        },
        FieldKind::Count => count(kind, trimmed),
        FieldKind::Integer => match integer(trimmed) {
            Some(number) => Ok(TomlValue::Integer(number).into()),
            None => problem(message!("write a whole number")),
        },
        FieldKind::Flag => match flag(trimmed) {
            Some(flag) => Ok(TomlValue::Boolean(flag).into()),
            None => problem(message!("choose yes or no")),
        },
        FieldKind::Word(_, words) => match word(trimmed, words) {
            Some(word) => string(word),
            None => problem(message!("choose one of the words of the list")),
        },
        FieldKind::Colour => {
            let with_mark = format!("#{}", trimmed.trim_start_matches('#'));
            match with_mark.parse::<Colour>() {
                Ok(_) => string(&with_mark),
                Err(_) => problem(message!("write a colour such as #8a1c33")),
            }
        }
        FieldKind::Id => match trimmed.parse::<Slug>() {
            Ok(_) => string(trimmed),
            Err(message) => problem(message),
        },
        FieldKind::Address
        | FieldKind::Picture
        | FieldKind::Font
        | FieldKind::Record
        | FieldKind::Place
        | FieldKind::Template
        | FieldKind::Finding => string(trimmed),
        FieldKind::Text
        | FieldKind::Lines
        | FieldKind::Prose
        | FieldKind::Person(_)
        | FieldKind::Organisation(_) => string(&text.replace("\r\n", "\n")),
        FieldKind::Focus
        | FieldKind::Options
        | FieldKind::List(_)
        | FieldKind::Table(_)
        | FieldKind::Either { .. }
        | FieldKind::Entries(_) => Err(Problem::of_shape(kind)),
    }
}

fn two_ways(kind: &FieldKind) -> Problem {
    Problem::new(kind, message!("this can be read in two ways"))
}

fn date(kind: &FieldKind, text: &str, year: Option<i32>) -> Result<Typed, Problem> {
    let day_of = |moment: String| match kind {
        FieldKind::Date => moment.split('T').next().unwrap_or_default().to_owned(),
        _ => moment,
    };
    match moments::date(text, year) {
        Some(Moments::One(start, end)) => period(kind, &day_of(start), end.map(day_of).as_deref()),
        Some(Moments::Either(one, other)) => {
            Err(two_ways(kind).readings([day_of(one), day_of(other)]))
        }
        None => Err(Problem::new(
            kind,
            message!("write the day, the month and the year, such as 31 October 2024"),
        )),
    }
}

fn period(kind: &FieldKind, start: &str, end: Option<&str>) -> Result<Typed, Problem> {
    let moment = |text: &str| {
        let moment = Some(text).filter(|text| is_moment(text)).and_then(|text| text.parse().ok());
        moment.map(TomlValue::Datetime).ok_or_else(|| Problem::of_shape(kind))
    };
    Ok(Typed { value: moment(start)?, end: end.map(moment).transpose()?, label: None })
}

fn zone(kind: &FieldKind, text: &str) -> Result<Typed, Problem> {
    match Zone::read(text) {
        Ok(_) => Ok(TomlValue::String(text.to_owned()).into()),
        Err(ZoneProblem::Unknown(near)) => {
            let message = message!("write GMT+8, MYT, or the name of a region and its city");
            Err(Problem::new(kind, message).readings(near))
        }
        Err(ZoneProblem::Ambiguous(zones)) => {
            let message = message!("several time zones have this name");
            Err(Problem::new(kind, message).readings(zones.iter().copied()))
        }
        Err(ZoneProblem::Contradiction(_)) => {
            Err(Problem::new(kind, message!("these are two different time zones")))
        }
    }
}

fn count(kind: &FieldKind, text: &str) -> Result<Typed, Problem> {
    if let Some(number) = integer(text) {
        return Ok(TomlValue::Integer(number).into());
    }
    if text.parse::<Count>().is_ok() {
        return Ok(TomlValue::String(text.to_owned()).into());
    }
    let text = text.strip_prefix("seramai ").unwrap_or(text);
    match counted_parts(text) {
        Some((count, label)) => {
            let value =
                integer(count).map_or_else(|| TomlValue::String(count.into()), TomlValue::Integer);
            let label = Some(label.to_owned()).filter(|label| !label.is_empty());
            Ok(Typed { value, end: None, label })
        }
        None => Err(Problem::new(
            kind,
            message!("write a number, such as 59, over 100, 45% or RM 1.2 million"),
        )),
    }
}

fn integer(text: &str) -> Option<i64> {
    let digits = text.replace([',', ' ', '\u{a0}', '\u{202f}'], "");
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = is_plain.then(|| digits.parse().ok())??;
    // Commas stand between thousands, or it is something else: 1,2.
    let is_grouped = text.split([',', ' ']).skip(1).all(|group| group.len() == 3);
    (is_grouped && u64::try_from(number).is_ok_and(|n| n <= MAX_COUNT)).then_some(number)
}

fn flag(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "ya" | "是" => Some(true),
        "false" | "no" | "tidak" | "否" => Some(false),
        _ => None,
    }
}

fn word<'w>(text: &str, words: &[&'w str]) -> Option<&'w str> {
    let folded = text.to_lowercase().replace([' ', '_'], "-");
    let exact = words.iter().find(|word| word.to_lowercase() == folded);
    let meant = || {
        let meant = right_words(text);
        words.iter().find(|word| meant.iter().any(|meant| meant == *word))
    };
    exact.or_else(meant).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(kind: &FieldKind, text: &str) -> Result<TomlValue, Vec<String>> {
        read(kind, text, Some(2024)).map(|typed| typed.value).map_err(|problem| problem.readings)
    }

    fn moment(text: &str) -> TomlValue {
        TomlValue::Datetime(text.parse().unwrap())
    }

    fn string(text: &str) -> TomlValue {
        TomlValue::String(text.into())
    }

    #[test]
    fn what_is_typed_is_read_by_kind() {
        assert_eq!(typed(&FieldKind::Date, "14 May 2025, 9 am"), Ok(moment("2025-05-14")));
        assert_eq!(typed(&FieldKind::Moment, "14 May, 9.30 am"), Ok(moment("2024-05-14T09:30:00")));
        assert_eq!(typed(&FieldKind::Time, "2.30 petang"), Ok(moment("14:30:00")));
        let two = Err(vec!["2025-04-03".to_owned(), "2025-03-04".to_owned()]);
        assert_eq!(typed(&FieldKind::Date, "3/4/2025"), two);
        assert_eq!(typed(&FieldKind::Time, "later"), Err(vec![]));
        assert_eq!(typed(&FieldKind::Zone, "GMT+8"), Ok(string("GMT+8")));
        assert_eq!(typed(&FieldKind::Zone, "Kuala Lumpur"), Err(vec!["Asia/Kuala_Lumpur".into()]));
        assert_eq!(typed(&FieldKind::Language, "Bahasa Melayu"), Ok(string("ms")));
        assert_eq!(typed(&FieldKind::Integer, "1,200"), Ok(TomlValue::Integer(1200)));
        assert_eq!(typed(&FieldKind::Integer, "1,2"), Err(vec![]));
        assert_eq!(typed(&FieldKind::Flag, "yes"), Ok(TomlValue::Boolean(true)));
        assert_eq!(typed(&FieldKind::Colour, "8a1c33"), Ok(string("#8a1c33")));
        let words = FieldKind::Word("mode".into(), vec!["offline", "online", "mixed"]);
        assert_eq!(typed(&words, "Online"), Ok(string("online")));
        assert_eq!(typed(&words, "bersemuka"), Ok(string("offline")));
        assert_eq!(typed(&words, "perhaps"), Err(vec![]));
        assert_eq!(typed(&FieldKind::Prose, "a\r\nb "), Ok(string("a\nb ")));
        assert_eq!(typed(&FieldKind::Date, ""), Ok(string("")));
    }

    #[test]
    fn counts_keep_their_words() {
        assert_eq!(typed(&FieldKind::Count, "59"), Ok(TomlValue::Integer(59)));
        assert_eq!(typed(&FieldKind::Count, "1,200"), Ok(TomlValue::Integer(1200)));
        assert_eq!(typed(&FieldKind::Count, "98.60"), Ok(string("98.60")));
        assert_eq!(typed(&FieldKind::Count, "over 100"), Ok(string("over 100")));
        assert_eq!(typed(&FieldKind::Count, "RM 1.2 million"), Ok(string("RM 1.2 million")));
        assert_eq!(typed(&FieldKind::Count, "many"), Err(vec![]));
        let people = read(&FieldKind::Count, "about 60 people", None).unwrap();
        assert_eq!(people.value, TomlValue::String("about 60".into()));
        assert_eq!(people.label.as_deref(), Some("people"));
        let people = read(&FieldKind::Count, "seramai 60 orang", None).unwrap();
        assert_eq!((people.value, people.label), (TomlValue::Integer(60), Some("orang".into())));
    }

    #[test]
    fn a_period_gives_its_end() {
        let read = |kind, text| read(&kind, text, None).unwrap();
        let time = |text: &str| Some(TomlValue::Datetime(text.parse().unwrap()));
        assert_eq!(read(FieldKind::Time, "2pm–4pm").end, time("16:00:00"));
        assert_eq!(read(FieldKind::Moment, "9–22 December 2021").end, time("2021-12-22"));
    }
}
