//! A new project in the folder of the desk.

use std::fs;
use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use byline_build::{Request, Session};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::not_written;
use byline_core::message::message;
use byline_core::model::Language;
use byline_core::new_files::{Created, NotCreated, create_all};
use byline_core::project::{FILE, RECORDS};
use byline_core::scaffold::{self, NewLogo, NewProject};
use serde::Serialize;

use super::Studio;
use crate::ServeError;
use crate::creation::{LogoOrder, Problem, ProjectOrder, title_of};
use crate::lock::Lock;

/// The largest logo, in bytes.
const MAX_LOGO: usize = 10 << 20;

/// The folder of a desk, while there is no project in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BareFolder {
    /// Its path.
    path: String,
    /// Whether there is nothing in it.
    is_empty: bool,
}

impl Studio {
    /// Returns the folder of the desk, if there is no project in it.
    pub(crate) fn bare_folder(&self) -> Option<BareFolder> {
        let root = &self.setting.root;
        if self.session.is_ok() || has_project(root) {
            return None;
        }
        let path = root.canonicalize().unwrap_or_else(|_| root.clone());
        // What is hidden is nobody's work.
        let seen = |entry: fs::DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
        let mut entries = fs::read_dir(root).into_iter().flatten().flatten();
        Some(BareFolder { path: path.display().to_string(), is_empty: !entries.any(seen) })
    }

    /// Opens the project, if it is not open elsewhere.
    pub(super) fn open_session(&mut self) {
        self.session = self.hold().and_then(|()| Self::session(&self.setting));
    }

    /// Holds the project for this desk. One that only reads need not, and a folder without a project
    /// has nothing to hold.
    fn hold(&mut self) -> Result<(), Vec<Diagnostic>> {
        if self.lock.is_some() || self.setting.read_only || !has_project(&self.setting.root) {
            return Ok(());
        }
        let held = Lock::hold(&self.setting.root).map_err(ServeError::from).and_then(|mut lock| {
            lock.note(&self.setting.address)?;
            Ok(lock)
        });
        let lock = held.map_err(|error| vec![Diagnostic::new(Code::SERVE, error.message())])?;
        self.lock = Some(lock);
        Ok(())
    }

    /// Starts a project. Files that are in the folder already stay as they are.
    pub(super) fn start_project(&mut self, order: &ProjectOrder) -> Result<(), Vec<Problem>> {
        let language = self.setting.language;
        if self.session.is_ok() || has_project(&self.setting.root) {
            return Err(vec![self.problem("", &message!("There is a project here already."))]);
        }
        let organisation = title_of(&order.organisation, language)
            .map_err(|problem| Problem { path: "organisation", ..problem });
        let languages = order.languages.iter().map(|tag| tag.parse::<Language>());
        let languages = languages
            .collect::<Result<Vec<_>, _>>()
            .map_err(|unknown| Problem::of("languages", &unknown.message(), language));
        let logo = order.logo.as_ref().map(|logo| self.logo(logo)).transpose();
        let (organisation, languages, logo) = match (organisation, languages, logo) {
            (Ok(organisation), Ok(languages), Ok(logo)) => (organisation, languages, logo),
            (organisation, languages, logo) => {
                let problems = [organisation.err(), languages.err(), logo.err()];
                return Err(problems.into_iter().flatten().collect());
            }
        };
        let alt = order.logo.as_ref().map(|logo| logo.alt.trim()).filter(|alt| !alt.is_empty());
        let alt = alt.map_or_else(
            || {
                language
                    .translate(&message!("The logo of {organisation}", organisation = organisation))
            },
            str::to_owned,
        );
        let new = NewProject {
            notes: language,
            organisation: Some(&organisation),
            languages: &languages,
            logo: logo.as_ref().map(|(file, bytes)| NewLogo { file, alt: &alt, bytes }),
            has_examples: order.examples,
        };
        let files = scaffold::project(&new);
        self.try_out(&files)?;
        let created = create_all(&self.setting.root, &files);
        let created = created.map_err(|NotCreated { path, error }| {
            vec![self.problem_of("", &not_written(&self.name_of(&path), &error))]
        })?;
        if created.first() != Some(&Created::Written) {
            return Err(vec![self.problem("", &message!("There is a project here already."))]);
        }
        // A project that waits for its first event is in order.
        let _ = fs::create_dir(self.setting.root.join(RECORDS));
        self.came_to_be(files.iter().map(|file| self.setting.root.join(&file.name)).collect());
        Ok(())
    }

    /// Returns a logo with the name of its file, which no other file has.
    fn logo(&self, order: &LogoOrder) -> Result<(String, Vec<u8>), Problem> {
        let problem = |message| self.problem("logo", &message);
        // Four characters stand for three bytes.
        if order.data.len() / 4 * 3 > MAX_LOGO {
            return Err(problem(message!(
                "This file is larger than {limit} MB: choose a smaller one.",
                limit = MAX_LOGO >> 20
            )));
        }
        let bytes = BASE64_STANDARD.decode(&order.data).unwrap_or_default();
        let format = byline_image::detect(&bytes).ok();
        let ending = format.and_then(|format| format.endings().first()).ok_or_else(|| {
            problem(message!("This is no picture: choose a PNG, JPEG, WebP, SVG or PDF file."))
        })?;
        let names = (1..).map(|number| match number {
            1 => format!("logo.{ending}"),
            _ => format!("logo-{number}.{ending}"),
        });
        let is_free = |name: &String| self.setting.root.join(name).symlink_metadata().is_err();
        let mut free = names.take(1_000).filter(is_free);
        free.next().map(|name| (name, bytes)).ok_or_else(|| {
            problem(message!("There are too many files with the name of the logo here."))
        })
    }

    /// Opens the project in a folder of its own first, so that nothing is left if it has errors,
    /// such as a logo that cannot be printed.
    fn try_out(&self, files: &[byline_core::new_files::NewFile]) -> Result<(), Vec<Problem>> {
        let machine = |error: std::io::Error| vec![self.problem_of("", &not_written(FILE, &error))];
        let folder = tempfile::tempdir().map_err(machine)?;
        create_all(folder.path(), files).map_err(|failed| machine(failed.error))?;
        let converter = Arc::clone(&self.setting.converter);
        let opened = Session::open(folder.path(), Request::default(), converter);
        opened.map(|_| ()).map_err(|findings| {
            findings.iter().map(|finding| self.problem_of("logo", finding)).collect()
        })
    }
}

/// Returns whether a folder has a project file.
pub(crate) fn has_project(root: &std::path::Path) -> bool {
    root.join(FILE).symlink_metadata().is_ok()
}
