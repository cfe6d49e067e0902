//! The inputs for reading a record: translations, context and pictures.

use std::sync::Arc;

use byline_core::diagnostic::Diagnostic;
use byline_core::model::Sources;
use byline_core::parse::{Context, Pictures};
use byline_core::project::RecordFile;
use byline_core::source::Source;
use byline_image::{Darkroom, Folders, Inspection, look};

use crate::shared::Shared;

/// Inspects the pictures that a record references.
pub(crate) fn look_at(
    names: &[String],
    record: &RecordFile,
    shared: &Shared,
    darkroom: Option<&Darkroom>,
) -> Pictures {
    let project = &shared.project;
    let file = record.path.parent().unwrap_or(&project.root);
    let folders = Folders { file, walls: &project.walls };
    let max_pixels = project.photos.max_pixels;
    look(names, folders, Inspection { max_pixels, artist: &*shared.artist, darkroom })
}

/// Reads a record's translations. One that cannot be read is reported; the others are used.
pub(crate) fn with_translations(
    record: &RecordFile,
    source: Arc<Source>,
    shared: &Shared,
    findings: &mut Vec<Diagnostic>,
) -> Sources {
    let mut sources = Sources::of(source);
    for file in &record.translations {
        match shared.source(&file.path, &file.name) {
            Ok(source) => sources.translations.push((file.language.clone(), source)),
            Err(finding) => findings.push(finding),
        }
    }
    sources
}

/// Returns the context of a record: everything that the record itself does not state.
pub(crate) fn context<'a>(
    record: &'a RecordFile,
    shared: &'a Shared,
    sources: &'a Sources,
) -> Context<'a> {
    Context {
        id: &record.id,
        language: &shared.project.language,
        directory: &shared.directory,
        translations: &sources.translations,
    }
}
