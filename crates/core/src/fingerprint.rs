//! Fingerprints of 128 bits, which show whether content has changed.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::io::{self, Read};

use serde::{Deserialize, Serialize};

/// The fingerprint of a file or a value: the first half of its BLAKE3 hash. Equal fingerprints
/// mean equal content.
///
/// The fingerprint of a value is valid only within one build of byline, because the layout of
/// values, and so what is hashed, may change between builds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Returns the fingerprint of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        blake3::hash(bytes).into()
    }

    /// Returns the fingerprint of a value.
    pub fn of_value(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = Blake3(blake3::Hasher::new());
        value.hash(&mut hasher);
        hasher.0.finalize().into()
    }

    /// Returns the fingerprint of everything that a reader returns.
    ///
    /// # Errors
    /// Fails if the reader does.
    pub fn of_reader(reader: impl Read) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(reader)?;
        Ok(hasher.finalize().into())
    }

    /// Returns the first half of the fingerprint, which is enough to tell a few thousand items
    /// apart.
    pub fn short(self) -> u64 {
        (u128::from_be_bytes(self.0) >> 64) as u64
    }
}

impl From<blake3::Hash> for Fingerprint {
    fn from(hash: blake3::Hash) -> Self {
        Self(*hash.as_bytes().first_chunk().expect("a hash has 32 bytes"))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Fingerprint> for String {
    fn from(fingerprint: Fingerprint) -> Self {
        fingerprint.to_string()
    }
}

impl TryFrom<String> for Fingerprint {
    /// What was expected.
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u128::from_str_radix(&text, 16).ok().filter(|_| digits);
        number.map(|number| Self(number.to_be_bytes())).ok_or("expected 32 hexadecimal digits")
    }
}

/// A hasher for values that implement `Hash`.
struct Blake3(blake3::Hasher);

impl Hasher for Blake3 {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        Fingerprint::from(self.0.finalize()).short()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_the_start_of_a_blake3() {
        // The first of BLAKE3's own test vectors: empty input.
        let known = "af1349b9f5f9a1a6a0404dea36dcc949";
        assert_eq!(Fingerprint::of(b"").to_string(), known);
        assert_eq!(Fingerprint::try_from(known.to_owned()), Ok(Fingerprint::of(b"")));
        for wrong in ["no", "ff", "+f1349b9f5f9a1a6a0404dea36dcc949"] {
            assert!(Fingerprint::try_from(wrong.to_owned()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn values_differ_where_they_are_told_apart() {
        assert_ne!(Fingerprint::of_value(&("a", "bc")), Fingerprint::of_value(&("ab", "c")));
        assert_eq!(Fingerprint::of_value(&[1, 2]), Fingerprint::of_value(&[1, 2]));
    }
}
