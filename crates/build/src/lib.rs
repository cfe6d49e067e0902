//! Builds documents: loads what a project's documents share, finds out which are out of date,
//! and makes them, one by one or in batches.
//!
//! # Example
//! ```
//! use byline_build::{Request, Session};
//! use byline_image::InProcess;
//! use std::fs;
//! use std::sync::Arc;
//!
//! let folder = tempfile::tempdir()?;
//! let record = folder.path().join("records/harbour-day.toml");
//! fs::create_dir(folder.path().join("records"))?;
//! fs::write(folder.path().join("byline.toml"), "organisation = \"ICS\"\ntemplates = [\"report\"]")?;
//! fs::write(&record, "title = \"Harbour Day\"\nstart = 2025-05-14\nmode = \"offline\"")?;
//!
//! let converter = Arc::new(InProcess);
//! let mut session = Session::open(folder.path(), Request::default(), converter).unwrap();
//! let made = session.documents(&session.records().0[0]);
//! assert!(made.documents[0].bytes.starts_with(b"%PDF"));
//!
//! // Somebody edits the record: the session drops what depended on it.
//! session.edit(&record, Some("title = \"Harbour Day\"")).unwrap();
//! assert!(session.documents(&session.records().0[0]).documents.is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```

mod archive;
mod between_records;
mod changes;
mod circuit_breaker;
mod examine;
mod helper;
mod in_memory;
mod known_pictures;
pub mod load;
mod load_shared;
mod locate;
mod make;
mod options;
mod outcome;
mod people;
mod perform;
mod pipeline;
mod plan;
mod preview;
mod proof;
mod provenance;
mod reading;
mod run;
mod sample;
mod session;
mod session_cache;
mod shared;
mod state;
mod stories;
mod texts;
mod translations;
mod wire;
mod worker;
mod writable;

pub use between_records::findings_between_records;
pub use helper::{Helper, MEMORY_LIMIT, TIME_LIMIT};
pub use in_memory::{Document, Documents};
pub use locate::locate;
pub use options::{Options, STACK_BYTES, SpawnHelper, Stopwatch, Task};
pub use outcome::{Artifact, Outcome};
pub use people::events_with_people;
pub use pipeline::{CheckedRecord, Composed, Content};
pub use plan::{Job, Planned, Shard, plan};
pub use preview::Preview;
pub use proof::ProofFolders;
pub use provenance::{BuildEntry, Provenance};
pub use run::run;
pub use sample::inputs;
pub use session::Session;
pub use shared::{Request, Shared};
pub use state::{Disposition, Extent, Reason, RebuildPlan, Stale, State};
pub use translations::{Translated, Translation, translated};
pub use worker::serve;
pub use writable::keep_writable;
