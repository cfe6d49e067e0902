//! What a picture looks like at a glance: dark, blank, like another one.

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, LumaA};

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
    /// Whether it is a drawing: two of them may look the same and say something else.
    flat: bool,
    /// How bright it is in a few places.
    thumbnail: [u8; PLACES],
}

/// The size of the thumbnail that a look keeps.
const SIDE: u32 = 17;
const PLACES: usize = (SIDE * SIDE) as usize;

/// How large a picture must be for a look, at least.
pub(super) const LEAST: (u32, u32) = (16 * SIDE, 16 * SIDE);

/// A picture of which the mean brightness is below this, of 255, is dark, ...
const DARK: f64 = 20.0;

/// ... unless some part of it is as bright as this: a stage in a dark hall.
const LIT: u8 = 90;

/// A picture whose brightness differs by no more than this is blank.
const BLANK: u8 = 4;

/// Two photographs whose thumbnails differ by no more than this on the average are the
/// same, perhaps smaller or compressed anew, ...
const ALIKE: f64 = 3.0;

/// ... if they differ by more than this from a field of their mean brightness.
const TEXTURE: f64 = 8.0;

impl Look {
    /// Looks at the pixels of a whole picture, which are still to be turned; on white paper,
    /// if it can be seen through.
    pub(super) fn at(image: &DynamicImage, orientation: Orientation, flat: bool) -> Self {
        let thumbnail = thumbnail(image, orientation);
        let most = thumbnail.iter().copied().max().unwrap_or_default();
        let tone = if is_blank(image) {
            Tone::Blank
        } else if mean(&thumbnail) < DARK && most < LIT {
            Tone::Dark
        } else {
            Tone::Ordinary
        };
        Self { tone, flat, thumbnail }
    }

    /// Whether another look is one at the same photograph.
    pub fn is_like(&self, other: &Self) -> bool {
        let differing = self.thumbnail.iter().zip(&other.thumbnail);
        let differing: u32 = differing.map(|(one, other)| u32::from(one.abs_diff(*other))).sum();
        let mean = mean(&self.thumbnail);
        let texture = self.thumbnail.iter().map(|light| (f64::from(*light) - mean).abs());
        let texture = texture.sum::<f64>() / f64::from(SIDE * SIDE);
        !self.flat
            && !other.flat
            && texture > TEXTURE
            && f64::from(differing) / f64::from(SIDE * SIDE) <= ALIKE
    }

    /// The look as bytes, for [`Look::from_bytes`].
    pub(super) fn to_bytes(self) -> Vec<u8> {
        let tone = match self.tone {
            Tone::Ordinary => 0,
            Tone::Dark => 1,
            Tone::Blank => 2,
        };
        [&[tone, self.flat.into()], self.thumbnail.as_slice()].concat()
    }

    /// The look that some bytes tell, and the bytes behind it.
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let ([tone, flat], bytes) = bytes.split_first_chunk()?;
        let tone = match tone {
            0 => Tone::Ordinary,
            1 => Tone::Dark,
            2 => Tone::Blank,
            _ => return None,
        };
        let (thumbnail, rest) = bytes.split_first_chunk()?;
        Some((Self { tone, flat: *flat == 1, thumbnail: *thumbnail }, rest))
    }
}

fn mean(thumbnail: &[u8; PLACES]) -> f64 {
    let sum: u32 = thumbnail.iter().copied().map(u32::from).sum();
    f64::from(sum) / f64::from(SIDE * SIDE)
}

/// Whether all pixels are the same, or nearly so.
fn is_blank(image: &DynamicImage) -> bool {
    let channels = usize::from(image.color().channel_count());
    let bytes = image.as_bytes();
    (0..channels).all(|channel| {
        let values = bytes.iter().skip(channel).step_by(channels);
        let (least, most) = values
            .fold((u8::MAX, u8::MIN), |(least, most), &value| (least.min(value), most.max(value)));
        most.saturating_sub(least) <= BLANK
    })
}

/// The brightness of a picture in a few places.
fn thumbnail(image: &DynamicImage, orientation: Orientation) -> [u8; PLACES] {
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Box))
        .use_alpha(image.color().has_alpha());
    let mut small = DynamicImage::new(SIDE, SIDE, image.color());
    // It fails for pixels of a kind that decoding does not give.
    if Resizer::new().resize(image, &mut small, &options).is_err() {
        return [0; PLACES];
    }
    small.apply_orientation(orientation);
    let mut thumbnail = [0; PLACES];
    for (place, LumaA([light, seen])) in thumbnail.iter_mut().zip(small.into_luma_alpha8().pixels())
    {
        let (light, seen) = (u16::from(*light), u16::from(*seen));
        *place = u8::try_from((light * seen + 255 * (255 - seen)) / 255).unwrap_or(u8::MAX);
    }
    thumbnail
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
        let tone = |light| Look::at(&picture(200, light), Orientation::NoTransforms, false).tone;
        assert_eq!(tone(waves), Tone::Ordinary);
        assert_eq!(tone(|_, _| 1.0), Tone::Blank);
        assert_eq!(tone(|_, _| 0.0), Tone::Blank);
        assert_eq!(tone(|x, y| waves(x, y) * 0.08), Tone::Dark);
        // A lit stage in a dark hall.
        assert_eq!(tone(|x, y| if x > 0.8 && y > 0.7 { 0.9 } else { 0.01 }), Tone::Ordinary);
    }

    #[test]
    fn ink_on_nothing_is_not_blank_and_drawings_are_no_twins() {
        let mut ink = image::RgbaImage::new(60, 60);
        for x in 20..40 {
            ink.put_pixel(x, 30, image::Rgba([0, 0, 0, 255]));
        }
        let ink = DynamicImage::ImageRgba8(ink);
        assert_eq!(Look::at(&ink, Orientation::NoTransforms, true).tone, Tone::Ordinary);
        let drawing = Look::at(&picture(100, waves), Orientation::NoTransforms, true);
        assert!(!drawing.is_like(&drawing));
    }

    #[test]
    fn a_smaller_copy_is_the_same_picture_and_another_is_not() {
        let look = |size, light| Look::at(&picture(size, light), Orientation::NoTransforms, false);
        assert!(look(400, waves).is_like(&look(131, waves)));
        assert!(!look(400, waves).is_like(&look(400, |x, y| waves(y, x))));
        let turned = picture(400, waves).rotate90();
        assert!(Look::at(&turned, Orientation::Rotate270, false).is_like(&look(400, waves)));
        assert!(!look(400, |_, _| 1.0).is_like(&look(400, |_, _| 1.0)));
    }

    #[test]
    fn a_look_is_kept_as_bytes() {
        let look = Look::at(&picture(100, waves), Orientation::NoTransforms, true);
        let mut bytes = look.to_bytes();
        bytes.push(7);
        assert_eq!(Look::from_bytes(&bytes), Some((look, &[7][..])));
        assert_eq!(Look::from_bytes(&bytes[..20]), None);
        assert_eq!(Look::from_bytes(&[9; 400]), None);
    }
}
