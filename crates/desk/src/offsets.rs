//! Offsets in a text: Rust counts bytes, browsers count UTF-16 units.

/// Converts offsets in a text.
pub(crate) struct Offsets<'t>(&'t str);

impl<'t> Offsets<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self(text)
    }

    /// Returns the offset in UTF-16 units of an offset in bytes.
    pub(crate) fn utf16(&self, byte: usize) -> usize {
        self.0[..self.0.floor_char_boundary(byte)].encode_utf16().count()
    }

    /// Returns the offset in bytes of an offset in UTF-16 units; the end for one beyond it.
    pub(crate) fn byte(&self, utf16: usize) -> usize {
        let mut left = utf16;
        for (byte, char) in self.0.char_indices() {
            if left < char.len_utf16() {
                return byte;
            }
            left -= char.len_utf16();
        }
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_the_browser_s() {
        let offsets = Offsets::of("aé👍b");
        for (byte, utf16) in [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)] {
            assert_eq!((offsets.utf16(byte), offsets.byte(utf16)), (utf16, byte));
        }
        assert_eq!((offsets.byte(3), offsets.byte(99), offsets.utf16(99)), (3, 8, 5));
    }
}
