//! The words of making PDFs.

use byline_core::message::{Message, message};

/// Returns the words.
pub(super) fn all() -> Vec<(&'static str, Message)> {
    vec![
        ("pdf", message!("PDF")),
        ("make-pdfs", message!("Make PDFs")),
        ("make-pdfs-print", message!("Make PDFs for print")),
        ("make-pdfs-greyscale", message!("Make PDFs in greyscale")),
        ("make-all-pdfs", message!("Make all PDFs")),
        ("pdf-options", message!("Options")),
        ("for-print", message!("For a print shop")),
        ("in-greyscale", message!("In greyscale")),
        ("building", message!("Making PDFs…")),
        ("building-of", message!("Making PDFs: [[made]] of [[total]]")),
        ("pdfs-made-one", message!("1 PDF is ready.")),
        ("pdfs-made-other", message!("[[count]] PDFs are ready.")),
        ("pdfs-in", message!("In the folder “[[folder]]”")),
        ("show-folder", message!("Show the folder")),
        ("folder-not-shown", message!("The folder could not be shown: [[why]]")),
        ("pdfs-failed-one", message!("1 PDF could not be made.")),
        ("pdfs-failed-other", message!("[[count]] PDFs could not be made.")),
        ("no-pdfs", message!("There was no PDF to make.")),
        ("build-not-started", message!("The PDFs could not be made: [[why]]")),
    ]
}
