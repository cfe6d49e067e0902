//! Watches the files of a project, so that a save in any other program shows within a moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use byline_core::cache_folder::CACHE_FOLDER;
use byline_core::folder::TEMPORARY;
use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

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
    let mut watched = BTreeSet::new();
    add(&mut watcher, &mut watched, &folders);
    let root = root.to_owned();
    thread::Builder::new().name("watch".into()).spawn(move || {
        collect(&events, &root.join(CACHE_FOLDER), |changes| {
            if changes.is_unsure {
                watched.clear();
            }
            // A folder of the project may be new.
            add(&mut watcher, &mut watched, &folders);
            if changes.is_unsure {
                report(folders.iter().chain([&root]).cloned().collect());
            } else {
                report(changes.paths.into_iter().collect());
            }
        });
    })?;
    Ok(())
}

/// What has changed.
#[derive(Debug, Default, PartialEq, Eq)]
struct Changes {
    paths: BTreeSet<PathBuf>,
    /// Whether the system had to leave out some, so that anything may have changed.
    is_unsure: bool,
}

/// Collects events, except those of the cache, and reports them after each pause, until there will
/// be no more.
fn collect(
    events: &Receiver<notify::Result<Event>>,
    cache: &Path,
    mut report: impl FnMut(Changes),
) {
    let mut changes = Changes::default();
    loop {
        let event = if changes == Changes::default() {
            events.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            events.recv_timeout(QUIET)
        };
        match event {
            Ok(Ok(event)) if event.need_rescan() => changes.is_unsure = true,
            Ok(Ok(event)) if is_change(event.kind) => {
                let paths = event.paths.into_iter();
                changes.paths.extend(paths.filter(|path| !is_own(path, cache)));
            }
            Ok(Ok(_)) => {}
            // What the system could not tell may be anything.
            Ok(Err(_)) => changes.is_unsure = true,
            Err(RecvTimeoutError::Timeout) => report(std::mem::take(&mut changes)),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Returns whether a file is byline's own: in the cache, or one that is about to get its name.
fn is_own(path: &Path, cache: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    path.starts_with(cache) || name.is_some_and(|name| name.starts_with(TEMPORARY))
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
        // A file may have become one that cannot be read.
        EventKind::Modify(ModifyKind::Metadata(kind)) => {
            !matches!(kind, MetadataKind::AccessTime | MetadataKind::WriteTime)
        }
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(_) => true,
        EventKind::Access(_) | EventKind::Any | EventKind::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use notify::event::{CreateKind, Flag};

    use super::*;

    /// Returns what is reported of events that come at once.
    fn reported(events: Vec<notify::Result<Event>>) -> Vec<Changes> {
        let (sender, receiver) = mpsc::channel();
        for event in events {
            sender.send(event).unwrap();
        }
        let sender = std::cell::Cell::new(Some(sender));
        let mut all = Vec::new();
        collect(&receiver, Path::new("/project/.byline"), |changes| {
            all.push(changes);
            sender.take();
        });
        all
    }

    #[expect(clippy::unnecessary_wraps, reason = "events come so")]
    fn created(path: &str) -> notify::Result<Event> {
        Ok(Event::new(EventKind::Create(CreateKind::File)).add_path(path.into()))
    }

    #[test]
    fn events_that_come_at_once_are_one_report() {
        let events = vec![
            created("/project/records/a.toml"),
            created("/project/.byline/state"),
            created("/project/records/.byline-desk-aB3xYz"),
            created("/project/records/b.toml"),
        ];
        let [Changes { paths, is_unsure }] = &*reported(events) else { panic!() };
        assert!(!is_unsure);
        assert!(
            paths.iter().eq(["/project/records/a.toml", "/project/records/b.toml"].map(Path::new))
        );
    }

    #[test]
    fn where_events_were_lost_anything_may_have_changed() {
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        let failed = notify::Error::io(io::Error::other("it broke"));
        for lost in [Ok(overflow), Err(failed)] {
            let reported = reported(vec![created("/project/records/a.toml"), lost]);
            assert!(matches!(&*reported, [Changes { is_unsure: true, .. }]), "{reported:?}");
        }
    }
}
