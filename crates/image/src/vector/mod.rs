//! Vector art: designers' drawings, converted to flat, self-contained SVGs.
//!
//! Art can come from anywhere, and a small file can require unlimited work. The libraries that
//! read it follow whatever they find in it, so [`draw`] belongs in a process that the system
//! holds to limits of time and memory (see [`crate::Worker`]). Its result needs no such care: it
//! has a bounded number of parts, refers to nothing outside itself, and contains no metadata.

mod check;
mod flat;
mod grey;
mod link;
mod outline;
mod paint;
mod pdf;
mod pixels;
mod sheet;
mod small;
mod svg;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, Builder};

use byline_core::message::message;
use byline_core::model::{Art, ArtProblem, PictureFormat};
use byline_core::panics;

pub use grey::to_grey;
pub(super) use small::small;

use crate::format;

/// A font for text in drawings.
pub enum FontFile {
    /// A font file.
    Path(PathBuf),
    /// The content of a font file.
    Data(Arc<dyn AsRef<[u8]> + Send + Sync>),
}

/// Returns the fonts for text in drawings, in order of preference. It is called only if there is
/// text.
pub type FontFiles<'a> = &'a (dyn Fn() -> Vec<FontFile> + Send + Sync);

/// The stack for reading a drawing, in bytes. Nested elements and objects are read recursively;
/// the drawing library takes up to 9 kB for each of at most 1024 levels.
const STACK_BYTES: usize = 16 << 20;

/// Converts the content of an SVG or PDF file to a flat drawing. Of a PDF, it draws the first
/// page.
///
/// Neither time nor memory has a limit, and a malicious file can end the process.
///
/// # Errors
/// Returns the reason why it cannot be printed.
pub fn draw(file: &[u8], fonts: FontFiles<'_>) -> Result<Art, ArtProblem> {
    let work = || match format::detect(file) {
        Ok(PictureFormat::Pdf) => pdf::draw(file),
        _ => svg::draw(file, fonts),
    };
    thread::scope(|scope| {
        // If a library panics, no state outside the closure is left half finished.
        let worker =
            Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, || panics::catch(work));
        let worker = worker.map_err(|error| ArtProblem::NoWorker(error.to_string()))?;
        let broken = || Err(ArtProblem::Broken(message!("it cannot be drawn")));
        worker.join().flatten().unwrap_or_else(|_| broken())
    })
}
