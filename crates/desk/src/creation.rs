//! What a browser says about a record or a project that is to be made, and what may be wrong with
//! it.

use byline_core::diagnostic::Diagnostic;
use byline_core::message::{Message, UiLanguage, message};
use byline_core::model::{Mode, Slug};
use byline_core::scaffold::EventDays;
use serde::{Deserialize, Serialize};

/// The longest title, in characters.
const MAX_TITLE: usize = 1_000;

/// What is to be made.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Order {
    /// A project in the desk's folder.
    Project(ProjectOrder),
    /// An event.
    Event(EventOrder),
    /// An event that was held before, with its people and the outline of its programme.
    Edition(EventOrder),
    /// A copy of an event, with its translations.
    Copy(EventOrder),
    /// An issue of a newsletter.
    Issue(IssueOrder),
}

/// What is known about a project.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ProjectOrder {
    #[serde(default)]
    pub(crate) organisation: String,
    /// The tags of the languages of the reports, the main one first.
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    pub(crate) logo: Option<LogoOrder>,
    /// Whether to begin with an example.
    #[serde(default)]
    pub(crate) examples: bool,
}

/// A logo.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct LogoOrder {
    /// What it shows.
    #[serde(default)]
    pub(crate) alt: String,
    /// The file, in base 64.
    pub(crate) data: String,
}

/// What is known about an event.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct EventOrder {
    #[serde(default)]
    pub(crate) title: String,
    /// The first day, or the days, as somebody typed them.
    #[serde(default)]
    pub(crate) date: String,
    /// How people took part: `offline`, `online` or `mixed`.
    #[serde(default)]
    pub(crate) mode: String,
    /// The short name that somebody asks for.
    pub(crate) name: Option<String>,
    /// The event that it is made from.
    pub(crate) from: Option<Slug>,
}

/// What is known about an issue.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct IssueOrder {
    /// The name of the newsletter.
    #[serde(default)]
    pub(crate) title: String,
    /// The date of publication, as somebody typed it.
    #[serde(default)]
    pub(crate) date: String,
    #[serde(default)]
    pub(crate) volume: String,
    #[serde(default)]
    pub(crate) number: String,
    /// The period that it covers, in words.
    #[serde(default)]
    pub(crate) period: String,
    /// The records of its stories, in their order.
    #[serde(default)]
    pub(crate) stories: Vec<Slug>,
    pub(crate) name: Option<String>,
    /// The issue before it, whose board and imprint it takes over.
    pub(crate) from: Option<Slug>,
}

/// What is wrong with an order, or with the project that it is for.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Problem {
    /// The field that it is about; empty for none.
    pub(crate) path: &'static str,
    pub(crate) message: Box<str>,
    pub(crate) hints: Vec<String>,
    /// The ways in which a date can be read.
    pub(crate) readings: Vec<Days>,
    /// The record that has the name already.
    pub(crate) record: Option<Slug>,
    /// A name that is free.
    pub(crate) free: Option<Box<str>>,
}

/// Days, as in a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Days {
    first: String,
    time: Option<String>,
    last: Option<String>,
}

/// What a record will be called, as far as it is known.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Preview {
    pub(crate) name: Option<String>,
    pub(crate) days: Option<Days>,
    /// What would be wrong.
    pub(crate) problems: Vec<Problem>,
}

impl From<EventDays> for Days {
    fn from(EventDays { first, time, last }: EventDays) -> Self {
        Self {
            first: first.to_string(),
            time: time.map(|time| time.format("%H:%M").to_string()),
            last: last.map(|day| day.to_string()),
        }
    }
}

impl Problem {
    pub(crate) fn of(path: &'static str, message: &Message, language: UiLanguage) -> Self {
        Self { path, message: language.translate(message).into(), ..Self::default() }
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: &Message, language: UiLanguage) -> Self {
        self.hints.push(language.translate(hint));
        self
    }

    /// Says a finding as a problem.
    pub(crate) fn of_finding(
        path: &'static str,
        finding: &Diagnostic,
        language: UiLanguage,
    ) -> Self {
        let problem = Self::of(path, &finding.message, language);
        finding.hints.iter().fold(problem, |problem, hint| problem.hint(hint, language))
    }
}

/// Returns a title on one line.
pub(crate) fn title_of(typed: &str, language: UiLanguage) -> Result<String, Problem> {
    let plain: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let title = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() {
        return Err(Problem::of("title", &message!("This cannot be empty."), language));
    }
    if title.chars().count() > MAX_TITLE {
        let message =
            message!("This is longer than {most} characters: shorten it", most = MAX_TITLE);
        return Err(Problem::of("title", &message, language));
    }
    Ok(title)
}

/// Reads the days that somebody typed.
pub(crate) fn days_of(typed: &str, language: UiLanguage) -> Result<EventDays, Problem> {
    if typed.trim().is_empty() {
        return Err(Problem::of("date", &message!("Say on which day."), language));
    }
    let readings = EventDays::written(typed);
    match readings[..] {
        [days] => Ok(days),
        [] => {
            let message = message!("This is not a day: write it like 14 May 2025");
            Err(Problem::of("date", &message, language))
        }
        _ => {
            let message = message!("This can be read in two ways. Which day is it?");
            let readings = readings.into_iter().map(Days::from).collect();
            Err(Problem { readings, ..Problem::of("date", &message, language) })
        }
    }
}

/// Reads a name that somebody asks for.
pub(crate) fn name_of(typed: Option<&str>, language: UiLanguage) -> Result<Option<Slug>, Problem> {
    let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else {
        return Ok(None);
    };
    typed.parse().map(Some).map_err(|_: Message| {
        let message = message!(
            "A short name can have only lower-case letters without accents, digits and hyphens."
        );
        Problem {
            free: Slug::suggest(typed).map(|id| String::from(id).into_boxed_str()),
            ..Problem::of("name", &message, language)
        }
    })
}

/// Reads how people take part.
pub(crate) fn mode_of(typed: &str, language: UiLanguage) -> Result<Mode, Problem> {
    typed.parse().map_err(|_| {
        Problem::of("mode", &message!("Say whether people meet on site or online."), language)
    })
}

/// Reads a whole number that somebody typed; `None` if they typed nothing.
pub(crate) fn number_of(
    path: &'static str,
    typed: &str,
    language: UiLanguage,
) -> Result<Option<u32>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed.parse().map(Some).map_err(|_| {
        Problem::of(path, &message!("This has to be a whole number, such as 12."), language)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: UiLanguage = UiLanguage::English;

    #[test]
    fn titles_are_on_one_line() {
        assert_eq!(title_of(" Harbour\r\n\tDay \u{7}", ENGLISH).unwrap(), "Harbour Day");
        assert_eq!(title_of("马来西亚科技论坛", ENGLISH).unwrap(), "马来西亚科技论坛");
        assert_eq!(title_of(&"题".repeat(MAX_TITLE), ENGLISH).unwrap().chars().count(), MAX_TITLE);
        for title in [String::new(), " \n".into(), "x".repeat(MAX_TITLE + 1)] {
            assert_eq!(title_of(&title, ENGLISH).unwrap_err().path, "title");
        }
    }

    #[test]
    fn an_unclear_day_comes_with_its_readings() {
        let problem = days_of("3/4/2025", ENGLISH).unwrap_err();
        let readings: Vec<_> = problem.readings.iter().map(|days| &*days.first).collect();
        assert_eq!(readings, ["2025-04-03", "2025-03-04"]);
        assert!(days_of("soon", ENGLISH).unwrap_err().readings.is_empty());
        assert_eq!(
            Days::from(days_of("14-16 May 2025", ENGLISH).unwrap()).last.unwrap(),
            "2025-05-16"
        );
    }

    #[test]
    fn a_name_that_is_none_is_mended() {
        assert_eq!(name_of(Some(" "), ENGLISH).unwrap(), None);
        assert_eq!(name_of(Some("day-2"), ENGLISH).unwrap().unwrap().as_str(), "day-2");
        for (typed, free) in
            [("Tag der Häfen", Some("tag-der-hafen")), ("../x", Some("x")), ("…", None)]
        {
            assert_eq!(name_of(Some(typed), ENGLISH).unwrap_err().free.as_deref(), free, "{typed}");
        }
    }
}
