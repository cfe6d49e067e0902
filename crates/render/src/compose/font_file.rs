//! Tells whether a font file has changed without reading all of it: some are as large as a book.

use std::io::Read;
use std::path::Path;

use byline_core::file::open_regular;
use byline_core::fingerprint::Fingerprint;

/// The maximum size of a font file in bytes: ten times that of the largest in use.
pub(super) const MAX_BYTES: u64 = 512 << 20;

/// The length of what is looked at, in bytes. A font begins with its table directory, which holds a
/// checksum of every table, and a collection with those of all its fonts (OpenType, "The OpenType
/// font file"). The largest collections in use have 3 KiB of them.
const DIRECTORY: usize = 16 << 10;

/// Returns the fingerprint of a font file with this content.
pub(super) fn fingerprint(content: &[u8]) -> Fingerprint {
    let directory = &content[..content.len().min(DIRECTORY)];
    Fingerprint::of_value(&(content.len() as u64, directory))
}

/// Returns the fingerprint of a font file, or `None` if `path` is not a font that can be read.
pub fn font_fingerprint(path: &Path) -> Option<Fingerprint> {
    if !is_font(path) {
        return None;
    }
    let (file, metadata) = open_regular(path, MAX_BYTES).ok()?;
    let mut directory = Vec::new();
    file.take(DIRECTORY as u64).read_to_end(&mut directory).ok()?;
    Some(Fingerprint::of_value(&(metadata.len(), &*directory)))
}

/// Returns whether a file is named like a font that can be used.
pub(super) fn is_font(path: &Path) -> bool {
    has_extension(path, &["ttf", "otf", "ttc", "otc"])
}

/// Returns whether a file is named like a font for the web, which cannot be used.
pub(super) fn is_web_font(path: &Path) -> bool {
    has_extension(path, &["woff", "woff2"])
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let extension = path.extension().unwrap_or_default();
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
    use std::fs;

    use super::*;

    #[test]
    fn a_file_has_the_fingerprint_of_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ttf");
        let mut content = notosans::REGULAR_TTF.to_vec();
        fs::write(&path, &content).unwrap();
        let before = fingerprint(&content);
        assert_eq!(font_fingerprint(&path), Some(before));
        // The checksum of the first table, and a font that was cut short.
        content[16] ^= 1;
        assert_ne!(fingerprint(&content), before);
        assert_ne!(fingerprint(&notosans::REGULAR_TTF[1..]), before);
        assert_ne!(fingerprint(&notosans::REGULAR_TTF[..content.len() - 1]), before);
        fs::rename(&path, folder.path().join("a.txt")).unwrap();
        assert_eq!(font_fingerprint(&path), None);
        assert_eq!(font_fingerprint(&folder.path().join("a.txt")), None);
    }
}
