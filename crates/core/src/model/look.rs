//! What a picture looks like at a glance: dark, blank, like another one.

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
    pub flat: bool,
    /// How bright it is in a few places.
    pub thumbnail: [u8; PLACES],
}

/// The width and height of the thumbnail that a look keeps, in pixels.
pub const SIDE: u32 = 17;

/// The number of places that a thumbnail has.
pub const PLACES: usize = (SIDE * SIDE) as usize;

/// Two photographs whose thumbnails differ by no more than this on the average are the
/// same, perhaps smaller or compressed anew, ...
const ALIKE: f64 = 3.0;

/// ... if they differ by more than this from a field of their mean brightness.
const TEXTURE: f64 = 8.0;

impl Look {
    /// Whether another look is one at the same photograph.
    pub fn is_like(&self, other: &Self) -> bool {
        let differing = self.thumbnail.iter().zip(&other.thumbnail);
        let differing: u32 = differing.map(|(one, other)| u32::from(one.abs_diff(*other))).sum();
        let mean = self.mean();
        let texture = self.thumbnail.iter().map(|light| (f64::from(*light) - mean).abs());
        let texture = texture.sum::<f64>() / f64::from(SIDE * SIDE);
        !self.flat
            && !other.flat
            && texture > TEXTURE
            && f64::from(differing) / f64::from(SIDE * SIDE) <= ALIKE
    }

    /// Returns the mean brightness, from 0 to 255.
    pub fn mean(&self) -> f64 {
        let sum: u32 = self.thumbnail.iter().copied().map(u32::from).sum();
        f64::from(sum) / f64::from(SIDE * SIDE)
    }

    /// The look as bytes, for [`Look::from_bytes`].
    pub fn to_bytes(self) -> Vec<u8> {
        let tone = match self.tone {
            Tone::Ordinary => 0,
            Tone::Dark => 1,
            Tone::Blank => 2,
        };
        [&[tone, self.flat.into()], self.thumbnail.as_slice()].concat()
    }

    /// The look that some bytes tell, and the bytes behind it.
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
