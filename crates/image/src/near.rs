//! Finds the picture that a name is meant for, where no file is called so.

use std::fs;
use std::path::{Path, PathBuf};

use byline_core::project::file_name::folded;
use byline_core::spelling::nearest;
use byline_core::walls::Walls;
use percent_encoding::percent_decode_str;

/// The maximum number of entries of a folder that are compared.
const MAX_ENTRIES: usize = 5_000;

/// The maximum number of folders in which a picture is looked for.
const MAX_FOLDERS: usize = 50;

/// Returns the file whose name differs only in how its letters are composed: nobody can see it.
pub(super) fn composed_otherwise(path: &Path, walls: &Walls) -> Option<PathBuf> {
    let name = path.file_name()?.to_str().filter(|name| !name.is_ascii())?;
    let folder = path.parent()?;
    let same = |entry: &String| {
        folded(Path::new(entry)) == folded(Path::new(name))
            && entry.chars().any(char::is_uppercase) == name.chars().any(char::is_uppercase)
    };
    files(folder, walls).into_iter().find(same).map(|entry| folder.join(entry))
}

/// Returns the path of the picture that is probably meant, from the folder of the file.
pub(super) fn near(name: &str, home: &Path, walls: &Walls) -> Option<String> {
    let plain = percent_decode_str(name.trim()).decode_utf8().ok()?.replace('\\', "/");
    let (folder, file) = plain.rsplit_once('/').unwrap_or(("", &plain));
    let is_elsewhere = plain.contains(':') || folder.starts_with(['/', '~']);
    let named = if is_elsewhere { "" } else { folder };
    let named = existing(named, home, walls);
    let others = subfolders(home, walls);
    let all = named.iter().cloned().chain([String::new()]).chain(others);
    for folder in all {
        let entries = files(&home.join(&folder), walls);
        let same = entries.iter().find(|entry| bare(entry) == bare(file));
        // A name with another number is another picture.
        let alike = || {
            let numbered = entries.iter().filter(|entry| digits(entry) == digits(file));
            nearest(file, numbered.map(String::as_str))
        };
        let is_named = named.as_ref() == Some(&folder);
        let found = same.map(String::as_str).or_else(|| if is_named { alike() } else { None });
        if let Some(found) = found {
            return Some(if folder.is_empty() {
                found.into()
            } else {
                format!("{folder}/{found}")
            });
        }
    }
    None
}

/// Returns the folder with a path, whatever its capitals are.
fn existing(path: &str, home: &Path, walls: &Walls) -> Option<String> {
    let mut found = String::new();
    for part in path.split('/').filter(|part| !part.is_empty() && *part != ".") {
        let here = home.join(&found);
        let part = if here.join(part).is_dir() {
            part.to_owned()
        } else {
            let same = |entry: &String| folded(Path::new(entry)) == folded(Path::new(part));
            entries(&here, walls, Path::is_dir).into_iter().find(same)?
        };
        found = if found.is_empty() { part } else { format!("{found}/{part}") };
    }
    Some(found)
}

fn subfolders(folder: &Path, walls: &Walls) -> Vec<String> {
    let mut found = entries(folder, walls, Path::is_dir);
    found.truncate(MAX_FOLDERS);
    found
}

fn files(folder: &Path, walls: &Walls) -> Vec<String> {
    entries(folder, walls, Path::is_file)
}

/// Returns the names in a folder, sorted. A folder outside the walls has none.
fn entries(folder: &Path, walls: &Walls, is_wanted: fn(&Path) -> bool) -> Vec<String> {
    let real = folder.canonicalize().ok().filter(|real| walls.contains(real));
    let read = real.and_then(|real| fs::read_dir(real).ok());
    let entries = read.into_iter().flatten().take(MAX_ENTRIES).filter_map(Result::ok);
    let wanted = entries.filter(|entry| is_wanted(&entry.path()));
    let mut names: Vec<_> =
        wanted.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

/// Returns a name without what people get wrong: capitals, spaces, and the form of its ending.
fn bare(name: &str) -> String {
    let name = folded(Path::new(name.trim()));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let ending = match ending {
        "jpeg" | "jpe" | "jfif" => "jpg",
        "tiff" => "tif",
        ending => ending,
    };
    let stem: String = stem.chars().filter(|char| !matches!(char, ' ' | '_' | '-')).collect();
    format!("{stem}.{}", ending.trim())
}

fn digits(name: &str) -> Vec<&str> {
    name.split(|char: char| !char.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}
