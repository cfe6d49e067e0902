//! What byline knows of an event, and what it says about it: the model, the files that it
//! is read from, and the checks of an experienced editor.
//!
//! Nothing here knows Typst, decodes a picture, starts a thread or prints. Each module uses
//! only those before it in this list:
//!
//! 1. [`fingerprint`], [`key_path`], [`source`] (the text of a file), [`diagnostic`] (a finding about it),
//!    [`mod@file`], [`panics`], [`cache_folder`], [`spelling`].
//! 2. [`model`]: the valid event and issue. No value of it is invalid.
//! 3. [`reader`]: reads any TOML into shapes, with every mistake at its place.
//! 4. [`parse`]: from the files of a record to the model.
//! 5. [`locale`]: the words and formats of a language.
//! 6. [`lint`]: what an editor would say of an event that is formally sound.
//! 7. [`project`]: the project file, the records, the manifests of templates.
//! 8. [`schema`]: the reference and the JSON Schemas; [`scaffold`]: new records.

pub mod cache_folder;
pub mod diagnostic;
pub mod file;
pub mod fingerprint;
pub mod key_path;
pub mod lint;
pub mod locale;
pub mod model;
pub mod panics;
pub mod parse;
pub mod project;
pub mod reader;
pub mod scaffold;
pub mod schema;
pub mod source;
pub mod spelling;
