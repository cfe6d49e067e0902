//! Drawings in greyscale.

use std::fmt::Write;

use image::{Luma, Pixel, Rgb};

use crate::address::{file_at, picture_address};
use crate::redraw::redraw_grey;

/// Returns a flat drawing without colours, or `None` if a picture in it cannot be decoded.
///
/// In a flat drawing, every colour is an attribute of its own, and so is every picture.
pub fn to_grey(svg: &str) -> Option<String> {
    let mut grey = String::with_capacity(svg.len());
    for (index, part) in svg.split('"').enumerate() {
        if index > 0 {
            grey.push('"');
        }
        if let Some(Luma([light])) = colour(part) {
            // Writing to a string never fails.
            let _ = write!(grey, "#{light:02x}{light:02x}{light:02x}");
        } else if let Some(file) = file_at(part) {
            grey += &picture_address(&redraw_grey(&file)?);
        } else {
            grey += part;
        }
    }
    Some(grey)
}

/// Returns the brightness of a colour.
fn colour(value: &str) -> Option<Luma<u8>> {
    let digits = value.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some(Rgb([red, green, blue]).to_luma())
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, RgbImage};

    #[test]
    fn every_colour_becomes_a_shade_and_nothing_else_changes() {
        let svg = "<svg><stop stop-color=\"#ff0000\"/><path fill=\"url(#d123456)\" \
                   stroke=\"#00ff00\" d=\"M0 0\"/></svg>";
        let grey = "<svg><stop stop-color=\"#363636\"/><path fill=\"url(#d123456)\" \
                    stroke=\"#b6b6b6\" d=\"M0 0\"/></svg>";
        assert_eq!(to_grey(svg).as_deref(), Some(grey));
    }

    #[test]
    fn pictures_lose_their_colours() {
        let red = DynamicImage::ImageRgb8(RgbImage::from_pixel(4, 4, Rgb([255, 0, 0])));
        let file = crate::print::lossless(red).unwrap();
        let svg = format!("<image href=\"{}\"/>", picture_address(&file));
        let grey = to_grey(&svg).unwrap();
        let file = file_at(grey.split('"').nth(1).unwrap()).unwrap();
        let image = image::load_from_memory(&file).unwrap();
        assert_eq!(image.color(), image::ColorType::L8);
        assert_eq!(to_grey("<image href=\"data:image/png;base64,AAAA\"/>"), None);
    }
}
