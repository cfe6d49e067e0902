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

pub(crate) use pdf::from_pdf;
pub(crate) use svg::from_svg;

/// The largest file that is read, in bytes.
const MAX_BYTES: usize = 16 << 20;

/// How many characters of an address are told.
const TOLD: usize = 80;

/// Vector art that can be printed: an SVG that stands alone.
#[derive(Debug, Clone, PartialEq)]
pub struct Art {
    /// The drawing.
    pub svg: String,
    /// How wide it wants to be, in pixels of CSS: 96 to an inch.
    pub width: f32,
    /// How high it wants to be, in pixels of CSS.
    pub height: f32,
    /// Whether it has text as text, which is set in the fonts that there are.
    pub has_text: bool,
}

/// What keeps vector art from being printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It is a large file, or a small one that asks for a lot of work.
    TooLarge,
    /// It is not what it should be: in what way.
    Broken(String),
    /// It needs a file or an address: which.
    Linked(String),
    /// It has a part that cannot be drawn, or is one: which.
    Undrawable(&'static str),
}

impl Fault {
    /// A link to an address, told in a line.
    fn linked(address: &str) -> Self {
        let mut told: String = address.trim().chars().take(TOLD).collect();
        if told.len() < address.trim().len() {
            told.pop();
            told.push('…');
        }
        Self::Linked(told)
    }
}

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

    #[test]
    fn an_address_is_told_in_a_line() {
        assert_eq!(Fault::linked(" photo.jpg "), Fault::Linked("photo.jpg".into()));
        let Fault::Linked(told) = Fault::linked(&"ü".repeat(200)) else { panic!() };
        assert_eq!(told.chars().count(), TOLD);
        assert!(told.ends_with('…'));
    }
}
