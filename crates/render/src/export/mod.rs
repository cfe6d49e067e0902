//! From a typeset document to a file.

mod bleed;
mod file;
mod pdf;
mod picture;

pub use file::{Writes, write_atomically};
pub use pdf::to_pdf;
pub use picture::to_pictures;
