//! The overview: each record with what its editors want to know of it.

use byline_build::{CheckedRecord, Session};
use byline_core::diagnostic::{Diagnostic, Level};
use byline_core::project::{RecordFile, RecordKind};
use byline_core::scaffold::title_of;
use byline_render::contract::Subject;
use serde::Serialize;

/// A row of the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row {
    /// The record's id.
    pub(crate) id: String,
    /// Whether it is an issue of a newsletter rather than an event.
    is_issue: bool,
    /// The name of its file.
    file: String,
    /// Its title, or its id while nothing is known of it.
    pub(crate) title: String,
    /// The first day, as 2025-05-14.
    pub(crate) date: Option<String>,
    /// The series that the event is part of.
    series: Option<String>,
    /// The language that it is written in, and those that it is translated into.
    languages: Vec<String>,
    /// How many findings there are; `None` while it has not been read.
    findings: Option<Counts>,
}

/// The numbers of findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
struct Counts {
    errors: usize,
    warnings: usize,
    information: usize,
}

impl Row {
    /// Returns the row of a record that has not been read.
    pub(crate) fn unread(record: &RecordFile) -> Self {
        Self {
            id: record.id.to_string(),
            is_issue: record.kind == RecordKind::Issue,
            file: record.name.clone(),
            title: record.id.to_string(),
            date: None,
            series: None,
            languages: vec![],
            findings: None,
        }
    }

    /// Returns the row of a record, with what a reading says of it.
    pub(crate) fn of(record: &RecordFile, read: &CheckedRecord, session: &Session) -> Self {
        let mut row = Self::unread(record);
        let findings = session.findings_of(record, read);
        row.findings = Some(Counts::of(&findings));
        row.languages.extend(record.translations.iter().map(|file| file.language.to_string()));
        let Some(content) = &read.content else {
            // A record with mistakes still has a title, usually.
            row.title = likely_title(read.sources.record.text()).unwrap_or(row.title);
            return row;
        };
        let subject = content.subject();
        row.languages.insert(0, subject.language().to_string());
        row.languages.dedup();
        match subject {
            Subject::Event(event) => {
                row.title = event.heading().to_string();
                row.date = Some(event.period.start().date.to_string());
                row.series = event.occasion.series.as_ref().map(|series| series.title.to_string());
            }
            Subject::Issue(issue) => {
                let number = issue.number.map(|number| format!(" {number}")).unwrap_or_default();
                row.title = format!("{}{number}", issue.name);
                row.date = Some(issue.date.to_string());
                row.series = Some(issue.name.to_string());
            }
        }
        row
    }
}

/// Returns the title of a record, even if the text is not well-formed elsewhere.
pub(crate) fn likely_title(text: &str) -> Option<String> {
    let line = || text.lines().filter(|line| line.starts_with("title")).find_map(title_of);
    title_of(text).or_else(line)
}

impl Counts {
    fn of(findings: &[Diagnostic]) -> Self {
        let count = |level| findings.iter().filter(|finding| finding.level() == level).count();
        Self {
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            information: count(Level::Information),
        }
    }
}
