//! The text of a file as somebody edits it, and how it relates to the file on the disk.

use byline_core::fingerprint::Fingerprint;
use serde::Serialize;

/// After so many versions, a text is saved although somebody still types: about a second's.
const MANY: u64 = 16;

/// The text of a file that is open at the desk.
#[derive(Debug, Clone)]
pub(crate) struct Buffer {
    text: String,
    /// Counts the changes, so that a browser notices when its text is not the latest.
    version: u64,
    /// The file on the disk when it was last read or written; `None` if there was none.
    disk: Option<Fingerprint>,
    /// The version that is on the disk.
    saved: Option<u64>,
    /// The version that is in the journal.
    noted: Option<u64>,
    /// The version that was given to the keeper last.
    given: u64,
    /// The text that the keeper is writing into the file, for all that is known here.
    in_writing: Option<String>,
    /// The text that somebody else wrote into the file meanwhile.
    theirs: Option<Theirs>,
}

/// What somebody else did to the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Theirs {
    /// They changed it to this text, with this fingerprint.
    Changed(String, Fingerprint),
    /// They removed or renamed it.
    Removed,
}

/// Whether the text of a buffer is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Safety {
    /// It is in its file.
    Saved,
    /// It is in the journal: its file keeps the last text that is well-formed.
    Noted,
    /// It is neither, yet.
    Pending,
    /// Somebody else changed the file as well. Nothing is written until the user decides.
    Conflict,
    /// Somebody else removed the file. Nothing is written until the user decides.
    Removed,
}

/// The error for a change to a text that is not the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outdated;

impl Buffer {
    /// Opens a file whose text is on the disk. `version` is the number of this first version.
    pub(crate) fn of_file(text: String, disk: Fingerprint, version: u64) -> Self {
        Self {
            text,
            version,
            disk: Some(disk),
            saved: Some(version),
            noted: None,
            given: version,
            in_writing: None,
            theirs: None,
        }
    }

    /// Opens a file that there is none of yet. It is written at the first change.
    pub(crate) fn of_nothing(version: u64) -> Self {
        Self { disk: None, ..Self::of_file(String::new(), Fingerprint::of(b""), version) }
    }

    /// Opens a file of which the journal has an unsaved text, written when the file had the
    /// fingerprint `base`. `disk` is the file now.
    pub(crate) fn of_journal(
        text: String,
        base: Option<Fingerprint>,
        disk: Option<(String, Fingerprint)>,
        version: u64,
    ) -> Self {
        let disk = match disk {
            // byline ended between saving it and removing it from the journal.
            Some((saved, fingerprint)) if saved == text => {
                return Self::of_file(text, fingerprint, version);
            }
            disk => disk,
        };
        let now = disk.as_ref().map(|(_, fingerprint)| *fingerprint);
        let theirs = (now != base).then(|| {
            disk.map_or(Theirs::Removed, |(text, fingerprint)| Theirs::Changed(text, fingerprint))
        });
        Self {
            text,
            version,
            disk: base,
            saved: None,
            noted: Some(version),
            given: version,
            in_writing: None,
            theirs,
        }
    }

    /// Returns the text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the number of the latest version.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// Returns the fingerprint of the file as this buffer knows it.
    pub(crate) fn disk(&self) -> Option<Fingerprint> {
        self.disk
    }

    /// Returns what somebody else did to the file, if the user has yet to decide.
    pub(crate) fn theirs(&self) -> Option<&Theirs> {
        self.theirs.as_ref()
    }

    /// Returns the text, which the keeper is given.
    pub(crate) fn give(&mut self) -> String {
        self.given = self.version;
        self.in_writing = Some(self.text.clone());
        self.text.clone()
    }

    /// Notes that the keeper has reported what became of a version; of the latest if it does not
    /// say which.
    pub(crate) fn was_reported(&mut self, version: Option<u64>) {
        if version.is_none_or(|version| version >= self.given) {
            self.in_writing = None;
        }
    }

    /// Returns whether a version is the latest, or so many after the one that was given to the
    /// keeper last that somebody must be typing without a pause.
    pub(crate) fn is_due(&self, version: u64) -> bool {
        version == self.version || version >= self.given.saturating_add(MANY)
    }

    /// Returns whether the latest version is safe, and where.
    pub(crate) fn safety(&self) -> Safety {
        match &self.theirs {
            Some(Theirs::Changed(..)) => Safety::Conflict,
            Some(Theirs::Removed) => Safety::Removed,
            None if self.saved == Some(self.version) => Safety::Saved,
            None if self.noted == Some(self.version) => Safety::Noted,
            None => Safety::Pending,
        }
    }

    /// Replaces the text, if the change was made to the latest version.
    pub(crate) fn change(&mut self, base: u64, text: String) -> Result<(), Outdated> {
        if base != self.version {
            return Err(Outdated);
        }
        if text != self.text {
            self.text = text;
            self.version += 1;
        }
        Ok(())
    }

    /// Notes that a version was written to the file, whose fingerprint is now another one.
    pub(crate) fn was_saved(&mut self, version: u64, disk: Fingerprint) {
        self.disk = Some(disk);
        self.saved = Some(version);
        // What looked like somebody else's text, before the keeper had reported, is this one.
        self.theirs.take_if(|theirs| matches!(theirs, Theirs::Changed(_, other) if *other == disk));
    }

    /// Notes that a version was written to the journal.
    pub(crate) fn was_noted(&mut self, version: u64) {
        self.noted = Some(version);
    }

    /// Takes note of the file on the disk, which may have changed. Returns whether the buffer
    /// has: a text that was saved follows its file; another one waits for the user's decision.
    pub(crate) fn see_disk(&mut self, disk: Option<(String, Fingerprint)>) -> bool {
        let now = disk.as_ref().map(|(_, fingerprint)| *fingerprint);
        if now == self.disk {
            // They put it back as it was.
            return self.theirs.take().is_some();
        }
        match disk {
            Some((text, fingerprint)) if text == self.text => {
                self.was_saved(self.version, fingerprint);
                self.theirs = None;
            }
            // It is what the keeper was given, who has yet to report.
            Some((ref text, _))
                if self.theirs.is_none() && self.in_writing.as_ref() == Some(text) =>
            {
                return false;
            }
            Some((text, fingerprint)) if self.safety() == Safety::Saved => {
                self.follow(text, fingerprint);
            }
            Some((text, fingerprint)) => self.theirs = Some(Theirs::Changed(text, fingerprint)),
            None => self.theirs = Some(Theirs::Removed),
        }
        true
    }

    /// Decides for this text: the next save replaces what somebody else wrote.
    pub(crate) fn keep_mine(&mut self) {
        self.disk = match self.theirs.take() {
            Some(Theirs::Changed(_, fingerprint)) => Some(fingerprint),
            Some(Theirs::Removed) => None,
            None => return,
        };
        self.saved = None;
        self.version += 1;
    }

    /// Decides for what somebody else wrote. Does nothing if they removed the file.
    pub(crate) fn take_theirs(&mut self) {
        if let Some(Theirs::Changed(text, fingerprint)) =
            self.theirs.take_if(|theirs| matches!(theirs, Theirs::Changed(..)))
        {
            self.follow(text, fingerprint);
        }
    }

    fn follow(&mut self, text: String, fingerprint: Fingerprint) {
        self.text = text;
        self.version += 1;
        self.was_saved(self.version, fingerprint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> (String, Fingerprint) {
        (text.to_owned(), Fingerprint::of(text.as_bytes()))
    }

    fn open(text: &str) -> Buffer {
        let (text, disk) = file(text);
        Buffer::of_file(text, disk, 1)
    }

    #[test]
    fn only_changes_to_the_latest_text_count() {
        let mut buffer = open("a");
        buffer.change(1, "b".into()).unwrap();
        assert_eq!((buffer.version(), buffer.safety()), (2, Safety::Pending));
        assert_eq!(buffer.change(1, "c".into()), Err(Outdated));
        assert_eq!(buffer.text(), "b");
        buffer.was_saved(2, file("b").1);
        assert_eq!(buffer.safety(), Safety::Saved);
    }

    #[test]
    fn a_saved_text_follows_its_file() {
        let mut buffer = open("a");
        assert!(!buffer.see_disk(Some(file("a"))));
        assert!(buffer.see_disk(Some(file("theirs"))));
        assert_eq!((buffer.text(), buffer.safety()), ("theirs", Safety::Saved));
    }

    #[test]
    fn neither_text_is_lost_when_both_have_changed() {
        let mut buffer = open("a");
        buffer.change(1, "mine".into()).unwrap();
        assert!(buffer.see_disk(Some(file("theirs"))));
        assert_eq!((buffer.text(), buffer.safety()), ("mine", Safety::Conflict));
        let mut other = buffer.clone();
        buffer.keep_mine();
        assert_eq!((buffer.text(), buffer.disk()), ("mine", Some(file("theirs").1)));
        assert_eq!(buffer.safety(), Safety::Pending);
        other.take_theirs();
        assert_eq!((other.text(), other.safety()), ("theirs", Safety::Saved));
        // A file that was removed is not written again without being asked.
        let mut gone = open("a");
        gone.see_disk(None);
        assert_eq!(gone.safety(), Safety::Removed);
        gone.keep_mine();
        assert_eq!((gone.safety(), gone.disk()), (Safety::Pending, None));
    }

    #[test]
    fn a_journal_is_held_against_the_file() {
        let base = Some(file("a").1);
        let safety = |disk| Buffer::of_journal("b".into(), base, disk, 1).safety();
        assert_eq!(safety(Some(file("a"))), Safety::Noted);
        assert_eq!(safety(Some(file("c"))), Safety::Conflict);
        assert_eq!(safety(Some(file("b"))), Safety::Saved);
        assert_eq!(safety(None), Safety::Removed);
    }

    #[test]
    fn what_the_keeper_has_written_is_nobody_else_s() {
        let mut buffer = open("a");
        buffer.change(1, "b".into()).unwrap();
        assert_eq!(buffer.give(), "b");
        buffer.change(2, "c".into()).unwrap();
        // The watcher may be quicker than the keeper's report.
        assert!(!buffer.see_disk(Some(file("b"))));
        assert_eq!(buffer.safety(), Safety::Pending);
        buffer.give();
        buffer.change(3, "d".into()).unwrap();
        assert!(buffer.see_disk(Some(file("b"))));
        assert_eq!(buffer.safety(), Safety::Conflict);
        buffer.was_reported(Some(2));
        buffer.was_saved(2, file("b").1);
        assert_eq!(buffer.safety(), Safety::Pending);
        buffer.was_reported(Some(3));
        buffer.was_saved(3, file("c").1);
        buffer.change(4, "e".into()).unwrap();
        // What was written earlier is somebody's again, once the keeper has reported.
        assert!(buffer.see_disk(Some(file("b"))));
        assert_eq!(buffer.safety(), Safety::Conflict);
    }

    #[test]
    fn a_text_is_due_after_a_pause_or_after_many_letters() {
        let mut buffer = open("a");
        for version in 1..=MANY {
            buffer.change(version, version.to_string()).unwrap();
        }
        assert!(buffer.is_due(MANY + 1) && !buffer.is_due(MANY));
        buffer.change(MANY + 1, "more".into()).unwrap();
        assert!(buffer.is_due(MANY + 1));
        buffer.give();
        assert!(!buffer.is_due(MANY + 1));
    }
}
