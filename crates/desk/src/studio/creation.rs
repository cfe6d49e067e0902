//! New events and issues: their names, their files, and that the session knows them at once.

use std::path::PathBuf;

use byline_core::file::not_written;
use byline_core::message::{Message, message};
use byline_core::model::{Mode, Slug};
use byline_core::new_files::{Created, NewFile, NotCreated, create_all};
use byline_core::project::{Project, RecordFile, RecordKind};
use byline_core::scaffold::{self, EventDays, NewIssue, NewName, NewRecord, Taken};
use byline_core::walls::folder_of;

use super::Studio;
use crate::creation::{
    Days, EventOrder, IssueOrder, Order, Preview, Problem, days_of, mode_of, name_of, number_of,
    title_of,
};

/// What an order for a record comes to, whatever it is.
struct Wanted {
    title: String,
    days: EventDays,
    name: Option<Slug>,
    kind: RecordKind,
    /// The folder that it will be in.
    folder: PathBuf,
}

impl Studio {
    /// Makes a record, and returns its id.
    pub(crate) fn make(&mut self, order: &Order) -> Result<Option<Slug>, Vec<Problem>> {
        let files = match order {
            Order::Project(order) => return self.start_project(order).map(|()| None),
            Order::Event(_) | Order::Edition(_) | Order::Copy(_) => self.event(order)?,
            Order::Issue(issue) => self.issue(issue)?,
        };
        let (id, folder, files) = files;
        let created = create_all(&folder, &files).map_err(|NotCreated { path, error }| {
            let file = self.name_of(&path);
            vec![self.problem_of("", &not_written(&file, &error))]
        })?;
        // Another program was quicker.
        if created.first() != Some(&Created::Written) {
            return Err(vec![self.taken(Taken { id, has_file: true, free: None })]);
        }
        self.came_to_be(files.iter().map(|file| folder.join(&file.name)).collect());
        id.parse().map(Some).map_err(|_: Message| vec![])
    }

    /// Returns what a record will be called, as far as that is known.
    pub(crate) fn preview(&self, order: &Order) -> Preview {
        match self.wanted(order) {
            Err(problems) => Preview { problems, ..Preview::default() },
            Ok(wanted) => {
                let days = Some(Days::from(wanted.days));
                match self.free_id(&wanted) {
                    Ok(name) => Preview { name: Some(name), days, problems: vec![] },
                    Err(problem) => Preview { name: None, days, problems: vec![*problem] },
                }
            }
        }
    }

    fn project(&self) -> Result<&Project, Vec<Problem>> {
        let session = self.session.as_ref().map_err(|_| {
            let message = message!("The settings of this project have errors.");
            let hint = message!("Mend them first: nothing can be added until then.");
            vec![self.problem("", &message).hint(&hint, self.setting.language)]
        })?;
        Ok(&session.project)
    }

    /// Reads an order for a record.
    fn wanted(&self, order: &Order) -> Result<Wanted, Vec<Problem>> {
        let language = self.setting.language;
        let (title, date, name) = match order {
            Order::Project(_) => return Err(vec![]),
            Order::Event(event) | Order::Edition(event) | Order::Copy(event) => {
                (&event.title, &event.date, &event.name)
            }
            Order::Issue(issue) => (&issue.title, &issue.date, &issue.name),
        };
        let project = self.project()?;
        let (title, days) = (title_of(title, language), days_of(date, language));
        let name = name_of(name.as_deref(), language);
        let (kind, folder) = match order {
            Order::Issue(_) => (RecordKind::Issue, project.issues_folder()),
            // The pictures of a copy are where those of the other one are.
            Order::Copy(event) => {
                let former = self.former(event.from.as_ref(), RecordKind::Event);
                let folder = former.map(|former| folder_of(&former.path).to_owned());
                (RecordKind::Event, folder.unwrap_or_else(|_| project.records_folder()))
            }
            _ => (RecordKind::Event, project.records_folder()),
        };
        match (title, days, name) {
            (Ok(title), Ok(days), Ok(name)) => Ok(Wanted { title, days, name, kind, folder }),
            (title, days, name) => {
                Err([title.err(), days.err(), name.err()].into_iter().flatten().collect())
            }
        }
    }

    /// Returns the files of a new event, its own first, and their folder.
    fn event(&self, order: &Order) -> Result<(String, PathBuf, Vec<NewFile>), Vec<Problem>> {
        let (Order::Event(event) | Order::Edition(event) | Order::Copy(event)) = order else {
            return Err(vec![]);
        };
        let mode = match order {
            Order::Edition(_) | Order::Copy(_) if event.mode.is_empty() => {
                Ok(self.former_mode(event))
            }
            _ => mode_of(&event.mode, self.setting.language),
        };
        let former = match order {
            Order::Event(_) => None,
            _ => self.former(event.from.as_ref(), RecordKind::Event).err(),
        };
        let (wanted, mode) = match (self.wanted(order), mode, former) {
            (Ok(wanted), Ok(mode), None) => (wanted, mode),
            (wanted, mode, former) => {
                let mut problems = former.unwrap_or_default();
                problems.extend(wanted.err().unwrap_or_default());
                problems.extend(mode.err());
                return Err(problems);
            }
        };
        let id = self.free_id(&wanted).map_err(|problem| vec![*problem])?;
        let outline = NewRecord {
            title: &wanted.title,
            days: wanted.days,
            kind: None,
            mode,
            schema: "../schema/record.json",
            language: &self.project()?.language,
        };
        let mut translations = vec![];
        let text = match order {
            Order::Edition(_) => {
                self.made_from(event, |former| scaffold::record_from(&outline, former))?
            }
            Order::Copy(_) => {
                translations = self.translations(event, &id)?;
                self.made_from(event, |former| scaffold::copy_of(&outline, former))?
            }
            _ => scaffold::plain_record(&outline, self.project()?.organisation.as_str()),
        };
        let mut files = vec![NewFile { name: format!("{id}.toml"), bytes: text.into() }];
        files.extend(translations);
        Ok((id, wanted.folder, files))
    }

    /// Returns how people took part in the event that another one is made from.
    fn former_mode(&self, event: &EventOrder) -> Mode {
        let former = self.former(event.from.as_ref(), RecordKind::Event);
        let text = former.and_then(|former| self.text_of_former(former));
        // What is wrong with that event is said when it is used.
        let mode = text.ok().and_then(|text| scaffold::mode_of(&text));
        mode.unwrap_or(Mode::Offline)
    }

    fn issue(&self, order: &IssueOrder) -> Result<(String, PathBuf, Vec<NewFile>), Vec<Problem>> {
        let language = self.setting.language;
        let volume = number_of("volume", &order.volume, language);
        let number = number_of("number", &order.number, language);
        let wanted = self.wanted(&Order::Issue(order.clone()));
        let (wanted, volume, number) = match (wanted, volume, number) {
            (Ok(wanted), Ok(volume), Ok(number)) => (wanted, volume, number),
            (wanted, volume, number) => {
                let mut problems = wanted.err().unwrap_or_default();
                problems.extend([volume.err(), number.err()].into_iter().flatten());
                return Err(problems);
            }
        };
        if let Some(unknown) = order.stories.iter().find(|id| self.record(id).is_none()) {
            let message = message!("The story `{unknown}` is no longer there: choose another one.");
            return Err(vec![self.problem("stories", &message)]);
        }
        let id = self.free_id(&wanted).map_err(|problem| vec![*problem])?;
        let period = Some(order.period.trim()).filter(|period| !period.is_empty());
        let outline = NewIssue {
            name: &wanted.title,
            volume,
            number,
            date: wanted.days.first,
            period,
            stories: &order.stories,
            schema: "../schema/issue.json",
        };
        let former = match &order.from {
            Some(from) => Some(self.text_of_former(self.former(Some(from), RecordKind::Issue)?)?),
            None => None,
        };
        let text = scaffold::issue(&outline, former.as_deref())
            .map_err(|said| vec![self.not_usable(&said)])?;
        let file = NewFile { name: format!("{id}.toml"), bytes: text.into() };
        Ok((id, wanted.folder, vec![file]))
    }

    /// Makes a text from that of an event.
    fn made_from(
        &self,
        event: &EventOrder,
        make: impl Fn(&str) -> Result<String, Message>,
    ) -> Result<String, Vec<Problem>> {
        let former = self.former(event.from.as_ref(), RecordKind::Event)?;
        make(&self.text_of_former(former)?).map_err(|said| vec![self.not_usable(&said)])
    }

    /// Returns the record that another one is made from.
    fn former(&self, id: Option<&Slug>, kind: RecordKind) -> Result<&RecordFile, Vec<Problem>> {
        let Some(id) = id else {
            let message = message!("Choose the one that it is made from.");
            return Err(vec![self.problem("from", &message)]);
        };
        let former = self.record(id).filter(|record| record.kind == kind);
        former.ok_or_else(|| {
            let message = message!("`{id}` is no longer there: choose another one.");
            vec![self.problem("from", &message)]
        })
    }

    /// Returns the text of a record, as it is at the desk.
    fn text_of_former(&self, record: &RecordFile) -> Result<String, Vec<Problem>> {
        self.latest(&record.name, &record.path)
    }

    fn latest(&self, name: &str, path: &std::path::Path) -> Result<String, Vec<Problem>> {
        if let Some(buffer) = self.buffers.get(name) {
            return Ok(buffer.text().to_owned());
        }
        let source = self.project()?.source(path, name);
        let source = source.map_err(|finding| vec![self.problem_of("from", &finding)])?;
        Ok(source.text().to_owned())
    }

    /// Returns the translations of an event, under another name.
    fn translations(&self, event: &EventOrder, id: &str) -> Result<Vec<NewFile>, Vec<Problem>> {
        let former = self.former(event.from.as_ref(), RecordKind::Event)?;
        let copy = |file: &byline_core::project::TranslationFile| {
            let name = format!("{id}.{}.toml", file.language);
            Ok(NewFile { name, bytes: self.latest(&file.name, &file.path)?.into() })
        };
        former.translations.iter().map(copy).collect()
    }

    /// Returns an id that nothing else has, and that no text is kept under.
    fn free_id(&self, wanted: &Wanted) -> Result<String, Box<Problem>> {
        let project = self.project().map_err(|mut problems| Box::new(problems.remove(0)))?;
        if let Some(finding) = scaffold::cannot_hold(&wanted.folder, project) {
            return Err(Box::new(self.problem_of("", &finding)));
        }
        let new = NewName {
            kind: wanted.kind,
            folder: wanted.folder.clone(),
            title: &wanted.title,
            date: wanted.days.first,
            id: wanted.name.as_ref(),
        };
        // The text of a removed file may still be here.
        let is_used = |id: &str| {
            let name = project.name_of(&new.file_of(id));
            self.buffers.contains_key(&name) || self.journal.find(&name).is_some()
        };
        new.free_id(project, is_used).map_err(|taken| Box::new(self.taken(taken)))
    }

    fn taken(&self, Taken { id, free, .. }: Taken) -> Problem {
        let record = id.parse().ok().filter(|id| self.record(id).is_some());
        let message = if record.is_some() {
            message!("There is one of this name already.")
        } else {
            message!("Something else has the name `{id}` already.")
        };
        Problem { record, free: free.map(String::into_boxed_str), ..self.problem("name", &message) }
    }

    fn not_usable(&self, said: &Message) -> Problem {
        let message = message!("The one that it is made from has errors.");
        self.problem("from", &message).hint(said, self.setting.language)
    }

    /// Takes note of files that have just been made.
    pub(super) fn came_to_be(&mut self, paths: Vec<PathBuf>) {
        self.update(paths);
        let _ = self.setting.news.send(crate::news::News::Records);
    }

    pub(super) fn problem(&self, path: &'static str, message: &Message) -> Problem {
        Problem::of(path, message, self.setting.language)
    }

    pub(super) fn problem_of(
        &self,
        path: &'static str,
        finding: &byline_core::diagnostic::Diagnostic,
    ) -> Problem {
        Problem::of_finding(path, finding, self.setting.language)
    }

    /// Returns the name of a file, for people.
    pub(super) fn name_of(&self, path: &std::path::Path) -> String {
        let inside = path.strip_prefix(&self.setting.root).unwrap_or(path);
        inside.display().to_string()
    }
}
