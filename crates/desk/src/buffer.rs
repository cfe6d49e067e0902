//! The text of a file as somebody edits it, and how it relates to the file on the disk.

use byline_core::fingerprint::Fingerprint;
use serde::Serialize;

use crate::disk::{Disk, Theirs, Unreadable};

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
    /// The texts that the keeper was given and has not reported on, with their versions: any of
    /// them may be in the file by now.
    in_writing: Vec<(u64, String)>,
    /// The text that somebody else wrote into the file meanwhile.
    theirs: Option<Theirs>,
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
    /// Somebody else made the file unreadable. Nothing is written until the user decides, or until
    /// it can be read.
    Unreadable,
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
            in_writing: vec![],
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
        disk: Disk,
        version: u64,
    ) -> Self {
        let theirs = match disk {
            // byline ended between saving it and removing it from the journal.
            Disk::Text(saved, fingerprint) if saved == text => {
                return Self::of_file(text, fingerprint, version);
            }
            Disk::Text(_, fingerprint) if base == Some(fingerprint) => None,
            Disk::Text(text, fingerprint) => Some(Theirs::Changed(text, fingerprint)),
            Disk::Unreadable(unreadable) => Some(Theirs::Unreadable(unreadable)),
            Disk::Gone => base.is_some().then_some(Theirs::Removed),
        };
        Self {
            text,
            version,
            disk: base,
            saved: None,
            noted: Some(version),
            given: version,
            in_writing: vec![],
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

    /// Returns whether this is a text without a file, for all that is known here.
    pub(crate) fn is_homeless(&self) -> bool {
        match &self.theirs {
            Some(theirs) => *theirs == Theirs::Removed,
            None => self.disk.is_none() && self.safety() != Safety::Saved,
        }
    }

    /// Returns the text, which the keeper is given.
    pub(crate) fn give(&mut self) -> String {
        self.given = self.version;
        self.in_writing.push((self.version, self.text.clone()));
        self.text.clone()
    }

    /// Notes that the keeper has reported what became of a version, and so of those before it; of
    /// the latest if it does not say which.
    pub(crate) fn was_reported(&mut self, version: Option<u64>) {
        self.in_writing.retain(|(given, _)| version.is_some_and(|version| *given > version));
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
            Some(Theirs::Unreadable(_)) => Safety::Unreadable,
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
    pub(crate) fn see_disk(&mut self, disk: Disk) -> bool {
        let before = self.theirs.clone();
        match disk {
            // They put it back as it was.
            Disk::Text(_, fingerprint) if self.disk == Some(fingerprint) => self.theirs = None,
            Disk::Gone if self.disk.is_none() => self.theirs = None,
            Disk::Text(text, fingerprint) if text == self.text => {
                self.was_saved(self.version, fingerprint);
                self.theirs = None;
                return true;
            }
            // It is what the keeper was given, who has yet to report.
            Disk::Text(ref text, _) if self.theirs.is_none() && self.is_in_writing(text) => {}
            Disk::Text(text, fingerprint) if self.is_as_saved() => {
                self.follow(text, fingerprint);
                self.theirs = None;
                return true;
            }
            Disk::Text(text, fingerprint) => self.theirs = Some(Theirs::Changed(text, fingerprint)),
            Disk::Unreadable(unreadable) => self.theirs = Some(Theirs::Unreadable(unreadable)),
            Disk::Gone => self.theirs = Some(Theirs::Removed),
        }
        self.theirs != before
    }

    fn is_in_writing(&self, text: &str) -> bool {
        self.in_writing.iter().any(|(_, given)| given == text)
    }

    /// Returns whether the text is the one that was in the file before somebody else changed it.
    fn is_as_saved(&self) -> bool {
        self.saved == Some(self.version)
    }

    /// Decides for this text: the next save replaces what somebody else wrote.
    pub(crate) fn keep_mine(&mut self) {
        self.disk = match self.theirs.take() {
            Some(Theirs::Changed(_, fingerprint)) => Some(fingerprint),
            Some(Theirs::Unreadable(Unreadable { fingerprint: Some(fingerprint), .. })) => {
                Some(fingerprint)
            }
            Some(Theirs::Removed) => None,
            // What is not known cannot be replaced.
            other => {
                self.theirs = other;
                return;
            }
        };
        self.saved = None;
        self.version += 1;
    }

    /// Decides for what somebody else wrote, if they wrote something that can be read. Returns
    /// whether they have.
    pub(crate) fn take_theirs(&mut self) -> bool {
        let theirs = self.theirs.take_if(|theirs| matches!(theirs, Theirs::Changed(..)));
        let Some(Theirs::Changed(text, fingerprint)) = theirs else { return false };
        self.follow(text, fingerprint);
        true
    }

    fn follow(&mut self, text: String, fingerprint: Fingerprint) {
        self.text = text;
        self.version += 1;
        self.was_saved(self.version, fingerprint);
    }
}

#[cfg(test)]
mod tests {
    use byline_core::diagnostic::{Code, Diagnostic};
    use byline_core::message::Message;

    use super::*;

    fn file(text: &str) -> (String, Fingerprint) {
        (text.to_owned(), Fingerprint::of(text.as_bytes()))
    }

    fn on_disk(text: &str) -> Disk {
        let (text, fingerprint) = file(text);
        Disk::Text(text, fingerprint)
    }

    fn unreadable(fingerprint: Option<Fingerprint>) -> Disk {
        let why = Diagnostic::new(Code::UNREADABLE, Message::verbatim("it is not UTF-8"));
        Disk::Unreadable(Unreadable { why, fingerprint })
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
        assert!(!buffer.see_disk(on_disk("a")));
        assert!(buffer.see_disk(on_disk("theirs")));
        assert_eq!((buffer.text(), buffer.safety()), ("theirs", Safety::Saved));
    }

    #[test]
    fn neither_text_is_lost_when_both_have_changed() {
        let mut buffer = open("a");
        buffer.change(1, "mine".into()).unwrap();
        assert!(buffer.see_disk(on_disk("theirs")));
        assert_eq!((buffer.text(), buffer.safety()), ("mine", Safety::Conflict));
        let mut other = buffer.clone();
        buffer.keep_mine();
        assert_eq!((buffer.text(), buffer.disk()), ("mine", Some(file("theirs").1)));
        assert_eq!(buffer.safety(), Safety::Pending);
        assert!(other.take_theirs());
        assert_eq!((other.text(), other.safety()), ("theirs", Safety::Saved));
        // A file that was removed is not written again without being asked.
        let mut gone = open("a");
        gone.see_disk(Disk::Gone);
        assert_eq!(gone.safety(), Safety::Removed);
        gone.keep_mine();
        assert_eq!((gone.safety(), gone.disk()), (Safety::Pending, None));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_replaced_unasked() {
        let mut buffer = open("a");
        let now = file("\u{e9}").1;
        assert!(buffer.see_disk(unreadable(Some(now))));
        assert!(!buffer.see_disk(unreadable(Some(now))));
        assert_eq!((buffer.text(), buffer.safety()), ("a", Safety::Unreadable));
        assert!(!buffer.take_theirs() && !buffer.is_homeless());
        let (mut readable, mut other) = (buffer.clone(), buffer.clone());
        buffer.keep_mine();
        assert_eq!((buffer.disk(), buffer.safety()), (Some(now), Safety::Pending));
        // Once it can be read, a text that was saved follows it.
        assert!(readable.see_disk(on_disk("theirs")));
        assert_eq!((readable.text(), readable.safety()), ("theirs", Safety::Saved));
        other.change(1, "mine".into()).unwrap();
        assert!(other.see_disk(on_disk("theirs")));
        assert_eq!((other.text(), other.safety()), ("mine", Safety::Conflict));
        // What cannot be known is not replaced at all.
        let mut closed = open("a");
        closed.see_disk(unreadable(None));
        closed.keep_mine();
        assert_eq!((closed.disk(), closed.safety()), (Some(file("a").1), Safety::Unreadable));
    }

    #[test]
    fn a_journal_is_held_against_the_file() {
        let base = Some(file("a").1);
        let safety = |disk| Buffer::of_journal("b".into(), base, disk, 1).safety();
        assert_eq!(safety(on_disk("a")), Safety::Noted);
        assert_eq!(safety(on_disk("c")), Safety::Conflict);
        assert_eq!(safety(on_disk("b")), Safety::Saved);
        assert_eq!(safety(Disk::Gone), Safety::Removed);
        assert_eq!(safety(unreadable(None)), Safety::Unreadable);
        let new = Buffer::of_journal("b".into(), None, Disk::Gone, 1);
        assert!(new.is_homeless() && new.safety() == Safety::Noted);
    }

    #[test]
    fn what_the_keeper_has_written_is_nobody_else_s() {
        let mut buffer = open("a");
        buffer.change(1, "b".into()).unwrap();
        assert_eq!(buffer.give(), "b");
        buffer.change(2, "c".into()).unwrap();
        // The watcher may be quicker than the keeper's report.
        assert!(!buffer.see_disk(on_disk("b")));
        assert_eq!(buffer.safety(), Safety::Pending);
        // On a slow disk, it has yet to report on several.
        buffer.give();
        buffer.change(3, "d".into()).unwrap();
        assert!(!buffer.see_disk(on_disk("b")));
        assert!(!buffer.see_disk(on_disk("c")));
        assert_eq!(buffer.safety(), Safety::Pending);
        buffer.was_reported(Some(2));
        buffer.was_saved(2, file("b").1);
        assert_eq!(buffer.safety(), Safety::Pending);
        buffer.was_reported(Some(3));
        buffer.was_saved(3, file("c").1);
        buffer.change(4, "e".into()).unwrap();
        // What was written earlier is somebody's again, once the keeper has reported.
        assert!(buffer.see_disk(on_disk("b")));
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
