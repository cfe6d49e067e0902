//! The records of a project, as an issue asks for them. Looked through once a run, and
//! only if there is an issue.

use std::sync::{Arc, OnceLock};

use super::pipeline::{context, look_at, with_translations};
use super::session::Session;
use super::state::choice;
use byline_core::fingerprint::Fingerprint;
use byline_core::model::Slug;
use byline_core::parse::{self, Draft, Entry, Numbered, Reading, Told};
use byline_core::project::{RecordFile, RecordKind};

/// What is known of all records and issues without reading them whole.
#[derive(Default)]
pub(super) struct Archive(OnceLock<Shelves>);

struct Shelves {
    events: Vec<Entry>,
    files: Vec<RecordFile>,
    issues: Vec<Numbered>,
}

impl Archive {
    fn shelves(&self, session: &Session) -> &Shelves {
        self.0.get_or_init(|| {
            let (files, _) = session.project.records();
            let (mut events, mut issues) = (Vec::new(), Vec::new());
            for file in &files {
                let Ok(source) = session.source(&file.path, &file.name) else { continue };
                match file.kind {
                    RecordKind::Event => events.push(parse::glance(&file.id, &source)),
                    RecordKind::Issue => issues.extend(parse::glance_at_issue(&source)),
                }
            }
            events.sort_by(|one: &Entry, other| {
                (one.start, one.id.as_str()).cmp(&(other.start, other.id.as_str()))
            });
            Shelves { events, files, issues }
        })
    }
}

impl Session {
    /// All the records that there are to choose stories from.
    pub(super) fn choice(&self) -> Fingerprint {
        choice(self.archive.shelves(self).events.iter().map(Fingerprint::of_value))
    }
}

impl parse::Archive for Session {
    fn entries(&self) -> &[Entry] {
        &self.archive.shelves(self).events
    }

    fn event(&self, id: &Slug) -> Result<Told, String> {
        let files = &self.archive.shelves(self).files;
        let file = files.iter().find(|file| file.id == *id).ok_or("is gone")?;
        let source = self.source(&file.path, &file.name);
        let source = source.map_err(|finding| format!("cannot be read: {}", finding.message))?;
        // What is wrong with a translation is told with the record's own documents.
        let sources = with_translations(file, source, self, &mut vec![]);
        let context = context(file, self, &sources);
        let draft = Draft::read(&sources.record, &context);
        let pictures = look_at(draft.pictures(), file, self, None);
        let Reading { value, consulted, .. } = draft.complete(&context, &pictures);
        let event = Arc::new(value.ok_or("has mistakes of its own")?);
        Ok(Told { event, sources, consulted })
    }

    fn is_issue(&self, id: &str) -> bool {
        let mut files = self.archive.shelves(self).files.iter();
        files.any(|file| file.kind == RecordKind::Issue && file.id.as_str() == id)
    }

    fn numbers(&self, name: &str, volume: Option<u64>) -> Vec<u64> {
        let issues = self.archive.shelves(self).issues.iter();
        let same =
            issues.filter(|(other, other_volume, _)| other == name && *other_volume == volume);
        same.map(|(_, _, number)| *number).collect()
    }
}
