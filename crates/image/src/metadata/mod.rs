//! The metadata that a photographer wrote into a photo file: its caption, author and rights.
//!
//! A file has up to three blocks of metadata: XMP (ISO 16684-1), IIM (IPTC-NAA Information
//! Interchange Model 4.2) and EXIF (CIPA DC-008, Exif 2.32). The IPTC Photo Metadata Standard
//! 2023.2 maps their properties to fields. If the blocks differ, XMP takes precedence, because
//! current programs write there what people type; then IIM, its predecessor; EXIF comes last,
//! because a camera fills it in automatically. The guidelines of the Metadata Working Group
//! (version 2.0 of 2010) would put EXIF first.

mod exif;
mod iptc;
mod text;
mod xmp;

use byline_core::model::Metadata;

/// The maximum size of a block, in bytes. What people write is far smaller.
const MAX_BYTES: usize = 1 << 20;

/// The metadata blocks of a file, as its decoder returns them.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Blocks<'a> {
    /// A TIFF structure, optionally preceded by `Exif` and two null bytes.
    pub exif: Option<&'a [u8]>,
    /// An XMP packet in UTF-8.
    pub xmp: Option<&'a [u8]>,
    /// IIM datasets, or the Photoshop image resources that contain them. In a PNG, they may be
    /// in hexadecimal.
    pub iptc: Option<&'a [u8]>,
}

/// Reads the blocks, and ignores those that are damaged or too large.
pub(crate) fn read(blocks: Blocks<'_>) -> Metadata {
    let part = |block: Option<&[u8]>, read: fn(&[u8]) -> Option<Metadata>| {
        block.filter(|block| block.len() <= MAX_BYTES).and_then(read).unwrap_or_default()
    };
    let typed = merge(part(blocks.xmp, xmp::read), part(blocks.iptc, iptc::read));
    merge(typed, part(blocks.exif, exif::read))
}

/// Returns the resolution of a picture in pixels per inch, according to its EXIF block.
pub(crate) fn density(exif: &[u8]) -> Option<f64> {
    exif::density(exif)
}

/// Returns the first, with missing fields taken from the second.
fn merge(first: Metadata, second: Metadata) -> Metadata {
    let list = |list: Vec<String>, other| if list.is_empty() { other } else { list };
    Metadata {
        alt: first.alt.or(second.alt),
        caption: first.caption.or(second.caption),
        creators: list(first.creators, second.creators),
        credit: first.credit.or(second.credit),
        copyright: first.copyright.or(second.copyright),
        source: first.source.or(second.source),
        date: first.date.or(second.date),
        people: list(first.people, second.people),
        digital_source: first.digital_source.or(second.digital_source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const XMP: &[u8] = br#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:description="XMP"/>
        </rdf:RDF>"#;
    const IPTC: &[u8] = b"\x1c\x02\x78\0\x03IIM\x1c\x02\x50\0\x05A IIM";
    const EXIF: &[u8] = b"MM\0*\0\0\0\x08\0\x02\x01\x0e\0\x02\0\0\0\x04EXI\0\
        \x82\x98\0\x02\0\0\0\x04EXI\0\0\0\0\0";

    /// Calls a function with several thousand damaged copies of a block, the same in every run.
    pub(super) fn break_up(block: &[u8], mut call: impl FnMut(&[u8])) {
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let mut random = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below as u64).unwrap()
        };
        (0..block.len()).for_each(|end| call(&block[..end]));
        for _ in 0..3_000 {
            let mut copy = block.to_vec();
            for _ in 0..=random(4) {
                let at = random(copy.len());
                copy[at] = [0, 1, 0x7f, 0x80, 0xff, copy[at] ^ 1, b'<', b'&'][random(8)];
            }
            copy.truncate(copy.len() - random(copy.len()) * random(2));
            call(&copy);
        }
    }

    #[test]
    fn xmp_comes_before_iim_and_iim_before_exif() {
        let all = Blocks { exif: Some(EXIF), xmp: Some(XMP), iptc: Some(IPTC) };
        let metadata = read(all);
        assert_eq!(metadata.caption.as_deref(), Some("XMP"));
        assert_eq!(metadata.creators, ["A IIM"]);
        assert_eq!(metadata.copyright.as_deref(), Some("EXI"));
        assert_eq!(read(Blocks { xmp: None, ..all }).caption.as_deref(), Some("IIM"));
        assert_eq!(
            read(Blocks { exif: Some(EXIF), ..Blocks::default() }).caption.as_deref(),
            Some("EXI")
        );
    }

    #[test]
    fn no_block_and_no_sensible_block_say_nothing() {
        assert_eq!(read(Blocks::default()), Metadata::default());
        let huge = [IPTC, &vec![0; MAX_BYTES]].concat();
        for block in [&b""[..], b"\0", b"Exif\0\0", b"<", &huge] {
            let blocks = Blocks { exif: Some(block), xmp: Some(block), iptc: Some(block) };
            assert_eq!(read(blocks), Metadata::default());
        }
    }
}
