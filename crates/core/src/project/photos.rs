//! How a project prints its photos.

use crate::model::{MAX_PIXELS, Raster, Width, words};
use crate::reader::{read_words, shape};

/// Millimetres in an inch.
const INCH: f64 = 25.4;

words! {
    /// How finely pictures are printed.
    Resolution {
        /// For screens and email: 150 pixels per inch.
        Screen,
        /// For paper: 300 pixels per inch, as print shops require.
        Print,
        /// With all pixels of the originals.
        Original,
    }
}

read_words!(Resolution);

impl Resolution {
    /// Returns the resolution in pixels per inch, or `None` to keep all pixels.
    pub fn per_inch(self) -> Option<f64> {
        match self {
            Self::Screen => Some(150.0),
            Self::Print => Some(300.0),
            Self::Original => None,
        }
    }

    /// Returns the JPEG quality of photographs, from 0 to 100. The loss at the quality for paper
    /// stays below a Butteraugli distance of 1.5, as the benchmark `photos` measures.
    pub fn quality(self) -> u8 {
        match self {
            Self::Screen => 88,
            Self::Print => 95,
            Self::Original => 97,
        }
    }

    /// Returns the resolution in pixels per inch below which a picture looks coarse: half of
    /// what print shops, or screens, ask for.
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
        /// The resolution: for a screen, for paper, or with all pixels of the originals.
        resolution: Option<Resolution> ["", "\"print\""],
        /// The maximum number of pixels of a photo, in millions.
        megapixels: Option<u64> ["", "100"],
        /// The maximum size of the cache of prepared photos, in megabytes.
        cache: Option<u64> ["", "2000"],
    }
}

/// How photos are printed.
#[derive(Debug, Clone, Copy)]
pub struct Photos {
    /// The resolution.
    pub resolution: Resolution,
    /// The maximum number of pixels of a photo.
    pub max_pixels: u64,
    /// The maximum size of the cache of prints, in bytes.
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
    /// The resolution is for paper. A cache of 2,000 MB holds the prints of about five thousand
    /// photos.
    fn default() -> Self {
        Self { resolution: Resolution::Print, max_pixels: MAX_PIXELS, cache: 2000 << 20 }
    }
}

/// How finely a picture is printed at one of the widths of photos.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fitness {
    /// The width.
    pub width: Width,
    /// How wide the picture stands then, in millimetres. A picture that would become too high is
    /// narrower.
    pub millimetres: f64,
    /// The number of its pixels to an inch.
    pub per_inch: f64,
    /// Whether that is enough for it not to look coarse.
    pub is_enough: bool,
}

impl Photos {
    /// Returns how finely a picture is printed at each width, the widest first.
    pub fn fitness(&self, raster: &Raster) -> [Fitness; 4] {
        [Width::Page, Width::Full, Width::Column, Width::Half]
            .map(|width| fitness(raster, width, self.resolution))
    }
}

fn fitness(raster: &Raster, width: Width, resolution: Resolution) -> Fitness {
    let (widest, highest) = width.frame();
    let (across, down) = (f64::from(raster.width), f64::from(raster.height));
    let millimetres = widest.min(highest * across / down.max(1.0));
    let per_inch = across / (millimetres / INCH);
    let is_enough = per_inch >= resolution.least_per_inch();
    Fitness { width, millimetres, per_inch, is_enough }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Orientation, PictureFormat};

    #[test]
    fn a_picture_that_is_coarse_across_the_page_is_sharp_in_a_column() {
        let raster = |width, height| Raster {
            format: PictureFormat::Jpeg,
            width,
            height,
            orientation: Orientation(1),
            density: None,
            profile_problem: None,
            lacks_end: false,
        };
        let fits = |width, height| {
            let fitness = Photos::default().fitness(&raster(width, height));
            fitness.map(|fitness| fitness.is_enough)
        };
        assert_eq!(fits(2400, 1600), [true, true, true, true]);
        assert_eq!(fits(900, 600), [false, false, true, true]);
        assert_eq!(fits(640, 480), [false, false, false, true]);
        assert_eq!(fits(200, 150), [false, false, false, false]);
        // One that stands upright is as high as it may be, and so much narrower.
        assert_eq!(fits(480, 1200), [false, true, true, true]);
    }
}
