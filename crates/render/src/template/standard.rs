//! The standard templates and their shared design system, embedded in the binary.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_embed::RustEmbed;

/// The repository's `templates` folder, without the templates' own tests.
#[derive(RustEmbed)]
#[folder = "../../templates"]
#[exclude = "*/tests/*"]
#[exclude = "tests/*"]
#[exclude = "README.md"]
struct Standard;

/// Returns a file by its path relative to the templates folder.
pub(super) fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    Standard::get(path).map(|file| file.data)
}

/// Returns the paths of all files in a subfolder of the templates folder.
pub(super) fn files_in(folder: &str) -> Vec<String> {
    let prefix = format!("{folder}/");
    let paths = Standard::iter().filter(|path| path.starts_with(&prefix));
    let mut paths: Vec<_> = paths.map(Cow::into_owned).collect();
    paths.sort();
    paths
}

/// Returns the subfolders that contain a file with a given name.
pub(super) fn folders_with(name: &str) -> BTreeSet<String> {
    let paths = Standard::iter();
    let folders = paths.filter_map(|path| {
        let (folder, file) = path.split_once('/')?;
        (file == name).then(|| folder.to_owned())
    });
    folders.collect()
}
