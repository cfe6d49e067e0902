//! What all documents that are made with a template have in common.

use serde::{Deserialize, Serialize};

use crate::provenance::{FontFiles, Provenance, TemplateFiles};
use crate::shared::Shared;
use byline_core::fingerprint::Fingerprint;
use byline_render::template::Template;

/// The revision of the code that documents come from. Raise it with every change after which
/// the same record gives other bytes: a test holds the examples against it.
const REVISION: &str = "1";

/// What documents depend on beside their records: the version and the revision of byline,
/// its templates and its dependencies. Documents that another byline made are out of date.
const BYLINE: &[&str] = &[env!("CARGO_PKG_VERSION"), REVISION, env!("BYLINE_DIGEST")];

/// A document, and what it depends on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Made {
    /// The document.
    pub fingerprint: Fingerprint,
    /// What it depends on.
    pub provenance: Provenance,
}

/// What all documents that are made with a template have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Setting {
    /// The byline.
    pub(super) byline: Fingerprint,
    /// What the project file says, but for brand and options.
    pub(super) project: Fingerprint,
    /// What documents look like.
    pub(super) brand: Fingerprint,
    /// What is asked of the template.
    pub(super) options: Fingerprint,
    /// The project's own fonts.
    pub(super) fonts: Fingerprint,
    /// The project's own words.
    pub(super) locales: Option<Fingerprint>,
    /// The files of the template, if it is the project's own.
    pub(super) files: TemplateFiles,
    /// The fonts of the system that a document is set in.
    pub(super) system_fonts: FontFiles,
}

impl Setting {
    /// That of a template now; its files are told with each document.
    pub(super) fn new(template: &Template, shared: &Shared, fonts: Fingerprint) -> Self {
        let project = &shared.project;
        let own = (
            &project.organisation,
            &project.language,
            &project.output,
            project.photos.resolution,
            project.system_fonts,
            // A report that is told of in others carries its language in its name, and has
            // the ending of its format.
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

    pub(super) fn of(&self, made: &Made) -> Self {
        let Provenance { files, fonts, .. } = &made.provenance;
        Self { files: files.clone(), system_fonts: fonts.clone(), ..self.clone() }
    }
}
