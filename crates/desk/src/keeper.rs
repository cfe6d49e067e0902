//! The keeper: a thread that writes texts to the disk, so that nobody who types waits for it.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use byline_core::fingerprint::Fingerprint;
use byline_core::io_words::io_words;
use byline_core::message::{Message, message};
use tokio::sync::oneshot;

use crate::journal::{Entry, Journal};
use crate::replace::{read_if_there, replace};

/// The byte order mark, which editors on Windows may expect in a file that had one.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The door to the keeper.
pub(crate) struct Keeper {
    tasks: Option<Sender<Errand>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.finish();
    }
}

enum Errand {
    Keep(Keeping),
    /// Remove the text of a file from the journal.
    Forget(String),
    /// Tell somebody that everything before it is done.
    Tell(oneshot::Sender<()>),
}

/// A text to keep.
pub(crate) struct Keeping {
    /// The name of its file.
    pub(crate) file: String,
    /// Where the file is, links resolved.
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
    /// It is in the journal: why, if it was meant for its file.
    Noted { file: String, version: u64, why: Option<Message> },
    /// It was not written, because somebody else has changed the file.
    Differs { file: String },
    /// It could not be written, neither into its file nor into the journal.
    Failed { file: String, why: Message },
}

impl Kept {
    /// Returns the version that is safe now, if one is.
    pub(crate) fn version(&self) -> Option<u64> {
        match self {
            Self::Saved { version, .. } | Self::Noted { version, .. } => Some(*version),
            Self::Differs { .. } | Self::Failed { .. } => None,
        }
    }

    /// Returns the name of the file.
    pub(crate) fn file(&self) -> &str {
        match self {
            Self::Saved { file, .. }
            | Self::Noted { file, .. }
            | Self::Differs { file }
            | Self::Failed { file, .. } => file,
        }
    }
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
        let (sender, tasks) = mpsc::channel();
        let thread = thread::Builder::new().name("keeper".into()).spawn(move || {
            for task in tasks {
                match task {
                    Errand::Keep(keeping) => report(keep(keeping, &journal)),
                    // At worst, the text is offered once more.
                    Errand::Forget(file) => drop(journal.remove(&file)),
                    // Nobody may be waiting any more.
                    Errand::Tell(somebody) => drop(somebody.send(())),
                }
            }
        })?;
        Ok(Self { tasks: Some(sender), thread: Some(thread) })
    }

    /// Waits until everything is written. The keeper keeps nothing after this.
    pub(crate) fn finish(&mut self) {
        self.tasks.take();
        if let Some(thread) = self.thread.take() {
            // It reports what it cannot write, and fails on nothing else.
            let _ = thread.join();
        }
    }

    /// Has a text written after those before it.
    pub(crate) fn keep(&self, keeping: Keeping) {
        self.send(Errand::Keep(keeping));
    }

    /// Has the text of a file removed from the journal: nobody wants it any more.
    pub(crate) fn forget(&self, file: &str) {
        self.send(Errand::Forget(file.to_owned()));
    }

    /// Returns what is told when everything so far is written.
    pub(crate) fn all_kept(&self) -> oneshot::Receiver<()> {
        let (sender, receiver) = oneshot::channel();
        self.send(Errand::Tell(sender));
        receiver
    }

    fn send(&self, task: Errand) {
        // The thread ends only with this door.
        let _ = self.tasks.as_ref().map(|tasks| tasks.send(task));
    }
}

fn keep(keeping: Keeping, journal: &Journal) -> Kept {
    let why = if keeping.in_journal {
        None
    } else {
        match save(&keeping, journal) {
            Ok(Some(fingerprint)) => {
                let Keeping { file, version, .. } = keeping;
                return Kept::Saved { file, version, fingerprint };
            }
            Ok(None) => return Kept::Differs { file: keeping.file },
            // The journal may still be written, so that the text is somewhere.
            Err(error) => Some(cannot_be_written(&keeping.file, &error)),
        }
    };
    let Keeping { file, version, text, base, .. } = keeping;
    let entry = Entry { file, base, text };
    let noted = journal.write(&entry);
    let file = entry.file;
    match noted {
        Ok(()) => Kept::Noted { file, version, why },
        Err(error) => {
            let why = why.unwrap_or_else(|| cannot_be_written(&file, &error));
            Kept::Failed { file, why }
        }
    }
}

/// Writes a text into its file, unless somebody else has changed it. Returns the fingerprint of
/// what is there now.
fn save(keeping: &Keeping, journal: &Journal) -> io::Result<Option<Fingerprint>> {
    let Keeping { file, path, text, base, .. } = keeping;
    let before = read_if_there(path)?;
    if before.as_deref().map(Fingerprint::of) != *base {
        return Ok(None);
    }
    let mark = if before.is_some_and(|before| before.starts_with(MARK)) { MARK } else { b"" };
    let bytes = [mark, text.as_bytes()].concat();
    // If byline ends before the entry in the journal is removed, it must not pass for a newer text
    // than that of the file.
    let is_noted = journal.find(file).is_some();
    if is_noted {
        let entry = Entry { file: file.clone(), base: *base, text: text.clone() };
        let _ = journal.write(&entry);
    }
    replace(path, &bytes)?;
    if is_noted {
        // What is left there would only be offered again.
        let _ = journal.remove(file);
    }
    Ok(Some(Fingerprint::of(&bytes)))
}

fn cannot_be_written(file: &str, error: &io::Error) -> Message {
    message!("`{file}` cannot be written: {why}", why = io_words(error))
}
