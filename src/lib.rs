//! Event records in, printed reports out.
//!
//! Everything flows one way, and each module uses only those before it:
//!
//! 1. [`source`] holds the text of a file, [`diagnostic`] a finding about it;
//!    `file` reads the one and may answer with the other.
//! 2. [`photo`] looks at picture files and makes prints of them; [`event`] is what a
//!    report is about. No value of it is invalid.
//! 3. `reader` walks TOML and misses no mistake; [`record`] makes an event of what
//!    it reads, or says all that is wrong.
//! 4. [`project`] knows the folder that records, issues and templates are in, and what
//!    its documents look like.
//! 5. [`template`] finds a template and gives it the event, or the issue, as values.
//! 6. [`typeset`] sets the pages, [`export`] writes them as PDF.
//! 7. [`batch`] does this for many records at a time.
//! 8. [`cli`] reads the command line, the environment and the clock, and prints.
//!    Nothing before it does.

pub mod batch;
mod cache_folder;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod event;
pub mod export;
mod file;
pub mod fingerprint;
pub mod locale;
pub mod photo;
pub mod project;
mod reader;
pub mod record;
pub mod reference;
pub mod source;
mod spelling;
pub mod starter;
pub mod template;
pub mod typeset;
