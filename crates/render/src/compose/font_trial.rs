//! Sets a text in a font, draws it and embeds the font, before any document is set.
//!
//! Typst's libraries panic at some damaged tables. Here, it is known which font that is; in the
//! middle of a document, it is not.

use std::collections::BTreeSet;

use rustybuzz::ttf_parser::{GlyphId, Tag};
use rustybuzz::{Face, Feature, UnicodeBuffer, shape};
use subsetter::{GlyphRemapper, subset};
use typst::text::FontInfo;
use unicode_script::UnicodeScript;

/// The maximum number of characters that are tried: all of most fonts, and a part of those for East
/// Asia, which have up to 65,000. Setting all of them would take seconds.
const TRIED: usize = 3000;

/// Words whose letters are often joined, moved together or replaced.
const WORDS: &str = "AV. Te, “office” – fluffy difficult 1/2 12,345 café naïve To Wa P. r, ‘L’";

/// Sets a text with the usual features of a font, and once more with all that it has. Draws its
/// glyphs, and subsets the font to them as the PDF writer does. Returns `None` if the font cannot
/// be read or subset.
///
/// # Panics
/// When a library fails on a damaged table.
pub(super) fn set(data: &[u8], index: u32, info: &FontInfo) -> Option<()> {
    let face = Face::from_slice(data, index)?;
    let tables = [face.tables().gsub, face.tables().gpos];
    let tags = tables.into_iter().flatten().flat_map(|table| table.features.into_iter());
    let every: Vec<_> = tags.map(|feature| Feature::new(feature.tag, 1, ..)).collect();
    let mut glyphs = BTreeSet::new();
    let kerning = [Feature::new(Tag::from_bytes(b"kern"), 1, ..)];
    for features in [&kerning[..], &every] {
        for run in runs(info) {
            let mut buffer = UnicodeBuffer::new();
            buffer.push_str(&run);
            buffer.guess_segment_properties();
            let set = shape(&face, features, buffer);
            let ids = set.glyph_infos().iter().map(|glyph| u16::try_from(glyph.glyph_id));
            // Some fonts name glyphs that they do not have.
            let last = face.number_of_glyphs();
            glyphs.extend(ids.filter_map(Result::ok).filter(|id| *id < last));
        }
    }
    let mut embedded = GlyphRemapper::new();
    for glyph in glyphs {
        // The box around the outline is found by drawing it. A space has none.
        let _ = face.glyph_bounding_box(GlyphId(glyph));
        embedded.remap(glyph);
    }
    subset(data, index, &embedded).ok().map(|_| ())
}

/// Returns texts for a font to set, each in one script, as the shaper expects. If the font has
/// more characters than are tried, they are taken evenly from all of them.
fn runs(info: &FontInfo) -> Vec<String> {
    let step = info.coverage.iter().count().div_ceil(TRIED).max(1);
    let chars = info.coverage.iter().step_by(step);
    let chars: Vec<_> = chars.filter_map(char::from_u32).collect();
    let of_scripts = chars.chunk_by(|one, next| one.script() == next.script());
    let of_scripts = of_scripts.map(|run| run.iter().collect());
    [WORDS.to_owned()].into_iter().chain(of_scripts).collect()
}
