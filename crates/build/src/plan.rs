//! The plan of a run: which documents it makes, and where it writes them.

use std::collections::{BTreeSet, HashMap};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use byline_core::cache_folder::CACHE_FOLDER;
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::fingerprint::Fingerprint;
use byline_core::message::{message, plural};
use byline_core::model::{Language, Slug};
use byline_core::project::{Format, Project, RecordFile, file_name};
use byline_core::source::Place;
use byline_render::contract::Output;
use serde::{Deserialize, Serialize};
use strum::VariantArray;

use crate::changes::real;
use crate::shared::Shared;

/// A record and its documents: one for each template of the project that accepts its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The record.
    pub record: RecordFile,
    /// The documents.
    pub outputs: Vec<Planned>,
    /// The estimated time in milliseconds.
    pub cost: u64,
}

/// A planned document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// The index of its template in the session.
    pub template: usize,
    /// The language of its readers; `None` for the language of the record.
    pub language: Option<Language>,
    /// The path to write it to.
    pub path: PathBuf,
}

/// One part of a plan, such as the first of four, for runs that share the work. The part that a
/// record is in does not depend on the other records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// The number of this part, starting at 1.
    pub number: NonZeroU32,
    /// The total number of parts.
    pub of: NonZeroU32,
}

impl FromStr for Shard {
    /// A description of the expected format.
    type Err = &'static str;

    /// Parses "1/4".
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('/').and_then(|(number, of)| {
            Some(Self { number: number.parse().ok()?, of: of.parse().ok()? })
        });
        let sound = parts.filter(|shard| shard.number <= shard.of);
        sound.ok_or("expected a part and the number of parts, such as 1/4")
    }
}

impl Shard {
    /// Returns whether a record is in this part.
    pub fn holds(self, record: &Slug) -> bool {
        let number = Fingerprint::of(record.as_str().as_bytes()).short();
        number % u64::from(self.of.get()) == u64::from(self.number.get() - 1)
    }
}

/// Returns the file name of a document, with a suffix if it is made for print or in greyscale
/// and the format supports that.
fn with_output_suffixes(mut name: PathBuf, output: Output, format: Format) -> PathBuf {
    if !format.is_paged() {
        return name;
    }
    let suffixes = [("-print", output.print), ("-greyscale", output.greyscale)];
    for (suffix, _) in suffixes.iter().filter(|(_, wanted)| *wanted) {
        let stem = name.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        name.set_file_name(format!("{stem}{suffix}.{}", format.extension()));
    }
    name
}

/// Returns every file name that a document may have for any kind of output. Without a format,
/// returns the names in every format.
pub(crate) fn every_name(
    project: &Project,
    record: &Slug,
    template: &Slug,
    language: Option<&Language>,
    format: Option<Format>,
) -> Vec<PathBuf> {
    let formats =
        Format::VARIANTS.iter().filter(|other| format.is_none_or(|format| format == **other));
    let names = formats.flat_map(|format| {
        let name = project.output.path(record, template, language, *format);
        let kinds = [(false, false), (true, false), (false, true), (true, true)];
        kinds.map(|(print, greyscale)| {
            with_output_suffixes(name.clone(), Output { print, greyscale, fit: 0 }, *format)
        })
    });
    names.collect()
}

/// Plans the documents of some records in a folder.
///
/// # Errors
/// [`Code::OUTPUT_NAME`] for documents whose names some system would refuse, or that would lie in
/// the cache, and [`Code::OUTPUT_CLASH`] for documents that would overwrite each other there.
pub fn plan(
    records: Vec<RecordFile>,
    shared: &Shared,
    folder: &Path,
) -> Result<Vec<Job>, Vec<Diagnostic>> {
    let jobs = records.into_iter().map(|record| {
        let outputs = outputs(&record, shared, folder);
        Job { record, outputs, cost: 0 }
    });
    let jobs: Vec<_> = jobs.filter(|job| !job.outputs.is_empty()).collect();
    let mut findings = impossible(&jobs, shared, folder);
    findings.extend(overwriting(&jobs, shared));
    findings.extend(in_cache(&jobs, folder, shared));
    if findings.is_empty() { Ok(jobs) } else { Err(findings) }
}

/// Plans the documents of one record: one for each template that is for its kind, in each
/// language.
pub(crate) fn outputs(record: &RecordFile, shared: &Shared, folder: &Path) -> Vec<Planned> {
    let templates = shared.templates_for(record.kind);
    let planned = templates.flat_map(|(index, template)| {
        languages(shared).into_iter().map(move |language| {
            let named = language.as_ref().filter(|_| shared.named);
            let format = template.manifest.format;
            let name = shared.project.output.path(&record.id, &template.name, named, format);
            let path = folder.join(with_output_suffixes(name, shared.output, format));
            Planned { template: index, language, path }
        })
    });
    planned.collect()
}

/// Reports documents whose names some system would refuse: once, at the pattern of the names, if
/// the records have no part in it, and else at each record.
fn impossible(jobs: &[Job], shared: &Shared, folder: &Path) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = Vec::new();
    for (job, output) in documents(jobs) {
        let flaw = |path: &Path| file_name::flaw(path.strip_prefix(folder).unwrap_or(path));
        let Some(what) = flaw(&output.path) else { continue };
        let name = shared.project.name_of(&output.path);
        let message = message!("`{name}` is not a usable name for a document: {what}");
        let finding = Diagnostic::new(Code::OUTPUT_NAME, message);
        // Any record would do: its id alone decides the name.
        let other = Slug::suggest("id").map(|id| RecordFile { id, ..job.record.clone() });
        let anyhow = other.is_some_and(|other| {
            let others = outputs(&other, shared, folder);
            others.iter().any(|planned| flaw(&planned.path).is_some())
        });
        if anyhow {
            let hint = message!("change `output-name` in byline.toml");
            findings.push(at_pattern(finding, shared).hint(hint));
            return findings;
        }
        let place = Place::of_file(job.record.name.clone());
        let hint = message!(
            "give the record a shorter file name, or shorten `output-name` in byline.toml"
        );
        if findings.last().and_then(|last| last.place.as_ref()) != Some(&place) {
            findings.push(finding.at(place).hint(hint));
        }
    }
    findings
}

/// Reports the first documents that would overwrite each other, on some system.
fn overwriting(jobs: &[Job], shared: &Shared) -> Option<Diagnostic> {
    let mut taken: HashMap<String, (&Job, &Planned)> = HashMap::new();
    let mut clashes = documents(jobs).filter_map(|(job, output)| {
        let other = taken.insert(file_name::folded(&output.path), (job, output))?;
        Some(((job, output), other))
    });
    let ((job, output), (other_job, other_output)) = clashes.next()?;
    let template = |planned: &Planned| &shared.templates[planned.template].name;
    let message = message!(
        "the `{template}` of `{record}` and the `{other_template}` of `{other_record}` would both \
         be written to `{path}`",
        template = template(output),
        record = job.record.id,
        other_template = template(other_output),
        other_record = other_job.record.id,
        path = shared.project.name_of(&output.path),
    );
    let mut finding = at_pattern(Diagnostic::new(Code::OUTPUT_CLASH, message), shared);
    if output.path != other_output.path {
        finding = finding.hint(message!(
            "Windows and macOS ignore the difference between capitals and small letters in file \
             names"
        ));
    }
    finding = finding.hint(if job.record.id == other_job.record.id {
        message!("put both {{id}} and {{template}} into `output-name` in byline.toml")
    } else {
        message!(
            "put {{id}}, {{template}} and {{language}} into `output-name` in byline.toml, with \
             other characters between them"
        )
    });
    Some(match clashes.count() {
        0 => finding,
        more => finding.hint(plural!(
            more,
            "1 more pair of documents clashes in the same way",
            "{more} more pairs of documents clash in the same way",
        )),
    })
}

/// Returns a finding if documents would be written to the cache of the project.
fn in_cache(jobs: &[Job], output: &Path, shared: &Shared) -> Option<Diagnostic> {
    let cache = shared.project.cache_root().canonicalize().ok()?.join(CACHE_FOLDER);
    let cached = |path: &Path| real(path).starts_with(&cache);
    let mut seen = BTreeSet::new();
    let paths = documents(jobs).map(|(_, planned)| planned.path.as_path());
    let found = paths.filter(|path| seen.insert(path.parent())).find(|path| cached(path))?;
    let name = shared.project.name_of(found.parent().unwrap_or(output));
    let message = message!(
        "documents cannot be written to `{name}`: byline reserves `{folder}` for its cache",
        folder = CACHE_FOLDER,
    );
    let finding = Diagnostic::new(Code::OUTPUT_NAME, message);
    Some(if cached(&output.join("document")) {
        finding.hint(message!("choose another folder with `--output`"))
    } else {
        let hint = message!("change `output-name` in byline.toml");
        at_pattern(finding, shared).hint(hint)
    })
}

/// Places a finding about names at the pattern of the names, if the project has one of its own.
pub(crate) fn at_pattern(finding: Diagnostic, shared: &Shared) -> Diagnostic {
    Diagnostic { place: shared.project.output_place.clone(), ..finding }
}

/// Iterates over the documents of a plan.
fn documents(jobs: &[Job]) -> impl Iterator<Item = (&Job, &Planned)> {
    jobs.iter().flat_map(|job| job.outputs.iter().map(move |output| (job, output)))
}

/// Returns the languages of a record's documents; `None` for the language of the record.
fn languages(shared: &Shared) -> Vec<Option<Language>> {
    if shared.languages.is_empty() {
        return vec![None];
    }
    shared.languages.iter().cloned().map(Some).collect()
}
