//! Quick characteristics of a picture: whether it is dark, blank or a near-duplicate of another.

use std::ops::RangeInclusive;

/// The brightness of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Normal brightness.
    Ordinary,
    /// So dark that hardly anything is visible.
    Dark,
    /// A single colour throughout.
    Blank,
}

/// Quick characteristics of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The overall brightness.
    pub tone: Tone,
    /// Whether it is a drawing. Two drawings may look alike and still differ in content.
    pub flat: bool,
    /// The brightness of each pixel of the thumbnail.
    pub thumbnail: [u8; PLACES],
}

/// The width and height of the thumbnail, in pixels.
pub const SIDE: u32 = 17;

/// The number of pixels in a thumbnail.
pub const PLACES: usize = (SIDE * SIDE) as usize;

/// The largest sum of the differences between the thumbnails of two photographs that count as
/// the same photograph, whether resized or recompressed: 3 in each pixel.
const ALIKE: u32 = 3 * SIDE * SIDE;

/// The smallest mean deviation from its own mean brightness at which a thumbnail has enough
/// texture to be compared.
const TEXTURE: f64 = 8.0;

impl Look {
    /// Returns `true` if both pictures are of the same photograph.
    pub fn is_like(&self, other: &Self) -> bool {
        let mut pixels = self.thumbnail.iter().zip(&other.thumbnail);
        let differing = pixels.try_fold(0, |sum, (one, other)| {
            Some(sum + u32::from(one.abs_diff(*other))).filter(|sum| *sum <= ALIKE)
        });
        !self.flat && !other.flat && differing.is_some() && self.has_texture()
    }

    /// Returns `true` if the picture has enough texture to be compared with others.
    pub fn has_texture(&self) -> bool {
        let mean = self.mean();
        let texture = self.thumbnail.iter().map(|light| (f64::from(*light) - mean).abs());
        texture.sum::<f64>() / f64::from(SIDE * SIDE) > TEXTURE
    }

    /// Returns the sum of the brightness of all pixels.
    pub fn brightness(&self) -> u32 {
        self.thumbnail.iter().copied().map(u32::from).sum()
    }

    /// Returns the brightnesses that a picture of the same photograph can have.
    pub fn similar_brightness(&self) -> RangeInclusive<u32> {
        let brightness = self.brightness();
        brightness.saturating_sub(ALIKE)..=brightness + ALIKE
    }

    /// Returns the mean brightness, from 0 to 255.
    pub fn mean(&self) -> f64 {
        f64::from(self.brightness()) / f64::from(SIDE * SIDE)
    }

    /// Encodes the look as bytes, for [`Look::from_bytes`].
    pub fn to_bytes(self) -> Vec<u8> {
        let tone = match self.tone {
            Tone::Ordinary => 0,
            Tone::Dark => 1,
            Tone::Blank => 2,
        };
        [&[tone, self.flat.into()], self.thumbnail.as_slice()].concat()
    }

    /// Decodes a look from the start of `bytes`, and returns it with the remaining bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<(Self, &[u8])> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_kept_as_bytes() {
        let look = Look { tone: Tone::Dark, flat: true, thumbnail: [3; PLACES] };
        let mut bytes = look.to_bytes();
        bytes.push(7);
        assert_eq!(Look::from_bytes(&bytes), Some((look, &[7][..])));
        assert_eq!(Look::from_bytes(&bytes[..20]), None);
        assert_eq!(Look::from_bytes(&[9; 400]), None);
    }
}
