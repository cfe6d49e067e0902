//! The files that changed, and which parts of a session depend on them.

use std::path::{Path, PathBuf, absolute};

/// Files that were changed, created or removed.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes {
    paths: Vec<PathBuf>,
    /// Whether only texts of an editor changed, so that the same files are there as before.
    of_texts: bool,
}

impl Changes {
    /// Collects the paths of files, with symbolic links resolved.
    pub(crate) fn new(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { paths: paths.into_iter().map(|path| real(&path)).collect(), of_texts: false }
    }

    /// Returns the same changes as those of an editor's texts.
    pub(crate) fn of_texts(self) -> Self {
        Self { of_texts: true, ..self }
    }

    /// Returns whether only texts of an editor changed.
    pub(crate) fn are_of_texts(&self) -> bool {
        self.of_texts
    }

    /// Returns whether a file, or a folder that contains it, is among the changes.
    pub(crate) fn touch(&self, real: &Path) -> bool {
        self.paths.iter().any(|changed| real.starts_with(changed))
    }

    /// Returns whether the changes include a folder, a path inside it or a folder above it.
    pub(crate) fn touch_folder(&self, folder: &Path) -> bool {
        let folder = real(folder);
        let mut paths = self.paths.iter();
        paths.any(|changed| changed.starts_with(&folder) || folder.starts_with(changed))
    }
}

/// Returns the real path of a file, even if the file does not exist: symbolic links are resolved
/// in the part of the path that exists.
pub(crate) fn real(path: &Path) -> PathBuf {
    let path = absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut folder = path.as_path();
    let mut rest = Vec::new();
    // The file itself is not resolved: changing a link is not the same as changing its target.
    while let (Some(parent), Some(name)) = (folder.parent(), folder.file_name()) {
        rest.push(name);
        if let Ok(parent) = parent.canonicalize() {
            return rest.iter().rev().fold(parent, |path, name| path.join(name));
        }
        folder = parent;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_changed_touches_what_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let changes = Changes::new([at("records/photos")]);
        assert!(changes.touch(&real(&at("records/photos/a.png"))));
        assert!(changes.touch_folder(&at("records")));
        assert!(!changes.touch(&real(&at("records/a.toml"))));
        assert!(!changes.touch_folder(&at("fonts")));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_in_the_part_that_is_there() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("real")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("real"), folder.path().join("link")).unwrap();
        let changes = Changes::new([folder.path().join("link/new/a.toml")]);
        assert!(changes.touch(&real(&folder.path().join("real/new/a.toml"))));
    }
}
