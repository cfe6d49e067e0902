//! The options of a run.

use std::io;
use std::num::NonZeroUsize;
use std::process::Child;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use byline_render::export::WriteTracker;
use serde::{Deserialize, Serialize};

use crate::proof::ProofFolders;

/// Returns the time since some fixed moment. The caller supplies it, because the library reads
/// no clock.
pub type Stopwatch<'a> = &'a (dyn Fn() -> Duration + Sync);

/// The options of a run.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The number of records to process in parallel.
    pub threads: NonZeroUsize,
    /// The task to perform.
    pub task: Task,
    /// Whether to write the documents that are made.
    pub write: bool,
    /// Measures how long documents take.
    pub stopwatch: Stopwatch<'a>,
    /// The folders of proofs; `None` unless pages are compared with stored pictures.
    pub proof_folders: Option<&'a ProofFolders>,
    /// Set when the run should stop.
    pub stop: &'a AtomicBool,
    /// Tracks writes in progress, so that they can finish before the process exits.
    pub write_tracker: &'a WriteTracker,
    /// Starts helpers for a project's own templates; `None` inside a helper.
    pub helpers: Option<SpawnHelper<'a>>,
}

/// The task to perform on a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// Make its documents.
    Make,
    /// Examine it: report everything that can be found without laying out pages. The first valid
    /// record of each kind is laid out all the same, to find problems in the templates.
    Examine,
    /// Compare its pages with stored pictures.
    Prove,
}

/// Starts a helper with its standard input and output piped. The caller supplies it, because the
/// library does not know which program it is part of.
pub type SpawnHelper<'a> = &'a (dyn Fn() -> io::Result<Child> + Sync);

/// The stack size of a worker, in bytes: deeply nested templates need more than a thread's default.
pub const STACK_BYTES: usize = 16 << 20;
