//! From what is known of a document to the bytes of a file: one file for each format.

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
use byline_core::model::Event;
use byline_core::project::Format;

pub use file::{Writes, write_atomically};
pub use picture::to_pictures;

/// The bytes of a document, or what keeps it from being written.
type Exported = Result<Vec<u8>, Vec<Diagnostic>>;

/// A format as its file here describes it.
struct Exporter {
    /// What every file begins with that byline writes.
    opening: &'static [u8],
    export: Export,
}

/// What a document is made from.
enum Export {
    /// The pages that were laid out.
    Pages(fn(&PagedDocument, RenderRequest<'_>) -> Exported),
    /// The event alone.
    Event(fn(&Event, RenderRequest<'_>) -> Exported),
}

fn exporter(format: Format) -> Exporter {
    match format {
        Format::Pdf => pdf::EXPORTER,
        Format::Calendar => calendar::EXPORTER,
    }
}

/// Writes a document in the format of its template. Its pages are there if the format has
/// some and they could be laid out; why they could not, whoever laid them out has said.
///
/// # Errors
/// What keeps the document from being written.
pub fn export(pages: Option<&PagedDocument>, render_request: RenderRequest<'_>) -> Exported {
    let format = render_request.template.manifest.format;
    match (exporter(format).export, render_request.subject) {
        (Export::Pages(export), _) => export(pages.ok_or_else(Vec::new)?, render_request),
        (Export::Event(export), Subject::Event(event)) => export(event, render_request),
        (Export::Event(_), Subject::Issue(_)) => {
            let message = format!("an issue cannot be written in the format `{format:?}`");
            Err(vec![Diagnostic::new(Code::INTERNAL, message)])
        }
    }
}

/// Whether a file may be a document of byline's, by its name and what it holds.
pub fn is_document(path: &Path, bytes: &[u8]) -> bool {
    Format::of_file(path).is_some_and(|format| bytes.starts_with(exporter(format).opening))
}
