//! How a run is to go.

use std::io;
use std::num::NonZeroUsize;
use std::process::Child;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use byline_render::export::Writes;
use serde::{Deserialize, Serialize};

use crate::proof::Shelf;

/// Tells the time since some fixed moment. Handed in, for the library reads no clock.
pub type Stopwatch<'a> = &'a (dyn Fn() -> Duration + Sync);

/// How to run.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// How many records to work on at a time.
    pub threads: NonZeroUsize,
    /// What to do.
    pub task: Task,
    /// Whether documents that are made are written, too.
    pub write: bool,
    /// What measures how long documents take.
    pub stopwatch: Stopwatch<'a>,
    /// Where stored pictures are; none unless pages are held against them.
    pub shelf: Option<&'a Shelf>,
    /// What says that the run is to stop.
    pub stop: &'a AtomicBool,
    /// Through what documents are written.
    pub writes: &'a Writes,
    /// What starts helpers for templates of the project's own; none in a helper.
    pub helpers: Option<Starter<'a>>,
}

/// What to do with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// Make its documents.
    Make,
    /// Examine it: say all that can be said without setting pages. The first sound record
    /// of each kind is set all the same, to find what is wrong with the templates.
    Examine,
    /// Hold its pages against stored pictures.
    Prove,
}

/// Starts a helper, its standard input and output piped. Handed in, for the library does
/// not know the program that it is part of.
pub type Starter<'a> = &'a (dyn Fn() -> io::Result<Child> + Sync);

/// The stack of a worker, in bytes: deeply nested templates need more than a
/// thread has by default.
pub const STACK: usize = 16 << 20;
