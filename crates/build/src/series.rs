//! Findings about several records together.

use byline_core::diagnostic::Diagnostic;
use byline_core::file::read_source;
use byline_core::lint::{check_series, silence};
use byline_core::project::{RecordFile, RecordKind};

use crate::session::Session;

/// Compares the names of series among the event records of a project.
pub fn series_findings(records: &[RecordFile], session: &Session) -> Vec<Diagnostic> {
    let events = records.iter().filter(|record| record.kind == RecordKind::Event);
    let walls = &session.project.walls;
    let sources = events.filter_map(|record| read_source(&record.path, &*record.name, walls).ok());
    let sources: Vec<_> = sources.collect();
    silence(check_series(&sources), &session.project.allow, None)
}
