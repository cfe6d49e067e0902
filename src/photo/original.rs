//! A picture file that somebody has looked at.

use std::hash::{Hash, Hasher};
use std::io::{Cursor, Read};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader};

use super::decode;
use super::kind::Kind;
use super::metadata::{self, Metadata};
use super::problem::Problem;
use super::vector::{self, Art, Fault};
use crate::file::{ReadError, open_regular, read_regular_into};

/// The largest picture file that is read, in bytes.
pub(super) const MAX_BYTES: u64 = 256 << 20;

/// The most pixels of a picture, unless a project allows more. Cameras of today give up to
/// 60 million, and those of studios 150 million; at 300 to an inch a double page of A3
/// takes 35 million.
pub const MAX_PIXELS: u64 = 100_000_000;

/// The most pixels along one side: four times what the largest cameras of today give.
pub(super) const MAX_SIDE: u32 = 50_000;

/// How many pixels to an inch a picture may sensibly ask for.
const DENSITIES: RangeInclusive<f64> = 10.0..=10_000.0;

/// How much of a file is read at once, in bytes: enough for the head of most photos.
const HEAD: u64 = 256 << 10;

/// What a file holds, in a number: two files with the same digest are the same.
pub type Digest = blake3::Hash;

/// A picture file, and what it holds. Its pixels stay in the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Original {
    /// Where the file is.
    pub path: PathBuf,
    /// What it held when it was looked at.
    pub digest: Digest,
    /// What sort of picture it is.
    pub form: Form,
    /// What the photographer wrote into it.
    pub metadata: Metadata,
}

/// A sort of picture.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// Pixels.
    Raster(Raster),
    /// Lines and fields.
    Art(Arc<Art>),
}

/// A picture of pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raster {
    /// What kind of file it is.
    pub kind: Kind,
    /// Its width as it is seen, the right way up, in pixels.
    pub width: u32,
    /// Its height as it is seen, in pixels.
    pub height: u32,
    /// How its pixels are to be turned to be seen so.
    pub orientation: Orientation,
    /// How many pixels it says it has to an inch.
    pub density: Option<f64>,
}

/// What is in the file is all that a picture is.
impl Hash for Original {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

impl Original {
    /// Looks at a file, which may have so many pixels.
    ///
    /// # Errors
    /// What keeps it from being printed, as far as can be said without decoding it.
    pub fn open(path: &Path, most_pixels: u64) -> Result<Self, Problem> {
        let (mut file, _) = open_regular(path, MAX_BYTES)?;
        let mut bytes = Vec::new();
        file.by_ref().take(HEAD).read_to_end(&mut bytes).map_err(ReadError::from)?;
        let kind = Kind::of(&bytes)?;
        // Of a photo the head is enough; what follows only goes through the digest.
        if kind != Kind::Jpeg || decode::jpeg_head(&bytes).is_none() {
            file.read_to_end(&mut bytes).map_err(ReadError::from)?;
        }
        let (form, metadata) = match kind {
            Kind::Svg => (Form::Art(art(vector::from_svg(&bytes, &redraw))?), Metadata::default()),
            Kind::Pdf => (Form::Art(art(vector::from_pdf(&bytes, &redraw))?), Metadata::default()),
            _ => {
                let (raster, metadata) = look_at(&bytes, kind, most_pixels)?;
                (Form::Raster(raster), metadata)
            }
        };
        let mut digest = blake3::Hasher::new();
        digest.update(&bytes).update_reader(&mut file).map_err(ReadError::from)?;
        Ok(Self { path: path.to_owned(), digest: digest.finalize(), form, metadata })
    }

    /// Reads the file's bytes, the same as when it was looked at.
    ///
    /// # Errors
    /// When it cannot be read any more, or changed.
    pub(super) fn read_into(&self, bytes: &mut Vec<u8>) -> Result<(), Problem> {
        read_regular_into(&self.path, MAX_BYTES, bytes)?;
        if blake3::hash(bytes) == self.digest { Ok(()) } else { Err(Problem::Changed) }
    }

    /// An SVG in the shape of the picture: what a template lays out in its stead. It is a
    /// grey field for pixels, and the picture itself for vector art.
    ///
    /// Two pictures never have the same.
    pub fn stand_in(&self) -> String {
        match &self.form {
            Form::Art(art) => art.svg.clone(),
            Form::Raster(raster) => {
                // The size that the file asks for, if a template does not say its own: SVG has
                // 96 pixels to an inch (CSS Values 4), a picture that says nothing 72.
                let scale = 96.0 / raster.density.unwrap_or(72.0);
                let (width, height) =
                    (f64::from(raster.width) * scale, f64::from(raster.height) * scale);
                let digest = self.digest.to_hex();
                format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"photo-{}\" \
                     width=\"{width}\" height=\"{height}\">\
                     <rect width=\"100%\" height=\"100%\" fill=\"#b9b4ac\"/></svg>",
                    &digest[..16]
                )
            }
        }
    }
}

fn art(drawn: Result<Art, Fault>) -> Result<Arc<Art>, Problem> {
    drawn.map(Arc::new).map_err(Problem::Vector)
}

/// Reads all of a picture but its pixels.
fn look_at(bytes: &[u8], kind: Kind, most: u64) -> Result<(Raster, Metadata), Problem> {
    let head = decode::jpeg_head(bytes).filter(|_| kind == Kind::Jpeg);
    let mut reader = ImageReader::new(Cursor::new(head.unwrap_or(bytes)));
    if let Some(format) = kind.format() {
        reader.set_format(format);
    }
    reader.no_limits();
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels > most || width.max(height) > MAX_SIDE {
        return Err(Problem::TooManyPixels { width, height, most });
    }
    // A block that cannot be read is as good as none.
    let exif = decoder.exif_metadata().ok().flatten();
    let xmp = decoder.xmp_metadata().ok().flatten();
    let iptc = decoder.iptc_metadata().ok().flatten();
    let blocks =
        metadata::Blocks { exif: exif.as_deref(), xmp: xmp.as_deref(), iptc: iptc.as_deref() };
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let (width, height) = if turns(orientation) { (height, width) } else { (width, height) };
    // A TIFF file is built as EXIF is.
    let exif = if kind == Kind::Tiff { Some(bytes) } else { exif.as_deref() };
    let density = exif.and_then(metadata::density).filter(|density| DENSITIES.contains(density));
    Ok((Raster { kind, width, height, orientation, density }, metadata::read(blocks)))
}

impl Raster {
    /// Its width and height in the file, before it is turned.
    pub(super) fn stored_size(&self) -> (u32, u32) {
        if turns(self.orientation) { (self.height, self.width) } else { (self.width, self.height) }
    }
}

/// Whether what is wide becomes high.
fn turns(orientation: Orientation) -> bool {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    matches!(orientation, Rotate90 | Rotate270 | Rotate90FlipH | Rotate270FlipH)
}

/// A picture inside vector art, without what a camera wrote into it.
fn redraw(bytes: &[u8]) -> Option<Vec<u8>> {
    let kind = Kind::of(bytes).ok()?;
    let (raster, _) = look_at(bytes, kind, MAX_PIXELS).ok()?;
    let mut picture: DynamicImage =
        decode::decode(bytes, &raster, (u32::MAX, u32::MAX)).ok()?.image;
    picture.apply_orientation(raster.orientation);
    super::print::encode_alone(&picture, kind)
}
