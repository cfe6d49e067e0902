//! Watches the files of a project, so that a save in any other program shows within a moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use byline_core::cache_folder::CACHE_FOLDER;
use notify::event::{EventKind, ModifyKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

/// How long to wait for more of a save, which is often several events.
const QUIET: Duration = Duration::from_millis(40);

/// Starts to watch a project. `report` is called with the files and folders that changed.
/// `folders` are those that the project's files are in; what lies beside them, such as the
/// output, is nobody's concern.
///
/// # Errors
/// When the system cannot watch files.
pub(crate) fn watch(
    root: &Path,
    folders: Vec<PathBuf>,
    report: impl Fn(Vec<PathBuf>) + Send + 'static,
) -> notify::Result<()> {
    let (sender, events) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Without a receiver, the program is about to end.
        let _ = sender.send(event);
    })?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    let cache = root.join(CACHE_FOLDER);
    let mut watched = BTreeSet::new();
    add(&mut watcher, &mut watched, &folders);
    thread::Builder::new().name("watch".into()).spawn(move || {
        let mut changed: BTreeSet<PathBuf> = BTreeSet::new();
        loop {
            let event = if changed.is_empty() {
                events.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                events.recv_timeout(QUIET)
            };
            match event {
                Ok(Ok(event)) if is_change(event.kind) => {
                    let paths = event.paths.into_iter();
                    changed.extend(paths.filter(|path| !path.starts_with(&cache)));
                }
                Ok(_) => {}
                Err(RecvTimeoutError::Timeout) => {
                    // A folder of the project may be new.
                    add(&mut watcher, &mut watched, &folders);
                    report(std::mem::take(&mut changed).into_iter().collect());
                }
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    })?;
    Ok(())
}

/// Watches the folders that exist, and forgets those that do not.
fn add(watcher: &mut RecommendedWatcher, watched: &mut BTreeSet<PathBuf>, folders: &[PathBuf]) {
    for folder in folders {
        if !folder.is_dir() {
            watched.remove(folder);
        } else if !watched.contains(folder)
            && watcher.watch(folder, RecursiveMode::Recursive).is_ok()
        {
            watched.insert(folder.clone());
        }
    }
}

/// Returns whether an event is more than somebody reading a file.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Create(_) | EventKind::Remove(_) => true,
        EventKind::Modify(kind) => !matches!(kind, ModifyKind::Metadata(_)),
        EventKind::Access(_) | EventKind::Any | EventKind::Other => false,
    }
}
