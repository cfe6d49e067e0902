//! The standard templates and the design system that they share, inside the binary.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_embed::RustEmbed;

/// The folder `templates` of the repository, without the templates' own tests.
#[derive(RustEmbed)]
#[folder = "../../templates"]
#[exclude = "*/tests/*"]
#[exclude = "tests/*"]
#[exclude = "README.md"]
struct Standard;

/// A file, by its path from the folder of the templates.
pub(super) fn file(path: &str) -> Option<Cow<'static, [u8]>> {
    Standard::get(path).map(|file| file.data)
}

/// The paths of all files in a folder of the templates.
pub(super) fn files_in(folder: &str) -> Vec<String> {
    let prefix = format!("{folder}/");
    let paths = Standard::iter().filter(|path| path.starts_with(&prefix));
    let mut paths: Vec<_> = paths.map(Cow::into_owned).collect();
    paths.sort();
    paths
}

/// The folders that hold a file with this name.
pub(super) fn folders_with(name: &str) -> BTreeSet<String> {
    let paths = Standard::iter();
    let folders = paths.filter_map(|path| {
        let (folder, file) = path.split_once('/')?;
        (file == name).then(|| folder.to_owned())
    });
    folders.collect()
}
