//! The inputs that all documents of a template share.

use serde::{Deserialize, Serialize};

use crate::provenance::{BuildEntry, FontFiles, Provenance, TemplateFiles};
use crate::shared::Shared;
use byline_core::fingerprint::Fingerprint;
use byline_render::template::Template;

/// The revision of the code that produces documents. Raise it with every change after which the
/// same record results in different bytes: a test compares the examples with it.
const REVISION: &str = "11";

/// The inputs of documents that come with byline: its version and revision, its templates and
/// its dependencies. Documents made by a different byline are out of date.
const BYLINE: &[&str] = &[env!("CARGO_PKG_VERSION"), REVISION, env!("BYLINE_DIGEST")];

/// The inputs that all documents of a template share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Setting {
    /// The version of byline.
    pub(super) byline: Fingerprint,
    /// The project file, apart from brand and options.
    pub(super) project: Fingerprint,
    /// The brand.
    pub(super) brand: Fingerprint,
    /// The options of the template.
    pub(super) options: Fingerprint,
    /// The project's own fonts.
    pub(super) fonts: Fingerprint,
    /// The project's own locales.
    pub(super) locales: Option<Fingerprint>,
    /// The files of the template, if it belongs to the project.
    pub(super) files: TemplateFiles,
    /// The system fonts that a document uses.
    pub(super) system_fonts: FontFiles,
}

impl Setting {
    /// Returns the current setting of a template; its files are recorded with each document.
    pub(super) fn new(template: &Template, shared: &Shared, fonts: Fingerprint) -> Self {
        let project = &shared.project;
        let own = (
            &project.organisation,
            &project.language,
            &project.output,
            project.photos.resolution,
            project.system_fonts,
            // A picture must not come from a folder that the project no longer names.
            project.walls.extra(),
            // Other documents print the file name of a report: it may include a language, and
            // has the extension of the report's format.
            shared.named,
            shared.report,
        );
        Self {
            byline: Fingerprint::of_value(BYLINE),
            project: Fingerprint::of_value(&own),
            brand: Fingerprint::of_value(&project.brand),
            options: Fingerprint::of_value(&template.options),
            fonts,
            locales: shared.locales.fingerprint(),
            files: TemplateFiles::new(),
            system_fonts: FontFiles::new(),
        }
    }

    pub(super) fn of(&self, made: &BuildEntry) -> Self {
        let Provenance { files, fonts, .. } = &made.provenance;
        Self { files: files.clone(), system_fonts: fonts.clone(), ..self.clone() }
    }
}
