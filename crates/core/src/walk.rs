//! Walks the folders of a project, without leaving the project, in no circles and up to a limit.

use std::collections::HashSet;
use std::fs::{self, DirEntry, FileType};
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::file::{ReadError, find_inside};
use crate::message::{Message, message};
use crate::source::Place;
use crate::walls::Walls;

/// The maximum number of files and folders in a folder, and of folders inside each other. An
/// archive with a thousand records a year would reach them after three centuries.
const LIMITS: Limits = Limits { entries: 1_000_000, depth: 32 };

#[derive(Clone, Copy)]
struct Limits {
    entries: usize,
    depth: usize,
}

/// A file that was found in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Its path through the folder.
    pub path: PathBuf,
    /// Its path with all links resolved.
    pub real: PathBuf,
}

/// The files of a folder.
#[derive(Debug, Default)]
pub struct Listing {
    /// The files with the wanted names, sorted by path.
    pub files: Vec<FoundFile>,
    /// The paths with such names that lead to no file of the project, and the findings about
    /// them.
    pub faults: Vec<(PathBuf, Diagnostic)>,
    /// The findings about folders, in which files may have been missed.
    pub findings: Vec<Diagnostic>,
}

impl Listing {
    /// Returns all findings.
    pub fn into_findings(self) -> impl Iterator<Item = Diagnostic> {
        self.findings.into_iter().chain(self.faults.into_iter().map(|(_, finding)| finding))
    }
}

/// Lists the files in a folder and its subfolders whose names are `wanted`. Hidden ones do not
/// count. A folder that does not exist is empty.
///
/// `name` is the name of the folder in findings.
pub fn list(folder: &Path, name: &str, walls: &Walls, wanted: impl Fn(&Path) -> bool) -> Listing {
    list_within(LIMITS, folder, name, walls, &wanted)
}

/// Returns the finding about something that is not a folder and has the name of one.
pub fn not_a_folder(name: &str) -> Diagnostic {
    Diagnostic::new(Code::PROJECT, message!("`{name}` is not a folder"))
        .at(Place::of_file(name))
        .hint(message!("rename or remove it, then create a folder with this name if you need one"))
}

fn list_within(
    limits: Limits,
    folder: &Path,
    name: &str,
    walls: &Walls,
    wanted: &dyn Fn(&Path) -> bool,
) -> Listing {
    let listing = Listing::default();
    let seen = HashSet::new();
    let mut walk = Walk { name, walls, wanted, limits, entries: 0, seen, listing };
    let node = Visited { path: folder.to_owned(), name: name.to_owned(), depth: 0 };
    if let Ok(kind) = fs::symlink_metadata(folder).map(|metadata| metadata.file_type()) {
        match folder.canonicalize() {
            Ok(real) if kind.is_dir() => walk.enter(&node, &real),
            Ok(real) if !real.is_dir() => walk.listing.findings.push(not_a_folder(name)),
            _ => walk.link(&node),
        }
    }
    walk.listing
}

/// A walk through a folder.
struct Walk<'a> {
    /// The name of the folder in findings.
    name: &'a str,
    walls: &'a Walls,
    wanted: &'a dyn Fn(&Path) -> bool,
    limits: Limits,
    /// The number of files and folders met so far.
    entries: usize,
    /// The folders entered so far, links resolved. Each is entered once, so links that lead in a
    /// circle end there.
    seen: HashSet<PathBuf>,
    listing: Listing,
}

/// A file or folder on the way.
struct Visited {
    path: PathBuf,
    /// Its name in findings.
    name: String,
    depth: usize,
}

impl Walk<'_> {
    /// Lists the files of a folder; `real` is its path with all links resolved.
    fn enter(&mut self, node: &Visited, real: &Path) {
        if !self.seen.insert(real.to_owned()) {
            return;
        }
        if node.depth > self.limits.depth {
            let (name, depth) = (&node.name, self.limits.depth);
            let message = message!("`{name}` is more than {depth} folders deep");
            let hint = message!("move it to a higher folder");
            return self.refuse(node, Code::UNREADABLE, message, hint);
        }
        let mut entries = match self.entries_of(node) {
            Ok(entries) => entries,
            Err(error) => {
                return self.listing.findings.push(ReadError::Io(error).finding(&node.name));
            }
        };
        entries.sort_by_key(DirEntry::file_name);
        for entry in entries {
            if self.entries > self.limits.entries {
                return;
            }
            let file = entry.file_name();
            let path = node.path.join(&file);
            let name = format!("{}/{}", node.name, file.to_string_lossy());
            let inner = Visited { path, name, depth: node.depth + 1 };
            match entry.file_type() {
                Ok(kind) if kind.is_symlink() => self.link(&inner),
                Ok(kind) => self.take(&inner, kind, real.join(file)),
                // It was removed since the folder was read.
                Err(_) => {}
            }
        }
    }

    /// Reads a folder, as far as the limit allows.
    fn entries_of(&mut self, node: &Visited) -> io::Result<Vec<DirEntry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(&node.path)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            self.entries += 1;
            if self.entries > self.limits.entries {
                let (name, limit) = (self.name, self.limits.entries);
                let message = message!("`{name}` has more than {limit} files");
                let hint = message!("keep only the project's own files there");
                self.refuse(node, Code::UNREADABLE, message, hint);
                break;
            }
            entries.push(entry);
        }
        Ok(entries)
    }

    /// Follows a link, if it stays inside the walls.
    fn link(&mut self, node: &Visited) {
        let found = find_inside(&node.path, self.walls);
        let kind = fs::metadata(&node.path).map(|metadata| metadata.file_type());
        // A broken link without a file extension may have led to a folder.
        let folder = kind.as_ref().map_or(node.path.extension().is_none(), FileType::is_dir);
        match (found, kind) {
            (Ok(real), Ok(kind)) => self.take(node, kind, real),
            (Err(error), _) if folder || self.wants(node) => {
                self.fault(node, error.finding(&node.name));
            }
            // It is something else, such as a photo.
            _ => {}
        }
    }

    /// Takes a file, or enters a folder.
    fn take(&mut self, node: &Visited, kind: FileType, real: PathBuf) {
        if kind.is_dir() {
            if self.wants(node) {
                let mut finding = ReadError::Folder.finding(&node.name);
                finding.hints = vec![message!("remove this extension from the folder's name")];
                self.fault(node, finding);
            }
            self.enter(node, &real);
        } else if !self.wants(node) {
            // It is something else, such as a photo.
        } else if kind.is_file() {
            self.listing.files.push(FoundFile { path: node.path.clone(), real });
        } else {
            self.fault(node, ReadError::Special.finding(&node.name));
        }
    }

    fn wants(&self, node: &Visited) -> bool {
        (self.wanted)(&node.path)
    }

    /// Notes that a path does not lead to a file of the project.
    fn fault(&mut self, node: &Visited, mut finding: Diagnostic) {
        finding.place.get_or_insert_with(|| Place::of_file(&node.name));
        if self.wants(node) {
            self.listing.faults.push((node.path.clone(), finding));
        } else {
            self.listing.findings.push(finding);
        }
    }

    fn refuse(&mut self, node: &Visited, code: Code, message: Message, hint: Message) {
        let place = Place::of_file(&node.name);
        self.listing.findings.push(Diagnostic::new(code, message).at(place).hint(hint));
    }
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use std::os::unix::fs::symlink;

    use super::*;

    fn names(listing: &Listing) -> Vec<&str> {
        listing
            .files
            .iter()
            .map(|found| found.path.file_name().unwrap().to_str().unwrap())
            .collect()
    }

    #[test]
    fn folders_that_lead_to_each_other_are_entered_once() {
        let project = tempfile::tempdir().unwrap();
        let folders = ["a", "b", "c", "d", "e", "f"].map(|name| project.path().join(name));
        for folder in &folders {
            fs::create_dir(folder).unwrap();
            fs::write(folder.join("x.toml"), "").unwrap();
            for other in &folders {
                symlink(other, folder.join(format!("to-{}", other.file_name().unwrap().display())))
                    .unwrap();
            }
        }
        let walls = Walls::of(project.path());
        let listing = list(project.path(), "records", &walls, |path| path.ends_with("x.toml"));
        assert_eq!(names(&listing), ["x.toml"; 6]);
        assert_eq!(listing.into_findings().count(), 0);
    }

    #[test]
    fn a_walk_has_an_end() {
        let project = tempfile::tempdir().unwrap();
        for name in ["1", "2", "3", "4", ".hidden"] {
            fs::write(project.path().join(name), "").unwrap();
        }
        fs::create_dir_all(project.path().join("5/6/7")).unwrap();
        fs::write(project.path().join("5/6/7/8"), "").unwrap();
        let walls = Walls::of(project.path());
        let walk = |entries, depth| {
            let limits = Limits { entries, depth };
            list_within(limits, project.path(), "fonts", &walls, &|path| !path.is_dir())
        };
        let whole = walk(8, 3);
        assert_eq!((names(&whole), whole.findings.len()), (vec!["1", "2", "3", "4", "8"], 0));
        let few = walk(7, 3);
        assert_eq!(few.findings[0].message, "`fonts` has more than 7 files");
        let flat = walk(8, 2);
        assert_eq!(names(&flat), ["1", "2", "3", "4"]);
        assert_eq!(flat.findings[0].message, "`fonts/5/6/7` is more than 2 folders deep");
    }
}
