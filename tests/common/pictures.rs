//! Pictures for tests, generated here: in every file format, with all the metadata that cameras
//! and photographers add.

#![allow(dead_code, reason = "each test file uses a part of this")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, Rgb, RgbImage};
use jpeg_encoder::{ColorType, Encoder};

/// Texts that no PDF may contain: each is in a different place in the files.
pub(crate) const SECRETS: [&str; 8] = [
    "SECRET-SERIAL",
    "SECRET-GPS",
    "SECRET-XMP",
    "SECRET-IPTC",
    "SECRET-COMMENT",
    "SECRET-THUMBNAIL",
    "SECRET-TRAILER",
    "SECRET-PROFILE",
];

/// Returns a picture with a different colour in each corner (red, green, blue and white,
/// clockwise from the top left) and a soft, noisy middle like that of a photograph.
pub(crate) fn corners(width: u32, height: u32) -> RgbImage {
    let (w, h) = (width / 4, height / 4);
    RgbImage::from_fn(width, height, |x, y| {
        let (left, right, top, bottom) = (x < w, x >= width - w, y < h, y >= height - h);
        if left && top {
            Rgb([230, 20, 20])
        } else if right && top {
            Rgb([20, 200, 20])
        } else if right && bottom {
            Rgb([20, 20, 230])
        } else if left && bottom {
            Rgb([250, 250, 250])
        } else {
            let noise = ((x * 7919) ^ (y * 104_729)).wrapping_mul(2_654_435_761) >> 27;
            let share = |part: u32, all: u32| (part * 160 / all + noise).to_le_bytes()[0];
            Rgb([share(x, width), share(y, height), share(x + y, width + height)])
        }
    })
}

/// Returns a picture encoded in a format.
pub(crate) fn encode(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// Returns a JPEG with EXIF and an orientation, XMP, IPTC, a profile, a comment, a thumbnail,
/// and data after its end.
pub(crate) fn telling_jpeg(picture: &RgbImage, orientation: u16, metadata: &str) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 92);
    encoder.add_app_segment(1, exif(orientation)).unwrap();
    let xmp = [b"http://ns.adobe.com/xap/1.0/\0".as_slice(), xmp(metadata).as_bytes()].concat();
    encoder.add_app_segment(1, xmp).unwrap();
    encoder.add_app_segment(13, iptc("SECRET-IPTC")).unwrap();
    encoder.add_app_segment(2, b"MPF\0SECRET-THUMBNAIL".to_vec()).unwrap();
    let (width, height) = (picture.width(), picture.height());
    let side = |side: u32| u16::try_from(side).unwrap();
    encoder.encode(picture, side(width), side(height), ColorType::Rgb).unwrap();
    // After the start of the image: a comment (ITU-T T.81, B.2.4.5).
    let comment = [&[0xff, 0xfe, 0, 16], b"SECRET-COMMENT".as_slice()].concat();
    file.splice(2..2, comment);
    file.extend(b"SECRET-TRAILER");
    file
}

/// Returns a JPEG in CMYK.
pub(crate) fn press_jpeg(picture: &RgbImage) -> Vec<u8> {
    let inks = picture.pixels().flat_map(|Rgb([r, g, b])| [255 - r, 255 - g, 255 - b, 0]);
    let inks: Vec<u8> = inks.collect();
    let mut file = Vec::new();
    let side = |side: u32| u16::try_from(side).unwrap();
    Encoder::new(&mut file, 92)
        .encode(&inks, side(picture.width()), side(picture.height()), ColorType::Cmyk)
        .unwrap();
    file
}

/// Returns a JPEG with a colour profile.
pub(crate) fn profiled_jpeg(picture: &RgbImage, profile: Vec<u8>) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 92);
    encoder.set_icc_profile(profile).unwrap();
    encoder
        .write_image(picture, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .unwrap();
    file
}

/// Returns a PNG with EXIF, text in two kinds of chunk, and a time.
pub(crate) fn telling_png(picture: &RgbImage) -> Vec<u8> {
    let mut file = encode(&picture.clone().into(), ImageFormat::Png);
    let itxt = [b"XML:com.adobe.xmp\0\0\0\0\0".as_slice(), xmp("").as_bytes()].concat();
    let chunks = [
        (b"eXIf", exif(1)[6..].to_vec()),
        (b"tEXt", b"Comment\0SECRET-COMMENT".to_vec()),
        (b"iTXt", itxt),
    ];
    // After the header, whose length is fixed.
    let mut at = 33;
    for (kind, data) in chunks {
        let body = [kind.as_slice(), &data].concat();
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        let chunk = [&length, body.as_slice(), &crc(&body).to_be_bytes()].concat();
        file.splice(at..at, chunk.iter().copied());
        at += chunk.len();
    }
    file
}

/// Returns a one-page PDF with a red area.
pub(crate) fn pdf() -> Vec<u8> {
    let content = "0.8 0.1 0.1 rg 10 10 100 60 re f";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 120 80] /Contents 4 0 R /Resources << >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Author (SECRET-SERIAL) /Producer (SECRET-XMP) >>".to_owned(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).as_bytes());
    }
    let start = file.len();
    file.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    let trailer =
        format!("trailer\n<< /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n{start}\n%%EOF");
    file.extend(trailer.as_bytes());
    file
}

/// Returns EXIF (2.32) as embedded in a JPEG: orientation, maker, serial number, location and a
/// thumbnail.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    use exif::experimental::Writer;
    use exif::{Field, In, Rational, Tag, Value};
    let ascii = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let degrees = |num| Value::Rational([num, 0, 0].map(|num| Rational { num, denom: 1 }).to_vec());
    let fields = [
        (Tag::Orientation, Value::Short(vec![orientation])),
        (Tag::Make, ascii("SECRET-SERIAL")),
        (Tag::BodySerialNumber, ascii("SECRET-SERIAL")),
        (Tag::GPSLatitudeRef, ascii("N")),
        (Tag::GPSLatitude, degrees(3)),
        (Tag::GPSLongitudeRef, ascii("E")),
        (Tag::GPSLongitude, degrees(101)),
        (Tag::GPSAreaInformation, Value::Undefined(b"ASCII\0\0\0SECRET-GPS".to_vec(), 0)),
    ]
    .map(|(tag, value)| Field { tag, ifd_num: In::PRIMARY, value });
    let thumbnail = b"\xff\xd8SECRET-THUMBNAIL\xff\xd9";
    let mut writer = Writer::new();
    for field in &fields {
        writer.push_field(field);
    }
    writer.set_jpeg(thumbnail, In::THUMBNAIL);
    let mut block = Cursor::new(b"Exif\0\0".to_vec());
    block.set_position(6);
    let mut tiff = Cursor::new(Vec::new());
    writer.write(&mut tiff, false).unwrap();
    let mut block = block.into_inner();
    block.extend(tiff.into_inner());
    block
}

/// Returns XMP (ISO 16684-1) with a secret and further properties.
fn xmp(properties: &str) -> String {
    format!(
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\
         <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
         <rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/' \
         xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/' \
         xmlns:Iptc4xmpCore='http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/' \
         xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:CreatorTool='SECRET-XMP'>\
         {properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}

/// Returns IPTC-IIM as Photoshop writes it, with a confidential job id (2:103).
fn iptc(job: &str) -> Vec<u8> {
    let length = u16::try_from(job.len()).unwrap().to_be_bytes();
    let mut records = [&[0x1c, 2, 103], length.as_slice(), job.as_bytes()].concat();
    let size = u32::try_from(records.len()).unwrap().to_be_bytes();
    if records.len() % 2 == 1 {
        records.push(0);
    }
    [b"Photoshop 3.0\08BIM\x04\x04\0\0".as_slice(), &size, &records].concat()
}

/// Returns the checksum of a PNG chunk (ISO/IEC 15948, annex D).
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 }
        })
    })
}
