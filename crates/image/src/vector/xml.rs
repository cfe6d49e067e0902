//! Parses the text of an SVG.

use byline_core::model::ArtProblem;
use roxmltree::{Document, Error, ParsingOptions};

use super::scan;

/// The maximum number of elements, texts and comments in a drawing.
const MAX_NODES: u32 = 200_000;

/// Decodes the text of a file.
pub(super) fn text(bytes: &[u8]) -> Result<&str, ArtProblem> {
    let bytes = bytes.strip_prefix(scan::BOM).unwrap_or(bytes).trim_ascii();
    str::from_utf8(bytes).map_err(|_| ArtProblem::Broken("it is not text in UTF-8".into()))
}

/// Parses the text of an SVG.
pub(super) fn parse(text: &str) -> Result<Document<'_>, ArtProblem> {
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, entity_resolver: None };
    Document::parse_with_options(text, options).map_err(|error| explain(&error))
}

/// Converts a parse error to a problem of the drawing.
pub(super) fn explain(error: &Error) -> ArtProblem {
    match error {
        Error::NodesLimitReached | Error::AttributesLimitReached => ArtProblem::TooLarge,
        Error::NoRootNode => ArtProblem::Broken("there is no drawing in it".into()),
        Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            ArtProblem::Broken("its end is missing".into())
        }
        error => ArtProblem::Broken(format!("its code is wrong in line {}", error.pos().row)),
    }
}
