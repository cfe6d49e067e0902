//! Inspects the pixels of a picture: whether it is dark or blank, and its thumbnail.

use byline_core::model::{Look, PLACES, SIDE, Tone};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, LumaA};

/// The minimum size of a picture for a look.
pub(super) const LEAST: (u32, u32) = (16 * SIDE, 16 * SIDE);

/// A picture whose mean brightness is below this value, of 255, is dark, ...
const DARK: f64 = 20.0;

/// ... unless some part of it is at least this bright, such as a stage in a dark hall.
const LIT: u8 = 90;

/// A picture whose brightness varies by no more than this is blank.
const BLANK: u8 = 4;

/// Inspects the pixels of a whole picture, not yet rotated. A transparent picture is inspected
/// on white paper.
pub(super) fn look_at(image: &DynamicImage, orientation: Orientation, flat: bool) -> Look {
    let thumbnail = thumbnail(image, orientation);
    let most = thumbnail.iter().copied().max().unwrap_or_default();
    let mut look = Look { tone: Tone::Ordinary, flat, thumbnail };
    if is_blank(image) {
        look.tone = Tone::Blank;
    } else if look.mean() < DARK && most < LIT {
        look.tone = Tone::Dark;
    }
    look
}

/// Returns whether all pixels are the same, or nearly so.
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

/// Returns the brightness of a picture at a few places.
fn thumbnail(image: &DynamicImage, orientation: Orientation) -> [u8; PLACES] {
    // The resizer weighs pixels by their opacity in a copy, of which a large picture is too much.
    let sample = image.color().has_alpha().then(|| sample(image)).flatten();
    let image = sample.as_ref().unwrap_or(image);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Box))
        .use_alpha(image.color().has_alpha());
    let mut small = DynamicImage::new(SIDE, SIDE, image.color());
    // Resizing fails only for pixel types that the decoder never returns.
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

/// Returns some of the pixels of a picture that is larger than a look needs.
fn sample(image: &DynamicImage) -> Option<DynamicImage> {
    let (width, height) = LEAST;
    if image.width() <= width || image.height() <= height {
        return None;
    }
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Nearest).use_alpha(false);
    let mut sample = DynamicImage::new(width, height, image.color());
    Resizer::new().resize(image, &mut sample, &options).ok().map(|()| sample)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    fn picture(size: u32, light: fn(f64, f64) -> f64) -> DynamicImage {
        let at = |place: u32| f64::from(place) / f64::from(size);
        DynamicImage::ImageRgb8(RgbImage::from_fn(size, size, |x, y| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "light is a share"
            )]
            let value = (light(at(x), at(y)) * 255.0) as u8;
            Rgb([value, value, value])
        }))
    }

    fn waves(x: f64, y: f64) -> f64 {
        0.5 + 0.25 * (x * 17.0).sin() + 0.2 * (y * 23.0 + x * 5.0).sin()
    }

    #[test]
    fn dark_and_blank_pictures_are_told_from_others() {
        let tone = |light| look_at(&picture(200, light), Orientation::NoTransforms, false).tone;
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
        assert_eq!(look_at(&ink, Orientation::NoTransforms, true).tone, Tone::Ordinary);
        let drawing = look_at(&picture(100, waves), Orientation::NoTransforms, true);
        assert!(!drawing.is_like(&drawing));
    }

    #[test]
    fn a_smaller_copy_is_the_same_picture_and_another_is_not() {
        let look = |size, light| look_at(&picture(size, light), Orientation::NoTransforms, false);
        assert!(look(400, waves).is_like(&look(131, waves)));
        assert!(!look(400, waves).is_like(&look(400, |x, y| waves(y, x))));
        let turned = picture(400, waves).rotate90();
        assert!(look_at(&turned, Orientation::Rotate270, false).is_like(&look(400, waves)));
        assert!(!look(400, |_, _| 1.0).is_like(&look(400, |_, _| 1.0)));
    }
}
