//! Stale documents: those left over from records and templates that no longer exist.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use super::output::Occupant;
use super::{BuiltDocument, State};
use crate::plan::every_name;
use crate::shared::Shared;
use byline_core::model::Slug;
use byline_core::project::{Format, Project, RecordFile};
use byline_render::template::Template;

/// A document whose record or template no longer exists, or whose path would be different today.
#[derive(Debug, PartialEq, Eq)]
pub struct Stale {
    /// Its path.
    pub path: PathBuf,
    /// How to deal with it.
    pub disposition: Disposition,
    key: String,
}

/// How to deal with a stale document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disposition {
    /// The file is as byline wrote it, and can be removed.
    Removable,
    /// The file was changed since, and belongs to somebody else.
    Changed,
    /// The file is not in the output folder of this run.
    Elsewhere,
}

impl State {
    /// Returns the documents whose records or templates no longer exist, or whose path would be
    /// different today.
    pub fn stale(&mut self, records: &[RecordFile], shared: &Shared) -> Vec<Stale> {
        let templates: BTreeMap<_, _> = Template::names(&shared.project)
            .into_iter()
            .map(|name| (name.clone(), Template::format_of(&name, &shared.project)))
            .collect();
        let known: BTreeSet<&Slug> = records.iter().map(|record| &record.id).collect();
        let gone = self.documents.iter().filter(|(key, document)| {
            let format =
                templates.get(&document.template).filter(|_| known.contains(&document.record));
            format.is_none_or(|format| !has_current_name(key, document, *format, &shared.project))
        });
        let mut stale = Vec::new();
        for key in gone.map(|(key, _)| key.clone()).collect::<Vec<_>>() {
            let path = self.output.path(&key);
            let disposition = match &path {
                Some(_) => self.disposition(&key),
                None => {
                    self.root.join(&key).symlink_metadata().ok().map(|_| Disposition::Elsewhere)
                }
            };
            match disposition {
                Some(disposition) => {
                    let path = path.unwrap_or_else(|| PathBuf::from(&key));
                    stale.push(Stale { path, disposition, key });
                }
                // A file that no longer exists need not be removed.
                None => self.forget(&key),
            }
        }
        stale
    }

    /// Returns how to deal with a document in the output folder; `None` if it no longer exists.
    fn disposition(&self, key: &str) -> Option<Disposition> {
        match self.output.find_strictly(key, &self.seen) {
            Occupant::Nothing => None,
            Occupant::Document(found) if found == self.documents[key].fingerprint => {
                Some(Disposition::Removable)
            }
            Occupant::Document(_) | Occupant::Foreign => Some(Disposition::Changed),
        }
    }

    /// Removes a document from disk and from the state, without following links.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn remove(&mut self, stale: &Stale) -> io::Result<()> {
        self.output.remove(&stale.key)?;
        self.forget(&stale.key);
        Ok(())
    }

    /// Removes a document from the state.
    pub fn remove_from_state(&mut self, stale: &Stale) {
        self.forget(&stale.key);
    }

    /// Removes everything from the state except these documents.
    pub fn retain_only(&mut self, stale: &[Stale]) {
        let kept: BTreeSet<&str> = stale.iter().map(|stale| stale.key.as_str()).collect();
        self.documents.retain(|key, _| kept.contains(key.as_str()));
        self.summaries.clear();
        self.seen =
            super::FileFingerprints::new(super::file_fingerprints::KnownFiles::default(), None);
    }

    fn forget(&mut self, key: &str) {
        self.documents.remove(key);
        self.store.forget(key.to_owned());
    }
}

/// Returns whether the project still gives a document the name that it has. `format` is that of
/// its template; `None` if its manifest is invalid.
fn has_current_name(
    key: &str,
    document: &BuiltDocument,
    format: Option<Format>,
    project: &Project,
) -> bool {
    let BuiltDocument { record, template, language, listed, .. } = document;
    let mut languages = match project.languages.as_slice() {
        [] | [_] => vec![None],
        several => several.iter().map(Some).collect(),
    };
    // The user asked for this language, whatever the project file lists.
    if !listed {
        languages.push(language.as_ref());
    }
    let mut names =
        languages.into_iter().flat_map(|lang| every_name(project, record, template, lang, format));
    names.any(|name| Path::new(key).ends_with(name))
}
