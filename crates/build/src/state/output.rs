//! The folder that documents are written to. The state accepts documents only in this folder,
//! whatever its file says.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata};
use std::io::{self, Read, Take};
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf, absolute};
use std::sync::{Arc, Mutex};

use super::file_fingerprints::FileFingerprints;
use crate::changes::real;
use byline_core::file::{MAX_INPUT_BYTES, ReadError};
use byline_core::fingerprint::Fingerprint;
use byline_core::folder::Folder;
use byline_render::export::{MAX_OPENING, is_document};

/// The output folder of a run.
pub(super) struct OutputFolder {
    /// The folder, as the user or the project named it.
    path: PathBuf,
    /// The folder, with links resolved.
    real: PathBuf,
    /// The folder above it that is trusted, and the path from there. Documents are removed
    /// through no link below it.
    trusted: (PathBuf, PathBuf),
    /// The beginning of the keys of its documents; `None` if it is not Unicode.
    prefix: Option<String>,
    /// The folders in it that were opened; `None` for those that cannot be, or that lie elsewhere.
    folders: Mutex<HashMap<PathBuf, Option<Arc<Folder>>>>,
}

/// The file system entry at the path of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Occupant {
    Nothing,
    /// A link, a folder or a file that byline did not make.
    Foreign,
    /// A document with this fingerprint.
    Document(Fingerprint),
}

impl OutputFolder {
    /// Describes the output folder of a project, or the folder `named` that the user wants
    /// instead.
    pub(super) fn new(root: &Path, default: &Path, named: Option<&Path>) -> Self {
        let path = named.unwrap_or(default).to_owned();
        let trusted = match (named, default.strip_prefix(root)) {
            (None, Ok(inside)) => (root.to_owned(), inside.to_owned()),
            _ => (path.clone(), PathBuf::new()),
        };
        let real_path = real(&path);
        let real_path = real_path.canonicalize().unwrap_or(real_path);
        let real_root = absolute(root).map(|root| root.canonicalize().unwrap_or(root));
        let real_root = real_root.unwrap_or_else(|_| root.to_owned());
        let inside = real_path.strip_prefix(&real_root).unwrap_or(&real_path);
        let prefix = inside.to_str().map(|inside| inside.replace(MAIN_SEPARATOR, "/"));
        Self { path, real: real_path, trusted, prefix, folders: Mutex::default() }
    }

    /// Returns the key of a document in the state: its path relative to the project's folder, or
    /// else its absolute path, with links resolved. `None` for a file elsewhere, and for a name
    /// that is not Unicode, as its key could equal another's.
    pub(super) fn key(&self, path: &Path) -> Option<String> {
        let name = path.strip_prefix(&self.path).ok().filter(|name| is_plain(name))?;
        let name = name.to_str()?.replace(MAIN_SEPARATOR, "/");
        match self.prefix.as_deref()? {
            "" => Some(name),
            prefix => Some(format!("{prefix}/{name}")),
        }
    }

    /// Returns the path of a document with this key; `None` if the key leads elsewhere.
    pub(super) fn path(&self, key: &str) -> Option<PathBuf> {
        self.name(key).map(|name| self.path.join(name))
    }

    /// Returns the entry at the path of a document. The folders of the path may be links, but only
    /// to others in the output folder.
    pub(super) fn find(&self, key: &str, path: &Path, seen: &FileFingerprints) -> Occupant {
        let Some((folder, name)) = path.parent().zip(path.file_name()) else {
            return Occupant::Nothing;
        };
        match self.folder(folder) {
            Some(folder) => look(&folder, name, key, path, seen),
            None => Occupant::Nothing,
        }
    }

    /// Returns the entry at the path of a document, without following links.
    pub(super) fn find_strictly(&self, key: &str, seen: &FileFingerprints) -> Occupant {
        match self.open_strictly(key) {
            Ok((folder, name)) => look(&folder, &name, key, Path::new(key), seen),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Occupant::Nothing,
            Err(_) => Occupant::Foreign,
        }
    }

    /// Removes a document, without following links.
    pub(super) fn remove(&self, key: &str) -> io::Result<()> {
        let (folder, name) = self.open_strictly(key)?;
        folder.remove_file(&name)
    }

    /// Returns the folder of a document and the name of its file, without following links.
    fn open_strictly(&self, key: &str) -> io::Result<(Folder, OsString)> {
        let name = self.name(key).ok_or(io::ErrorKind::InvalidFilename)?;
        let (root, inside) = &self.trusted;
        let path = inside.join(name);
        let file = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?.to_owned();
        let folder = Folder::open(root)?.folder(path.parent().unwrap_or(Path::new("")))?;
        Ok((folder, file))
    }

    /// Returns the path of a document relative to this folder.
    fn name<'k>(&self, key: &'k str) -> Option<&'k Path> {
        let name = match self.prefix.as_deref()? {
            "" => key,
            prefix => key.strip_prefix(prefix)?.strip_prefix('/')?,
        };
        Some(Path::new(name)).filter(|name| is_plain(name))
    }

    /// Opens a folder once, if it lies in the output folder.
    fn folder(&self, path: &Path) -> Option<Arc<Folder>> {
        let mut folders = self.folders.lock().ok()?;
        if let Some(known) = folders.get(path) {
            return known.clone();
        }
        let real = path.canonicalize().ok().filter(|real| real.starts_with(&self.real));
        let folder = real.and_then(|real| Folder::open(&real).ok()).map(Arc::new);
        folders.insert(path.to_owned(), folder.clone());
        folder
    }
}

/// Returns whether a path never leads out of its folder.
pub(super) fn is_plain(path: &Path) -> bool {
    path.components().all(|part| matches!(part, Component::Normal(_))) && path.file_name().is_some()
}

fn look(
    folder: &Folder,
    name: &OsStr,
    key: &str,
    path: &Path,
    seen: &FileFingerprints,
) -> Occupant {
    let (mut file, metadata): (Take<File>, Metadata) = match folder.file(name, MAX_INPUT_BYTES) {
        Ok(found) => found,
        Err(ReadError::Missing) => return Occupant::Nothing,
        Err(_) => return Occupant::Foreign,
    };
    let mut head = Vec::with_capacity(MAX_OPENING);
    let read = file.by_ref().take(MAX_OPENING as u64).read_to_end(&mut head);
    if read.is_err() || !is_document(path, &head) {
        return Occupant::Foreign;
    }
    seen.of_open(key, &head, file, &metadata).map_or(Occupant::Foreign, Occupant::Document)
}
