//! PNG files with 16 bits per channel, narrowed to 8 bits row by row.
//!
//! The library for all formats would hold all pixels in 16 bits and then also in 8: three times
//! the memory.

use std::io::Cursor;

use byline_core::model::{MAX_BESIDES, PictureProblem};
use image::{DynamicImage, GrayAlphaImage, GrayImage, RgbImage, RgbaImage};
use png::{ColorType, Decoder, DecodingError, InterlaceInfo, Limits, Transformations};

/// Decodes a PNG with 16 bits per channel to 8 bits.
///
/// # Errors
/// Fails if the file is damaged or contains too much besides the pixels.
pub(super) fn decode(bytes: &[u8]) -> Result<DynamicImage, PictureProblem> {
    const BITS: u8 = 8;
    let most = usize::try_from(MAX_BESIDES).unwrap_or(usize::MAX);
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: most });
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(problem)?;
    let (width, height) = reader.info().size();
    let (colour, _) = reader.output_color_type();
    let samples = u8::try_from(colour.samples()).unwrap_or(u8::MAX);
    let length = width as usize * usize::from(samples);
    let mut pixels = vec![0; length * height as usize];
    let (mut narrowed, mut at) = (Vec::with_capacity(length), 0);
    while let Some(row) = reader.next_interlaced_row().map_err(problem)? {
        narrowed.clear();
        narrowed.extend(row.data().as_chunks().0.iter().map(|value| narrow(*value)));
        match row.interlace() {
            InterlaceInfo::Null(_) => {
                pixels[at..at + length].copy_from_slice(&narrowed);
                at += length;
            }
            InterlaceInfo::Adam7(pass) => {
                png::expand_interlaced_row(&mut pixels, length, &narrowed, pass, samples * BITS);
            }
        }
    }
    let image = match colour {
        ColorType::Grayscale => GrayImage::from_raw(width, height, pixels).map(Into::into),
        ColorType::GrayscaleAlpha => {
            GrayAlphaImage::from_raw(width, height, pixels).map(Into::into)
        }
        ColorType::Rgb => RgbImage::from_raw(width, height, pixels).map(Into::into),
        ColorType::Rgba => RgbaImage::from_raw(width, height, pixels).map(Into::into),
        ColorType::Indexed => None,
    };
    image.ok_or(PictureProblem::Rare)
}

/// Converts 16 bits, the most significant first, to the nearest value of 8 bits.
fn narrow(value: [u8; 2]) -> u8 {
    u8::try_from((u32::from(u16::from_be_bytes(value)) + 128) / 257).unwrap_or(u8::MAX)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn problem(error: DecodingError) -> PictureProblem {
    match error {
        DecodingError::LimitsExceeded => PictureProblem::Overloaded,
        _ => PictureProblem::Damaged,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use image::{ImageBuffer, ImageFormat, Luma, Rgba};

    #[test]
    fn every_value_is_what_it_was_when_the_whole_picture_was_narrowed() {
        #[expect(clippy::cast_possible_truncation, reason = "these are all values of 16 bits")]
        let deep = ImageBuffer::from_fn(256, 256, |x, y| {
            let value = (y * 256 + x) as u16;
            Rgba([value, !value, value.rotate_left(5), value ^ 0x5555])
        });
        let deep = DynamicImage::ImageRgba16(deep);
        for deep in
            [deep.to_luma16().into(), deep.to_luma_alpha16().into(), deep.to_rgb16().into(), deep]
        {
            let mut file = Cursor::new(vec![]);
            deep.write_to(&mut file, ImageFormat::Png).unwrap();
            let narrowed: DynamicImage = match &deep {
                DynamicImage::ImageLuma16(_) => deep.to_luma8().into(),
                DynamicImage::ImageLumaA16(_) => deep.to_luma_alpha8().into(),
                DynamicImage::ImageRgb16(_) => deep.to_rgb8().into(),
                _ => deep.to_rgba8().into(),
            };
            assert!(decode(&file.into_inner()).unwrap() == narrowed, "{:?}", deep.color());
        }
    }

    /// Returns a chunk of a PNG (ISO/IEC 15948, 5.3).
    fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
        let named = [&name, content].concat();
        let crc = !named.iter().fold(u32::MAX, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
        });
        let length = u32::try_from(content.len()).unwrap();
        [&length.to_be_bytes()[..], &named, &crc.to_be_bytes()].concat()
    }

    #[test]
    fn an_interlaced_picture_is_put_together() {
        /// The first pixel of each pass, and the distance to the next (ISO/IEC 15948, 8.2).
        const PASSES: [(u16, u16, usize, usize); 7] = [
            (0, 0, 8, 8),
            (4, 0, 8, 8),
            (0, 4, 4, 8),
            (2, 0, 4, 4),
            (0, 2, 2, 4),
            (1, 0, 2, 2),
            (0, 1, 1, 2),
        ];
        let (width, height) = (13_u8, 11_u8);
        let value = |x: u16, y: u16| (y * 13 + x) * 457;
        let mut pixels = vec![];
        for (left, top, across, down) in PASSES {
            for y in (top..height.into()).step_by(down) {
                // The filter of each row comes first: none.
                pixels.push(0);
                let row = (left..width.into()).step_by(across);
                pixels.extend(row.flat_map(|x| value(x, y).to_be_bytes()));
            }
        }
        // 16 bits, greys, no choice of compression and filters, interlaced.
        let head = [0, 0, 0, width, 0, 0, 0, height, 16, 0, 0, 0, 1];
        let data = fdeflate::compress_to_vec(&pixels);
        let chunks = [chunk(*b"IHDR", &head), chunk(*b"IDAT", &data), chunk(*b"IEND", b"")];
        let file = [b"\x89PNG\r\n\x1a\n".to_vec(), chunks.concat()].concat();
        let whole = ImageBuffer::from_fn(width.into(), height.into(), |x, y| {
            Luma([value(x.try_into().unwrap(), y.try_into().unwrap())])
        });
        assert!(decode(&file).unwrap() == DynamicImage::ImageLuma16(whole).to_luma8().into());
    }
}
