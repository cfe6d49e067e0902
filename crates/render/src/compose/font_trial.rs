//! Sets a text in a font, before any document is.
//!
//! Typst's shaper panics at some damaged tables. Here, it is known which font that is; in the
//! middle of a document, it is not.

use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Face, Feature, UnicodeBuffer, shape};
use typst::text::FontInfo;
use unicode_script::UnicodeScript;

/// The number of characters that are tried: all of an alphabet, and the most common of an East
/// Asian font.
const TRIED: usize = 3000;

/// Words whose letters are often joined, moved together or replaced.
const WORDS: &str = "AV. Te, “office” – fluffy difficult 1/2 12,345 café naïve To Wa P. r, ‘L’";

/// Sets a text with the usual features of a font, and once more with all that it has. Returns
/// `None` if the font cannot be read.
///
/// # Panics
/// When the shaper fails on a damaged table.
pub(super) fn set(data: &[u8], index: u32, info: &FontInfo) -> Option<()> {
    let face = Face::from_slice(data, index)?;
    let tables = [face.tables().gsub, face.tables().gpos];
    let tags = tables.into_iter().flatten().flat_map(|table| table.features.into_iter());
    let every: Vec<_> = tags.map(|feature| Feature::new(feature.tag, 1, ..)).collect();
    let kerning = [Feature::new(Tag::from_bytes(b"kern"), 1, ..)];
    for features in [&kerning[..], &every] {
        for run in runs(info) {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(&run);
            buffer.guess_segment_properties();
            shape(&face, features, buffer);
        }
    }
    Some(())
}

/// Returns texts for a font to set, each in one script, as the shaper expects.
fn runs(info: &FontInfo) -> Vec<String> {
    let chars: Vec<_> = info.coverage.iter().filter_map(char::from_u32).take(TRIED).collect();
    let of_scripts = chars.chunk_by(|one, next| one.script() == next.script());
    let of_scripts = of_scripts.map(|run| run.iter().collect());
    [WORDS.to_owned()].into_iter().chain(of_scripts).collect()
}
