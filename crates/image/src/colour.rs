//! Converts colours from the profiles of cameras and presses to those that archivable PDF
//! allows.
//!
//! Prints are grey, sRGB or, if the original has more colours than sRGB, Display P3. The
//! original's own profile is never copied, because profiles name the screens and people that
//! they were made for.

use std::sync::Arc;

use byline_core::model::{Colours, ProfileProblem};
use image::DynamicImage;
use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};

/// The factor by which the gamut of a profile must exceed that of sRGB to be worth keeping.
const WIDER: f64 = 1.05;

/// Checks whether pixels of these colours can be converted by a profile.
///
/// # Errors
/// Returns the reason why they cannot.
pub(super) fn check(profile: &[u8], colours: Colours) -> Result<(), ProfileProblem> {
    let layout = match colours {
        Colours::Grey => Layout::Gray,
        Colours::Rgb => Layout::Rgb,
        Colours::Inks => Layout::Rgba,
    };
    conversion(profile, colours, layout).map(|_| ())
}

/// Converts pixels to sRGB or Display P3. The flag is true for Display P3, which the print must
/// then declare.
///
/// If the profile cannot be used, the pixels stay unchanged, as a reader without colour management
/// would show them.
pub(super) fn to_printable(image: DynamicImage, profile: Option<&[u8]>) -> (DynamicImage, bool) {
    let (layout, colours) = match &image {
        DynamicImage::ImageLuma8(_) => (Layout::Gray, Colours::Grey),
        DynamicImage::ImageLumaA8(_) => (Layout::GrayAlpha, Colours::Grey),
        DynamicImage::ImageRgb8(_) => (Layout::Rgb, Colours::Rgb),
        DynamicImage::ImageRgba8(_) => (Layout::Rgba, Colours::Rgb),
        _ => return (image, false),
    };
    let conversion = profile.and_then(|profile| conversion(profile, colours, layout).ok()?);
    let Some(Conversion { transform, wide }) = conversion else { return (image, false) };
    let mut converted = image.clone();
    let done = match &mut converted {
        DynamicImage::ImageLuma8(to) => transform.transform(image.as_bytes(), to),
        DynamicImage::ImageLumaA8(to) => transform.transform(image.as_bytes(), to),
        DynamicImage::ImageRgb8(to) => transform.transform(image.as_bytes(), to),
        DynamicImage::ImageRgba8(to) => transform.transform(image.as_bytes(), to),
        _ => Ok(()),
    };
    if done.is_ok() { (converted, wide) } else { (image, false) }
}

/// A conversion from the colours of a profile to those of a print.
struct Conversion {
    transform: Arc<Transform8BitExecutor>,
    /// Whether the print is in Display P3.
    wide: bool,
}

/// Returns the conversion of pixels with this memory layout, or `None` if they need none: greys
/// are the same in every RGB profile.
///
/// # Errors
/// Returns the reason why the profile cannot be used.
fn conversion(
    profile: &[u8],
    colours: Colours,
    layout: Layout,
) -> Result<Option<Conversion>, ProfileProblem> {
    let from = read(profile).ok_or_else(|| damage(profile))?;
    let described = match from.color_space {
        DataColorSpace::Gray => Some(Colours::Grey),
        DataColorSpace::Rgb => Some(Colours::Rgb),
        DataColorSpace::Cmyk => Some(Colours::Inks),
        _ => None,
    };
    if described == Some(Colours::Rgb) && colours == Colours::Grey {
        return Ok(None);
    }
    if described != Some(colours) {
        return Err(ProfileProblem::OtherColours { profile: described, pixels: colours });
    }
    let wide = is_wide(&from);
    let (to, to_layout) = match colours {
        Colours::Grey => (ColorProfile::new_gray_with_gamma(2.2), layout),
        Colours::Rgb if wide => (ColorProfile::new_display_p3(), layout),
        Colours::Rgb => (ColorProfile::new_srgb(), layout),
        Colours::Inks => (ColorProfile::new_srgb(), Layout::Rgb),
    };
    let transform = from.create_transform_8bit(layout, &to, to_layout, TransformOptions::default());
    transform.map(|transform| Some(Conversion { transform, wide })).map_err(|_| damage(profile))
}

/// Returns what is wrong with a profile that cannot be read. It begins with its length (ICC.1,
/// 7.2.2).
fn damage(profile: &[u8]) -> ProfileProblem {
    let length = profile.first_chunk().map_or(0, |length| u32::from_be_bytes(*length) as usize);
    let is_profile = profile.get(36..40) == Some(b"acsp");
    if is_profile && length > profile.len() {
        ProfileProblem::CutOff
    } else {
        ProfileProblem::Damaged
    }
}

/// Returns the profile of wide-gamut prints as stored in a file. It is identical every time.
pub(super) fn wide_profile() -> Option<Vec<u8>> {
    // The header of a profile contains its date of creation (ICC.1, 7.2). A fixed date keeps the
    // profile reproducible.
    const FIRST_OF_2000: [u8; 12] = [0x07, 0xd0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];
    let mut profile = ColorProfile::new_display_p3().encode().ok()?;
    profile.get_mut(24..36)?.copy_from_slice(&FIRST_OF_2000);
    Some(profile)
}

/// Returns the picture without colours.
pub(super) fn to_grey(image: &DynamicImage) -> DynamicImage {
    if image.color().has_alpha() {
        DynamicImage::ImageLumaA8(image.to_luma_alpha8())
    } else {
        DynamicImage::ImageLuma8(image.to_luma8())
    }
}

/// Converts inks on paper to the colours that a screen shows: by the press's profile or, without
/// one, as if the inks were perfect.
pub(super) fn from_inks(inks: &[u8], profile: Option<&[u8]>) -> Vec<u8> {
    let mut rgb = vec![0; inks.len() / 4 * 3];
    // Four inks have the same memory layout as red, green, blue and alpha.
    let by_profile = profile.and_then(|profile| {
        let conversion = conversion(profile, Colours::Inks, Layout::Rgba).ok()??;
        conversion.transform.transform(inks, &mut rgb).ok()
    });
    if by_profile.is_none() {
        for (pixel, inks) in rgb.as_chunks_mut::<3>().0.iter_mut().zip(inks.as_chunks::<4>().0) {
            let light = |ink: u8| u16::from(255 - ink);
            let [cyan, magenta, yellow, black] = inks.map(light);
            *pixel = [cyan, magenta, yellow]
                .map(|ink| u8::try_from((ink * black + 127) / 255).unwrap_or(u8::MAX));
        }
    }
    rgb
}

/// Reads a profile, as far as it matters for colours.
///
/// The library reads whatever a profile lists, and a profile may list the same part a thousand
/// times, in texts above all.
fn read(profile: &[u8]) -> Option<ColorProfile> {
    /// The tags for colours (ICC.1, chapter 9).
    const TAGS: [&[u8; 4]; 13] = [
        b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"A2B0", b"A2B1", b"A2B2",
        b"wtpt", b"chad", b"cicp",
    ];
    // The list follows a header of 128 bytes: its length, and 12 bytes for each tag.
    let (head, list) = profile.split_at_checked(128)?;
    let (count, list) = list.split_first_chunk()?;
    let count = usize::try_from(u32::from_be_bytes(*count)).ok()?;
    let entries = || list.chunks_exact(12).take(count);
    let first = |tag: &&[u8; 4]| entries().find(|entry| entry.starts_with(*tag));
    let entries: Vec<_> = TAGS.iter().filter_map(first).collect();
    let count = u32::try_from(entries.len()).ok()?.to_be_bytes();
    let mut slim = [head, &count, &entries.concat()].concat();
    // The rest stays where the list says.
    slim.extend_from_slice(profile.get(slim.len()..)?);
    ColorProfile::new_from_slice(&slim).ok()
}

/// Returns whether a profile has notably more colours than sRGB.
fn is_wide(profile: &ColorProfile) -> bool {
    // The volume spanned by the three primaries measures the size of the gamut.
    let volume = |profile: &ColorProfile| {
        let [a, b, c] = profile.colorant_matrix().v;
        a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0])
            + a[2] * (b[0] * c[1] - b[1] * c[0])
    };
    profile.color_space == DataColorSpace::Rgb
        && volume(profile) > volume(&ColorProfile::new_srgb()) * WIDER
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use image::{GrayImage, RgbImage};

    #[test]
    fn wide_colours_stay_wide_and_plain_ones_plain() {
        let red = DynamicImage::ImageRgb8(RgbImage::from_pixel(4, 4, image::Rgb([255, 0, 0])));
        let printed = |profile: ColorProfile| {
            let (image, wide) = to_printable(red.clone(), Some(&profile.encode().unwrap()));
            (image.to_rgb8().get_pixel(0, 0).0, wide)
        };
        let near = |one: [u8; 3], other: [u8; 3]| {
            one.iter().zip(other).all(|(one, other)| one.abs_diff(other) < 4)
        };
        let (pixel, wide) = printed(ColorProfile::new_srgb());
        assert!(near(pixel, [255, 0, 0]) && !wide, "{pixel:?}");
        let (pixel, wide) = printed(ColorProfile::new_display_p3());
        assert!(near(pixel, [255, 0, 0]) && wide, "{pixel:?}");
        let (_, wide) = printed(ColorProfile::new_adobe_rgb());
        assert!(wide);
        assert_eq!(to_printable(red.clone(), Some(b"no profile")), (red.clone(), false));
        assert_eq!(to_printable(red.clone(), None), (red, false));
    }

    #[test]
    fn a_grey_profile_keeps_black_and_white() {
        let grey = GrayImage::from_fn(2, 1, |x, _| image::Luma([if x == 0 { 0 } else { 255 }]));
        let profile = ColorProfile::new_gray_with_gamma(1.8).encode().unwrap();
        let (image, _) = to_printable(DynamicImage::ImageLuma8(grey), Some(&profile));
        assert_eq!(image.as_bytes(), [0, 255]);
    }

    #[test]
    fn inks_without_a_profile_are_perfect() {
        let inks = [0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255];
        assert_eq!(from_inks(&inks, None), [255, 255, 255, 0, 255, 255, 0, 0, 0]);
    }

    #[test]
    fn the_profile_of_wide_prints_names_no_day_of_today() {
        let profile = ColorProfile::new_from_slice(&wide_profile().unwrap()).unwrap();
        assert_eq!(profile.creation_date_time.year, 2000);
    }
}
