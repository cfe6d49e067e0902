//! Changes to the chunks of a picture file. Lengths and checksums are right again afterwards.

use super::bytes;
use crate::Rng;
use crate::pictures::crc;

/// A chunk: its type and its content.
type Chunk = (Vec<u8>, Vec<u8>);

/// The signature of a PNG (ISO/IEC 15948, 5.2).
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The types of PNG chunks that readers know.
const PNG_KINDS: [&[u8]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"tEXt",
    b"zTXt", b"iTXt", b"eXIf", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// The types of the chunks of a WebP (RFC 9649).
const WEBP_KINDS: [&[u8]; 8] =
    [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"EXIF", b"ICCP"];

/// The markers of JPEG segments with a length (ITU-T T.81, table B.1).
const JPEG_KINDS: [&[u8]; 14] = [
    b"\xc0", b"\xc1", b"\xc2", b"\xc4", b"\xda", b"\xdb", b"\xdd", b"\xe0", b"\xe1", b"\xe2",
    b"\xed", b"\xee", b"\xfe", b"\xd9",
];

/// Changes a PNG.
pub fn png(file: &mut Vec<u8>, rng: &mut Rng) {
    let Some(mut rest) = file.strip_prefix(PNG) else { return bytes::change(file, rng) };
    let mut chunks = Vec::new();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let (data, after) = after.split_at(after.len().min(length as usize));
        chunks.push((head[4..].to_vec(), data.to_vec()));
        rest = after.get(4..).unwrap_or_default();
    }
    alter(&mut chunks, &PNG_KINDS, rng);
    *file = PNG.to_vec();
    file.extend(chunks.iter().flat_map(|(kind, data)| png_chunk(kind, data)));
}

/// Returns a PNG with a further chunk after its header, which has 33 bytes.
pub(crate) fn with_png_chunk(file: &[u8], kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    [&file[..33], &png_chunk(&kind, data), &file[33..]].concat()
}

fn png_chunk(kind: &[u8], data: &[u8]) -> Vec<u8> {
    let body = [kind, data].concat();
    [&length(data.len()).to_be_bytes(), body.as_slice(), &crc(&body).to_be_bytes()].concat()
}

/// Changes a WebP.
pub fn webp(file: &mut Vec<u8>, rng: &mut Rng) {
    let Some(mut rest) = file.get(12..) else { return bytes::change(file, rng) };
    let mut chunks = Vec::new();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let (data, after) = after.split_at(after.len().min(length));
        chunks.push((head[..4].to_vec(), data.to_vec()));
        rest = after.get(length % 2..).unwrap_or_default();
    }
    alter(&mut chunks, &WEBP_KINDS, rng);
    let mut body = b"WEBP".to_vec();
    for (kind, data) in chunks {
        body.extend(kind);
        body.extend(length(data.len()).to_le_bytes());
        body.extend(&data);
        body.resize(body.len() + data.len() % 2, 0);
    }
    *file = [b"RIFF", &length(body.len()).to_le_bytes()[..], &body].concat();
}

/// Changes a JPEG. The compressed pixels after a scan's header count as a part of that header's
/// segment.
pub fn jpeg(file: &mut Vec<u8>, rng: &mut Rng) {
    let Some(mut rest) = file.strip_prefix(b"\xff\xd8") else { return bytes::change(file, rng) };
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut pixels = Vec::new();
    while let [0xff, marker, high, low, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low])).saturating_sub(2);
        let (data, after) = after.split_at(after.len().min(length));
        chunks.push((vec![*marker], data.to_vec()));
        rest = after;
        if *marker == 0xda {
            pixels = after.to_vec();
            break;
        }
    }
    if rng.one_in(3) {
        bytes::change(&mut pixels, rng);
    } else {
        alter(&mut chunks, &JPEG_KINDS, rng);
    }
    *file = b"\xff\xd8".to_vec();
    for (kind, data) in chunks {
        let length = u16::try_from(data.len() + 2).unwrap_or(u16::MAX);
        file.extend([&[0xff], kind.as_slice(), &length.to_be_bytes(), &data].concat());
    }
    file.extend(pixels);
}

/// Changes the content of a chunk, or removes, repeats, moves or renames one.
fn alter(chunks: &mut Vec<Chunk>, kinds: &[&[u8]], rng: &mut Rng) {
    if chunks.is_empty() {
        chunks.push((rng.pick(kinds).to_vec(), vec![]));
    }
    let at = rng.below(chunks.len());
    let other = rng.below(chunks.len());
    match rng.below(10) {
        0 => drop(chunks.remove(at)),
        1 => chunks.insert(other, chunks[at].clone()),
        2 => chunks.swap(at, other),
        3 => chunks[at].0 = rng.pick(kinds).to_vec(),
        4 => chunks[at].1 = chunks[other].1.clone(),
        _ => bytes::change(&mut chunks[at].1, rng),
    }
}

fn length(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
