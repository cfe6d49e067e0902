//! The events of a project's records, for the list of people.

use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::message;
use byline_core::model::Event;
use byline_core::parse::Directory;
use byline_core::project::{Project, RecordFile, RecordKind};
use byline_core::source::Place;

use crate::reading::{ReadingContext, read_event};
use crate::texts::Texts;

/// Reads the events of records, whose people are listed in the main language. No picture is
/// opened, and the events have none.
///
/// In place of a record that cannot be read, or that has errors, there is a finding.
pub fn events_with_people(
    records: Vec<RecordFile>,
    project: &Project,
    directory: &Directory,
) -> impl Iterator<Item = Result<Event, Diagnostic>> {
    let records = records.into_iter().filter(|record| record.kind == RecordKind::Event);
    records.map(|mut record| {
        record.translations.clear();
        let texts = &Texts::default();
        let reading_context = ReadingContext {
            project,
            directory,
            texts,
            languages: Some(vec![]),
            converter: None,
            archive: None,
            known_pictures: None,
        };
        let (sources, reading, _) = read_event(&record, &reading_context, None)?;
        reading.value.ok_or_else(|| {
            let id = &record.id;
            let message = message!("`{id}` has errors, so its people are not listed");
            Diagnostic::new(Code::UNREADABLE, message)
                .at(Place::new(&sources.record, 0..0))
                .hint(message!("`byline check {id}` reports the errors"))
        })
    })
}
