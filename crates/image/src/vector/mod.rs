//! Vector art: designers' drawings, converted to a self-contained SVG.
//!
//! Art can come from anywhere, and the result is archived. A drawing is therefore checked before
//! it is drawn: it must not refer to anything outside itself, embedded pictures are re-encoded
//! without camera metadata, and metadata of the authoring program is removed. Small files can
//! require unlimited work, so the amount of drawing is weighed first. No code here follows the
//! nesting of a file recursively before it is known to be shallow.

mod clean;
mod effort;
mod link;
mod meter;
mod paint;
mod pdf;
mod scan;
mod style;
mod svg;
mod weight;
mod xml;

pub(crate) use pdf::from_pdf;
pub(crate) use svg::from_svg;

/// The maximum size of a file, in bytes.
const MAX_BYTES: usize = 16 << 20;

/// Re-encodes a picture embedded in art without its metadata: takes the bytes of its file and
/// returns those of a PNG or JPEG file, or `None` if it cannot be decoded within limits.
pub(crate) type Redraw<'a> = &'a dyn Fn(&[u8]) -> Option<Vec<u8>>;

/// Returns whether a file looks like an SVG: its first element is one, whatever precedes it.
pub(crate) fn looks_like_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(scan::BOM).unwrap_or(bytes);
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
