//! Findings about several records together.

use byline_core::diagnostic::Diagnostic;
use byline_core::file::read_source;
use byline_core::lint::{check_follows, check_series, silence};
use byline_core::project::{RecordFile, RecordKind};

use crate::session::Session;

/// Compares the names of series among the event records of a project, and looks for circles of
/// events that follow each other.
pub fn findings_between_records(records: &[RecordFile], session: &Session) -> Vec<Diagnostic> {
    let events = records.iter().filter(|record| record.kind == RecordKind::Event);
    let walls = &session.project.walls;
    let sources = events.filter_map(|record| {
        Some((&record.id, read_source(&record.path, &*record.name, walls).ok()?))
    });
    let sources: Vec<_> = sources.collect();
    let mut findings = check_series(sources.iter().map(|(_, source)| source));
    findings.extend(check_follows(sources.iter().map(|(id, source)| (*id, source))));
    silence(findings, &session.project.allow, None)
}
