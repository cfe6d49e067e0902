//! The studio: a project's session, the texts that are being edited, and the pages that were
//! shown last. The workshop's thread owns it.

use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use byline_build::{Composed, Preview, Request, Session};
use byline_core::diagnostic::Diagnostic;
use byline_core::file::{MAX_BYTES, ReadError, read_source};
use byline_core::fingerprint::Fingerprint;
use byline_core::message::{Message, UiLanguage, message};
use byline_core::model::{File, Language, Slug};
use byline_core::parse::{ORGANISATIONS, PEOPLE};
use byline_core::project::{FILE, RecordFile, RecordKind};
use byline_core::reader::syntax_errors;
use byline_core::schema::SchemaFile;
use byline_core::source::Source;
use byline_core::walls::Walls;
use byline_image::DrawingConverter;
use byline_render::locate::PageMap;
use tokio::sync::{broadcast, oneshot};

use crate::appearance::appearance;
use crate::buffer::{Buffer, Outdated, Safety, Theirs};
use crate::complete::Names;
use crate::finding::Finding;
use crate::journal::{Entry, Journal};
use crate::keeper::{Keeper, Keeping, Kept};
use crate::news::News;
use crate::offsets::Offsets;
use crate::overview::Row;
use crate::pictures::Pages;
use crate::program::Program;
use crate::trial::{self, Trial, Trials};
use crate::view::{At, FileText, PageRef, Spot, View, ViewKey};
use crate::workshop::Workshop;

/// The number of layouts after which the typesetter forgets what it has not used since. A batch
/// forgets at once; here, the next document is the same but for a letter.
const MEMORY: usize = 10;

/// The most views whose pages are kept while their record has errors.
const MAX_SHOWN: usize = 32;

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
}

/// A project at the desk.
pub(crate) struct Studio {
    setting: Setting,
    /// The session, or why there is none.
    session: Result<Session, Vec<Diagnostic>>,
    /// Errors in what documents share, such as the project file, since the session was opened.
    trouble: Vec<Diagnostic>,
    buffers: BTreeMap<String, Buffer>,
    journal: Journal,
    keeper: Keeper,
    shown: HashMap<ViewKey, Shown>,
    trials: Trials,
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
    pages: Vec<PageRef>,
    map: Option<Arc<PageMap>>,
}

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
    pub(crate) fn open(setting: Setting, workshop: Workshop<Self>) -> io::Result<Self> {
        let journal = Journal(setting.root.clone());
        let door = workshop.clone();
        let keeper = Keeper::start(journal.clone(), move |kept| {
            door.send(move |studio| studio.was_kept(&kept));
        })?;
        let session = Self::session(&setting);
        let first_version =
            random_version().map_err(|error| io::Error::other(error.to_string()))?;
        Ok(Self {
            setting,
            session,
            trouble: vec![],
            buffers: BTreeMap::new(),
            journal,
            keeper,
            shown: HashMap::new(),
            trials: Trials::default(),
            state: 0,
            first_version,
            workshop,
        })
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
        findings.iter().map(|finding| Finding::of(finding, self.setting.language)).collect()
    }

    /// Returns the name of the organisation.
    pub(crate) fn organisation(&self) -> String {
        let session = self.session.as_ref().ok();
        session.map(|session| session.project.organisation.to_string()).unwrap_or_default()
    }

    /// Returns all records and issues, as far as they have been read, and those that have not.
    pub(crate) fn records(&self) -> (Vec<Row>, Vec<Slug>) {
        let Ok(session) = &self.session else { return (vec![], vec![]) };
        let (records, _) = session.records();
        let ids = records.iter().map(|record| record.id.clone()).collect();
        (records.iter().map(Row::unread).collect(), ids)
    }

    /// Reads a record for the overview.
    pub(crate) fn row(&self, id: &Slug) -> Option<Row> {
        let session = self.session.as_ref().ok()?;
        let record = self.record(id)?;
        Some(Row::of(record, &session.read(record), session))
    }

    fn record(&self, id: &Slug) -> Option<&RecordFile> {
        let (records, _) = self.session.as_ref().ok()?.records();
        records.iter().find(|record| record.id == *id)
    }

    /// Returns the documents of a record, and the files that can be edited beside it.
    pub(crate) fn contents(
        &self,
        id: &Slug,
    ) -> Option<(Vec<(Slug, Option<Language>)>, Vec<String>)> {
        let session = self.session.as_ref().ok()?;
        let record = self.record(id)?;
        let own = [&record.name].into_iter().chain(record.translations.iter().map(|f| &f.name));
        let shared = [File::People, File::Organisations];
        let shared = shared.iter().filter_map(|file| session.directory.source(*file));
        let files = own.cloned().chain(shared.map(|source| source.name().to_owned()));
        let files = files.chain([FILE.to_owned()]).collect();
        Some((session.views(record), files))
    }

    /// Opens a file, if it is one that may be edited here.
    pub(crate) fn file(&mut self, name: &str) -> Result<FileText, Unknown> {
        self.buffer(name)?;
        Ok(self.text_of(name))
    }

    /// Returns where a file is that may be edited: one of the project's records, their
    /// translations, its directory and its project file. No other name leads to a file.
    fn path(&self, name: &str) -> Option<PathBuf> {
        let root = &self.setting.root;
        // A removed record is no longer one of the project's, but its text is still here.
        let removed = || {
            let is_open = self.buffers.contains_key(name);
            (is_open || self.has_left(name)).then(|| root.join(name))
        };
        let Ok(session) = &self.session else {
            return (name == FILE).then(|| root.join(FILE)).or_else(removed);
        };
        let (records, _) = session.records();
        let of_records = records.iter().flat_map(|record| {
            let own = (&record.name, &record.path);
            [own].into_iter().chain(record.translations.iter().map(|file| (&file.name, &file.path)))
        });
        let found = of_records.into_iter().find(|(own, _)| *own == name);
        let shared = || {
            let files = [File::People, File::Organisations];
            let mut files = files.iter().filter_map(|file| session.directory.source(*file));
            let known = name == FILE || files.any(|source| source.name() == name);
            known.then(|| root.join(name))
        };
        found.map(|(_, path)| path.clone()).or_else(shared).or_else(removed)
    }

    /// Returns whether a record that is no longer there has left a text in the journal. The journal
    /// is not trusted with names: this one is at most that of a record.
    fn has_left(&self, name: &str) -> bool {
        let path = Path::new(name);
        let folders = ["records", "issues"];
        let is_record = path.extension().is_some_and(|extension| extension == "toml")
            && folders.iter().any(|folder| path.starts_with(folder))
            && path.components().all(|part| matches!(part, Component::Normal(_)));
        is_record && self.unsaved_text(name).is_some()
    }

    /// Returns the text of a file in the journal. One that only reads leaves that to the desk that
    /// wrote it.
    fn unsaved_text(&self, name: &str) -> Option<Entry> {
        (!self.setting.read_only).then(|| self.journal.find(name)).flatten()
    }

    fn buffer(&mut self, name: &str) -> Result<&mut Buffer, Unknown> {
        if !self.buffers.contains_key(name) {
            let path = self.path(name).ok_or(Unknown)?;
            let disk = self.on_disk(&path, name);
            let first = self.first_version;
            let buffer = match self.unsaved_text(name) {
                Some(Entry { base, text, .. }) => Buffer::of_journal(text, base, disk, first),
                None => {
                    let (text, fingerprint) = disk.ok_or(Unknown)?;
                    Buffer::of_file(text, fingerprint, first)
                }
            };
            if buffer.safety() == Safety::Saved {
                self.forget(name);
            } else {
                self.show_session(&path, buffer.text().to_owned());
            }
            self.buffers.insert(name.to_owned(), buffer);
        }
        self.buffers.get_mut(name).ok_or(Unknown)
    }

    /// Reads a file from the disk.
    fn on_disk(&self, path: &Path, name: &str) -> Option<(String, Fingerprint)> {
        let source = read_source(path, name, &self.walls()).ok()?;
        Some((source.text().to_owned(), source.fingerprint()))
    }

    fn walls(&self) -> Walls {
        let walls = self.session.as_ref().ok().map(|session| session.project.walls.clone());
        walls.unwrap_or_else(|| Walls::of(&self.setting.root))
    }

    /// Returns the text of an open file.
    fn text_of(&self, name: &str) -> FileText {
        let buffer = &self.buffers[name];
        FileText {
            file: name.to_owned(),
            text: buffer.text().to_owned(),
            version: buffer.version(),
            safety: buffer.safety(),
            theirs: match buffer.theirs() {
                Some(Theirs::Changed(text, _)) => Some(text.clone()),
                Some(Theirs::Removed) | None => None,
            },
        }
    }

    /// Replaces the text of a file, which was `base`.
    pub(crate) fn change(
        &mut self,
        name: &str,
        base: u64,
        text: String,
    ) -> Result<(u64, Safety), Rejected> {
        if text.len() as u64 > MAX_BYTES {
            return Err(Rejected::TooLarge(ReadError::TooLarge.finding(name).message));
        }
        let buffer = self.buffer(name).map_err(|Unknown| Rejected::Unknown)?;
        let before = buffer.version();
        if let Err(Outdated) = buffer.change(base, text) {
            return Err(Rejected::Outdated(Box::new(self.text_of(name))));
        }
        let (version, safety) = (buffer.version(), buffer.safety());
        if version != before {
            let text = buffer.text().to_owned();
            if let Some(path) = self.path(name) {
                self.show_session(&path, text);
            }
            self.tell_text(name, None);
        }
        Ok((version, safety))
    }

    /// Decides between a text and what somebody else did to its file. A text of which the file was
    /// removed can be let go; then there is none any more.
    pub(crate) fn decide(&mut self, name: &str, mine: bool) -> Result<FileText, Unknown> {
        let path = self.path(name).ok_or(Unknown)?;
        let buffer = self.buffer(name)?;
        if mine {
            buffer.keep_mine();
        } else if buffer.theirs() == Some(&Theirs::Removed) {
            self.buffers.remove(name);
            self.forget(name);
            if let Ok(session) = &mut self.session {
                session.release(&path);
            }
            self.update(vec![path]);
            return Err(Unknown);
        } else {
            buffer.take_theirs();
            self.forget(name);
        }
        let text = self.buffer(name)?.text().to_owned();
        self.show_session(&path, text);
        self.settle(name, None);
        self.tell_text(name, None);
        Ok(self.text_of(name))
    }

    /// Has the latest text of a file written: into the file if it is well-formed, else into the
    /// journal. With a version, does so only if it is due.
    pub(crate) fn settle(&mut self, name: &str, version: Option<u64>) {
        let Some(buffer) = self.buffers.get(name) else { return };
        let is_due = version.is_none_or(|version| buffer.is_due(version));
        if is_due && buffer.safety() != Safety::Saved {
            let source = Source::new(name, buffer.text());
            let fits = syntax_errors(&source).is_empty() && buffer.theirs().is_none();
            self.keep(name, !fits);
        }
    }

    fn keep(&mut self, name: &str, in_journal: bool) {
        let Some(path) = self.path(name).filter(|_| !self.setting.read_only) else { return };
        // A link is not replaced; its file is, unless that is no longer in the project.
        let real = match self.walls().find(&path) {
            Ok(real) => real,
            Err(_) => Some(path.clone()),
        };
        let Some(buffer) = self.buffers.get_mut(name) else { return };
        self.keeper.keep(Keeping {
            file: name.to_owned(),
            in_journal: in_journal || real.is_none(),
            path: real.unwrap_or(path),
            version: buffer.version(),
            text: buffer.give(),
            base: buffer.disk(),
        });
    }

    /// Has the text of a file removed from the journal.
    fn forget(&self, name: &str) {
        if !self.setting.read_only {
            self.keeper.forget(name);
        }
    }

    /// Returns what is told when everything so far is written.
    pub(crate) fn all_kept(&self) -> oneshot::Receiver<()> {
        self.keeper.all_kept()
    }

    /// Has the texts of all files written that are not safe.
    pub(crate) fn settle_all(&mut self) {
        let names: Vec<_> = self.buffers.keys().cloned().collect();
        for name in names {
            self.settle(&name, None);
        }
    }

    /// Takes note of what the keeper has done.
    fn was_kept(&mut self, kept: &Kept) {
        let name = kept.file();
        let Some(path) = self.path(name) else { return };
        let Some(buffer) = self.buffers.get_mut(name) else { return };
        buffer.was_reported(kept.version());
        let mut problem = None;
        match kept {
            Kept::Saved { version, fingerprint, .. } => {
                let in_conflict = buffer.theirs().is_some();
                buffer.was_saved(*version, *fingerprint);
                let is_solved = in_conflict && buffer.theirs().is_none();
                // From now on, the file says what the session knows; what was typed since is
                // still only here.
                if buffer.safety() == Safety::Saved
                    && let Ok(session) = &mut self.session
                {
                    session.release(&path);
                }
                if is_solved {
                    self.settle(name, None);
                }
                // Documents on trial wait for this.
                let _ = self.setting.news.send(News::Changed);
            }
            Kept::Noted { version, why, .. } => {
                buffer.was_noted(*version);
                problem = why.as_ref().map(|why| self.setting.language.translate(why));
            }
            Kept::Differs { .. } => {
                self.file_changed(name);
                // What is in the file cannot be read, or is again what it was.
                if self.buffers.get(name).is_some_and(|b| b.safety() == Safety::Pending) {
                    self.keep(name, true);
                }
                return;
            }
            Kept::Failed { why, .. } => problem = Some(self.setting.language.translate(why)),
        }
        self.tell_text(name, problem);
    }

    /// Takes note of files that changed on the disk.
    pub(crate) fn disk_changed(&mut self, paths: Vec<PathBuf>) {
        let open: Vec<_> = self.buffers.keys().cloned().collect();
        for name in &open {
            let touched =
                paths.iter().any(|path| path.ends_with(name) || self.is_above(path, name));
            if touched {
                self.file_changed(name);
            }
        }
        self.update(paths);
        let _ = self.setting.news.send(News::Records);
    }

    fn is_above(&self, path: &Path, name: &str) -> bool {
        self.setting.root.join(name).starts_with(path)
    }

    fn file_changed(&mut self, name: &str) {
        let path = self.path(name).unwrap_or_else(|| self.setting.root.join(name));
        let disk = self.on_disk(&path, name);
        let Some(buffer) = self.buffers.get_mut(name) else { return };
        if buffer.see_disk(disk) {
            let text = buffer.text().to_owned();
            // With nothing left to decide, what was typed meanwhile can be saved.
            let is_free = buffer.theirs().is_none();
            self.show_session(&path, text);
            self.tell_text(name, None);
            if is_free {
                self.settle(name, None);
            }
        }
    }

    /// Gives the session the text of a file.
    fn show_session(&mut self, path: &Path, text: String) {
        match &mut self.session {
            Ok(session) => self.trouble = session.edit(path, Some(&text)).err().unwrap_or_default(),
            Err(_) => self.session = Self::session(&self.setting),
        }
        self.has_changed();
    }

    fn update(&mut self, paths: Vec<PathBuf>) {
        match &mut self.session {
            Ok(session) => self.trouble = session.update(paths).err().unwrap_or_default(),
            Err(_) => self.session = Self::session(&self.setting),
        }
        self.has_changed();
    }

    fn has_changed(&mut self) {
        self.state += 1;
        let _ = self.setting.news.send(News::Changed);
    }

    fn tell_text(&self, name: &str, problem: Option<String>) {
        let buffer = &self.buffers[name];
        let _ = self.setting.news.send(News::Text {
            file: name.to_owned(),
            version: buffer.version(),
            safety: buffer.safety(),
            problem,
        });
    }

    /// Lays out a view, and returns its pages and findings. A record with errors keeps the pages
    /// that could be laid out last.
    pub(crate) fn view(&mut self, key: &ViewKey) -> Result<View, Unknown> {
        typst::comemo::evict(MEMORY);
        if let Some(view) = self.trial_of(key)? {
            return Ok(view);
        }
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        let record = self.record(&key.record).ok_or(Unknown)?;
        let preview =
            session.preview(record, &key.template, key.language.as_ref()).ok_or(Unknown)?;
        let Preview { composed, findings, .. } = preview;
        let language = self.setting.language;
        let mut findings: Vec<_> = findings.iter().map(|f| Finding::of(f, language)).collect();
        findings.extend(self.trouble.iter().map(|f| Finding::of(f, language)));
        // The most important first, and in the order of the file.
        findings.sort_by_key(Finding::rank);
        let laid_out = composed.filter(|composed| composed.document.is_some());
        let is_current = laid_out.is_some();
        if let Some(composed) = laid_out {
            self.show(key, composed);
        }
        let pages = self.shown.get(key).map(|shown| shown.pages.clone()).unwrap_or_default();
        Ok(View { is_current, pages, findings })
    }

    /// Returns the view as it was before, while a document with a template of the project's own is
    /// on trial or has failed it.
    fn trial_of(&mut self, key: &ViewKey) -> Result<Option<View>, Unknown> {
        let session = self.session.as_ref().map_err(|_| Unknown)?;
        let of_project = |name: &Slug| {
            session.templates.iter().any(|one| one.name == *name && one.is_of_project())
        };
        if !of_project(&key.template) {
            return Ok(None);
        }
        let record = self.record(&key.record).ok_or(Unknown)?;
        // What is wrong with the record is known without the template.
        let read = session.without_silenced(&session.read(record));
        let language = self.setting.language;
        let mut findings: Vec<_> = read.iter().map(|f| Finding::of(f, language)).collect();
        findings.extend(self.trouble.iter().map(|f| Finding::of(f, language)));
        findings.sort_by_key(Finding::rank);
        // The other process reads what is on the disk.
        let is_saved = |buffer: &Buffer| buffer.safety() == Safety::Saved;
        if self.buffers.get(&record.name).is_none_or(is_saved) {
            match self.trials.of(key, self.state) {
                Some(Trial::Passed) => return Ok(None),
                Some(Trial::Running(None)) => {}
                Some(Trial::Running(Some(said)) | Trial::Stopped(said)) => {
                    findings.insert(0, Finding::of_template(said));
                }
                None => self.start_trial(key),
            }
        }
        let pages = self.shown.get(key).map(|shown| shown.pages.clone()).unwrap_or_default();
        Ok(Some(View { is_current: false, pages, findings }))
    }

    fn start_trial(&self, key: &ViewKey) {
        let (key, state) = (key.clone(), self.state);
        let (program, workshop) = (Arc::clone(&self.setting.program), self.workshop.clone());
        std::thread::spawn(move || {
            let trial = trial::run(&key, &program);
            let trial = trial.unwrap_or_else(|error| Trial::Stopped(error.to_string()));
            workshop.send(move |studio| {
                studio.trials.finish(key, state, trial);
                let _ = studio.setting.news.send(News::Changed);
            });
        });
    }

    fn show(&mut self, key: &ViewKey, composed: Arc<Composed>) {
        let same = |shown: &Shown| Arc::ptr_eq(&shown.composed, &composed);
        if self.shown.get(key).is_some_and(same) {
            return;
        }
        let pages = composed.document.iter().flat_map(|document| document.pages());
        let pages = pages.map(|page| {
            let (fingerprint, size) = (appearance(page), page.frame.size());
            self.setting.pages.add(fingerprint, page);
            PageRef { picture: fingerprint, width: size.x.to_pt(), height: size.y.to_pt() }
        });
        let pages = pages.collect();
        if self.shown.len() >= MAX_SHOWN {
            self.shown.clear();
        }
        self.shown.insert(key.clone(), Shown { composed, pages, map: None });
    }

    /// Returns the first page of a record's first document.
    pub(crate) fn first_page(&mut self, id: &Slug) -> Option<PageRef> {
        let (views, _) = self.contents(id)?;
        let (template, language) = views.into_iter().next()?;
        let key = ViewKey { record: id.clone(), template, language };
        self.view(&key).ok()?.pages.into_iter().next()
    }

    /// Returns what is printed at a position of a page, in points from its top left corner.
    pub(crate) fn at(&mut self, key: &ViewKey, page: usize, x: f64, y: f64) -> Option<At> {
        let map = self.map(key)?;
        let located = map.at(page, x, y)?;
        let source = &located.place.source;
        let range = located.place.range.clone();
        let caret = located.word.as_ref().and_then(|word| word.find_in(&located.place));
        let offsets = Offsets::of(source.text());
        let reference = located.reference.map(|(place, path)| Spot {
            file: place.source.name().to_owned(),
            key: path.to_string(),
            start: Offsets::of(place.source.text()).utf16(place.range.start),
            end: Offsets::of(place.source.text()).utf16(place.range.end),
        });
        Some(At {
            spot: Spot {
                file: source.name().to_owned(),
                key: located.path.to_string(),
                start: offsets.utf16(range.start),
                end: offsets.utf16(range.end),
            },
            caret: offsets.utf16(caret.unwrap_or(range.start)),
            reference,
        })
    }

    /// Returns where a view prints the value at a place of a file.
    pub(crate) fn places(
        &mut self,
        key: &ViewKey,
        file: &str,
        offset: usize,
    ) -> Option<Vec<crate::view::Box>> {
        let text = self.buffers.get(file)?.text().to_owned();
        let offset = Offsets::of(&text).byte(offset);
        let source = Source::new(file, text);
        let path = source.outline().path_at(&(offset..offset))?.clone();
        let map = self.map(key)?;
        Some(map.rectangles(file, &path).into_iter().map(crate::view::Box::from).collect())
    }

    /// Returns the map of the pages that a view shows.
    fn map(&mut self, key: &ViewKey) -> Option<Arc<PageMap>> {
        let shown = self.shown.get(key)?;
        if let Some(map) = &shown.map {
            return Some(Arc::clone(map));
        }
        let session = self.session.as_ref().ok()?;
        let record = self.record(&key.record)?;
        let preview = session.preview(record, &key.template, key.language.as_ref())?;
        let map = session.page_map(record, &key.template, key.language.as_ref(), &preview)?;
        let map = Arc::new(map);
        if let Some(shown) = self.shown.get_mut(key) {
            shown.map = Some(Arc::clone(&map));
        }
        Some(map)
    }

    /// Returns the kind of a file, and the people and organisations that it can refer to.
    pub(crate) fn known_names(&self, file: &str) -> Option<(SchemaFile, Names)> {
        let session = self.session.as_ref().ok()?;
        let table = |file: File| {
            let source = session.directory.source(file)?;
            source.text().parse::<toml::Table>().ok()
        };
        let mut names = Names {
            people: table(File::People).map(|all| Names::of_table(&all)).unwrap_or_default(),
            organisations: table(File::Organisations)
                .map(|all| Names::of_table(&all))
                .unwrap_or_default(),
        };
        let (records, _) = session.records();
        let record = records.iter().find(|record| record.name == file);
        let kind = match (file, record.map(|record| record.kind)) {
            (_, Some(RecordKind::Event)) => SchemaFile::Record,
            (_, Some(RecordKind::Issue)) => SchemaFile::Issue,
            (PEOPLE, None) => SchemaFile::People,
            (ORGANISATIONS, None) => SchemaFile::Organisations,
            (FILE, None) => SchemaFile::Project,
            _ => SchemaFile::Record,
        };
        // Those that the record itself describes.
        let own =
            self.buffers.get(file).and_then(|buffer| buffer.text().parse::<toml::Table>().ok());
        let own = |key: &str| Some(Names::of_table(own.as_ref()?.get(key)?.as_table()?));
        names.people.extend(own("people").unwrap_or_default());
        names.organisations.extend(own("organisations").unwrap_or_default());
        Some((kind, names))
    }

    /// Writes what is not written yet. What became of it is reported after this.
    pub(crate) fn close(&mut self) {
        self.settle_all();
        self.keeper.finish();
    }

    /// Returns what had to be left in the journal.
    pub(crate) fn unsaved(&self) -> Vec<Message> {
        let open = self.buffers.iter().filter(|(_, buffer)| buffer.safety() != Safety::Saved);
        open.map(|(file, _)| message!("`{file}` has changes that are not saved; byline keeps them"))
            .collect()
    }
}

/// Returns a random version, from which a browser's numbers can count for long.
fn random_version() -> Result<u64, getrandom::Error> {
    Ok(1 + (getrandom::u64()? >> 16))
}
