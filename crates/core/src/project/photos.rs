//! How a project prints its photos.

use crate::model::{MAX_PIXELS, words};
use crate::reader::{read_words, shape};

words! {
    /// How finely pictures are printed.
    Resolution {
        /// For screens and e-mail: 150 pixels to an inch.
        Screen,
        /// For paper: 300 pixels to an inch, as print shops ask for.
        Print,
        /// With every pixel that the originals have.
        Original,
    }
}

read_words! {
    Resolution: "\"screen\", \"print\" or \"original\"",
}

impl Resolution {
    /// How many pixels are wanted to an inch; none for all that there are.
    pub fn per_inch(self) -> Option<f64> {
        match self {
            Self::Screen => Some(150.0),
            Self::Print => Some(300.0),
            Self::Original => None,
        }
    }

    /// The quality of the JPEG of a photograph, of 100. What that for paper loses stays below
    /// a distance of 1.5 (Butteraugli), as the benchmark `photos` measures.
    pub fn quality(self) -> u8 {
        match self {
            Self::Screen => 88,
            Self::Print => 95,
            Self::Original => 97,
        }
    }

    /// With fewer pixels to an inch a picture looks coarse: half of what print shops, or
    /// screens, ask for.
    pub fn least_per_inch(self) -> f64 {
        match self {
            Self::Screen => 75.0,
            Self::Print | Self::Original => 150.0,
        }
    }
}

shape! {
    /// How photos are printed.
    struct RawPhotos {
        /// How finely: for a screen, for paper, or with every pixel that they have.
        resolution: Option<Resolution> ["", "\"print\""],
        /// The most pixels that a photo may have, in millions.
        megapixels: Option<u64> ["", "100"],
        /// How much room prints may take that are kept for the next build, in megabytes.
        cache: Option<u64> ["", "2000"],
    }
}

/// How photos are printed.
#[derive(Debug, Clone, Copy)]
pub struct Photos {
    /// How finely.
    pub resolution: Resolution,
    /// The most pixels that a photo may have.
    pub max_pixels: u64,
    /// How much room prints may take that are kept for the next build, in bytes.
    pub cache: u64,
}

impl RawPhotos {
    pub(super) fn validate(self) -> Photos {
        let usual = Photos::default();
        Photos {
            resolution: self.resolution.unwrap_or(usual.resolution),
            max_pixels: self.megapixels.map_or(usual.max_pixels, |m| m.saturating_mul(1_000_000)),
            cache: self.cache.map_or(usual.cache, |megabytes| megabytes.saturating_mul(1 << 20)),
        }
    }
}

impl Default for Photos {
    /// For paper; 2,000 MB are the prints of some five thousand photos.
    fn default() -> Self {
        Self { resolution: Resolution::Print, max_pixels: MAX_PIXELS, cache: 2000 << 20 }
    }
}
