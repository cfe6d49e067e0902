//! The cache folder of a project. Everything in it can be made again, and none of it is trusted:
//! byline follows no link in it.

use std::ffi::OsStr;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::file::ReadError;
use crate::folder::{Folder, TEMPORARY};
use crate::message::{Message, message};

/// The name of the cache folder in a project.
pub const CACHE_FOLDER: &str = ".byline";

/// The name of the build state.
pub const STATE: &str = "state";

/// The name of the lock that prevents two runs from writing the state at once.
pub const LOCK: &str = "lock";

/// The folder of the files that sharded runs write.
pub const SHARDS: &str = "shards";

/// The file that the desk of a project holds locked; the address of the desk is in it.
pub const DESK: &str = "desk";

/// The folder of texts that the desk cannot save yet. Unlike all else here, they cannot be made
/// again, so byline never removes it.
pub const UNSAVED: &str = "unsaved";

/// The folder of prints.
pub const PHOTOS: &str = "photos";

/// The files that are always the same.
const FIXED: [(&str, &str); 2] = [("CACHEDIR.TAG", TAG), (".gitignore", "*\n")];

/// The tag that tells backup programs that a folder can be regenerated (Cache Directory Tagging
/// Specification).
const TAG: &str = "Signature: 8a477f597d28d172789f06886806bc55\n\
    # What byline made before, to be quicker the next time. It can be removed at any time.\n";

/// Opens a folder in the cache of a project.
///
/// # Errors
/// When the folder does not exist, or when it or the cache is a link or not a folder.
pub fn open(root: &Path, name: &Path) -> io::Result<Folder> {
    Folder::open(root)?.folder(&Path::new(CACHE_FOLDER).join(name))
}

/// Opens a folder in the cache of a project, and creates it if necessary.
///
/// # Errors
/// When the folder cannot be created, or when it or the cache is a link or not a folder.
pub fn make(root: &Path, name: &Path) -> io::Result<Folder> {
    if let Ok(folder) = open(root, name) {
        return Ok(folder);
    }
    let cache = Folder::open(root)?.make(Path::new(CACHE_FOLDER))?;
    for (name, text) in FIXED {
        let file = cache.create_new(name.as_ref());
        let _ = file.and_then(|mut file| file.write_all(text.as_bytes()));
    }
    cache.make(name)
}

/// Returns what is in the way of a file in the cache, if something is, relative to the project, and
/// what it is. `name` is the path of the file in the cache.
pub fn obstacle(root: &Path, name: &Path) -> Option<Message> {
    let file = Path::new(CACHE_FOLDER).join(name);
    let parts: Vec<_> = file.ancestors().filter(|part| !part.as_os_str().is_empty()).collect();
    parts.into_iter().rev().find_map(|part| {
        let there = root.join(part).symlink_metadata().ok()?;
        if part == file {
            // A file or a link would be replaced.
            there.is_dir().then(|| message!("`{part}` is a folder, not a file"))
        } else if there.is_symlink() {
            Some(message!("`{part}` is a link"))
        } else {
            (!there.is_dir()).then(|| message!("`{part}` is not a folder"))
        }
    })
}

/// Removes what byline wrote in the cache of a project, and then the folder if nothing else is in
/// it. Links in the place of byline's own files are removed, and not followed.
///
/// Returns the files and folders that byline did not write, relative to the project.
///
/// # Errors
/// When there is no cache, or when it cannot be removed.
pub fn remove(root: &Path) -> io::Result<Vec<PathBuf>> {
    let project = Folder::open(root)?;
    let cache = project.folder(Path::new(CACHE_FOLDER)).map_err(|error| {
        let there = root.join(CACHE_FOLDER).symlink_metadata();
        // A link or a file in its place was not made by byline.
        if there.is_ok_and(|there| !there.is_dir()) {
            io::ErrorKind::NotADirectory.into()
        } else {
            error
        }
    })?;
    // Concurrent builds may store entries meanwhile.
    for attempt in 0.. {
        let mut foreign = Vec::new();
        clear(&cache, Path::new(""), &mut foreign)?;
        match project.remove_folder(CACHE_FOLDER.as_ref()) {
            Err(_) if !foreign.is_empty() => return Ok(foreign),
            Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty && attempt < 10 => {}
            removed => return removed.map(|()| foreign),
        }
    }
    Ok(vec![])
}

/// Removes what byline wrote in a folder of the cache. Collects everything else in `foreign`.
fn clear(folder: &Folder, path: &Path, foreign: &mut Vec<PathBuf>) -> io::Result<()> {
    for name in folder.names()? {
        let path = path.join(&name);
        let inner = folder.folder(Path::new(&name));
        let removed = match (owned(&path), inner) {
            (Some(Owned::Folder), Ok(inner)) => {
                clear(&inner, &path, foreign)?;
                match folder.remove_folder(&name) {
                    Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
                    removed => removed,
                }
            }
            // There may be a link or a pipe in place of the folder, but byline made no file here.
            (Some(Owned::Folder), Err(_)) if folder.file(&name, u64::MAX).is_err() => {
                folder.remove_file(&name)
            }
            (Some(Owned::File(text)), Err(_))
                if text.is_none_or(|text| has_content(folder, &name, text)) =>
            {
                folder.remove_file(&name)
            }
            _ => {
                foreign.push(Path::new(CACHE_FOLDER).join(path));
                Ok(())
            }
        };
        // Another run may have removed it meanwhile.
        removed.or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        })?;
    }
    Ok(())
}

/// Returns whether a file has this text, or is a link or another entry that is not a file.
fn has_content(folder: &Folder, name: &OsStr, text: &str) -> bool {
    match folder.read(name, text.len() as u64) {
        Ok(bytes) => bytes == text.as_bytes(),
        Err(error) => !matches!(error, ReadError::TooLarge),
    }
}

/// What byline itself writes under a name.
enum Owned {
    Folder,
    /// A file, with this text if it is always the same.
    File(Option<&'static str>),
}

/// Returns what byline writes under a path in the cache, or `None` if it writes nothing there. A
/// build would overwrite any file of such a name, whatever is in it.
fn owned(path: &Path) -> Option<Owned> {
    let parts: Option<Vec<_>> = path.iter().map(OsStr::to_str).collect();
    let parts = parts?;
    let is_hex = |name: &str, length| {
        name.len() == length && name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    let fixed = FIXED.iter().find(|(name, _)| parts == [*name]);
    match *parts {
        _ if let Some((_, text)) = fixed => Some(Owned::File(Some(text))),
        [STATE | LOCK | DESK] => Some(Owned::File(None)),
        [PHOTOS | SHARDS] => Some(Owned::Folder),
        [PHOTOS, folder] if is_hex(folder, 2) => Some(Owned::Folder),
        [PHOTOS, _, print] if is_hex(print, 62) => Some(Owned::File(None)),
        [SHARDS, part] if is_part(part) => Some(Owned::File(None)),
        [.., name] if name.strip_prefix(TEMPORARY).is_some_and(|rest| is_hex(rest, 16)) => {
            Some(Owned::File(None))
        }
        _ => None,
    }
}

/// Returns whether a file name is that of a sharded run's state, such as "3-of-16".
pub fn is_part(name: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    name.split_once("-of-").is_some_and(|(number, of)| is_number(number) && is_number(of))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_what_byline_wrote_is_removed() {
        let root = tempfile::tempdir().unwrap();
        let at = |name: &str| root.path().join(CACHE_FOLDER).join(name);
        let print = format!("photos/ab/{}", "0".repeat(62));
        let own = ["state", "lock", "shards/3-of-16", &print, "photos/ab/.byline-0123456789abcdef"];
        let foreign = [
            "notes.txt",
            "photos/ab/mine.jpg",
            "photos/other/x",
            "shards/3-of-x",
            ".byline-mine",
            "deep/state",
        ];
        make(root.path(), Path::new("")).unwrap();
        for name in own.iter().chain(&foreign) {
            fs::create_dir_all(at(name).parent().unwrap()).unwrap();
            fs::write(at(name), "x").unwrap();
        }
        fs::write(at(".gitignore"), "mine\n").unwrap();
        let mut left = remove(root.path()).unwrap();
        left.sort();
        let named = [
            ".byline-mine",
            ".gitignore",
            "deep",
            "notes.txt",
            "photos/ab/mine.jpg",
            "photos/other",
            "shards/3-of-x",
        ];
        let named: Vec<_> = named.iter().map(|name| Path::new(CACHE_FOLDER).join(name)).collect();
        assert_eq!(left, named);
        assert!(own.iter().all(|name| !at(name).exists()));
        assert!(foreign.iter().all(|name| at(name).exists()));
        assert!(!at("CACHEDIR.TAG").exists());
        for name in foreign.iter().chain([&".gitignore"]) {
            fs::remove_file(at(name)).unwrap();
        }
        for folder in ["deep", "photos/other"] {
            fs::remove_dir(at(folder)).unwrap();
        }
        assert!(remove(root.path()).unwrap().is_empty());
        assert!(!at("").exists());
        assert!(remove(root.path()).is_err());
    }
}
