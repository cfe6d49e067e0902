//! Which files changed, and what a session has to drop for it.

use std::path::{Path, PathBuf, absolute};

/// Files that changed, appeared or are gone.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes(Vec<PathBuf>);

impl Changes {
    /// Gathers paths, wherever links lead.
    pub(crate) fn new(paths: impl IntoIterator<Item = PathBuf>) -> Self {
        Self(paths.into_iter().map(|path| real(&path)).collect())
    }

    /// Returns whether a file is among them, or in a folder that is.
    pub(crate) fn touch(&self, real: &Path) -> bool {
        self.0.iter().any(|changed| real.starts_with(changed))
    }

    /// Returns whether one of them is in a folder, or is the folder or one above it.
    pub(crate) fn touch_folder(&self, folder: &Path) -> bool {
        let folder = real(folder);
        self.0.iter().any(|changed| changed.starts_with(&folder) || folder.starts_with(changed))
    }
}

/// Returns where a file really is, even if it is not there: links in the part of its path
/// that is there are followed.
pub(crate) fn real(path: &Path) -> PathBuf {
    let path = absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut folder = path.as_path();
    let mut rest = Vec::new();
    // The file itself is not followed: a link that changes is another file than its target.
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
