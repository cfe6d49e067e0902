//! The studio: a project's session, the texts that are being edited, and the pages that were
//! shown last. The workshop's thread owns it.

mod creation;
mod disk;
mod form;
mod form_names;
mod kept;
mod logos;
mod names;
mod new_project;
mod pages;
mod photos;
mod texts;
mod translations;
mod uses;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use byline_build::{Composed, Request, Session};
use byline_core::diagnostic::Diagnostic;
use byline_core::message::{Message, UiLanguage};
use byline_core::model::{File, Language, Slug};
use byline_core::project::{FILE, RecordFile};
use byline_core::schema::SchemaFile;
use byline_image::DrawingConverter;
use byline_render::locate::PageMap;
use tokio::runtime::Handle;
use tokio::sync::broadcast;

use crate::buffer::Buffer;
use crate::finding::Finding;
use crate::journal::Journal;
use crate::keeper::Keeper;
use crate::lock::Lock;
use crate::news::News;
use crate::overview::Row;
use crate::pictures::Pages;
use crate::program::Program;
use crate::trial::Trials;
use crate::view::{FileText, PageRef, ViewKey};
use crate::workshop::Workshop;
use photos::Added;

pub(crate) use kept::KeptText;
pub(crate) use photos::NoPhotos;

pub(crate) use form::{FormChange, FormEdited, FormProblem, FormRejected};

/// The number of layouts after which the typesetter forgets what it has not used since. A batch
/// forgets at once; here, the next document is the same but for a letter.
const MEMORY: usize = 10;

/// The most views whose pages are kept while their record has errors.
const MAX_SHOWN: usize = 32;

pub(crate) use new_project::{BareFolder, has_project};
pub(crate) use translations::{LanguageFile, TranslationState};
pub(crate) use uses::Uses;

/// What a studio is opened with.
pub(crate) struct Setting {
    /// The folder of the project.
    pub(crate) root: PathBuf,
    /// Reads drawings.
    pub(crate) converter: Arc<dyn DrawingConverter>,
    /// The language of findings.
    pub(crate) language: UiLanguage,
    /// Whether files may be written.
    pub(crate) read_only: bool,
    /// The pages that browsers may ask for.
    pub(crate) pages: Arc<Pages>,
    /// Where news goes.
    pub(crate) news: broadcast::Sender<News>,
    /// Starts byline in another process.
    pub(crate) program: Program,
    /// The address of the desk, without the token.
    pub(crate) address: String,
    /// What tells this run of the desk from those before it.
    pub(crate) instance: String,
    /// Has things done later.
    pub(crate) runtime: Handle,
}

/// A project at the desk.
pub(crate) struct Studio {
    setting: Setting,
    /// What keeps other desks away. There is none until there is a project.
    lock: Option<Lock>,
    /// The session, or why there is none.
    session: Result<Session, Vec<Diagnostic>>,
    /// Errors in what documents share, such as the project file, since the session was opened.
    trouble: Vec<Diagnostic>,
    buffers: BTreeMap<String, Buffer>,
    journal: Journal,
    /// The files whose texts the keeper removes from the journal, sooner or later.
    forgotten: BTreeSet<String>,
    keeper: Keeper,
    shown: HashMap<ViewKey, Shown>,
    trials: Trials,
    /// The rows of the overview, as they were told last.
    rows: BTreeMap<Slug, Row>,
    /// The photos that were added last, which their records may not name yet.
    added: VecDeque<Added>,
    /// Counts the changes of what documents depend on.
    state: u64,
    /// The number of the first version of each text. It differs from start to start, so that a
    /// window from before is told apart, even after as many changes.
    first_version: u64,
    workshop: Workshop<Self>,
}

/// The pages of a view that could be laid out last.
struct Shown {
    composed: Arc<Composed>,
    pages: Vec<ShownPage>,
    map: Option<Arc<PageMap>>,
}

/// A page that a view shows.
struct ShownPage {
    /// Typst's hash of the page.
    hash: u128,
    shown: PageRef,
}

/// The template of a document, and its language, if that is not the record's.
type DocumentName = (Slug, Option<Language>);

/// The error for a record or file that the project does not have.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unknown;

/// Why a change was not accepted.
#[derive(Debug, Clone)]
pub(crate) enum Rejected {
    /// There is no such file.
    Unknown,
    /// It was made to a text that is not the latest: this one is.
    Outdated(Box<FileText>),
    /// The project could not read it again.
    TooLarge(Message),
}

impl Studio {
    /// Opens a project, or notes why it cannot be opened.
    pub(crate) fn open(
        setting: Setting,
        lock: Option<Lock>,
        workshop: Workshop<Self>,
    ) -> io::Result<Self> {
        let journal = Journal(setting.root.clone());
        let door = workshop.clone();
        let keeper = Keeper::start(journal.clone(), move |kept| {
            door.send(move |studio| studio.was_kept(&kept));
        })?;
        let session = Self::session(&setting);
        let first_version =
            random_version().map_err(|error| io::Error::other(error.to_string()))?;
        let studio = Self {
            setting,
            lock,
            session,
            trouble: vec![],
            buffers: BTreeMap::new(),
            journal,
            forgotten: BTreeSet::new(),
            keeper,
            shown: HashMap::new(),
            trials: Trials::default(),
            rows: BTreeMap::new(),
            added: VecDeque::new(),
            state: 0,
            first_version,
            workshop,
        };
        studio.tidy();
        Ok(studio)
    }

    fn session(setting: &Setting) -> Result<Session, Vec<Diagnostic>> {
        Session::open(&setting.root, Request::default(), Arc::clone(&setting.converter))
    }

    /// Returns the findings that concern the project as a whole.
    pub(crate) fn project_findings(&self) -> Vec<Finding> {
        let findings = match &self.session {
            Err(findings) => findings.clone(),
            Ok(session) => {
                let (_, of_names) = session.records();
                let all = self.trouble.iter().chain(of_names).cloned();
                all.chain(session.findings()).collect()
            }
        };
        findings.iter().map(|finding| self.finding(finding)).collect()
    }

    /// Says a finding in the user's language.
    pub(crate) fn finding(&self, finding: &Diagnostic) -> Finding {
        let file = finding.place.as_ref().map(|place| self.kind_of(place.source.name()));
        Finding::of(finding, file.unwrap_or(SchemaFile::Record), self.setting.language)
    }

    /// Returns the name of the organisation.
    pub(crate) fn organisation(&self) -> String {
        let session = self.session.as_ref().ok();
        session.map(|session| session.project.organisation.to_string()).unwrap_or_default()
    }

    /// Returns the tags of the languages of the reports, the usual one first.
    pub(crate) fn languages(&self) -> Vec<String> {
        let Ok(session) = &self.session else { return vec![] };
        let mut languages = session.project.languages.clone();
        languages.retain(|language| *language != session.project.language);
        languages.insert(0, session.project.language.clone());
        languages.iter().map(ToString::to_string).collect()
    }

    /// Returns the rows of all records and issues, as they were told last, and their ids.
    pub(crate) fn records(&self) -> (Vec<Row>, Vec<Slug>) {
        let Ok(session) = &self.session else { return (vec![], vec![]) };
        let (records, _) = session.records();
        let ids = records.iter().map(|record| record.id.clone()).collect();
        let known = |record: &RecordFile| self.rows.get(&record.id).cloned();
        (records.iter().map(|r| known(r).unwrap_or_else(|| Row::unread(r))).collect(), ids)
    }

    /// Reads a record for the overview, which is told if it is another one than before.
    pub(crate) fn row(&mut self, id: &Slug) -> Option<Row> {
        if let Some(row) = self.new_row(id) {
            let _ = self.setting.news.send(News::Record(Box::new(row)));
        }
        self.rows.get(id).cloned()
    }

    /// Reads a record for the overview. Returns it if it is another one than before: then the
    /// caller tells it, as each row is told once.
    pub(crate) fn new_row(&mut self, id: &Slug) -> Option<Row> {
        let Some((session, record)) = self.session.as_ref().ok().zip(self.record(id)) else {
            self.rows.remove(id);
            return None;
        };
        let row = Row::of(record, &session.read(record), session);
        let is_new = self.rows.get(id) != Some(&row);
        is_new.then(|| {
            self.rows.insert(id.clone(), row.clone());
            row
        })
    }

    fn record(&self, id: &Slug) -> Option<&RecordFile> {
        let (records, _) = self.session.as_ref().ok()?.records();
        records.iter().find(|record| record.id == *id)
    }

    /// Returns the documents of a record, and the files that can be edited beside it.
    pub(crate) fn contents(&self, id: &Slug) -> Option<(Vec<DocumentName>, Vec<String>)> {
        let session = self.session.as_ref().ok()?;
        let record = self.record(id)?;
        let own = [&record.name].into_iter().chain(record.translations.iter().map(|f| &f.name));
        let shared = [File::People, File::Organisations];
        let shared = shared.iter().filter_map(|file| session.directory.source(*file));
        let files = own.cloned().chain(shared.map(|source| source.name().to_owned()));
        let files = files.chain([FILE.to_owned()]).collect();
        Some((session.views(record), files))
    }

    fn update(&mut self, paths: Vec<PathBuf>) {
        match &mut self.session {
            Ok(session) => self.trouble = session.update(paths).err().unwrap_or_default(),
            Err(_) => self.open_session(),
        }
        self.has_changed();
    }

    fn has_changed(&mut self) {
        self.state += 1;
        let _ = self.setting.news.send(News::Changed);
    }
}

/// Returns a random version, from which a browser's numbers can count for long.
fn random_version() -> Result<u64, getrandom::Error> {
    Ok(1 + (getrandom::u64()? >> 16))
}
