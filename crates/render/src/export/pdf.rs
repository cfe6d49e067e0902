//! PDF export: archivable (PDF/A-2a), accessible (PDF/UA-1) and reproducible.

use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::bleed::add_bleed_boxes;
use super::{Export, Exporter};
use crate::compose::{RenderRequest, export_findings};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::message::{Message, message};

pub(super) const EXPORTER: Exporter = Exporter { opening: b"%PDF-", export: Export::Pages(to_pdf) };

/// Writes a document as PDF/A-2a and PDF/UA-1.
///
/// # Errors
/// Returns findings for anything in the document that violates one of the standards.
fn to_pdf(
    document: &PagedDocument,
    render_request: RenderRequest<'_>,
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let internal = |message| vec![Diagnostic::new(Code::INTERNAL, message)];
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| internal(Message::verbatim(error.message().as_str())))?;
    let options = PdfOptions {
        ident: Smart::Custom(format!(
            "{}/{}/{}",
            render_request.project.organisation,
            render_request.id(),
            render_request.template.name
        )),
        creator: Smart::Custom(Some(concat!("byline ", env!("CARGO_PKG_VERSION")).into())),
        standards,
        ..PdfOptions::default()
    };
    let pdf = typst_pdf::pdf(document, &options)
        .map_err(|errors| export_findings(render_request, &errors))?;
    if !render_request.output.print {
        return Ok(pdf);
    }
    add_bleed_boxes(&pdf).map_err(|error| {
        internal(message!("the bleed box cannot be written: {error}", error = error.to_string()))
    })
}
