//! The structure of an EXIF block (TIFF 6.0; Exif 2.32, 4.6).
//!
//! byline does not use a library for this, because libraries read whole directories: a small
//! block whose directory refers to another one a thousand times would fill the memory. Looking
//! up a tag here takes one pass over one directory, whatever the block contains.

/// A TIFF structure.
pub(super) struct Tiff<'a> {
    bytes: &'a [u8],
    is_little_endian: bool,
}

impl<'a> Tiff<'a> {
    /// Returns the structure and the offset of its main directory.
    pub(super) fn open(block: &'a [u8]) -> Option<(Self, usize)> {
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
    pub(super) fn directory(&self, directory: usize, tag: u16) -> Option<usize> {
        self.number(directory, tag).and_then(|offset| offset.try_into().ok())
    }

    /// Returns a text: ASCII or, from Exif 3 on, UTF-8.
    pub(super) fn text(&self, directory: usize, tag: u16) -> Option<&'a [u8]> {
        let entry = self.entry(directory, tag, &[2, 129])?;
        let length = self.offset(&entry[4..])?;
        if length <= 4 {
            return entry[8..].get(..length);
        }
        self.bytes.get(self.offset(&entry[8..])?..)?.get(..length)
    }

    /// Returns the first of one or more whole numbers.
    pub(super) fn number(&self, directory: usize, tag: u16) -> Option<u32> {
        const SHORT: u16 = 3;
        const LONG: u16 = 4;
        if let Some(entry) = self.entry(directory, tag, &[SHORT]) {
            return self.short(&entry[8..]).map(u32::from);
        }
        self.long(&self.entry(directory, tag, &[LONG])?[8..])
    }

    /// Returns the first of one or more fractions, if it is a valid number.
    pub(super) fn rational(&self, directory: usize, tag: u16) -> Option<f64> {
        let entry = self.entry(directory, tag, &[5])?;
        let fraction = self.bytes.get(self.offset(&entry[8..])?..)?;
        let (above, below) = (self.long(fraction)?, self.long(fraction.get(4..)?)?);
        (below != 0).then(|| f64::from(above) / f64::from(below))
    }

    /// Returns the 12 bytes of the first entry with a tag, if it has one of these types.
    fn entry(&self, directory: usize, tag: u16, types: &[u16]) -> Option<&'a [u8]> {
        let directory = self.bytes.get(directory..)?;
        let count = self.short(directory)?;
        let mut entries = directory.get(2..)?.chunks_exact(12).take(count.into());
        let entry = entries.find(|entry| self.short(entry) == Some(tag))?;
        types.contains(&self.short(&entry[2..])?).then_some(entry)
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
