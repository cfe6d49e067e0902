//! What a picture looks like at a glance: dark, blank, like another one.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage};

/// How bright a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As pictures are.
    Ordinary,
    /// Hardly anything can be made out.
    Dark,
    /// All of it has one colour.
    Blank,
}

/// What a picture looks like at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// How bright it is.
    pub tone: Tone,
    /// Where it gets brighter from left to right, in rows of 16 places.
    fingerprint: [u16; ROWS],
}

/// The size of the thumbnail that a look is taken from.
const SIDE: u32 = 17;
const ROWS: usize = SIDE as usize;

/// How large a picture must be for a look, at least.
pub(super) const LEAST: (u32, u32) = (16 * SIDE, 16 * SIDE);

/// A picture of which the mean brightness is below this, of 255, is dark, ...
const DARK: f64 = 20.0;

/// ... unless some part of it is as bright as this: a stage in a dark hall.
const LIT: u8 = 90;

/// A picture whose brightness differs by no more than this is blank.
const BLANK: u8 = 4;

/// Two pictures of which at most so many of 272 places differ are the same, perhaps
/// smaller or compressed anew. Unrelated pictures differ in about half of the places.
const ALIKE: u32 = 16;

impl Look {
    /// Looks at the pixels of a whole picture, which are still to be turned.
    pub(super) fn at(image: &DynamicImage, orientation: Orientation) -> Self {
        let thumbnail = thumbnail(image, orientation);
        let (least, most) = thumbnail
            .iter()
            .fold((u8::MAX, u8::MIN), |(least, most), &light| (least.min(light), most.max(light)));
        let sum: u32 = thumbnail.iter().copied().map(u32::from).sum();
        let mean = f64::from(sum) / f64::from(SIDE * SIDE);
        let tone = if most - least <= BLANK {
            Tone::Blank
        } else if mean < DARK && most < LIT {
            Tone::Dark
        } else {
            Tone::Ordinary
        };
        let mut fingerprint = [0; ROWS];
        for (row, places) in thumbnail.chunks_exact(ROWS).zip(&mut fingerprint) {
            for pair in row.windows(2) {
                *places = *places << 1 | u16::from(pair[1] > pair[0]);
            }
        }
        Self { tone, fingerprint }
    }

    /// Whether another look is one at the same picture.
    pub fn is_like(&self, other: &Self) -> bool {
        // In a blank picture nothing gets brighter; all of them would be alike.
        let differing = self.fingerprint.iter().zip(other.fingerprint);
        self.tone != Tone::Blank
            && other.tone != Tone::Blank
            && differing.map(|(one, other)| (one ^ other).count_ones()).sum::<u32>() <= ALIKE
    }

    /// The look as bytes, for [`Look::from_bytes`].
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let tone = match self.tone {
            Tone::Ordinary => 0,
            Tone::Dark => 1,
            Tone::Blank => 2,
        };
        let places = self.fingerprint.iter().flat_map(|row| row.to_le_bytes());
        std::iter::once(tone).chain(places).collect()
    }

    /// The look that some bytes tell, and the bytes behind it.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (&tone, bytes) = bytes.split_first()?;
        let tone = match tone {
            0 => Tone::Ordinary,
            1 => Tone::Dark,
            2 => Tone::Blank,
            _ => return None,
        };
        let (places, rest) = bytes.split_at_checked(2 * ROWS)?;
        let mut fingerprint = [0; ROWS];
        for (row, pair) in fingerprint.iter_mut().zip(places.as_chunks::<2>().0) {
            *row = u16::from_le_bytes(*pair);
        }
        Some((Self { tone, fingerprint }, rest))
    }
}

/// The brightness of a picture in a few places.
fn thumbnail(image: &DynamicImage, orientation: Orientation) -> Vec<u8> {
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Box)).use_alpha(false);
    let mut small = DynamicImage::new(SIDE, SIDE, image.color());
    // It fails for pixels of a kind that decoding does not give.
    if Resizer::new().resize(image, &mut small, &options).is_err() {
        return GrayImage::new(SIDE, SIDE).into_raw();
    }
    small.apply_orientation(orientation);
    small.into_luma8().into_raw()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    fn picture(size: u32, light: fn(f64, f64) -> f64) -> DynamicImage {
        let at = |place: u32| f64::from(place) / f64::from(size);
        DynamicImage::ImageRgb8(RgbImage::from_fn(size, size, |x, y| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let value = (light(at(x), at(y)) * 255.0) as u8;
            Rgb([value, value, value])
        }))
    }

    fn waves(x: f64, y: f64) -> f64 {
        0.5 + 0.25 * (x * 17.0).sin() + 0.2 * (y * 23.0 + x * 5.0).sin()
    }

    #[test]
    fn dark_and_blank_pictures_are_told_from_others() {
        let tone = |light| Look::at(&picture(200, light), Orientation::NoTransforms).tone;
        assert_eq!(tone(waves), Tone::Ordinary);
        assert_eq!(tone(|_, _| 1.0), Tone::Blank);
        assert_eq!(tone(|_, _| 0.0), Tone::Blank);
        assert_eq!(tone(|x, y| waves(x, y) * 0.08), Tone::Dark);
        // A lit stage in a dark hall.
        assert_eq!(tone(|x, y| if x > 0.8 && y > 0.7 { 0.9 } else { 0.01 }), Tone::Ordinary);
    }

    #[test]
    fn a_smaller_copy_is_the_same_picture_and_another_is_not() {
        let look = |size, light| Look::at(&picture(size, light), Orientation::NoTransforms);
        assert!(look(400, waves).is_like(&look(131, waves)));
        assert!(!look(400, waves).is_like(&look(400, |x, y| waves(y, x))));
        let turned = picture(400, waves).rotate90();
        assert!(Look::at(&turned, Orientation::Rotate270).is_like(&look(400, waves)));
        assert!(!look(400, |_, _| 1.0).is_like(&look(400, |_, _| 1.0)));
    }

    #[test]
    fn a_look_is_kept_as_bytes() {
        let look = Look::at(&picture(100, waves), Orientation::NoTransforms);
        let mut bytes = look.to_bytes();
        bytes.push(7);
        assert_eq!(Look::from_bytes(&bytes), Some((look, &[7][..])));
        assert_eq!(Look::from_bytes(&bytes[..20]), None);
        assert_eq!(Look::from_bytes(&[9; 60]), None);
    }
}
