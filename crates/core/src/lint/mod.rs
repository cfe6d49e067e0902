//! Lints: the checks that an experienced editor would make of an event that is formally valid.
//!
//! Each lint is one file: its code, level and texts, a bad and a good example, and its function.
//! `catalogue` lists them all. `docs/findings.md`, `byline explain` and the tests are generated
//! from these declarations.
//!
//! A lint reports with the method of `Linter` for the place that the finding is about:
//!
//! | place | method |
//! |---|---|
//! | a whole text | `report` |
//! | words of a text, where they first occur | `report_words`; `report_hints` with several hints |
//! | a range of a text, as a search in its plain words finds it | `report_place` |
//! | the value of a key at the head of the record | `report_key` |
//! | what the record as a whole lacks | `report_record` |
//! | a key that is missing beside a value | `report_missing` |
//! | a text, but under the code of another rule | `report_as` |
//! | words of a text, with a finding that has more than hints | `report_finding` |

mod ambiguous_name;
mod breakdown_sum;
mod caption_names_unknown;
mod catalogue;
mod count_differs;
mod counts;
mod dark_photo;
mod double_booked;
mod duration_differs;
mod follow_circle;
mod future_tense;
mod garbled_text;
mod generic_caption;
mod invalid_allow;
mod language_differs;
mod linter;
mod listed_names;
mod mark_width;
mod missing_credits;
mod missing_glyph;
mod missing_translation;
mod mixed_scripts;
mod mode_contradicted;
mod must_fill;
mod name_case;
mod name_drift;
mod name_parts;
mod numbered_item;
mod organisation_twice;
mod outside_parent;
mod passages;
mod people;
mod person_twice;
mod photo_twice;
mod placeholder_name;
mod poor_alt;
mod prose_differs;
mod relative_time;
mod reviewer_participates;
mod same_post;
mod schedule;
mod series;
mod silence;
mod silent_guest;
mod speaker_not_listed;
mod speaks_for_unknown;
mod times_contradict;
mod title_differs;
mod unbalanced_quotes;
mod uneven_photos;
mod unexpanded_abbreviation;
mod unnamed_speaker;
mod unused_allow;
mod weekday_differs;
mod wrong_script;

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::locale::{Checks, Locale};
use crate::message::Message;
use crate::model::{Event, Issue, Language, Look, Picture, Sources, Words};
use crate::parse::Directory;
use crate::source::Source;

use linter::{Check, Linter};

pub use catalogue::{LINTS, ParseCodeError, codes, explain, explain_all, explain_without_example};
pub use follow_circle::check_follows;
pub use linter::{Lint, Visit};
pub use missing_glyph::{joined_signs, missing_glyphs, unjoined_signs};
pub use missing_translation::{Untranslated, untranslated, untranslated_texts};
pub(crate) use must_fill::MUST_FILL;
pub use must_fill::{asked_for, is_unfilled};
pub use series::check_series;
pub use silence::{Allow, line_for_comment};

/// Checks an event and returns the findings in the order of the record. `locale` is the locale
/// of the record's main language.
pub fn check(
    event: &Event,
    sources: &Sources,
    directory: &Directory,
    locale: &Locale,
) -> Vec<Diagnostic> {
    let linter = Linter::new(sources, directory, locale.checks(), |see| event.visit(see));
    run(linter.at(event).in_language(event.language()), Some(event))
}

/// Checks the wording of an event's translations into the language of `locale`.
pub fn check_translations(
    event: &Event,
    sources: &Sources,
    directory: &Directory,
    locale: &Locale,
) -> Vec<Diagnostic> {
    let linter = Linter::new(sources, directory, locale.checks(), |see| {
        event.visit(&mut |words| see_translation(words, &locale.language, see));
    });
    let mut linter = linter.at(event).in_language(&locale.language);
    for lint in LINTS {
        if let Check::Words(check) = lint.check {
            check(&mut linter);
        }
    }
    linter.sorted_findings()
}

/// Passes on the translation of a text into a language, if there is one.
fn see_translation<'a>(words: Words<'a>, language: &Language, see: &mut dyn FnMut(Words<'a>)) {
    fn of<'t, T>(others: &'t [(Language, T)], language: &Language) -> Option<&'t T> {
        others.iter().find(|(other, _)| other == language).map(|(_, text)| text)
    }
    let translation = match words {
        Words::Line(text) => of(&text.languages().others, language).map(Words::Line),
        Words::Name(text) => of(&text.languages().others, language).map(Words::Name),
        Words::Alt(text) => of(&text.languages().others, language).map(Words::Alt),
        Words::Prose(prose) => of(&prose.languages().others, language).map(Words::Prose),
    };
    translation.into_iter().for_each(see);
}

/// Checks an issue, but not the records of its stories, which have findings of their own.
pub fn check_issue(
    issue: &Issue,
    sources: &Sources,
    directory: &Directory,
    locale: &Locale,
) -> Vec<Diagnostic> {
    let linter = Linter::new(sources, directory, locale.checks(), |see| issue.visit(see));
    run(linter.in_language(issue.language()), None)
}

fn run(mut linter: Linter<'_>, event: Option<&Event>) -> Vec<Diagnostic> {
    for lint in LINTS {
        match (lint.check, event) {
            (Check::Record(check) | Check::Words(check), _) => check(&mut linter),
            (Check::Event(check), Some(event)) => check(&mut linter, event),
            _ => {}
        }
    }
    invalid_allow::check(&mut linter, |name| name.parse::<Code>().is_ok());
    linter.sorted_findings()
}

/// The warnings of the reader, which every run has.
const READING: [&str; 5] =
    ["similar-name", "unused-entry", "empty-entry", "unsupported-markup", "number-order"];

/// Removes the findings that are silenced by the project or by a comment: `# allow
/// relative-time: the column is read on the day`. Reports the comments of `record` that silence
/// nothing.
///
/// Errors cannot be silenced. A comment applies to findings on its own line, in the entry below
/// it, and in the value that ends on its line; at the head of a file, to findings about all of it.
pub fn silence(
    findings: Vec<Diagnostic>,
    allowed: &[Allow],
    record: Option<&Arc<Source>>,
) -> Vec<Diagnostic> {
    // Checks of pictures and pages depend on what is built.
    silence::silence(findings, allowed, record, |name| {
        let lint = LINTS.iter().find(|lint| lint.code.name() == name);
        let always = |lint: &&Lint| {
            matches!(lint.check, Check::Record(_) | Check::Words(_) | Check::Event(_))
        };
        READING.contains(&name) || lint.is_some_and(always)
    })
}

/// Checks the pictures of an event whose appearance `look` knows.
pub fn check_pictures(
    event: &Event,
    sources: &Sources,
    directory: &Directory,
    look: &dyn Fn(&Picture) -> Option<Look>,
) -> Vec<Diagnostic> {
    let pictures = event.all_photos().filter_map(|photo| photo.picture.as_ref());
    let known = pictures.filter_map(|picture| Some((picture, look(picture)?)));
    let photos: Vec<_> = known.collect();
    let words = Checks::default();
    let mut linter = Linter::new(sources, directory, &words, |_| {});
    for lint in LINTS {
        if let Check::Photos(check) = lint.check {
            check(&mut linter, &photos);
        }
    }
    // Keep the findings about each picture together, in the order of the report.
    let starts = photos.iter().map(|(picture, _)| picture.origin.range.start);
    let mut order = HashMap::new();
    starts.enumerate().for_each(|(at, start)| _ = order.entry(start).or_insert(at));
    let mut findings = linter.findings();
    findings.sort_by_key(|finding| {
        finding.place.as_ref().and_then(|place| order.get(&place.range.start))
    });
    findings
}

/// Looks for characters that no font has, without laying out a page, in the texts that `visit`
/// passes on, as readers of a language see them. `remedy` returns the fix for a character that
/// cannot be drawn, `joins` whether a font has a sign joined from several characters.
pub fn glyphs(
    visit: Visit<'_>,
    sources: &Sources,
    directory: &Directory,
    languages: (&Language, &Language),
    remedy: &dyn Fn(char) -> Option<Message>,
    joins: &dyn Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let words = Checks::default();
    let mut linter = Linter::new(sources, directory, &words, |_| {});
    missing_glyph::check(&mut linter, visit, languages, remedy, joins);
    linter.findings()
}
