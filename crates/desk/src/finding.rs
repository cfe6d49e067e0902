//! Findings as browsers are told of them.

use std::cmp::Reverse;

use byline_core::diagnostic::{Code, Diagnostic, Edit, Level};
use byline_core::form::Naming;
use byline_core::lint::{explain, explain_without_example};
use byline_core::message::{Message, UiLanguage};
use byline_core::schema::SchemaFile;
use byline_core::source::Place;
use serde::Serialize;

use crate::offsets::Offsets;

/// A finding. Offsets count UTF-16 units, as browsers do.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Finding {
    level: &'static str,
    code: &'static str,
    #[serde(flatten)]
    words: FindingWords,
    /// The words for readers of the form, in which fields have the names that the form shows.
    in_form: FindingWords,
    place: Option<FindingPlace>,
    related: Vec<FindingPlace>,
    /// Edits that would do what the hints say.
    fixes: Vec<Fix>,
    /// Whether it can be silenced.
    can_silence: bool,
    #[serde(skip)]
    rank: (Reverse<Level>, usize),
}

/// What a finding says.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
struct FindingWords {
    message: String,
    hints: Vec<String>,
    /// What the kind of finding means, in Markdown.
    explanation: String,
    /// What is said about each related place.
    related_messages: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
struct FindingPlace {
    file: String,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    /// The path of the value.
    key: Option<String>,
}

/// A replacement of a part of the file that the finding is about.
#[derive(Debug, Clone, Serialize)]
struct Fix {
    start: usize,
    end: usize,
    text: String,
}

impl Finding {
    /// Says a finding about a file in a language.
    pub(crate) fn of(finding: &Diagnostic, file: SchemaFile, language: UiLanguage) -> Self {
        let place = finding.place.as_ref();
        let naming = Naming::at(file, place.and_then(Place::key_path), language);
        let naming = match place {
            Some(place) if file == SchemaFile::Record => naming.with_photos_of(&place.source),
            _ => naming,
        };
        let explanation = naming.explain(&explain_without_example(finding.code, language));
        let hints = finding.hints.iter().filter_map(|hint| naming.hint(hint)).collect();
        let in_form = FindingWords::of(finding, explanation, hints, |words| naming.say(words));
        let hints = finding.hints.iter().map(|hint| language.translate(hint)).collect();
        let explanation = explain(finding.code, language);
        let words =
            FindingWords::of(finding, explanation, hints, |words| language.translate(words));
        let start = place.map_or(usize::MAX, |place| place.range.start);
        Self {
            level: finding.level().name(),
            code: finding.code.name(),
            words,
            in_form,
            place: place.map(|place| FindingPlace {
                key: finding.missing.as_deref().or(place.key_path()).map(ToString::to_string),
                ..FindingPlace::of(place)
            }),
            related: finding.related.iter().map(|(place, _)| FindingPlace::of(place)).collect(),
            fixes: place.map(|place| fixes(place, &finding.edits)).unwrap_or_default(),
            can_silence: can_silence(finding),
            rank: (Reverse(finding.level()), start),
        }
    }

    /// Says that a template of the project had to be stopped; `said` is what the process said that
    /// tried it.
    pub(crate) fn of_template(said: String) -> Self {
        let code = Code::TEMPLATE_LIMIT;
        let finding = Diagnostic::new(code, Message::verbatim(said));
        Self::of(&finding, SchemaFile::Record, UiLanguage::English)
    }

    /// Returns what findings are sorted by: the most important first, then by their places.
    pub(crate) fn rank(&self) -> (Reverse<Level>, usize) {
        self.rank
    }
}

impl FindingWords {
    fn of(
        finding: &Diagnostic,
        explanation: String,
        hints: Vec<String>,
        say: impl Fn(&Message) -> String,
    ) -> Self {
        Self {
            message: say(&finding.message),
            hints,
            explanation,
            related_messages: finding.related.iter().map(|(_, words)| say(words)).collect(),
        }
    }
}

/// Returns whether somebody may want to keep what is found as it is.
fn can_silence(finding: &Diagnostic) -> bool {
    finding.level() != Level::Error && finding.place.is_some() && !finding.code.asks()
}

fn fixes(place: &Place, edits: &[Edit]) -> Vec<Fix> {
    let offsets = Offsets::of(place.source.text());
    let fix = |edit: &Edit| Fix {
        start: offsets.utf16(edit.range.start),
        end: offsets.utf16(edit.range.end),
        text: edit.text.clone(),
    };
    edits.iter().map(fix).collect()
}

impl FindingPlace {
    fn of(place: &Place) -> Self {
        let (line, column) = place.line_column();
        let offsets = Offsets::of(place.source.text());
        Self {
            file: place.source.name().to_owned(),
            line,
            column,
            start: offsets.utf16(place.range.start),
            end: offsets.utf16(place.range.end),
            key: place.key_path().map(ToString::to_string),
        }
    }
}
