//! Fingerprints: whether a thing is what it was before, in 128 bits.

use std::fmt;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// What a file or a value holds, in a number: the first half of its BLAKE3. Things with
/// the same fingerprint are the same.
///
/// That of a value holds within one build of byline only: how values are laid out, and so
/// what is hashed of them, may change from one to the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// The fingerprint of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        blake3::hash(bytes).into()
    }

    /// The fingerprint of a value.
    pub fn of_value(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = Blake3(blake3::Hasher::new());
        value.hash(&mut hasher);
        hasher.0.finalize().into()
    }

    /// The fingerprint of what a file holds.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn of_file(path: &Path) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(path)?)?;
        Ok(hasher.finalize().into())
    }

    /// Its first half, where so much is enough: to find a few thousand things again.
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
    type Error = std::num::ParseIntError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        u128::from_str_radix(&text, 16).map(|number| Self(number.to_be_bytes()))
    }
}

/// Hashes values as `#[derive(Hash)]` hands them over.
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
        // The first of BLAKE3's own test vectors: nothing at all.
        let known = "af1349b9f5f9a1a6a0404dea36dcc949";
        assert_eq!(Fingerprint::of(b"").to_string(), known);
        assert_eq!(Fingerprint::try_from(known.to_owned()), Ok(Fingerprint::of(b"")));
        assert!(Fingerprint::try_from("no".to_owned()).is_err());
    }

    #[test]
    fn values_differ_where_they_are_told_apart() {
        assert_ne!(Fingerprint::of_value(&("a", "bc")), Fingerprint::of_value(&("ab", "c")));
        assert_eq!(Fingerprint::of_value(&[1, 2]), Fingerprint::of_value(&[1, 2]));
    }
}
