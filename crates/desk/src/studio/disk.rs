//! What other programs do to the files of the project, and what a desk that crashed has left.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use byline_core::diagnostic::Diagnostic;
use byline_core::walls::Walls;

use super::Studio;
use crate::buffer::Safety;
use crate::disk::Disk;
use crate::news::News;
use crate::replace::remove_leftovers;

impl Studio {
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
        let disk = self.on_disk(path, name).fingerprint();
        disk.is_some() && disk == self.buffers[name].disk() && self.buffers[name].theirs().is_none()
    }

    fn is_above(&self, path: &Path, name: &str) -> bool {
        self.setting.root.join(name).starts_with(path)
    }

    /// Takes note of what is in a file that is open.
    pub(super) fn file_changed(&mut self, name: &str) {
        let path = self.path(name).unwrap_or_else(|| self.setting.root.join(name));
        let disk = self.on_disk(&path, name);
        let Some(buffer) = self.buffers.get_mut(name) else { return };
        if buffer.see_disk(disk) {
            let (text, safety) = (buffer.text().to_owned(), buffer.safety());
            self.show_session(&path, &text);
            self.tell_text(name, None);
            if safety == Safety::Saved {
                self.forget(name);
            }
            // While there is something to decide, the text is safe in the journal; with nothing
            // left to decide, what was typed meanwhile can be saved.
            self.settle(name, None);
        }
    }

    /// Returns why a file cannot be opened that is there.
    pub(crate) fn unreadable(&self, name: &str) -> Option<Diagnostic> {
        match self.on_disk(&self.path(name)?, name) {
            Disk::Unreadable(unreadable) => Some(unreadable.why),
            Disk::Text(..) | Disk::Gone => None,
        }
    }

    /// Reads a file from the disk.
    pub(super) fn on_disk(&self, path: &Path, name: &str) -> Disk {
        Disk::read(path, name, &self.walls())
    }

    pub(super) fn walls(&self) -> Walls {
        let walls = self.session.as_ref().ok().map(|session| session.project.walls.clone());
        walls.unwrap_or_else(|| Walls::of(&self.setting.root))
    }

    /// Removes what a desk has left that was ended while it wrote.
    pub(super) fn tidy(&self) {
        // Without the lock, another desk may be writing.
        if self.lock.is_none() {
            return;
        }
        let root = &self.setting.root;
        let mut folders = BTreeSet::from([root.clone()]);
        if let Ok(session) = &self.session {
            let walls = self.walls();
            let (records, _) = session.records();
            let files = records.iter().flat_map(|record| {
                let translations = record.translations.iter().map(|file| &file.path);
                [&record.path].into_iter().chain(translations)
            });
            // Files are written where links to them lead.
            let real = files.filter_map(|path| walls.find(path).ok().flatten());
            folders.extend(real.filter_map(|path| path.parent().map(Path::to_owned)));
        }
        self.journal.remove_leftovers();
        // Nobody waits for this.
        std::thread::spawn(move || folders.iter().for_each(|folder| remove_leftovers(folder)));
    }
}
