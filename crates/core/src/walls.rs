//! The walls of a project: the folders that its files may come from.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// The folders that the files of a project may come from, links resolved: the project's own and
/// those that byline.toml names as `extra-folders`. byline follows no link that leads out of them.
#[derive(Debug, Clone, Default)]
pub struct Walls(Vec<PathBuf>);

impl Walls {
    /// Creates the walls of a project in this folder, which may itself be reached through a link.
    pub fn of(root: &Path) -> Self {
        Self(root.canonicalize().into_iter().collect())
    }

    /// Allows files from another folder, too.
    ///
    /// # Errors
    /// When it cannot be found, or is not a folder.
    pub fn extend(&mut self, folder: &Path) -> io::Result<()> {
        let real = folder.canonicalize()?;
        if !real.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        self.0.push(real);
        Ok(())
    }

    /// Allows files from the folders of another project, too.
    pub fn extend_with(&mut self, other: &Self) {
        self.0.extend(other.0.iter().cloned());
    }

    /// Returns the folders beyond the project's own.
    pub fn extra(&self) -> &[PathBuf] {
        self.0.get(1..).unwrap_or_default()
    }

    /// Returns whether a path without links is inside.
    pub fn contains(&self, real: &Path) -> bool {
        self.0.iter().any(|folder| real.starts_with(folder))
    }

    /// Returns the path of a file or folder with all links resolved; `None` if it must not be
    /// read, because a link leads out of the walls.
    ///
    /// The user may name a file outside the project, such as `../drafts/forum.toml`. It may be read
    /// if it is in the folder that its path names.
    ///
    /// # Errors
    /// When there is no such file.
    pub fn find(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        let real = path.canonicalize()?;
        let allowed =
            self.contains(&real) || (!self.leads_inside(path) && is_where_named(&real, path));
        Ok(allowed.then_some(real))
    }

    /// Returns whether a file that does not exist yet would be inside.
    pub fn contains_new(&self, path: &Path) -> bool {
        let folder = path.ancestors().skip(1).find_map(|folder| real_folder(folder).ok());
        folder.is_some_and(|real| self.contains(&real))
    }

    /// Returns whether an open file is inside, or where it was found. It may have been replaced
    /// by a link after it was found.
    pub(crate) fn contains_open(&self, file: &File, found: &Path) -> bool {
        place_of(file).is_none_or(|place| place == found || self.contains(&place))
    }

    /// Returns whether a path leads through one of the folders, other than by `..`.
    fn leads_inside(&self, path: &Path) -> bool {
        let mut folders = path.ancestors().skip(1);
        let mut climbs = false;
        while let Some(folder) = folders.next().filter(|_| !climbs) {
            if real_folder(folder).is_ok_and(|real| self.contains(&real)) {
                return true;
            }
            climbs = folder.ends_with("..");
        }
        false
    }
}

/// Returns whether a file is in the folder that its path names, rather than where a link leads.
fn is_where_named(real: &Path, path: &Path) -> bool {
    folder_of(path).canonicalize().is_ok_and(|folder| real.starts_with(folder))
}

fn real_folder(folder: &Path) -> io::Result<PathBuf> {
    or_here(folder).canonicalize()
}

/// Returns the folder of a file. That of a bare file name is the working directory.
pub fn folder_of(file: &Path) -> &Path {
    or_here(file.parent().unwrap_or(Path::new("")))
}

/// Returns a folder. An empty path stands for the working directory, but no system call knows it.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Returns where an open file is; `None` if the system does not say.
#[cfg(target_os = "linux")]
fn place_of(file: &File) -> Option<PathBuf> {
    use std::os::fd::AsRawFd;
    std::fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).ok()
}

#[cfg(not(target_os = "linux"))]
fn place_of(_: &File) -> Option<PathBuf> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_link_may_lead_within_the_walls_and_not_out_of_them() {
        let (project, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let at = |name: &str| project.path().join(name);
        fs::write(at("a.toml"), "").unwrap();
        fs::write(outside.path().join("b.toml"), "").unwrap();
        symlink(at("a.toml"), at("near.toml")).unwrap();
        symlink(outside.path().join("b.toml"), at("far.toml")).unwrap();
        symlink(outside.path(), at("far")).unwrap();
        symlink(project.path(), outside.path().join("back")).unwrap();
        let mut walls = Walls::of(project.path());
        let finds = |walls: &Walls, path: &Path| walls.find(path).unwrap().is_some();
        for name in ["a.toml", "near.toml"] {
            assert!(finds(&walls, &at(name)), "{name}");
        }
        for name in ["far.toml", "far", "far/b.toml"] {
            assert!(!finds(&walls, &at(name)), "{name}");
        }
        // Through a link to the project, too.
        assert!(finds(&walls, &outside.path().join("back/near.toml")));
        assert!(!finds(&walls, &outside.path().join("back/far.toml")));
        // A file that has nothing to do with the project may be named, and no link beside it.
        assert!(finds(&walls, &outside.path().join("b.toml")));
        symlink("/etc/hostname", outside.path().join("c.toml")).unwrap();
        assert!(!finds(&walls, &outside.path().join("c.toml")));
        walls.extend(outside.path()).unwrap();
        assert!(finds(&walls, &at("far/b.toml")));
        assert!(!finds(&walls, &outside.path().join("c.toml")));
        assert!(walls.extend(&at("none")).is_err());
        assert!(walls.extend(&at("a.toml")).is_err());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_open_file_is_judged_by_where_it_is() {
        let (project, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let walls = Walls::of(project.path());
        let [near, far] = [project.path().join("a"), outside.path().join("a")];
        fs::write(&far, "").unwrap();
        fs::write(&near, "").unwrap();
        assert!(walls.contains_open(&File::open(&near).unwrap(), &near));
        // Somebody puts a link in place of the file that was found.
        fs::remove_file(&near).unwrap();
        symlink(&far, &near).unwrap();
        assert!(!walls.contains_open(&File::open(&near).unwrap(), &near));
    }
}
