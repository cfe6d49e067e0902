//! Pictures: from a file in the project to a print of it.
//!
//! [`look`] finds the pictures that a file names and describes them without their pixels. The
//! [`Darkroom`] makes prints of them: upright, cropped, at the size that the layout needs, in
//! colours that archivable PDF allows. A print contains only pixels, so it cannot leak camera
//! metadata.

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
