//! Pictures: from a file in the project to a print of it.
//!
//! [`look()`] finds the pictures that a file names and describes them without their pixels. The
//! [`PrintMaker`] makes prints of them: upright, cropped, at the size that the layout needs, in
//! colours that archivable PDF allows. A print contains only pixels, so it cannot leak camera
//! metadata.
//!
//! # Example
//! ```
//! use byline_core::model::MAX_PIXELS;
//! use byline_core::walls::Walls;
//! use byline_image::{Crop, Folders, InProcess, Inspection, PrintMaker, Target, look};
//!
//! let folder = tempfile::tempdir().unwrap();
//! image::RgbImage::new(60, 40).save(folder.path().join("quay.png")).unwrap();
//!
//! // A record names a picture.
//! let folders = Folders { file: folder.path(), walls: &Walls::of(folder.path()) };
//! let inspection = Inspection { max_pixels: MAX_PIXELS, converter: &InProcess, print_maker: None };
//! let pictures = look(&["quay.png".to_owned()], folders, inspection);
//! let original = pictures.0["quay.png"].original.clone().unwrap();
//!
//! // The layout needs its left half, in 15 × 20 pixels.
//! let crop = Crop { left: 0, top: 0, width: 30, height: 40 };
//! let target = Target { crop, size: (15, 20), grey: false, quality: 80 };
//! let print_maker = PrintMaker::new(folder.path(), 0);
//! let print = print_maker.prints(&[(original, target)]).remove(0).unwrap();
//! let printed = image::load_from_memory(&print.file).unwrap();
//! assert_eq!((printed.width(), printed.height()), (15, 20));
//! ```

mod address;
mod cache;
mod claims;
mod colour;
mod converter;
mod decode;
mod deep;
mod find;
mod format;
mod jpeg_end;
mod look;
mod metadata;
mod near;
mod open;
mod orientation;
mod preview;
mod print;
mod print_maker;
mod problem;
mod profile;
mod raster;
mod redraw;
mod tiff;
mod vector;

pub use cache::Cache;
pub use converter::{DrawingConverter, InProcess, Worker};
pub use find::{Folders, Inspection, look};
pub use format::detect;
pub use open::open;
pub use preview::preview;
pub use print::{Crop, Print, Target};
pub use print_maker::{PrintMaker, PrintRequest};
pub use vector::{FontFile, FontFiles, draw, to_grey};
