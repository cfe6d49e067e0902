//! Proofs: compares the pages of a template's test records with stored pictures.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use byline_core::diagnostic::{Code, Diagnostic, has_errors};
use byline_core::file::{ReadError, not_written, read_inside};
use byline_core::message::{Message, message, plural};
use byline_core::model::MAX_PICTURE_BYTES;
use byline_core::project::RecordFile;
use byline_core::source::Place;
use byline_core::walls::Walls;
use byline_render::export::{to_pictures, write_atomically};
use image::RgbImage;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image_compare::rgb_hybrid_compare;

use crate::outcome::{Artifact, Outcome};
use crate::plan::{Job, Planned};
use crate::session::Session;

/// The resolution of stored pictures in pixels per inch: enough to show every line.
const PER_INCH: f64 = 60.0;

/// The minimum similarity, from 0 to 1, of two pictures that differ only by rounding; a single
/// letter that moves makes ten times the difference.
const ALIKE: f64 = 0.999_995;

/// The folders of proof pictures.
#[derive(Debug, Clone)]
pub struct ProofFolders {
    /// The folder of the stored pictures.
    pub stored: PathBuf,
    /// The folder for pictures that show differences.
    pub differences: PathBuf,
    /// Whether to store the current pages instead of comparing them.
    pub update: bool,
}

/// Renders a record with each template of its job, and compares the pages with the stored
/// pictures. The outcome's artifacts give the number of pages.
pub(super) fn prove(job: &Job, session: &Session, proof_folders: Option<&ProofFolders>) -> Outcome {
    let record = &job.record;
    let mut outcome = Outcome::new(job);
    let read = session.read(record);
    let (Some(_), Some(proof_folders)) = (&read.content, proof_folders) else {
        outcome.findings.extend(read.findings.iter().cloned());
        outcome.failed = job.outputs.len();
        return outcome;
    };
    // Editorial findings about a test record say nothing about the template.
    for planned @ Planned { template, language, path } in &job.outputs {
        let template = &session.templates[*template];
        let Some(composed) = session.compose(&read, planned) else { continue };
        let mut findings = composed.findings.clone();
        let Some(document) = &composed.document else {
            outcome.failed += 1;
            outcome.findings.extend(findings);
            continue;
        };
        let pictures = to_pictures(document, PER_INCH);
        for (index, picture) in pictures.iter().enumerate() {
            let name = format!("{}-{}.png", record.id, index + 1);
            findings.extend(compare(picture, &name, record, proof_folders, &session.project.walls));
        }
        let beyond = proof_folders.stored.join(format!("{}-{}.png", record.id, pictures.len() + 1));
        if beyond.exists() {
            findings.extend(fewer(&beyond, pictures.len(), record, proof_folders.update));
        }
        outcome.failed += usize::from(has_errors(&findings));
        outcome.findings.extend(findings);
        outcome.artifacts.push(Artifact {
            template: template.name.clone(),
            format: template.manifest.format,
            language: language.clone(),
            path: path.clone(),
            pages: Some(pictures.len()),
            bytes: 0,
            time: Duration::ZERO,
            made: None,
        });
    }
    outcome
}

/// Compares one page with its stored picture, or stores it.
fn compare(
    page: &RgbImage,
    name: &str,
    record: &RecordFile,
    proof_folders: &ProofFolders,
    walls: &Walls,
) -> Option<Diagnostic> {
    let stored = proof_folders.stored.join(name);
    let bytes = read_inside(&stored, MAX_PICTURE_BYTES, walls).ok();
    let former = bytes.and_then(|bytes| image::load_from_memory(&bytes).ok());
    let former = former.map(image::DynamicImage::into_rgb8);
    let compared = former.as_ref().and_then(|former| rgb_hybrid_compare(former, page).ok());
    if compared.as_ref().is_some_and(|compared| compared.score >= ALIKE) {
        return None;
    }
    if proof_folders.update {
        return write(&stored, page, record, walls).err();
    }
    let finding = |message: Message| {
        Diagnostic::new(Code::PAGE_DIFFERS, message).at(place(record)).hint(message!(
            "if the page is correct, store it with `byline templates test --update`"
        ))
    };
    if former.is_none() {
        return Some(finding(message!("there is no stored picture `{name}` of this page")));
    }
    let Some(compared) = compared else {
        return Some(finding(message!("the page differs in size from `{name}`")));
    };
    let seen = proof_folders.differences.join(name);
    let difference = compared.image.to_color_map().into_rgb8();
    if let Err(finding) = write(&seen, &difference, record, walls) {
        return Some(finding);
    }
    let message = message!("the page differs from `{name}`");
    Some(finding(message).hint(message!("the differences are bright in {file}", file = seen)))
}

/// Reports or removes stored pictures for which there is no page any more.
fn fewer(first: &Path, pages: usize, record: &RecordFile, update: bool) -> Option<Diagnostic> {
    if !update {
        let message = plural!(
            pages,
            "the document has only 1 page, but more are stored",
            "the document has only {pages} pages, but more are stored",
        );
        let hint =
            message!("if that is correct, store the pages with `byline templates test --update`");
        return Some(Diagnostic::new(Code::PAGE_DIFFERS, message).at(place(record)).hint(hint));
    }
    let mut number = pages + 1;
    let mut path = first.to_owned();
    while fs::remove_file(&path).is_ok() {
        number += 1;
        path.set_file_name(format!("{}-{number}.png", record.id));
    }
    None
}

fn write(
    path: &Path,
    picture: &RgbImage,
    record: &RecordFile,
    walls: &Walls,
) -> Result<(), Diagnostic> {
    if !walls.contains_new(path) {
        return Err(ReadError::Outside.finding(&path.display().to_string()));
    }
    let mut bytes = Vec::new();
    // The pictures are kept in repositories and seldom written, so size matters more than speed.
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Paeth);
    let written = picture
        .write_with_encoder(encoder)
        .map_err(io::Error::other)
        .and_then(|()| write_atomically(path, &bytes));
    written.map_err(|error| not_written(&path.display().to_string(), &error).at(place(record)))
}

fn place(record: &RecordFile) -> Place {
    Place::of_file(record.name.clone())
}
