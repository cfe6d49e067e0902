//! Determines which documents are up to date, and why the others are not.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};
use std::thread;

use super::output::{Occupant, is_plain};
use super::setting::Setting;
use super::{BuiltDocument, Materials, Reason, State};
use crate::archive::choice;
use crate::plan::{Job, Planned};
use crate::reading::ReadingContext;
use crate::shared::Shared;
use byline_core::fingerprint::Fingerprint;
use byline_core::model::{Slug, fingerprint_of};
use byline_core::parse::{self, LookupKey};
use byline_core::project::{RecordFile, RecordKind, TranslationFile};
use byline_render::compose::font_fingerprint;

/// The approximate number of bytes of a record per millisecond of work, used for records that
/// were never built.
const BYTES_PER_MILLISECOND: u64 = 512;

/// Which documents to build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Those that are out of date.
    Needed,
    /// Everything.
    All,
}

/// The documents that a run has to build.
#[derive(Debug, Default)]
pub struct RebuildPlan {
    /// The documents to build.
    pub jobs: Vec<Job>,
    /// The reasons for each of them, in the same order.
    pub reasons: Vec<(PathBuf, Vec<Reason>)>,
    /// The number of documents that are up to date.
    pub current: usize,
    /// The number of warnings when those were built.
    pub warnings: usize,
}

impl State {
    /// Finds out which documents of a plan are out of date. The reasons are collected only on
    /// request, since a whole archive has many.
    pub fn plan_rebuild(
        &mut self,
        plan: Vec<Job>,
        shared: &Shared,
        extent: Extent,
        explain: bool,
        threads: NonZeroUsize,
    ) -> RebuildPlan {
        let inputs = CurrentInputs::new(self, shared);
        let next = AtomicUsize::new(0);
        let compared: Vec<OnceLock<JobReasons>> = plan.iter().map(|_| OnceLock::new()).collect();
        thread::scope(|scope| {
            let work = || {
                while let Some((job, slot)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    plan.get(index).zip(compared.get(index))
                } {
                    let _ = slot.set(inputs.at(job, extent));
                }
            };
            // A record takes microseconds: further threads pay off only if there are many.
            for _ in 1..threads.get().min(plan.len() / 64) {
                scope.spawn(work);
            }
            work();
        });
        let mut rebuild = RebuildPlan::default();
        let compared = compared.into_iter().map(|slot| slot.into_inner().unwrap_or_default());
        for (mut job, compared) in plan.into_iter().zip(compared) {
            let mut reasons = compared.reasons.into_iter();
            job.outputs.retain(|output| {
                let reasons = reasons.next().unwrap_or_default();
                let needed = !reasons.is_empty();
                if !needed {
                    rebuild.current += 1;
                } else if explain {
                    rebuild.reasons.push((output.path.clone(), reasons));
                }
                needed
            });
            if job.outputs.is_empty() {
                rebuild.warnings += compared.warnings;
            } else {
                rebuild.jobs.push(Job { cost: compared.cost, ..job });
            }
        }
        let summaries = inputs.summaries.into_inner().unwrap_or_default();
        if !summaries.is_empty() {
            self.summaries = summaries;
        }
        rebuild
    }
}

/// The result for one job: the reasons to make each of its documents.
#[derive(Default)]
struct JobReasons {
    reasons: Vec<Vec<Reason>>,
    warnings: usize,
    /// The estimated time in milliseconds.
    cost: u64,
}

/// The reasons found so far for rebuilding a document.
#[derive(Default)]
struct Differences(Vec<Reason>);

impl Differences {
    /// Adds a reason once, if it applies.
    fn note(&mut self, differs: bool, reason: Reason) {
        if differs && !self.0.contains(&reason) {
            self.0.push(reason);
        }
    }
}

/// The current state of all inputs, determined once.
struct CurrentInputs<'a> {
    state: &'a State,
    shared: &'a Shared,
    records: OnceLock<BTreeMap<Slug, RecordFile>>,
    choice: OnceLock<Fingerprint>,
    summaries: Mutex<BTreeMap<Fingerprint, Fingerprint>>,
    files: Mutex<HashMap<(usize, String), Option<Fingerprint>>>,
}

impl<'a> CurrentInputs<'a> {
    fn new(state: &'a State, shared: &'a Shared) -> Self {
        Self {
            state,
            shared,
            records: OnceLock::new(),
            choice: OnceLock::new(),
            summaries: Mutex::default(),
            files: Mutex::default(),
        }
    }

    fn at(&self, job: &Job, extent: Extent) -> JobReasons {
        let mut compared = JobReasons::default();
        for planned @ Planned { path, .. } in &job.outputs {
            let key = self.state.output.key(path);
            let known = key.as_ref().and_then(|key| self.state.documents.get(key));
            let reasons = match (known, &key) {
                _ if extent == Extent::All => vec![Reason::Forced],
                (Some(known), Some(key)) => self.reasons(job, planned, key, known),
                _ => vec![Reason::New],
            };
            if let Some(known) = known {
                compared.warnings = compared.warnings.max(known.warnings as usize);
                compared.cost += u64::from(known.time);
            } else {
                let length = fs::metadata(&job.record.path).map_or(0, |file| file.len());
                compared.cost += length / BYTES_PER_MILLISECOND;
            }
            compared.reasons.push(reasons);
        }
        compared
    }

    /// Returns the reasons to rebuild a document; empty if it is up to date.
    fn reasons(
        &self,
        job: &Job,
        planned: &Planned,
        key: &str,
        known: &BuiltDocument,
    ) -> Vec<Reason> {
        let Planned { template, language, path } = planned;
        let mut differences = Differences::default();
        let found = self.state.output.find(key, path, &self.state.seen);
        let (gone, same) = (Occupant::Nothing, Occupant::Document(known.fingerprint));
        differences.note(found == gone, Reason::Gone);
        differences.note(found != gone && found != same, Reason::Altered);
        differences.note(*language != known.language, Reason::Language);
        self.compare_setting(*template, &known.setting, &mut differences);
        self.compare_materials(job, &known.materials, &mut differences);
        differences.0
    }

    /// Compares a template's current setting with that of a document.
    fn compare_setting(&self, template: usize, then: &Setting, differences: &mut Differences) {
        let now = &self.state.settings[template];
        let Setting { byline, project, brand, options, fonts, locales, files, system_fonts } = then;
        differences.note(*byline != now.byline, Reason::Byline);
        differences.note(*project != now.project, Reason::Project);
        differences.note(*brand != now.brand, Reason::Brand);
        differences.note(*options != now.options, Reason::Options);
        differences.note(*fonts != now.fonts, Reason::Fonts);
        differences.note(*locales != now.locales, Reason::Locales);
        let held = |path: &String| {
            // Whatever the state says, this reads fonts only.
            Some(Path::new(path)).filter(|file| file.is_absolute()).and_then(font_fingerprint)
        };
        let system = system_fonts.iter().any(|(path, then)| held(path) != *then);
        differences.note(system, Reason::SystemFonts);
        // A project's own template has files, a standard one has none: either may have replaced
        // the other.
        let used = &self.shared.templates[template];
        let replaced = files.is_empty() == used.is_of_project();
        differences.note(replaced, Reason::Template(used.entry_file()));
        for (file, then) in files {
            let changed = self.file(template, file) != *then;
            differences.note(changed, Reason::Template(file.clone()));
        }
    }

    /// Compares a record's current inputs with those that a document was made from.
    fn compare_materials(&self, job: &Job, then: &Materials, differences: &mut Differences) {
        let Materials { name, record, translations, pictures, asked, answers, .. } = then;
        let changed = **name != job.record.name || self.record(&job.record) != Some(*record);
        differences.note(changed, Reason::Record);
        let beside = job.record.translations.iter().map(|file| (&file.name, Some(&file.path)));
        let mut files: BTreeMap<_, _> = translations.keys().map(|name| (name, None)).collect();
        files.extend(beside);
        for (name, path) in files {
            let now = path.and_then(|path| self.state.seen.fingerprint(name, path));
            let changed = now != translations.get(name).copied();
            differences.note(changed, Reason::Translation(name.clone()));
        }
        for (picture, then) in pictures {
            let path = self.picture(picture);
            let now = path.and_then(|path| self.state.seen.fingerprint(picture, &path));
            differences.note(now != *then, Reason::Picture(picture.clone()));
        }
        let (mut is_changed, mut is_gone) = (false, false);
        for key in asked {
            let then = answers.get(key);
            match self.shared.answers().get(&LookupKey(*key)) {
                Some(answer) => {
                    let differs = then != Some(&answer.fingerprint);
                    is_changed |= differs;
                    differences.note(differs, Reason::Entry(answer.file, answer.id.clone()));
                }
                None => is_gone |= then.is_some(),
            }
        }
        // An entry whose name has changed is no longer found by the former one.
        differences.note(is_gone && !is_changed, Reason::EntryGone);
        self.compare_other_records(then, differences);
    }

    /// Compares what other records say with what a document was made from.
    fn compare_other_records(&self, then: &Materials, differences: &mut Differences) {
        let Materials { stories, editions, choice, .. } = then;
        let find = |id: &str| self.records().get(&id.parse::<Slug>().ok()?);
        for (id, then) in stories {
            let now = find(id).and_then(|record| self.story(record));
            differences.note(now != Some(*then), Reason::Story(id.clone()));
        }
        for (id, then) in editions {
            let now = find(id).and_then(|record| self.edition(record));
            differences.note(now != *then, Reason::Edition(id.clone()));
        }
        differences.note(choice.is_some_and(|then| then != self.choice()), Reason::Choice);
    }

    /// Returns the path of a picture. Whatever the state says, it is in the project or in one of
    /// its extra folders.
    fn picture(&self, name: &str) -> Option<PathBuf> {
        let path = self.state.root.join(name);
        if is_plain(Path::new(name)) {
            return Some(path);
        }
        path.canonicalize().ok().filter(|real| self.shared.project.walls.contains(real))
    }

    fn records(&self) -> &BTreeMap<Slug, RecordFile> {
        self.records.get_or_init(|| {
            let (records, _) = self.shared.project.records();
            records.into_iter().map(|record| (record.id.clone(), record)).collect()
        })
    }

    /// Returns a fingerprint of a record and its translations.
    fn story(&self, record: &RecordFile) -> Option<Fingerprint> {
        let held = |file: &TranslationFile| {
            Some((file.name.clone(), self.state.seen.fingerprint(&file.name, &file.path)?))
        };
        let translations = record.translations.iter().filter_map(held).collect();
        Some(fingerprint_of(self.record(record)?, translations))
    }

    fn record(&self, record: &RecordFile) -> Option<Fingerprint> {
        self.state.seen.fingerprint(&record.name, &record.path)
    }

    fn file(&self, template: usize, file: &str) -> Option<Fingerprint> {
        let mut files = self.files.lock().ok()?;
        let known = files.entry((template, file.to_owned()));
        *known.or_insert_with(|| self.shared.templates[template].fingerprint(file))
    }

    /// Returns a fingerprint of the records that an issue can choose stories from.
    fn choice(&self) -> Fingerprint {
        *self.choice.get_or_init(|| {
            let events = self.records().values().filter(|record| record.kind == RecordKind::Event);
            let summaries = events.map(|event| {
                let held = self.record(event);
                self.summary(Fingerprint::of_value(&(&event.id, held)), || {
                    let Shared { texts, project, .. } = self.shared;
                    let source = texts.read(&event.path, &event.name, &project.walls).ok()?;
                    Some(Fingerprint::of_value(&parse::read_head(&event.id, &source)))
                })
            });
            choice(summaries.flatten())
        })
    }

    /// Returns a fingerprint of what a record says of its edition.
    fn edition(&self, record: &RecordFile) -> Option<Fingerprint> {
        let key = Fingerprint::of_value(&("edition", &record.id, self.story(record)));
        self.summary(key, || ReadingContext::of(self.shared).edition(&record.id))
    }

    /// Returns the summary of a record. An unmodified record, which the key stands for, is not
    /// read again.
    fn summary(
        &self,
        key: Fingerprint,
        read: impl FnOnce() -> Option<Fingerprint>,
    ) -> Option<Fingerprint> {
        let found = self.summaries.lock().ok().and_then(|known| known.get(&key).copied());
        let known = found.or_else(|| self.state.summaries.get(&key).copied());
        let summary = known.or_else(read)?;
        if let Ok(mut summaries) = self.summaries.lock() {
            summaries.insert(key, summary);
        }
        Some(summary)
    }
}
