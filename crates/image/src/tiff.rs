//! The structure of a TIFF file or an EXIF block (TIFF 6.0; Exif 2.32, 4.6).
//!
//! byline does not use a library for this, because libraries read whole directories: a small
//! block whose directory refers to another one a thousand times would fill the memory. Looking
//! up a tag here takes one pass over one directory, whatever the block contains.

use byline_core::model::ProfileProblem;

/// The types of whole numbers: of two bytes and of four.
const SHORT: u16 = 3;
const LONG: u16 = 4;

/// A TIFF structure.
pub(crate) struct Tiff<'a> {
    bytes: &'a [u8],
    is_little_endian: bool,
}

/// Returns the colour profile of a TIFF file. The decoder would take 32 bytes for each of its
/// bytes.
///
/// # Errors
/// Fails if there is one, and it is incomplete or not where the file says.
pub(crate) fn profile(file: &[u8]) -> Result<Option<&[u8]>, ProfileProblem> {
    const PROFILE: u16 = 34_675;
    let Some((tiff, main)) = Tiff::open(file) else { return Ok(None) };
    if tiff.counts(main).all(|(tag, _)| tag != PROFILE) {
        return Ok(None);
    }
    tiff.data(main, PROFILE).map(Some).ok_or(ProfileProblem::CutOff)
}

/// Returns the XMP block of a TIFF file.
pub(crate) fn xmp(file: &[u8]) -> Option<&[u8]> {
    const XMP: u16 = 700;
    let (tiff, main) = Tiff::open(file)?;
    tiff.data(main, XMP)
}

impl<'a> Tiff<'a> {
    /// Returns the structure and the offset of its main directory.
    pub(crate) fn open(block: &'a [u8]) -> Option<(Self, usize)> {
        let bytes = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        let is_little_endian = match bytes.get(..4)? {
            b"II*\0" => true,
            b"MM\0*" => false,
            _ => return None,
        };
        let tiff = Self { bytes, is_little_endian };
        let main = tiff.offset(&bytes[4..])?;
        Some((tiff, main))
    }

    /// Returns the offset of another directory that this one refers to.
    pub(crate) fn directory(&self, directory: usize, tag: u16) -> Option<usize> {
        self.number(directory, tag).and_then(|offset| offset.try_into().ok())
    }

    /// Returns a text: ASCII or, from Exif 3 on, UTF-8.
    pub(crate) fn text(&self, directory: usize, tag: u16) -> Option<&'a [u8]> {
        let entry = self.entry(directory, tag, &[2, 129])?;
        let length = self.offset(&entry[4..])?;
        if length <= 4 {
            return entry[8..].get(..length);
        }
        self.bytes.get(self.offset(&entry[8..])?..)?.get(..length)
    }

    /// Returns bytes of any kind, such as a colour profile.
    pub(crate) fn data(&self, directory: usize, tag: u16) -> Option<&'a [u8]> {
        const BYTE: u16 = 1;
        const UNDEFINED: u16 = 7;
        let entry = self.entry(directory, tag, &[BYTE, UNDEFINED])?;
        self.bytes.get(self.offset(&entry[8..])?..)?.get(..self.offset(&entry[4..])?)
    }

    /// Iterates over the whole numbers of a tag, as far as they are there.
    pub(crate) fn numbers(&self, directory: usize, tag: u16) -> impl Iterator<Item = u32> {
        let count = self.entry(directory, tag, &[SHORT, LONG]).and_then(|e| self.offset(&e[4..]));
        let width = if self.entry(directory, tag, &[SHORT]).is_some() { 2 } else { 4 };
        let count = count.unwrap_or_default();
        let entry = self.entry(directory, tag, &[SHORT, LONG]).unwrap_or_default();
        let inside = entry.get(8..).filter(|_| count.saturating_mul(width) <= 4);
        let outside = || self.bytes.get(self.offset(entry.get(8..)?)?..);
        let values = inside.or_else(outside).unwrap_or_default();
        let value = move |bytes: &[u8]| {
            if width == 2 { self.short(bytes).map(u32::from) } else { self.long(bytes) }
        };
        values.chunks_exact(width).take(count).map_while(value)
    }

    /// Iterates over the tags of a directory, each with the number of its values.
    pub(crate) fn counts(&self, directory: usize) -> impl Iterator<Item = (u16, u32)> {
        self.entries(directory)
            .filter_map(|entry| Some((self.short(entry)?, self.long(&entry[4..])?)))
    }

    /// Returns the first of one or more whole numbers.
    pub(crate) fn number(&self, directory: usize, tag: u16) -> Option<u32> {
        if let Some(entry) = self.entry(directory, tag, &[SHORT]) {
            return self.short(&entry[8..]).map(u32::from);
        }
        self.long(&self.entry(directory, tag, &[LONG])?[8..])
    }

    /// Returns the first of one or more fractions, if it is a valid number.
    pub(crate) fn rational(&self, directory: usize, tag: u16) -> Option<f64> {
        let entry = self.entry(directory, tag, &[5])?;
        let fraction = self.bytes.get(self.offset(&entry[8..])?..)?;
        let (above, below) = (self.long(fraction)?, self.long(fraction.get(4..)?)?);
        (below != 0).then(|| f64::from(above) / f64::from(below))
    }

    /// Returns the 12 bytes of the first entry with a tag, if it has one of these types.
    fn entry(&self, directory: usize, tag: u16, types: &[u16]) -> Option<&'a [u8]> {
        let entry = self.entries(directory).find(|entry| self.short(entry) == Some(tag))?;
        types.contains(&self.short(&entry[2..])?).then_some(entry)
    }

    /// Iterates over the entries of a directory, of 12 bytes each.
    fn entries(&self, directory: usize) -> impl Iterator<Item = &'a [u8]> {
        let directory = self.bytes.get(directory..).unwrap_or_default();
        let count = self.short(directory).unwrap_or_default();
        directory.get(2..).unwrap_or_default().chunks_exact(12).take(count.into())
    }

    fn short(&self, bytes: &[u8]) -> Option<u16> {
        let bytes = *bytes.first_chunk()?;
        let read = if self.is_little_endian { u16::from_le_bytes } else { u16::from_be_bytes };
        Some(read(bytes))
    }

    fn long(&self, bytes: &[u8]) -> Option<u32> {
        let bytes = *bytes.first_chunk()?;
        let read = if self.is_little_endian { u32::from_le_bytes } else { u32::from_be_bytes };
        Some(read(bytes))
    }

    fn offset(&self, bytes: &[u8]) -> Option<usize> {
        self.long(bytes)?.try_into().ok()
    }
}
