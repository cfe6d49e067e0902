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
mod changes;
mod circuit_breaker;
mod helper;
pub mod load;
mod locate;
mod make;
mod options;
mod outcome;
mod output_folder;
mod people;
mod perform;
mod pipeline;
mod plan;
mod preview;
mod proof;
mod provenance;
mod reading;
mod run;
mod series;
mod session;
mod session_cache;
mod shared;
mod state;
mod stories;
mod texts;
mod translations;
mod wire;
mod worker;

pub use helper::{Helper, MEMORY_LIMIT, TIME_LIMIT};
pub use locate::locate;
pub use make::{Document, Documents, inputs};
pub use options::{Options, STACK, SpawnHelper, Stopwatch, Task};
pub use outcome::{Artifact, Outcome};
pub use output_folder::keep_writable;
pub use people::events_with_people;
pub use pipeline::{CheckedRecord, Composed, Content};
pub use plan::{Job, Planned, Shard, plan};
pub use preview::Preview;
pub use proof::ProofFolders;
pub use provenance::{BuildEntry, Provenance};
pub use run::run;
pub use series::series_findings;
pub use session::Session;
pub use shared::{Request, Shared};
pub use state::{Disposition, Extent, Reason, RebuildPlan, Stale, State};
pub use translations::{Translated, Translation, translated};
pub use worker::serve;
