//! The records of a project, as the source of an issue's stories.

use std::sync::Arc;

use byline_core::message::{Message, message};
use byline_core::model::Slug;
use byline_core::parse::{Archive, Reading, RecordHead, StoryRecord};
use byline_core::project::RecordKind;

use crate::archive::RecordSummaries;
use crate::reading::{ReadingContext, read_event};
use crate::shared::Shared;

/// The records that an issue draws its stories from.
pub(crate) struct Stories<'a>(pub(crate) &'a Shared);

impl Stories<'_> {
    fn summaries(&self) -> &RecordSummaries {
        self.0.archive.summaries(&self.0.project, &self.0.texts)
    }
}

impl Archive for Stories<'_> {
    fn records(&self) -> &[RecordHead] {
        &self.summaries().events
    }

    fn event(&self, id: &Slug) -> Result<StoryRecord, Message> {
        let file = self.0.archive.file(&self.0.project, id);
        let file = file.ok_or_else(|| message!("the record `{id}` no longer exists"))?;
        let files = read_event(file, &ReadingContext::of(self.0), None);
        let files = files.map_err(|_| message!("the record `{id}` cannot be read"))?;
        // Problems in a translation are reported with the record's own documents.
        let (sources, Reading { value, dependencies, .. }, _) = files;
        let event = Arc::new(value.ok_or_else(|| message!("the record `{id}` has errors"))?);
        Ok(StoryRecord { event, sources, dependencies })
    }

    fn has(&self, id: &Slug) -> bool {
        self.summaries().ids.contains(id)
    }

    fn is_issue(&self, id: &str) -> bool {
        let file = id.parse().ok().and_then(|id| self.0.archive.file(&self.0.project, &id));
        file.is_some_and(|file| file.kind == RecordKind::Issue)
    }

    fn numbers(&self, name: &str, volume: Option<u64>) -> Vec<u64> {
        let issues = self.summaries().issues.iter();
        let same =
            issues.filter(|(_, (other, other_volume, _))| other == name && *other_volume == volume);
        same.map(|(_, (_, _, number))| *number).collect()
    }
}
