//! Vector art: what designers draw, made into an SVG that stands alone.
//!
//! Art comes from anywhere, and what becomes of it is kept for ever. So a drawing is
//! looked through before it is drawn: nothing in it may lead out of it, pictures that it
//! holds are drawn anew, without what a camera wrote into them, and notes of the program
//! that made it are left out. Small files can ask for endless work, so it is weighed how
//! much there is to draw, before anything is. Nothing here follows the nesting of a file
//! by recursion before that is known to be shallow.

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

/// The largest file that is read, in bytes.
const MAX_BYTES: usize = 16 << 20;

/// Draws a picture anew that is embedded in art, without its metadata: from the bytes of
/// its file to those of a PNG or JPEG file. None if it cannot be decoded within limits.
pub(crate) type Redraw<'a> = &'a dyn Fn(&[u8]) -> Option<Vec<u8>>;

/// Whether a file seems to be an SVG: its first element is one, whatever stands before.
pub(crate) fn looks_like_svg(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(scan::BOM).unwrap_or(bytes);
    let mut rest = bytes.trim_ascii_start();
    loop {
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            // Declarations stand in brackets, which end just before it does.
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

/// Whether a declaration of the document's type has more of them in brackets.
fn opens_brackets(doctype: &[u8]) -> bool {
    doctype.iter().find(|byte| matches!(byte, b'[' | b'>')) == Some(&b'[')
}

/// Whether the name of an element is `svg`, perhaps with a prefix.
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
