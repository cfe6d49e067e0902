//! Exports documents as files, one for each format.

mod bleed;
mod calendar;
mod file;
mod pdf;
mod picture;

use std::path::Path;

use typst_layout::PagedDocument;

use crate::compose::RenderRequest;
use crate::contract::Subject;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::message;
use byline_core::model::Event;
use byline_core::project::Format;

pub use file::{WriteTracker, write_atomically};
pub use picture::to_pictures;

/// The bytes of a document, or the findings that prevented its export.
type Exported = Result<Vec<u8>, Vec<Diagnostic>>;

/// An export format.
struct Exporter {
    /// The bytes that every file byline writes in this format begins with.
    opening: &'static [u8],
    export: Export,
}

/// The input and function of an export.
enum Export {
    /// Exports the laid-out pages.
    Pages(fn(&PagedDocument, RenderRequest<'_>) -> Exported),
    /// Exports the event alone.
    Event(fn(&Event, RenderRequest<'_>) -> Exported),
}

fn exporter(format: Format) -> Exporter {
    match format {
        Format::Pdf => pdf::EXPORTER,
        Format::Calendar => calendar::EXPORTER,
    }
}

/// Exports a document in the format of its template. `pages` must be present if the format has
/// pages and the layout succeeded; layout errors have already been reported.
///
/// # Errors
/// Returns the findings that prevent the document from being written.
pub fn export(pages: Option<&PagedDocument>, render_request: RenderRequest<'_>) -> Exported {
    let format = render_request.template.manifest.format;
    match (exporter(format).export, render_request.subject) {
        (Export::Pages(export), _) => export(pages.ok_or_else(Vec::new)?, render_request),
        (Export::Event(export), Subject::Event(event)) => export(event, render_request),
        (Export::Event(_), Subject::Issue(_)) => {
            let format = format!("{format:?}");
            let message = message!("issues cannot be written in the format `{format}`");
            Err(vec![Diagnostic::new(Code::INTERNAL, message)])
        }
    }
}

/// The maximum number of bytes at the beginning of a file that identify its format.
pub const MAX_OPENING: usize = 64;

/// Returns whether a file may be a document that byline wrote, judging by its name and the
/// beginning of its contents, of which [`MAX_OPENING`] bytes are enough.
pub fn is_document(path: &Path, bytes: &[u8]) -> bool {
    Format::of_file(path).is_some_and(|format| bytes.starts_with(exporter(format).opening))
}
