//! The name of a new record, which is its id: made of a title and a date, or asked for.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::starter::text_of;
use crate::diagnostic::Diagnostic;
use crate::file::ReadError;
use crate::model::Slug;
use crate::project::{Project, RecordFile, RecordKind};
use crate::walk::not_a_folder;

/// The maximum length of the part of an id that comes from a title.
pub const MAX_STEM: usize = 60;

/// The most records of one title and day that are told apart by a number.
const MAX_NUMBER: usize = 1_000;

/// A record that has no name yet.
#[derive(Debug, Clone)]
pub struct NewName<'a> {
    /// What the record is about.
    pub kind: RecordKind,
    /// The folder that it is to be in.
    pub folder: PathBuf,
    /// The title of the event, or the name of the newsletter.
    pub title: &'a str,
    /// The first day, or the date of the issue.
    pub date: NaiveDate,
    /// The id, if somebody asks for one.
    pub id: Option<&'a Slug>,
}

/// The error for an id that another record has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The id.
    pub id: String,
    /// Whether the file of the new record exists already. If not, the record that has the id is in
    /// another folder.
    pub has_file: bool,
    /// The next id that is free.
    pub free: Option<String>,
}

impl NewName<'_> {
    /// Returns the name of a new event in the folder of records.
    pub fn of_event<'a>(project: &Project, title: &'a str, date: NaiveDate) -> NewName<'a> {
        NewName { kind: RecordKind::Event, folder: project.records_folder(), title, date, id: None }
    }

    /// Returns an id that no other record has. `is_used` may know of more ids that are in use.
    ///
    /// # Errors
    /// When the id that is asked for is taken, or there is a record of this title and date.
    pub fn free_id(
        &self,
        project: &Project,
        is_used: impl Fn(&str) -> bool,
    ) -> Result<String, Taken> {
        let id = self.id.map_or_else(|| self.usual_id(), ToString::to_string);
        let (records, _) = project.records();
        let is_free = |id: &String| {
            let is_known = records.iter().any(|record| record.id.as_str() == id);
            !is_known && !is_used(id) && self.file_of(id).symlink_metadata().is_err()
        };
        if is_free(&id) {
            return Ok(id);
        }
        let free = (2..MAX_NUMBER).map(|number| format!("{id}-{number}")).find(is_free);
        // Another event may have a title that gives the same id; the same title is a slip.
        if self.id.is_none() && !self.is_titled(&id, &records, project) {
            return free.ok_or(Taken { has_file: true, id, free: None });
        }
        Err(Taken { has_file: self.file_of(&id).symlink_metadata().is_ok(), id, free })
    }

    /// Returns the file of the record.
    pub fn file_of(&self, id: &str) -> PathBuf {
        self.folder.join(format!("{id}.toml"))
    }

    /// Returns the id that is made of title and date.
    pub fn usual_id(&self) -> String {
        id_of(self.kind, self.title, self.date)
    }

    /// Returns whether the record of an id has this title.
    fn is_titled(&self, id: &str, records: &[RecordFile], project: &Project) -> bool {
        let key = match self.kind {
            RecordKind::Event => "title",
            RecordKind::Issue => "name",
        };
        let known = records.iter().find(|record| record.id.as_str() == id);
        let path = known.map_or_else(|| self.file_of(id), |record| record.path.clone());
        let source = project.source(&path, project.name_of(&path)).ok();
        let title = source.and_then(|source| text_of(source.text(), key));
        title.as_deref() == Some(self.title)
    }
}

/// Returns an id made of a title and a date.
fn id_of(kind: RecordKind, title: &str, date: NaiveDate) -> String {
    let other = match kind {
        RecordKind::Event => "event",
        RecordKind::Issue => "issue",
    };
    let stem = Slug::of_title(title, MAX_STEM);
    let stem = stem.map_or_else(|| other.into(), |slug| slug.as_str().to_owned());
    // If the title includes the date, the name does not repeat it.
    format!("{}-{date}", stem.trim_end_matches(&format!("-{date}")))
}

/// Returns the finding about a folder that takes no new record.
pub fn cannot_hold(folder: &Path, project: &Project) -> Option<Diagnostic> {
    let name = project.name_of(folder);
    if !project.walls.contains_new(&folder.join("new")) {
        return Some(ReadError::Outside.finding(&name));
    }
    let taken = folder.symlink_metadata().is_ok() && !folder.is_dir();
    taken.then(|| not_a_folder(&name))
}
