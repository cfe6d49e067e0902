//! Pictures: from a file in the project to what is printed of it.
//!
//! [`look`] finds the pictures that a file names and says what they hold, without their
//! pixels. The [`Darkroom`] makes prints of them: the right way up, cropped, as large as the
//! layout wants them, in colours that archivable PDF knows. Only pixels go into a print, so
//! nothing that a camera wrote beside them can leak.

mod cache;
mod colour;
mod darkroom;
mod decode;
mod find;
mod format;
mod look;
mod metadata;
mod open;
mod orientation;
mod print;
mod problem;
mod vector;

pub use cache::Cache;
pub use darkroom::{Darkroom, Wanted};
pub use find::{Folders, look};
pub use open::open;
pub use print::{Crop, Print, Target};
