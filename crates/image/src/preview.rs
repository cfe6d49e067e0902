//! Small pictures of whole pictures, for screens.

use std::sync::Arc;

use byline_core::model::{Form, Original, PictureProblem};

use crate::print_maker::PrintMaker;
use crate::vector::small;
use crate::{Crop, Target};

/// The JPEG quality, from 0 to 100: that of prints for screens.
const QUALITY: u8 = 88;

/// How many times as high as wide a preview can be.
const MOST_HIGH: f64 = 3.0;

/// Returns a JPEG or PNG file of a picture: whole, upright, without metadata and at most `width`
/// pixels wide. It has no more pixels than the picture.
///
/// # Errors
/// When the file of the picture is damaged or has changed.
pub fn preview(
    original: &Arc<Original>,
    width: u32,
    print_maker: &PrintMaker,
) -> Result<Vec<u8>, PictureProblem> {
    match &original.form {
        Form::Art(art) => {
            let size = fitted(f64::from(art.width), f64::from(art.height), width);
            small(&art.svg, size).ok_or(PictureProblem::Rare)
        }
        Form::Raster(raster) => {
            let (across, down) = (raster.width, raster.height);
            let (width, height) = fitted(across.into(), down.into(), width.min(across));
            let size = (width.min(across), height.min(down));
            let crop = Crop { left: 0, top: 0, width: across, height: down };
            let target = Target { crop, size, grey: false, quality: QUALITY };
            let print = print_maker.prints(&[(Arc::clone(original), target)]).pop();
            Ok(print.ok_or(PictureProblem::Damaged)??.file)
        }
    }
}

/// Returns the size of the largest preview of a picture that is at most so wide.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "they saturate")]
fn fitted(across: f64, down: f64, width: u32) -> (u32, u32) {
    let width = f64::from(width);
    let high = width * down / across.max(1.0);
    let scale = (width * MOST_HIGH / high.max(1.0)).min(1.0);
    let side = |length: f64| ((length * scale).round() as u32).max(1);
    (side(width), side(high))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use super::*;
    use crate::InProcess;
    use byline_core::walls::Walls;
    use std::fs;

    #[test]
    fn a_preview_is_as_small_as_is_asked() {
        let folder = tempfile::tempdir().unwrap();
        let (root, walls) = (folder.path(), Walls::of(folder.path()));
        image::RgbImage::new(600, 400).save(root.join("a.png")).unwrap();
        image::RgbImage::new(20, 400).save(root.join("high.png")).unwrap();
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='30'>\
                   <rect width='30' height='30' fill='red'/></svg>";
        fs::write(root.join("a.svg"), svg).unwrap();
        let print_maker = PrintMaker::new(root, 0);
        let size = |name: &str, width| {
            let original = crate::open(&root.join(name), 1 << 20, &walls, &InProcess).unwrap();
            let file = preview(&Arc::new(original), width, &print_maker).unwrap();
            let image = image::load_from_memory(&file).unwrap();
            (image.width(), image.height())
        };
        assert_eq!(size("a.png", 300), (300, 200));
        assert_eq!(size("a.png", 5_000), (600, 400));
        assert_eq!(size("high.png", 20), (3, 60));
        assert_eq!(size("a.svg", 240), (240, 120));
    }
}
