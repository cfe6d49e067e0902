//! The texts of files that are being edited, and how they get to the disk.

use std::path::{Path, PathBuf};
use std::time::Duration;

use byline_core::file::{MAX_BYTES, ReadError};
use byline_core::message::{Message, message};
use byline_core::parse::{ORGANISATIONS, PEOPLE};
use byline_core::project::FILE;
use byline_core::reader::syntax_errors;
use byline_core::source::Source;
use tokio::sync::oneshot;

use super::{Rejected, Studio, Unknown, has_project};
use crate::buffer::{Buffer, Outdated, Safety};
use crate::disk::{Disk, Theirs};
use crate::journal::Entry;
use crate::keeper::{Keeping, Kept};
use crate::news::News;
use crate::view::{FileText, Trouble};

/// How long nobody has to have typed before a text is saved.
const PAUSE: Duration = Duration::from_millis(250);

impl Studio {
    /// Opens a file, if it is one that may be edited here.
    pub(crate) fn file(&mut self, name: &str) -> Result<FileText, Unknown> {
        self.buffer(name)?;
        Ok(self.text_of(name))
    }

    /// Returns where a file is that may be edited: one of the project's records, their
    /// translations, its directory and its project file. No other name leads to a file.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        // A removed record is no longer one of the project's, but its text is still here.
        let is_kept = || self.buffers.contains_key(name) || self.has_left(name);
        let kept = || is_kept().then(|| self.setting.root.join(name));
        // A translation begins with its first text.
        let begun = || self.translation_named(name).map(|known| known.path);
        self.path_in_project(name).or_else(begun).or_else(kept)
    }

    /// As [`Studio::path`], but only if the project has the file.
    pub(super) fn path_in_project(&self, name: &str) -> Option<PathBuf> {
        let root = &self.setting.root;
        let shared = || (name == FILE || is_of_directory(name)).then(|| root.join(name));
        // What keeps the project from being opened can be mended.
        let Ok(session) = &self.session else {
            return shared().filter(|_| has_project(root));
        };
        let (records, _) = session.records();
        let of_records = records.iter().flat_map(|record| {
            let own = (&record.name, &record.path);
            [own].into_iter().chain(record.translations.iter().map(|file| (&file.name, &file.path)))
        });
        let found = of_records.into_iter().find(|(own, _)| *own == name);
        found.map(|(_, path)| path.clone()).or_else(shared)
    }

    pub(super) fn buffer(&mut self, name: &str) -> Result<&mut Buffer, Unknown> {
        if !self.buffers.contains_key(name) {
            let path = self.path(name).ok_or(Unknown)?;
            let disk = self.on_disk(&path, name);
            let first = self.first_version;
            let buffer = match self.unsaved_text(name) {
                Some(Entry { base, text, .. }) => Buffer::of_journal(text, base, disk, first),
                None => match disk {
                    Disk::Text(text, fingerprint) => Buffer::of_file(text, fingerprint, first),
                    // The directory begins with its first entry, a translation with its first text.
                    Disk::Gone
                        if is_of_directory(name) || self.translation_named(name).is_some() =>
                    {
                        Buffer::of_nothing(first)
                    }
                    Disk::Gone | Disk::Unreadable(_) => return Err(Unknown),
                },
            };
            if buffer.safety() == Safety::Saved {
                self.forget(name);
            } else {
                self.show_session(&path, buffer.text());
            }
            self.buffers.insert(name.to_owned(), buffer);
            // A text that was well-formed when byline was stopped needs no edit to be saved.
            self.settle(name, None);
        }
        self.buffers.get_mut(name).ok_or(Unknown)
    }

    /// Returns the text of an open file.
    fn text_of(&self, name: &str) -> FileText {
        let buffer = &self.buffers[name];
        FileText {
            file: name.to_owned(),
            text: buffer.text().to_owned(),
            version: buffer.version(),
            instance: self.setting.instance.clone(),
            safety: buffer.safety(),
            theirs: match buffer.theirs() {
                Some(Theirs::Changed(text, _)) => Some(text.clone()),
                Some(Theirs::Removed | Theirs::Unreadable(_)) | None => None,
            },
            trouble: match buffer.theirs() {
                Some(Theirs::Unreadable(unreadable)) => {
                    Some(Trouble::of(unreadable, self.setting.language))
                }
                Some(Theirs::Changed(..) | Theirs::Removed) | None => None,
            },
        }
    }

    /// Replaces the text of a file, which was `base`.
    pub(crate) fn change(
        &mut self,
        name: &str,
        base: u64,
        text: String,
    ) -> Result<(u64, Safety), Rejected> {
        if text.len() as u64 > MAX_BYTES {
            return Err(Rejected::TooLarge(ReadError::TooLarge.finding(name).message));
        }
        let buffer = self.buffer(name).map_err(|Unknown| Rejected::Unknown)?;
        let before = buffer.version();
        if let Err(Outdated) = buffer.change(base, text) {
            return Err(Rejected::Outdated(Box::new(self.text_of(name))));
        }
        let (version, safety) = (buffer.version(), buffer.safety());
        if version != before {
            let text = buffer.text().to_owned();
            if let Some(path) = self.path(name) {
                self.show_session(&path, &text);
            }
            self.tell_text(name, None);
            self.settle_later(name, version);
        }
        Ok((version, safety))
    }

    /// Has a version of a text saved after a pause, if it is still the latest then, or if much was
    /// typed since the last save. This is none of the window's business, which may be closed by now.
    fn settle_later(&self, name: &str, version: u64) {
        let (name, workshop) = (name.to_owned(), self.workshop.clone());
        self.setting.runtime.spawn(async move {
            tokio::time::sleep(PAUSE).await;
            workshop.send(move |studio| studio.settle(&name, Some(version)));
        });
    }

    /// Decides between a text and what somebody else did to its file. A text that has no file any
    /// more can be let go; then there is none of it either.
    pub(crate) fn decide(&mut self, name: &str, mine: bool) -> Result<FileText, Unknown> {
        let path = self.path(name).ok_or(Unknown)?;
        let buffer = self.buffer(name)?;
        if mine {
            buffer.keep_mine();
        } else if buffer.is_homeless() {
            self.let_go(name, path);
            return Err(Unknown);
        } else if buffer.take_theirs() {
            self.forget(name);
        }
        let text = self.buffer(name)?.text().to_owned();
        self.show_session(&path, &text);
        self.settle(name, None);
        self.tell_text(name, None);
        Ok(self.text_of(name))
    }

    /// Has the latest text of a file written: into the file if it is well-formed, else into the
    /// journal. With a version, does so only if it is due.
    pub(crate) fn settle(&mut self, name: &str, version: Option<u64>) {
        let Some(buffer) = self.buffers.get(name) else { return };
        let is_due = version.is_none_or(|version| buffer.is_due(version));
        if is_due && buffer.safety() != Safety::Saved {
            let source = Source::new(name, buffer.text());
            let fits = syntax_errors(&source).is_empty() && buffer.theirs().is_none();
            self.keep(name, !fits);
        }
    }

    fn keep(&mut self, name: &str, in_journal: bool) {
        let Some(path) = self.path(name).filter(|_| !self.setting.read_only) else { return };
        // A link is not replaced; its file is, unless that is no longer in the project.
        let real = match self.walls().find(&path) {
            Ok(real) => real,
            Err(_) => Some(path.clone()),
        };
        let Some(buffer) = self.buffers.get_mut(name) else { return };
        self.forgotten.remove(name);
        self.keeper.keep(Keeping {
            file: name.to_owned(),
            in_journal: in_journal || real.is_none(),
            path: real.unwrap_or(path),
            version: buffer.version(),
            text: buffer.give(),
            base: buffer.disk(),
        });
    }

    /// Has the text of a file removed from the journal.
    pub(super) fn forget(&mut self, name: &str) {
        if !self.setting.read_only {
            self.forgotten.insert(name.to_owned());
            self.keeper.forget(name);
        }
    }

    /// Returns the project's folder, as an absolute path.
    pub(crate) fn root(&self) -> PathBuf {
        let root = &self.setting.root;
        std::path::absolute(root).unwrap_or_else(|_| root.clone())
    }

    /// Returns the folder that builds write to, if there is a project.
    pub(crate) fn output_folder(&self) -> Option<PathBuf> {
        let folder = self.session.as_ref().ok()?.project.output_folder();
        Some(std::path::absolute(&folder).unwrap_or(folder))
    }

    /// Returns what is told when everything so far is written.
    pub(crate) fn all_kept(&self) -> oneshot::Receiver<()> {
        self.keeper.all_kept()
    }

    /// Has the texts of all files written that are not safe.
    pub(crate) fn settle_all(&mut self) {
        let names: Vec<_> = self.buffers.keys().cloned().collect();
        for name in names {
            self.settle(&name, None);
        }
    }

    /// Takes note of what the keeper has done.
    pub(super) fn was_kept(&mut self, kept: &Kept) {
        let name = kept.file();
        let Some(path) = self.path(name) else { return };
        let Some(buffer) = self.buffers.get_mut(name) else { return };
        buffer.was_reported(kept.version());
        let mut problem = None;
        match kept {
            Kept::Saved { version, fingerprint, .. } => {
                let in_conflict = buffer.theirs().is_some();
                let is_new = buffer.disk().is_none();
                buffer.was_saved(*version, *fingerprint);
                let is_solved = in_conflict && buffer.theirs().is_none();
                // From now on, the file says what the session knows; what was typed since is
                // still only here.
                if buffer.safety() == Safety::Saved
                    && let Ok(session) = &mut self.session
                {
                    session.release(&path);
                }
                if is_solved {
                    self.settle(name, None);
                }
                if is_new || self.session.is_err() {
                    // The project has a file more, or may be one again.
                    self.update(vec![path]);
                    let _ = self.setting.news.send(News::Records);
                }
                self.tell_rows_of(name);
                // Documents on trial wait for this.
                let _ = self.setting.news.send(News::Changed);
            }
            Kept::Noted { version, why, .. } => {
                buffer.was_noted(*version);
                problem = why.as_ref().map(|why| self.setting.language.translate(why));
            }
            Kept::Differs { .. } => {
                self.file_changed(name);
                // It is again what it was.
                if self.buffers.get(name).is_some_and(|b| b.safety() == Safety::Pending) {
                    self.keep(name, true);
                }
                return;
            }
            Kept::Failed { why, .. } => problem = Some(self.setting.language.translate(why)),
        }
        self.tell_text(name, problem);
    }

    /// Gives the session the text of a file.
    pub(super) fn show_session(&mut self, path: &Path, text: &str) {
        match &mut self.session {
            Ok(session) => self.trouble = session.edit(path, Some(text)).err().unwrap_or_default(),
            Err(_) => self.open_session(),
        }
        self.has_changed();
    }

    pub(super) fn tell_text(&self, name: &str, problem: Option<String>) {
        let buffer = &self.buffers[name];
        let _ = self.setting.news.send(News::Text {
            file: name.to_owned(),
            version: buffer.version(),
            safety: buffer.safety(),
            problem,
        });
    }

    /// Tells what the overview says of the records of a file.
    fn tell_rows_of(&mut self, name: &str) {
        let Ok(session) = &self.session else { return };
        let (records, _) = session.records();
        let mut records = records.iter();
        let of_record = records.find(|record| {
            record.name == name || record.translations.iter().any(|file| file.name == name)
        });
        match of_record.map(|record| record.id.clone()) {
            Some(id) => drop(self.row(&id)),
            // All of them may be others.
            None => drop(self.setting.news.send(News::Records)),
        }
    }

    /// Writes what is not written yet. What became of it is reported after this.
    pub(crate) fn close(&mut self) {
        self.settle_all();
        self.keeper.finish();
    }

    /// Returns what had to be left in the journal.
    pub(crate) fn unsaved(&self) -> Vec<Message> {
        let open = self.buffers.iter().filter(|(_, buffer)| buffer.safety() != Safety::Saved);
        open.map(|(file, _)| message!("`{file}` has changes that are not saved; byline keeps them"))
            .collect()
    }
}

/// Returns whether a file is one of the directory, whether or not there is one yet.
fn is_of_directory(name: &str) -> bool {
    [PEOPLE, ORGANISATIONS].contains(&name)
}
