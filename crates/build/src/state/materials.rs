//! What a document was made from.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::pipeline::{Provenance, Read};
use crate::session::Session;
use byline_core::fingerprint::Fingerprint;
use byline_core::parse::Question;
use byline_render::template::Template;

/// The revision of the code that documents come from. Raise it with every change after which
/// the same record gives other bytes: a test holds the examples against it.
const REVISION: &str = "1";

/// What documents depend on beside their records: the version and the revision of byline,
/// its templates and its dependencies. Documents that another byline made are out of date.
const BYLINE: &[&str] = &[env!("CARGO_PKG_VERSION"), REVISION, env!("BYLINE_DIGEST")];

/// What a record brings to its documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Materials {
    /// Where the record is, from the project's folder.
    pub(super) name: Box<str>,
    /// The record.
    pub(super) record: Fingerprint,
    /// The pictures, by their paths from the project's folder; none for those that were not
    /// there.
    pub(super) pictures: BTreeMap<String, Option<Fingerprint>>,
    /// The files with translations, by their names.
    pub(super) translations: BTreeMap<String, Fingerprint>,
    /// What was asked of the directory.
    pub(super) asked: Box<[u64]>,
    /// What it answered; nothing to the other questions.
    pub(super) answers: BTreeMap<u64, Fingerprint>,
    /// The records of an issue's stories, by their ids.
    pub(super) stories: BTreeMap<String, Fingerprint>,
    /// All the records that there were to choose stories from.
    pub(super) choice: Option<Fingerprint>,
}

impl Materials {
    /// The names of the record, its translations and its pictures.
    pub(crate) fn files(&self) -> impl Iterator<Item = &str> {
        let beside = self.translations.keys().chain(self.pictures.keys()).map(String::as_str);
        std::iter::once(&*self.name).chain(beside)
    }

    /// Returns what a record was read with.
    pub(crate) fn of(read: &Read, session: &Session) -> Self {
        let Read { sources, consulted, .. } = read;
        let (project, answers) = (&session.project, session.answers());
        let choice = consulted.chose.then(|| session.archive().choice(session));
        // Pictures are known by where they are, whatever links lead there.
        let root = project.root.canonicalize().unwrap_or_else(|_| project.root.clone());
        let path = |path: &PathBuf| {
            let path: &Path = path.strip_prefix(&root).unwrap_or(path);
            path.to_string_lossy().replace('\\', "/")
        };
        let asked = consulted.names.iter().map(|(file, text)| Question::new(*file, text));
        let mut asked: Vec<_> = asked.collect();
        asked.sort();
        let answer = |question| Some((question, answers.get(&question)?.fingerprint));
        Self {
            name: sources.record.name().into(),
            record: sources.record.fingerprint(),
            translations: sources
                .translations
                .iter()
                .map(|(_, source)| (source.name().to_owned(), source.fingerprint()))
                .collect(),
            pictures: consulted.pictures.iter().map(|(at, held)| (path(at), *held)).collect(),
            answers: asked
                .iter()
                .filter_map(|question| answer(*question))
                .map(|(question, answer)| (question.0, answer))
                .collect(),
            asked: asked.into_iter().map(|question| question.0).collect(),
            stories: consulted.stories.iter().map(|(id, held)| (id.to_string(), *held)).collect(),
            choice,
        }
    }
}

/// The files of a template of the project's own, by their paths from the folder of the
/// templates; none for those that it looked for and did not find.
pub(crate) type TemplateFiles = BTreeMap<String, Option<Fingerprint>>;

/// A document, and what it depends on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Made {
    /// The document.
    pub fingerprint: Fingerprint,
    /// What it depends on.
    pub provenance: Provenance,
}

/// Font files of the system, by their paths; none for those that cannot be read.
pub(crate) type FontFiles = BTreeMap<String, Option<Fingerprint>>;

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
    pub(super) fn new(template: &Template, session: &Session, fonts: Fingerprint) -> Self {
        let project = &session.project;
        let own = (
            &project.organisation,
            &project.language,
            &project.output,
            project.photos.resolution,
            project.system_fonts,
            // A report that is told of in others carries its language in its name, and has
            // the ending of its format.
            session.named,
            session.report,
        );
        Self {
            byline: Fingerprint::of_value(BYLINE),
            project: Fingerprint::of_value(&own),
            brand: Fingerprint::of_value(&project.brand),
            options: Fingerprint::of_value(&template.options),
            fonts,
            locales: session.locales.fingerprint(),
            files: TemplateFiles::new(),
            system_fonts: FontFiles::new(),
        }
    }

    pub(super) fn of(&self, made: &Made) -> Self {
        let Provenance { files, fonts, .. } = &made.provenance;
        Self { files: files.clone(), system_fonts: fonts.clone(), ..self.clone() }
    }
}
