//! Harnesses for photographs, each of which is opened, looked at and printed, and for the cache
//! of prints.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use byline_core::model::{Form, Metadata, Original, Raster};
use byline_core::walls::Walls;
use byline_image::{Crop, InProcess, PrintMaker, Target, open};
use image::codecs::webp::WebPEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat};
use tempfile::TempDir;

use crate::mutate::{bytes, chunks, tiff};
use crate::pictures::{
    corners, encode, exif, press_jpeg, profiled_jpeg, telling_jpeg, telling_png,
};
use crate::{Harness, Rng};

/// The maximum number of pixels that is tried: a header with a large number costs time, and
/// tells nothing.
const MAX_PIXELS: u64 = 250_000;

/// JPEG.
pub(crate) const JPEG: Harness = Harness {
    name: "jpeg",
    seeds: || {
        let photo = corners(90, 60);
        let profile = moxcms::ColorProfile::new_display_p3().encode().expect("it is a profile");
        vec![
            telling_jpeg(&photo, 6, CAPTION),
            press_jpeg(&photo),
            profiled_jpeg(&photo, profile),
            progressive(&photo),
        ]
    },
    mutate: |file, rng| structured(file, rng, chunks::jpeg),
    run: picture,
};

/// PNG.
pub(crate) const PNG: Harness = Harness {
    name: "png",
    seeds: || {
        let plain = DynamicImage::ImageRgb8(corners(90, 60));
        let kinds =
            [plain.to_luma8().into(), plain.to_rgba16().into(), plain.to_luma_alpha8().into()];
        let kinds = kinds.map(|kind: DynamicImage| encode(&kind, ImageFormat::Png));
        let iptc = b"Raw profile type iptc\0\niptc\n      16\n1c02780003496d631c02500005416461\n";
        let telling = telling_png(&corners(90, 60));
        let with_iptc = chunks::with_png_chunk(&telling, *b"tEXt", iptc);
        [telling, with_iptc].into_iter().chain(kinds).collect()
    },
    mutate: |file, rng| structured(file, rng, chunks::png),
    run: picture,
};

/// TIFF.
pub(crate) const TIFF: Harness = Harness {
    name: "tiff",
    seeds: || {
        let plain = DynamicImage::ImageRgb8(corners(40, 30));
        let kinds = [
            plain.clone(),
            plain.to_luma8().into(),
            plain.to_rgba16().into(),
            plain.to_rgb32f().into(),
        ];
        kinds.iter().map(|kind| encode(kind, ImageFormat::Tiff)).collect()
    },
    mutate: tiff::change,
    run: picture,
};

/// WebP.
pub(crate) const WEBP: Harness = Harness {
    name: "webp",
    seeds: || {
        let plain = DynamicImage::ImageRgb8(corners(90, 60));
        let flat = DynamicImage::ImageRgba8(image::RgbaImage::from_fn(40, 30, |x, _| {
            image::Rgba([if x < 20 { 0 } else { 200 }, 9, 9, 128])
        }));
        let mut telling = Vec::new();
        let mut encoder = WebPEncoder::new_lossless(&mut telling);
        encoder.set_exif_metadata(exif(6)[6..].to_vec()).expect("the format has room for it");
        plain.write_with_encoder(encoder).expect("it has pixels");
        let kinds = [plain, flat].map(|kind| encode(&kind, ImageFormat::WebP));
        [telling].into_iter().chain(kinds).collect()
    },
    mutate: |file, rng| structured(file, rng, chunks::webp),
    run: picture,
};

/// GIF.
pub(crate) const GIF: Harness = Harness {
    name: "gif",
    seeds: || {
        let plain = DynamicImage::ImageRgb8(corners(40, 30));
        [plain.clone(), plain.to_rgba8().into()]
            .iter()
            .map(|kind| encode(kind, ImageFormat::Gif))
            .collect()
    },
    mutate: bytes::change,
    run: picture,
};

/// A file of the cache of prints: whatever it holds, the next run makes the same print.
pub(crate) const CACHE: Harness = Harness {
    name: "cache",
    seeds: || {
        let stage = CacheFixture::new();
        let original = stage.open(&telling_png(&corners(32, 24))).expect("the picture is sound");
        stage.print(&original);
        stage.cached().iter().filter_map(|path| fs::read(path).ok()).collect()
    },
    mutate: bytes::change,
    run: |file| {
        let stage = CacheFixture::new();
        let original = stage.open(&telling_png(&corners(32, 24))).expect("the picture is sound");
        let fresh = stage.print(&original);
        for path in stage.cached() {
            fs::write(path, file).expect("the cache can be written to");
        }
        assert_eq!(fresh, stage.print(&original), "a damaged entry was printed");
    },
};

pub(crate) const CAPTION: &str = "<dc:description>The pier</dc:description>\
    <dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>";

/// Damages the structure of a file, or once in four times any bytes.
fn structured(file: &mut Vec<u8>, rng: &mut Rng, change: fn(&mut Vec<u8>, &mut Rng)) {
    if rng.one_in(4) { bytes::change(file, rng) } else { change(file, rng) }
}

/// Returns a progressive JPEG.
fn progressive(photo: &image::RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 80);
    encoder.set_progressive(true);
    let side = |side: u32| u16::try_from(side).unwrap_or(u16::MAX);
    let (width, height) = (side(photo.width()), side(photo.height()));
    encoder.encode(photo, width, height, jpeg_encoder::ColorType::Rgb).expect("it has pixels");
    file
}

/// Opens and prints a picture.
pub(crate) fn picture(file: &[u8]) {
    let stage = CacheFixture::without_cache();
    let Some(original) = stage.open(file) else { return };
    match &original.form {
        Form::Raster(raster) => {
            assert!(u64::from(raster.width) * u64::from(raster.height) <= MAX_PIXELS);
            drop(stage.print_maker().look(&original));
            drop(stage.print(&original));
        }
        Form::Art(art) => {
            assert!(art.width.is_finite() && art.width > 0.0, "its width is {}", art.width);
            assert!(art.height.is_finite() && art.height > 0.0, "its height is {}", art.height);
        }
    }
    are_lines(&original.metadata);
}

/// Asserts that each text is one line with words.
pub(crate) fn are_lines(metadata: &Metadata) {
    let Metadata { alt, caption, credit, copyright, source, digital_source, .. } = metadata;
    let single = [alt, caption, credit, copyright, source, digital_source].into_iter().flatten();
    for text in single.chain(&metadata.creators).chain(&metadata.people) {
        assert!(!text.trim().is_empty() && !text.contains('\n'), "{text:?} is no line");
    }
}

/// A folder with a picture and, perhaps, a cache.
pub(crate) struct CacheFixture {
    folder: TempDir,
    root: PathBuf,
}

impl CacheFixture {
    fn new() -> Self {
        let folder = TempDir::new().expect("there is a folder for temporary files");
        Self { root: folder.path().to_owned(), folder }
    }

    /// Makes a stage whose cache has no folder, which saves time.
    pub(crate) fn without_cache() -> Self {
        Self { root: PathBuf::from("/dev/null"), ..Self::new() }
    }

    pub(crate) fn open(&self, file: &[u8]) -> Option<Arc<Original>> {
        let path = self.folder.path().join("picture");
        fs::write(&path, file).expect("the folder can be written to");
        open(&path, MAX_PIXELS, &Walls::of(self.folder.path()), &InProcess).ok().map(Arc::new)
    }

    fn print_maker(&self) -> PrintMaker {
        PrintMaker::new(&self.root, 1 << 20)
    }

    /// Prints all of a picture, and a part of it in grey and smaller.
    fn print(&self, original: &Arc<Original>) -> Vec<Option<Vec<u8>>> {
        let Form::Raster(Raster { width, height, .. }) = original.form else { return vec![] };
        let whole = Crop { left: 0, top: 0, width, height };
        let part = Crop {
            left: width / 3,
            top: height / 3,
            width: (width / 2).max(1),
            height: (height / 2).max(1),
        };
        let small = (part.width.div_ceil(2), part.height.div_ceil(3));
        let targets = [
            Target { crop: whole, size: (width, height), grey: false, quality: 90 },
            Target { crop: part, size: small, grey: true, quality: 97 },
        ];
        let prints = targets.map(|target| {
            let print = self.print_maker().prints(&[(Arc::clone(original), target)]).pop()?.ok()?;
            let printed = image::load_from_memory(&print.file).expect("a print can be opened");
            assert_eq!((printed.width(), printed.height()), target.size);
            Some(print.file)
        });
        prints.into()
    }

    /// Returns the entries of the cache.
    fn cached(&self) -> Vec<PathBuf> {
        fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    gather(&entry.path(), found);
                } else {
                    found.push(entry.path());
                }
            }
        }
        let mut found = Vec::new();
        gather(&self.root.join(byline_core::cache_folder::CACHE_FOLDER).join("photos"), &mut found);
        found.sort();
        found
    }
}
