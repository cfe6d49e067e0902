//! The texts of files that are being edited, and how they get to the disk.

use std::path::{Component, Path, PathBuf};

use byline_core::file::{MAX_BYTES, ReadError, read_source};
use byline_core::fingerprint::Fingerprint;
use byline_core::message::{Message, message};
use byline_core::parse::{ORGANISATIONS, PEOPLE};
use byline_core::project::FILE;
use byline_core::reader::syntax_errors;
use byline_core::source::Source;
use byline_core::walls::Walls;
use tokio::sync::oneshot;

use super::{Rejected, Studio, Unknown};
use crate::buffer::{Buffer, Outdated, Safety, Theirs};
use crate::journal::Entry;
use crate::keeper::{Keeping, Kept};
use crate::news::News;
use crate::view::FileText;

impl Studio {
    /// Opens a file, if it is one that may be edited here.
    pub(crate) fn file(&mut self, name: &str) -> Result<FileText, Unknown> {
        self.buffer(name)?;
        Ok(self.text_of(name))
    }

    /// Returns where a file is that may be edited: one of the project's records, their
    /// translations, its directory and its project file. No other name leads to a file.
    fn path(&self, name: &str) -> Option<PathBuf> {
        let root = &self.setting.root;
        // A removed record is no longer one of the project's, but its text is still here.
        let removed = || {
            let is_open = self.buffers.contains_key(name);
            (is_open || self.has_left(name)).then(|| root.join(name))
        };
        let Ok(session) = &self.session else {
            return (name == FILE).then(|| root.join(FILE)).or_else(removed);
        };
        let (records, _) = session.records();
        let of_records = records.iter().flat_map(|record| {
            let own = (&record.name, &record.path);
            [own].into_iter().chain(record.translations.iter().map(|file| (&file.name, &file.path)))
        });
        let found = of_records.into_iter().find(|(own, _)| *own == name);
        let shared = || (name == FILE || is_of_directory(name)).then(|| root.join(name));
        found.map(|(_, path)| path.clone()).or_else(shared).or_else(removed)
    }

    /// Returns whether a record that is no longer there has left a text in the journal. The journal
    /// is not trusted with names: this one is at most that of a record.
    fn has_left(&self, name: &str) -> bool {
        let path = Path::new(name);
        let folders = ["records", "issues"];
        let is_record = path.extension().is_some_and(|extension| extension == "toml")
            && folders.iter().any(|folder| path.starts_with(folder))
            && path.components().all(|part| matches!(part, Component::Normal(_)));
        is_record && self.unsaved_text(name).is_some()
    }

    /// Returns the text of a file in the journal. One that only reads leaves that to the desk that
    /// wrote it.
    fn unsaved_text(&self, name: &str) -> Option<Entry> {
        (!self.setting.read_only).then(|| self.journal.find(name)).flatten()
    }

    fn buffer(&mut self, name: &str) -> Result<&mut Buffer, Unknown> {
        if !self.buffers.contains_key(name) {
            let path = self.path(name).ok_or(Unknown)?;
            let disk = self.on_disk(&path, name);
            let first = self.first_version;
            let buffer = match self.unsaved_text(name) {
                Some(Entry { base, text, .. }) => Buffer::of_journal(text, base, disk, first),
                None => match disk {
                    Some((text, fingerprint)) => Buffer::of_file(text, fingerprint, first),
                    // The directory begins with its first entry.
                    None if is_of_directory(name) && path.symlink_metadata().is_err() => {
                        Buffer::of_nothing(first)
                    }
                    None => return Err(Unknown),
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

    /// Reads a file from the disk.
    fn on_disk(&self, path: &Path, name: &str) -> Option<(String, Fingerprint)> {
        let source = read_source(path, name, &self.walls()).ok()?;
        Some((source.text().to_owned(), source.fingerprint()))
    }

    fn walls(&self) -> Walls {
        let walls = self.session.as_ref().ok().map(|session| session.project.walls.clone());
        walls.unwrap_or_else(|| Walls::of(&self.setting.root))
    }

    /// Returns the text of an open file.
    fn text_of(&self, name: &str) -> FileText {
        let buffer = &self.buffers[name];
        FileText {
            file: name.to_owned(),
            text: buffer.text().to_owned(),
            version: buffer.version(),
            safety: buffer.safety(),
            theirs: match buffer.theirs() {
                Some(Theirs::Changed(text, _)) => Some(text.clone()),
                Some(Theirs::Removed) | None => None,
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
        }
        Ok((version, safety))
    }

    /// Decides between a text and what somebody else did to its file. A text of which the file was
    /// removed can be let go; then there is none any more.
    pub(crate) fn decide(&mut self, name: &str, mine: bool) -> Result<FileText, Unknown> {
        let path = self.path(name).ok_or(Unknown)?;
        let buffer = self.buffer(name)?;
        if mine {
            buffer.keep_mine();
        } else if buffer.theirs() == Some(&Theirs::Removed) {
            self.buffers.remove(name);
            self.forget(name);
            if let Ok(session) = &mut self.session {
                session.release(&path);
            }
            self.update(vec![path]);
            return Err(Unknown);
        } else {
            buffer.take_theirs();
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
    fn forget(&self, name: &str) {
        if !self.setting.read_only {
            self.keeper.forget(name);
        }
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
                // Documents on trial wait for this.
                let _ = self.setting.news.send(News::Changed);
            }
            Kept::Noted { version, why, .. } => {
                buffer.was_noted(*version);
                problem = why.as_ref().map(|why| self.setting.language.translate(why));
            }
            Kept::Differs { .. } => {
                self.file_changed(name);
                // What is in the file cannot be read, or is again what it was.
                if self.buffers.get(name).is_some_and(|b| b.safety() == Safety::Pending) {
                    self.keep(name, true);
                }
                return;
            }
            Kept::Failed { why, .. } => problem = Some(self.setting.language.translate(why)),
        }
        self.tell_text(name, problem);
    }

    /// Takes note of files that changed on the disk.
    pub(crate) fn disk_changed(&mut self, mut paths: Vec<PathBuf>) {
        let open: Vec<_> = self.buffers.keys().cloned().collect();
        // What the desk itself has written is known.
        paths.retain(|path| {
            !open.iter().any(|name| path.ends_with(name) && self.is_own(path, name))
        });
        if paths.is_empty() {
            return;
        }
        for name in &open {
            let touched =
                paths.iter().any(|path| path.ends_with(name) || self.is_above(path, name));
            if touched {
                self.file_changed(name);
            }
        }
        self.update(paths);
        let _ = self.setting.news.send(News::Records);
    }

    /// Returns whether a file has the text that the desk knows it to have.
    fn is_own(&self, path: &Path, name: &str) -> bool {
        let disk = self.on_disk(path, name).map(|(_, fingerprint)| fingerprint);
        disk.is_some() && disk == self.buffers[name].disk() && self.buffers[name].theirs().is_none()
    }

    fn is_above(&self, path: &Path, name: &str) -> bool {
        self.setting.root.join(name).starts_with(path)
    }

    fn file_changed(&mut self, name: &str) {
        let path = self.path(name).unwrap_or_else(|| self.setting.root.join(name));
        let disk = self.on_disk(&path, name);
        let Some(buffer) = self.buffers.get_mut(name) else { return };
        if buffer.see_disk(disk) {
            let text = buffer.text().to_owned();
            // With nothing left to decide, what was typed meanwhile can be saved.
            let is_free = buffer.theirs().is_none();
            self.show_session(&path, &text);
            self.tell_text(name, None);
            if is_free {
                self.settle(name, None);
            }
        }
    }

    /// Gives the session the text of a file.
    fn show_session(&mut self, path: &Path, text: &str) {
        match &mut self.session {
            Ok(session) => self.trouble = session.edit(path, Some(text)).err().unwrap_or_default(),
            Err(_) => self.open_session(),
        }
        self.has_changed();
    }

    fn tell_text(&self, name: &str, problem: Option<String>) {
        let buffer = &self.buffers[name];
        let _ = self.setting.news.send(News::Text {
            file: name.to_owned(),
            version: buffer.version(),
            safety: buffer.safety(),
            problem,
        });
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
