//! Pictures: from a file in the project to what is printed of it.
//!
//! [`Original::open`] looks at a file and says what it holds, without its pixels. The
//! [`Darkroom`] makes prints of it: the right way up, cropped, as large as the layout
//! wants it, in colours that archivable PDF knows. Only pixels go into a print, so
//! nothing that a camera wrote beside them can leak.

mod cache;
mod colour;
mod darkroom;
mod decode;
mod kind;
mod look;
pub mod metadata;
mod original;
mod print;
mod problem;
mod vector;

pub use cache::Cache;
pub use darkroom::{Darkroom, Wanted};
pub use kind::Kind;
pub use look::{Look, Tone};
pub use original::{Digest, Form, MAX_PIXELS, Original, Raster};
pub use print::{Crop, Print, Target};
pub use problem::Problem;
pub use vector::Art;
