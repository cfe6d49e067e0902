//! `byline photos`: adds entries for the pictures of a folder to a record.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::args::Photos;
use crate::converter;
use crate::exit::{self, Exit};
use crate::files::rewrite;
use crate::findings::not_editable;
use crate::printer::{Printer, shown};
use byline_core::diagnostic::{Code, Diagnostic};
use byline_core::file::{ReadError, not_written};
use byline_core::message::{Message, message};
use byline_core::model::PictureProblem;
use byline_core::project::{Project, RecordKind};
use byline_core::scaffold::{self, NewPhoto};
use byline_core::walls::folder_of;

pub(crate) fn run(project: &Project, args: &Photos, printer: &mut dyn Printer) -> io::Result<Exit> {
    match add(project, args, printer) {
        Ok(exit) => Ok(exit),
        Err(AddError::StoryRecord(findings)) => {
            let mut exit = Exit::Usage;
            for finding in &findings {
                printer.finding(finding);
                exit = exit.max(exit::of_finding(finding, false));
            }
            Ok(exit)
        }
        Err(AddError::Io(error)) => Err(error),
    }
}

/// The reason why nothing was added.
enum AddError {
    StoryRecord(Vec<Diagnostic>),
    Io(io::Error),
}

impl From<io::Error> for AddError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Diagnostic> for AddError {
    fn from(finding: Diagnostic) -> Self {
        Self::StoryRecord(vec![finding])
    }
}

fn add(project: &Project, args: &Photos, printer: &mut dyn Printer) -> Result<Exit, AddError> {
    let (records, findings) = project.find_records(std::slice::from_ref(&args.record));
    let Some(record) = records.first() else { return Err(AddError::StoryRecord(findings)) };
    if record.kind == RecordKind::Issue {
        let id = &record.id;
        let message =
            message!("`{id}` is an issue: its photos come from the records of its stories");
        let hint = message!("name the record to which the pictures belong");
        return Err(Diagnostic::new(Code::COMMAND_LINE, message).hint(hint).into());
    }
    let source = project.source(&record.path, &record.name)?;
    // The raw bytes: byline's own texts have neither a byte order mark nor carriage returns.
    let raw = fs::read(&record.path)?;
    let not_toml = |said: Message| AddError::StoryRecord(not_editable(&source, &said));
    let home = folder_of(&record.path).canonicalize()?;
    let named = scaffold::photos_of(source.text()).map_err(not_toml)?;
    let known: BTreeSet<PathBuf> =
        named.iter().filter_map(|file| home.join(file).canonicalize().ok()).collect();
    let (mut photos, mut exit) = (Vec::new(), Exit::Success);
    let converter = converter::of(project);
    for path in pictures(project, &args.folder)? {
        if known.contains(&path) {
            continue;
        }
        let Some(file) = from_folder(&path, &home) else {
            printer.finding(&PictureProblem::Name.finding(&path.to_string_lossy()));
            exit = Exit::Findings;
            continue;
        };
        match byline_image::open(&path, project.photos.max_pixels, &project.walls, &*converter) {
            Ok(original) => photos.push(NewPhoto { file, metadata: original.metadata }),
            // Folders of pictures also contain notes and lists.
            Err(PictureProblem::NoPicture | PictureProblem::Empty)
                if !looks_like_picture(&path) => {}
            Err(problem) => {
                printer.finding(&problem.finding(&file));
                exit = Exit::Findings;
            }
        }
    }
    if photos.is_empty() {
        printer.photos(record, &args.folder, &photos);
        return Ok(exit);
    }
    let text = scaffold::add_photos(source.text(), &photos).map_err(not_toml)?;
    rewrite(&record.path, &raw, &text).map_err(|error| {
        not_written(&record.name, &error).hint(message!("the record is unchanged"))
    })?;
    printer.photos(record, &args.folder, &photos);
    printer.next(&[Message::verbatim(format!("byline check {}", record.id))]);
    Ok(exit)
}

/// Returns the files of a folder of the project, sorted by name and number.
fn pictures(project: &Project, folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let name = shown(folder);
    let Some(real) = folder.canonicalize().ok().filter(|folder| folder.is_dir()) else {
        return Err(Diagnostic::new(Code::COMMAND_LINE, message!("`{name}` is not a folder"))
            .hint(message!("name the folder with the pictures")));
    };
    if !project.walls.contains(&real) {
        let message = message!("`{name}` is outside the project");
        let hint = message!(
            "copy it into the project, for example to records/photos, or list it under \
             `extra-folders` in byline.toml"
        );
        return Err(Diagnostic::new(Code::COMMAND_LINE, message).hint(hint));
    }
    let entries = fs::read_dir(&real)
        .map_err(|error| ReadError::Io(error).finding(&folder.display().to_string()))?;
    let mut files: Vec<_> = entries
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .collect();
    // As people number them: IMG_2 before IMG_10.
    alphanumeric_sort::sort_path_slice(&mut files);
    Ok(files)
}

fn looks_like_picture(path: &Path) -> bool {
    let endings = ["jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "heic", "avif"];
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| endings.contains(&ending.as_str()))
}

/// Returns the relative path from a folder to a file, as records write it; `None` if the name is
/// not valid Unicode.
fn from_folder(path: &Path, folder: &Path) -> Option<String> {
    let shared = path.components().zip(folder.components()).take_while(|(one, other)| one == other);
    let shared = shared.count();
    let up = folder.components().skip(shared).map(|_| Some(".."));
    let down = path.components().skip(shared).map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<_>> = up.chain(down).collect();
    Some(parts?.join("/"))
}
