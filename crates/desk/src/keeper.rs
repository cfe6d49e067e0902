//! The keeper: a thread that writes texts to the disk, so that nobody who types waits for it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use byline_core::fingerprint::Fingerprint;
use byline_core::io_words::io_words;
use byline_core::message::{Message, message};
use byline_render::export::write_atomically;

use crate::journal::{Entry, Journal};

/// The door to the keeper.
pub(crate) struct Keeper {
    texts: Option<Sender<Keeping>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.finish();
    }
}

/// A text to keep.
pub(crate) struct Keeping {
    /// The name of its file.
    pub(crate) file: String,
    /// Where the file is.
    pub(crate) path: PathBuf,
    /// The version of the text.
    pub(crate) version: u64,
    pub(crate) text: String,
    /// The fingerprint of the file that the text replaces; `None` if there is to be none.
    pub(crate) base: Option<Fingerprint>,
    /// Whether the text goes into the journal, because it is not well-formed or because somebody
    /// else changed the file.
    pub(crate) in_journal: bool,
}

/// What became of a text.
pub(crate) enum Kept {
    /// It is in its file, which has another fingerprint now.
    Saved { file: String, version: u64, fingerprint: Fingerprint },
    /// It is in the journal.
    Noted { file: String, version: u64 },
    /// It was not written, because somebody else has changed the file.
    Differs { file: String },
    /// It could not be written.
    Failed { file: String, why: Message },
}

impl Keeper {
    /// Starts the keeper, which reports what it has done.
    ///
    /// # Errors
    /// When the system starts no thread.
    pub(crate) fn start(
        journal: Journal,
        report: impl Fn(Kept) + Send + 'static,
    ) -> io::Result<Self> {
        let (sender, texts) = mpsc::channel();
        let thread = thread::Builder::new().name("keeper".into()).spawn(move || {
            for keeping in texts {
                report(keep(keeping, &journal));
            }
        })?;
        Ok(Self { texts: Some(sender), thread: Some(thread) })
    }

    /// Waits until everything is written. The keeper keeps nothing after this.
    pub(crate) fn finish(&mut self) {
        self.texts.take();
        if let Some(thread) = self.thread.take() {
            // It reports what it cannot write, and fails on nothing else.
            let _ = thread.join();
        }
    }

    /// Has a text written after those before it.
    pub(crate) fn keep(&self, keeping: Keeping) {
        // The thread ends only with this door.
        let _ = self.texts.as_ref().map(|texts| texts.send(keeping));
    }
}

fn keep(keeping: Keeping, journal: &Journal) -> Kept {
    let Keeping { file, path, version, text, base, in_journal } = keeping;
    if in_journal {
        let entry = Entry { file, base, text };
        return match journal.write(&entry) {
            Ok(()) => Kept::Noted { file: entry.file, version },
            Err(error) => failed(entry.file, &error),
        };
    }
    match fingerprint_of(&path) {
        Ok(now) if now == base => {}
        Ok(_) => return Kept::Differs { file },
        Err(error) => return failed(file, &error),
    }
    if let Err(error) = write_atomically(&path, text.as_bytes()) {
        return failed(file, &error);
    }
    // What is left in the journal would only be offered again.
    let _ = journal.remove(&file);
    Kept::Saved { file, version, fingerprint: Fingerprint::of(text.as_bytes()) }
}

fn fingerprint_of(path: &Path) -> io::Result<Option<Fingerprint>> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(Fingerprint::of(&bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn failed(file: String, error: &io::Error) -> Kept {
    let why = message!("`{file}` cannot be written: {why}", why = io_words(error));
    Kept::Failed { file, why }
}
