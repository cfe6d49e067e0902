//! The harness for the blocks of metadata in pictures: EXIF, IPTC and XMP.

use image::ImageFormat;

use crate::Harness;
use crate::mutate::{bytes, tiff, tokens};
use crate::pictures::{corners, encode, exif, telling_jpeg};
use crate::prints::{CAPTION, CacheFixture, are_lines};

/// A block of metadata: its first byte says which kind it is, and so in which file it is tried.
pub(crate) const METADATA: Harness = Harness {
    name: "metadata",
    seeds: || {
        let telling = telling_jpeg(&corners(16, 16), 6, CAPTION);
        let segment = |mark: &[u8]| {
            let start = telling.windows(mark.len()).position(|window| window == mark);
            let start = start.expect("the photo has the block");
            let length = usize::from(u16::from_be_bytes([telling[start - 2], telling[start - 1]]));
            telling[start..start + length - 2].to_vec()
        };
        vec![
            [b"E".as_slice(), &exif(6)[6..]].concat(),
            [b"T".as_slice(), &encode(&corners(8, 8).into(), ImageFormat::Tiff)].concat(),
            [b"X".as_slice(), &segment(XMP)[XMP.len()..]].concat(),
            [b"I".as_slice(), &segment(IPTC)].concat(),
        ]
    },
    mutate: |file, rng| {
        let mut block = file.split_off(1.min(file.len()));
        match file.first() {
            Some(b'X') => tokens::change(&mut block, &XMP_WORDS, rng),
            Some(b'E' | b'T') => tiff::change(&mut block, rng),
            _ => bytes::change(&mut block, rng),
        }
        file.extend(block);
    },
    run: metadata,
};

/// The beginnings of the blocks in the segments of a JPEG.
const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
const IPTC: &[u8] = b"Photoshop 3.0\0";

const XMP_WORDS: [&str; 24] = [
    "<rdf:Alt>",
    "</rdf:Alt>",
    "<rdf:Seq>",
    "<rdf:li>",
    "</rdf:li>",
    "xml:lang='x-default'",
    "<dc:description>",
    "</dc:description>",
    "<dc:creator>",
    "<dc:rights>",
    "rdf:parseType='Resource'",
    "photoshop:Credit='x'",
    "photoshop:DateCreated='2024-02-30'",
    "Iptc4xmpCore:AltTextAccessibility",
    "<rdf:Description",
    "rdf:about=''",
    "xmlns:a='b'",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&#x0;",
    "&amp;",
    "\0",
];

/// Opens the picture that has a block of metadata.
fn metadata(file: &[u8]) {
    let Some((kind, block)) = file.split_first() else { return };
    let app = |marker: u8, mark: &[u8]| {
        let mut jpeg = encode(&corners(8, 8).into(), ImageFormat::Jpeg);
        let length = u16::try_from(2 + mark.len() + block.len()).ok()?;
        let head = [&[0xff, marker], length.to_be_bytes().as_slice(), mark, block].concat();
        jpeg.splice(2..2, head);
        Some(jpeg)
    };
    let whole = match kind {
        b'E' => app(0xe1, b"Exif\0\0"),
        b'X' => app(0xe1, XMP),
        b'I' => app(0xed, b""),
        _ => Some(block.to_vec()),
    };
    if let Some(original) = whole.and_then(|whole| CacheFixture::without_cache().open(&whole)) {
        are_lines(&original.metadata);
    }
}
