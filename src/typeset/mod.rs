//! From an event and a template to a typeset document.

mod findings;
mod glyphs;
mod overflow;
mod world;

use std::sync::Arc;

use typst::foundations::{Dict, Smart};
use typst::syntax::FileId;
use typst::text::Locale;
use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::event::{CreditRole, Event, File, Language};
use crate::project::Project;
use crate::record::Directory;
use crate::source::Source;
use crate::template::{self, Output, Setting, Template};
use findings::Findings;
use world::EventWorld;

pub use world::Fonts;

/// What one document is made of.
#[derive(Clone, Copy)]
pub struct Manuscript<'a> {
    /// The event.
    pub event: &'a Event,
    /// The record that the event came from.
    pub record: &'a Arc<Source>,
    /// The template.
    pub template: &'a Template,
    /// The project.
    pub project: &'a Project,
    /// The people and organisations that the project's records share.
    pub directory: &'a Directory,
    /// The fonts of the run.
    pub fonts: &'a Fonts,
    /// How the document is printed.
    pub output: Output,
}

impl Manuscript<'_> {
    /// What the template is given.
    pub fn inputs(&self) -> Dict {
        let setting =
            Setting { project: self.project, options: &Dict::new(), output: self.output };
        template::inputs(self.event, setting, id_of)
    }
}

/// Typesets a document.
///
/// The document is there exactly when no finding is an error.
pub fn typeset(manuscript: Manuscript<'_>) -> (Option<PagedDocument>, Vec<Diagnostic>) {
    let world = EventWorld::new(manuscript);
    let mut findings = Findings::new(&world);
    let result = typst::compile::<PagedDocument>(&world);
    for warning in &result.warnings {
        // Text in a font that is not there may vanish; Typst only warns.
        if warning.message.starts_with("unknown font family") {
            findings.add_unknown_font(warning);
        } else {
            findings.add(Code::TemplateWarning, warning);
        }
    }
    let document = match result.output {
        Ok(mut document) => {
            glyphs::report_missing(&document, &mut findings);
            overflow::report_lost(&document, &mut findings);
            describe(&mut document, manuscript.event);
            Some(document)
        }
        Err(errors) => {
            for error in &errors {
                findings.add(Code::Template, error);
            }
            None
        }
    };
    let findings = findings.finish();
    (document.filter(|_| !has_errors(&findings)), findings)
}

/// What a remark of the PDF writer says, at the place that it means.
pub fn export_findings(
    manuscript: Manuscript<'_>,
    errors: &[typst::diag::SourceDiagnostic],
) -> Vec<Diagnostic> {
    let world = EventWorld::new(manuscript);
    let mut findings = Findings::new(&world);
    for error in errors {
        findings.add(Code::PdfStandard, error);
    }
    findings.finish()
}

/// Writes into the document what catalogues and screen readers ask for first,
/// whatever the template says of it.
fn describe(document: &mut PagedDocument, event: &Event) {
    let info = document.info_mut();
    info.title = Some(event.heading().as_str().into());
    let writers = event.credited(CreditRole::Writer).iter();
    info.author = writers.map(|writer| writer.name.as_str().into()).collect();
    info.keywords = event.keywords.iter().map(|keyword| keyword.as_str().into()).collect();
    info.description = event.standfirst.as_ref().map(|text| text.as_str().into());
    info.date = Smart::Custom(template::datetime(event.period.start().date));
    info.locale = locale(event.language()).map_or(Smart::Auto, Smart::Custom);
}

fn locale(language: &Language) -> Option<Locale> {
    Some(Locale {
        lang: language.code().parse().ok()?,
        region: match language.region() {
            Some(region) => Some(region.parse().ok()?),
            None => None,
        },
    })
}

/// The id that places in a file of the project are under. It belongs to a package that
/// cannot exist, so that no file of a template is ever taken for it.
fn id_of(file: File) -> FileId {
    use typst::syntax::package::{PackageSpec, PackageVersion};
    use typst::syntax::{RootedPath, VirtualPath, VirtualRoot};
    let name = match file {
        File::Record => "record.toml",
        File::People => "people.toml",
        File::Organisations => "organisations.toml",
        File::Project => "byline.toml",
    };
    let package = PackageSpec {
        namespace: "byline".into(),
        name: "project".into(),
        version: PackageVersion { major: 0, minor: 0, patch: 0 },
    };
    let path = VirtualPath::new(name).expect("a plain file name is a virtual path");
    RootedPath::new(VirtualRoot::Package(package), path).intern()
}
