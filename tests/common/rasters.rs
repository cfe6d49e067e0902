//! Raster files that claim to need, or contain, far more than their pixels explain.

use image::ImageFormat;

use super::hostile::{File, deflate};
use super::pictures::{corners, encode};

/// Returns a small PNG with further chunks after its head (ISO/IEC 15948, 5.3).
pub(crate) fn png(more: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    const HEAD: usize = 33;
    let mut file = encode(&corners(80, 60).into(), ImageFormat::Png);
    let rest = file.split_off(HEAD);
    for (name, content) in more {
        file.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        let chunk = [&name[..], content].concat();
        file.extend(&chunk);
        file.extend(crc(&chunk).to_be_bytes());
    }
    file.extend(rest);
    file
}

/// Returns the checksum of a PNG chunk (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let table: Vec<u32> = (0..256)
        .map(|byte| {
            (0..8)
                .fold(byte, |crc, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 })
        })
        .collect();
    let step = |crc: u32, byte: &u8| table[usize::from(crc.to_le_bytes()[0] ^ byte)] ^ (crc >> 8);
    !bytes.iter().fold(u32::MAX, step)
}

/// Returns a JPEG with segments after its first marker, and after its scan.
fn jpeg(photo: &[u8], first: &[u8], last: &[u8]) -> Vec<u8> {
    let end = photo.len() - 2;
    [&photo[..2], first, &photo[2..end], last, &photo[end..]].concat()
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// Returns a chunk of a WebP, which claims this length (RFC 9649).
fn chunk(name: [u8; 4], content: &[u8], length: u32) -> Vec<u8> {
    [&name[..], &length.to_le_bytes(), content].concat()
}

fn webp(chunks: &[Vec<u8>]) -> Vec<u8> {
    let content = [b"WEBP".to_vec(), chunks.concat()].concat();
    chunk(*b"RIFF", &content, u32::try_from(content.len()).unwrap())
}

/// Returns a TIFF of 100 by 100 grey pixels with further tags: tag, type, count, value (TIFF 6.0).
pub(crate) fn tiff(more: &[(u16, u16, u32, u32)], data: &[u8]) -> Vec<u8> {
    let mut tags = vec![
        (256, 4, 1, 100),
        (257, 4, 1, 100),
        (258, 3, 1, 8),
        (262, 3, 1, 1),
        (273, 4, 1, 500),
        (278, 4, 1, 100),
        (279, 4, 1, 10_000),
    ];
    tags.retain(|(tag, ..)| !more.iter().any(|(other, ..)| other == tag));
    tags.extend(more);
    tags.sort_unstable();
    let mut file = b"II*\0\x08\0\0\0".to_vec();
    file.extend(u16::try_from(tags.len()).unwrap().to_le_bytes());
    for (tag, kind, count, value) in tags {
        file.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
        file.extend([count.to_le_bytes(), value.to_le_bytes()].concat());
    }
    file.resize(500, 0);
    file.extend(data);
    file
}

/// Returns a colour profile (ICC.1) with its name in 100,000 languages, each of 4 MB.
fn languages() -> Vec<u8> {
    const SIZE: u32 = 4 << 20;
    const START: u32 = 144;
    let length = SIZE.to_be_bytes();
    let mut profile = moxcms::ColorProfile::new_srgb().encode().unwrap();
    profile.truncate(128);
    profile.extend([[0, 0, 0, 1], *b"desc", START.to_be_bytes(), length].concat());
    profile.extend([*b"mluc", [0; 4], 100_000_u32.to_be_bytes(), [0, 0, 0, 12]].concat());
    profile.extend([*b"enGB", length, [0; 4]].concat().repeat(100_000));
    profile.resize((START + SIZE) as usize, b' ');
    profile
}

/// Returns files that cannot be printed. `photo` is a JPEG.
pub(crate) fn refused(photo: &[u8]) -> Vec<File> {
    let segments = segment(0xe2, &vec![7; 65_000]).repeat(400);
    let canvas = chunk(*b"VP8X", &[0, 0, 0, 0, 99, 0, 0, 99, 0, 0], 10);
    // The head of a lossy picture of 16,383 by 16,383 pixels (RFC 6386, 9.1).
    let frame = chunk(*b"VP8 ", b"\x10\0\0\x9d\x01\x2a\xff\x3f\xff\x3f\0\0\0\0\0\0", 16);
    let screen = b"GIF89a\x64\0\x64\0\0\0\0";
    let comment =
        [&[0x21, 0xfe][..], &[&[255][..], &[7; 255]].concat().repeat(80_000), &[0]].concat();
    let scan = segment(0xda, &[1, 1, 0, 0, 63, 0]).repeat(200);
    vec![
        ("exif.png", png(&[(b"eXIf", &vec![0; 20 << 20])])),
        ("texts.png", png(&vec![(b"tEXt", &[b"a\0".as_slice(), &[7; 1 << 20]].concat()[..]); 20])),
        ("segments.jpg", jpeg(photo, &segments, b"")),
        ("late.jpg", jpeg(photo, b"", &segments)),
        ("scans.jpg", jpeg(photo, b"", &scan)),
        (
            "profile.webp",
            webp(&[canvas.clone(), chunk(*b"ICCP", b"x", 0xffff_fff0), frame.clone()]),
        ),
        ("frame.webp", webp(&[canvas, frame])),
        ("comments.gif", [screen.as_slice(), &comment, b"\x2c"].concat()),
        ("strips.tif", tiff(&[(273, 4, 8 << 20, 500), (279, 4, 8 << 20, 500)], &vec![0; 32 << 20])),
        ("tiles.tif", tiff(&[(322, 4, 1, 0x7fff_fff0), (323, 4, 1, 0x7fff_fff0)], &[0; 9])),
        ("channels.tif", tiff(&[(277, 3, 1, 65_535), (338, 3, 1, 0)], &[0; 9])),
    ]
}

/// Returns files of which only the pixels are used.
pub(crate) fn printed(photo: &[u8]) -> Vec<File> {
    let bomb = deflate(vec![0; 600 << 20]);
    let profile = [b"x\0\0".as_slice(), &bomb].concat();
    let text = [b"XML:com.adobe.xmp\0\x01\0\0\0".as_slice(), &bomb].concat();
    let languages = [b"x\0\0".as_slice(), &deflate(languages())].concat();
    let extended =
        [b"http://ns.adobe.com/xmp/extension/\0", &[b'a'; 32][..], &[0xff; 8], &[7; 9999]];
    vec![
        ("profile.png", png(&[(b"iCCP", &profile)])),
        ("xmp.png", png(&[(b"iTXt", &text)])),
        ("languages.png", png(&[(b"iCCP", &languages)])),
        ("extended.jpg", jpeg(photo, &segment(0xe1, &extended.concat()).repeat(900), b"")),
        ("xmp.tif", tiff(&[(700, 1, 12 << 20, 500)], &vec![7; 13 << 20])),
        ("profile.tif", tiff(&[(34_675, 7, 0xffff_fff0, 500)], &vec![7; 20_000])),
    ]
}
