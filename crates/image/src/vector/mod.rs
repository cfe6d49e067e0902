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
mod svg;

use std::sync::Arc;
use std::thread::{self, Builder};

use byline_core::model::{Art, ArtProblem, PictureFormat};
use byline_core::panics;

pub use grey::to_grey;

use crate::format;

/// The content of a font file.
pub type FontFile = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Returns the fonts for text in drawings, in order of preference. It is called only if there is
/// text.
pub type FontFiles<'a> = &'a (dyn Fn() -> Vec<FontFile> + Send + Sync);

/// The stack for reading a drawing, in bytes. Nested elements and objects are read recursively;
/// the drawing library takes up to 9 kB for each of at most 1024 levels.
const STACK: usize = 16 << 20;

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
        let worker = Builder::new().stack_size(STACK).spawn_scoped(scope, || panics::catch(work));
        let worker = worker.map_err(|error| ArtProblem::NoWorker(error.to_string()))?;
        let broken = || Err(ArtProblem::Broken("it cannot be drawn".into()));
        worker.join().flatten().unwrap_or_else(|_| broken())
    })
}

/// Returns whether a file looks like an SVG: its first element is one, whatever precedes it.
pub(crate) fn looks_like_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(svg::BOM).unwrap_or(bytes);
    let mut rest = bytes.trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            // Declarations are enclosed in square brackets, which close just before the document
            // type does.
            [b'<', b'!', ..] if opens_brackets(rest) => b"]",
            [b'<', b'!', ..] | [b'>', ..] => b">",
            [b'<', name @ ..] => return is_svg(name),
            _ => return false,
        };
        let Some(at) = rest.windows(end.len()).position(|window| window == end) else {
            return false;
        };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
}

/// Returns whether a document type declaration contains further declarations in brackets.
fn opens_brackets(doctype: &[u8]) -> bool {
    doctype.iter().find(|byte| matches!(byte, b'[' | b'>')) == Some(&b'[')
}

/// Returns whether the name of an element is `svg`, with or without a prefix.
fn is_svg(tag: &[u8]) -> bool {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
    let name = tag.split(ends).next().unwrap_or_default();
    name == b"svg" || name.ends_with(b":svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_is_known_by_its_first_element() {
        for yes in [
            "<svg/>",
            "\u{feff}\n<?xml version='1.0'?><!-- <html> --><svg width='1'>",
            "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'>\n<svg\n>",
            "<!DOCTYPE svg [ <!ENTITY a 'http://a'> ]><s:svg xmlns:s='http://a'>",
        ] {
            assert!(looks_like_svg(yes.as_bytes()), "{yes}");
        }
        for no in ["", "svg", "<html><svg/>", "<svgs>", "<?xml", "<!-- <svg>", "%PDF-1.7", "<"] {
            assert!(!looks_like_svg(no.as_bytes()), "{no}");
        }
    }
}
