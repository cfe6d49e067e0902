//! The build state: the inputs that each document was made from. It lets a build make only the
//! documents that are out of date, and find those whose records no longer exist.

mod file;
mod file_fingerprints;
mod lines;
mod not_kept;
mod output;
mod parts;
mod reason;
mod rebuild;
mod setting;
mod stale;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use crate::outcome::{Artifact, Outcome};
use crate::plan::{Job, Planned, Shard, at_pattern, every_name};
use crate::provenance::Materials;
use crate::shared::Shared;
use byline_core::diagnostic::{Code, Diagnostic, Level};
use byline_core::fingerprint::Fingerprint;
use byline_core::message::message;
use byline_core::model::{Language, Slug};
use byline_render::template::Template;

use file::Store;
use file_fingerprints::FileFingerprints;
use output::OutputFolder;
use setting::Setting;

pub use reason::Reason;
pub use rebuild::{Extent, RebuildPlan};
pub use stale::{Disposition, Stale};

/// The build state of a project.
pub struct State {
    /// The absolute path of the project's folder.
    root: PathBuf,
    output: OutputFolder,
    store: Store,
    /// The documents, by path.
    documents: BTreeMap<String, BuiltDocument>,
    /// The fingerprint of each record's summary, by that of its content.
    summaries: BTreeMap<Fingerprint, Fingerprint>,
    seen: FileFingerprints,
    /// The current setting of each template in use.
    settings: Vec<Setting>,
    /// The settings of documents, deduplicated.
    interned_settings: BTreeSet<Arc<Setting>>,
}

/// A document that was built.
#[derive(Debug, Clone, PartialEq, Eq)]
struct BuiltDocument {
    /// The record's id.
    record: Slug,
    template: Slug,
    /// The language in its name, if the project has several.
    language: Option<Language>,
    /// Whether byline.toml listed that language; otherwise, the user asked for it.
    listed: bool,
    /// The fingerprint of the file as it was written.
    fingerprint: Fingerprint,
    /// How long it took, in milliseconds.
    time: u32,
    /// The number of warnings.
    warnings: u32,
    setting: Arc<Setting>,
    materials: Arc<Materials>,
    /// Whether it is not yet in the file that this run writes.
    fresh: bool,
}

impl State {
    /// Opens the build state of a project, including the results of sharded runs. Damaged
    /// entries count as missing. The documents are in `output`, or else in the project's own
    /// output folder.
    ///
    /// A sharded run stores its results in a file of its own.
    pub fn open(shared: &Shared, shard: Option<Shard>, output: Option<&Path>) -> Self {
        let project = &shared.project;
        let (store, known) = Store::open(project.cache_root(), shard);
        let seen = FileFingerprints::new(known.seen, store.now());
        let output = OutputFolder::new(&project.root, &project.output_folder(), output);
        let mut state = Self {
            root: absolute(&project.root).unwrap_or_else(|_| project.root.clone()),
            output,
            store,
            documents: known.documents,
            summaries: known.summaries,
            seen,
            settings: vec![],
            interned_settings: BTreeSet::new(),
        };
        let fonts = state.fonts(shared);
        state.settings =
            shared.templates.iter().map(|template| Setting::new(template, shared, fonts)).collect();
        state
    }

    /// Records the outcome of a record.
    pub fn note(&mut self, outcome: &Outcome, shared: &Shared) {
        let warnings = outcome.findings.iter().filter(|finding| finding.level() == Level::Warning);
        let warnings = warnings.count().try_into().unwrap_or(u32::MAX);
        for artifact in &outcome.artifacts {
            self.add(&outcome.record, artifact, shared, warnings);
        }
    }

    fn add(&mut self, record: &Slug, artifact: &Artifact, shared: &Shared, warnings: u32) {
        let template = shared.templates.iter().position(|t| t.name == artifact.template);
        let key = self.output.key(&artifact.path);
        let (Some(made), Some(template), Some(key)) = (&artifact.made, template, key) else {
            return;
        };
        if let Some(stamp) = made.stamp {
            self.seen.insert(&key, stamp, made.fingerprint);
        }
        let setting = self.settings[template].of(made);
        let setting = match self.interned_settings.get(&setting) {
            Some(known) => Arc::clone(known),
            None => {
                let setting = Arc::new(setting);
                self.interned_settings.insert(Arc::clone(&setting));
                setting
            }
        };
        let document = BuiltDocument {
            record: record.clone(),
            template: artifact.template.clone(),
            language: artifact.language.clone(),
            listed: shared.request.languages.is_empty(),
            fingerprint: made.fingerprint,
            time: artifact.time.as_millis().try_into().unwrap_or(u32::MAX),
            warnings,
            setting,
            materials: Arc::clone(&made.provenance.materials),
            fresh: true,
        };
        self.documents.insert(key, document);
    }

    /// Reports documents of a plan that would overwrite those of other records: with the pattern
    /// `{id}.pdf`, `x` in Malay has the same name as `x-ms`.
    pub fn clashes(&self, plan: &[Job], shared: &Shared) -> Vec<Diagnostic> {
        let known = |planned: &Planned| self.documents.get(&self.output.key(&planned.path)?);
        let outputs = plan.iter().flat_map(|job| job.outputs.iter().map(move |p| (job, p)));
        let others = outputs.filter_map(|(job, planned)| {
            let other = known(planned).filter(|other| other.record != job.record.id)?;
            Some((job, planned, other))
        });
        let others: Vec<_> = others.collect();
        if others.is_empty() {
            return vec![];
        }
        let (records, _) = shared.project.records();
        let there = |id: &Slug| records.iter().any(|record| record.id == *id);
        let others = others.into_iter().filter(|(_, planned, other)| {
            let BuiltDocument { record, template, .. } = other;
            let format = Template::format_of(template, &shared.project);
            let names = every_name(&shared.project, record, template, None, format);
            there(&other.record) && names.iter().any(|name| planned.path.ends_with(name))
        });
        others.map(|(job, planned, other)| clash(job, planned, &other.record, shared)).collect()
    }

    /// Returns the number of sharded runs whose results can be merged.
    pub fn parts(&self) -> usize {
        self.store.parts()
    }

    /// Returns the findings about parts that are missing or cannot be merged.
    pub fn parts_left_out(&self) -> Vec<Diagnostic> {
        self.store.left_out()
    }

    /// Returns the number of known documents.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Returns whether no document is known.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// Saves the state atomically, merged with what other runs have written in the meantime.
    ///
    /// # Errors
    /// When it cannot be written; the file then remains as it was. For a sharded run, this is an
    /// error, and otherwise a warning.
    pub fn save(&mut self) -> Result<(), Diagnostic> {
        self.store.save(&mut self.documents, &self.summaries, &self.seen)
    }

    /// Returns the fingerprint of the project's own fonts.
    fn fonts(&self, shared: &Shared) -> Fingerprint {
        let folder = shared.project.fonts_folder();
        let fonts = shared.fonts.files().iter().map(|file| {
            let name = file.path.strip_prefix(&folder).unwrap_or(&file.path);
            let key = Path::new("fonts").join(name).to_string_lossy().into_owned();
            (name, self.seen.fingerprint(&key, &file.real))
        });
        Fingerprint::of_value(&fonts.collect::<Vec<_>>())
    }
}

fn clash(job: &Job, planned: &Planned, other: &Slug, shared: &Shared) -> Diagnostic {
    let (path, id) = (shared.project.name_of(&planned.path), &job.record.id);
    let message = message!("`{id}` and `{other}` would both be written to `{path}`");
    at_pattern(Diagnostic::new(Code::OUTPUT_CLASH, message), shared)
        .hint(message!("put {{template}} and {{language}} into `output-name` in byline.toml"))
}
