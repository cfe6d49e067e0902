//! The core of byline: the model of an event, the parsers for the files that describe it, and
//! the checks that an experienced editor would make.
//!
//! This crate does not depend on Typst, decode pictures, start threads or print. Each module
//! uses only those before it in this list, which a test compares with their imports:
//!
//! 1. [`pattern`] (texts with placeholders), [`message`] (what byline tells its users),
//!    [`fingerprint`], [`stamp`], [`io_words`], [`key_path`], `lines`, [`scripts`],
//!    `sentences`, [`source`] (the
//!    text of a file), [`diagnostic`] (a finding about it), `encoding`, [`walls`], [`mod@file`],
//!    [`new_files`], [`walk`], [`folder`], [`panics`], [`cache_folder`], [`spelling`], [`edit`]
//!    (changes that keep the rest of a file as it is).
//! 2. [`model`]: the validated event and issue. Its types cannot hold invalid values.
//! 3. [`reader`]: reads TOML into shapes, and reports every mistake with its position.
//! 4. [`locale`]: the words and formats of a language.
//! 5. [`identity`]: who is who; compares names.
//! 6. [`parse`]: turns the files of a record into the model.
//! 7. [`abridge`]: what a newsletter tells of an event.
//! 8. [`lint`]: the checks of an editor for events that are formally valid.
//! 9. [`project`]: the project file, the records and the template manifests.
//! 10. [`schema`]: the reference and the JSON Schemas; [`scaffold`]: new records and projects;
//!     [`paste`]: lists and programmes from other programs; [`form`]: what can be filled in, and the
//!     values of a file.
//!
//! # Example
//! ```
//! use byline_core::model::Language;
//! use byline_core::parse::{Context, Directory, Draft, Pictures};
//! use byline_core::source::Source;
//!
//! let text = "title = \"Harbour Day\"\nstart = 2025-05-14\nmode = \"offline\"\n";
//! let source = Source::new("records/harbour-day.toml", text);
//! let id = "harbour-day".parse().unwrap();
//! let (language, directory) = (Language::english(), Directory::empty());
//! let context =
//!     Context { id: &id, language: &language, directory: &directory, translations: &[] };
//!
//! let draft = Draft::read(&source, &context);
//! assert!(draft.pictures().is_empty());
//! let reading = draft.complete(&context, &Pictures::default());
//! assert_eq!(reading.value.unwrap().title.as_str(), "Harbour Day");
//! assert!(reading.findings.is_empty());
//! ```

// `message!` expands to paths that start with `::byline_core`, also inside this crate.
extern crate self as byline_core;

pub mod abridge;
pub mod cache_folder;
pub mod diagnostic;
pub mod edit;
mod encoding;
pub mod file;
pub mod fingerprint;
pub mod folder;
pub mod form;
pub mod identity;
pub mod io_words;
pub mod key_path;
mod lines;
pub mod lint;
pub mod locale;
pub mod message;
pub mod model;
pub mod new_files;
pub mod panics;
pub mod parse;
pub mod paste;
pub mod pattern;
pub mod project;
pub mod reader;
pub mod scaffold;
pub mod schema;
pub mod scripts;
mod sentences;
pub mod source;
pub mod spelling;
pub mod stamp;
pub mod walk;
pub mod walls;
