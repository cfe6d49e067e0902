//! The list of harnesses.

use crate::{Harness, art, edits, markdown, metadata, prints, project, records};

/// All harnesses.
pub const HARNESSES: &[Harness] = &[
    records::RECORD,
    records::ISSUE,
    records::TRANSLATION,
    edits::EDITS,
    markdown::MARKDOWN,
    project::PROJECT,
    project::DIRECTORY,
    project::MANIFEST,
    project::LOCALE,
    prints::JPEG,
    prints::PNG,
    prints::TIFF,
    prints::WEBP,
    prints::GIF,
    art::SVG,
    art::PDF,
    metadata::METADATA,
    prints::CACHE,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sound_passes_every_harness() {
        for harness in HARNESSES {
            let seeds = (harness.seeds)();
            assert!(!seeds.is_empty(), "{} has no seeds", harness.name);
            for seed in &seeds {
                (harness.run)(seed);
            }
        }
    }
}
