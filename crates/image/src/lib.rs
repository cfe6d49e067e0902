//! Pictures: from a file in the project to a print of it.
//!
//! [`look()`] finds the pictures that a file names and describes them without their pixels. The
//! [`Darkroom`] makes prints of them: upright, cropped, at the size that the layout needs, in
//! colours that archivable PDF allows. A print contains only pixels, so it cannot leak camera
//! metadata.
//!
//! # Example
//! ```
//! use byline_core::model::{MAX_PIXELS, PictureProblem};
//! use byline_core::walls::Walls;
//! use byline_image::{Folders, InProcess, Inspection, look};
//! use std::path::Path;
//!
//! let folder = Path::new(".");
//! let folders = Folders { file: folder, walls: &Walls::of(folder) };
//! let names = ["photos/to-come.jpg".to_owned()];
//! let inspection = Inspection { max_pixels: MAX_PIXELS, artist: &InProcess, darkroom: None };
//! let pictures = look(&names, folders, inspection);
//! let seen = &pictures.0["photos/to-come.jpg"];
//! assert_eq!(seen.original, Err(PictureProblem::Missing));
//! ```

mod address;
mod artist;
mod cache;
mod claims;
mod colour;
mod darkroom;
mod decode;
mod deep;
mod find;
mod format;
mod look;
mod metadata;
mod open;
mod orientation;
mod print;
mod problem;
mod profile;
mod raster;
mod redraw;
mod tiff;
mod vector;

pub use artist::{Artist, InProcess, Worker};
pub use cache::Cache;
pub use darkroom::{Darkroom, Wanted};
pub use find::{Folders, Inspection, look};
pub use open::open;
pub use print::{Crop, Print, Target};
pub use vector::{FontFile, FontFiles, draw, to_grey};
