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

/// How many events wait for such a pause at most: some programs write all the time.
const MOST: usize = 100;

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
    let cache = root.join(CACHE_FOLDER);
    let mut watcher = notify::recommended_watcher(move |event| {
        if let Some(event) = change(event, &cache) {
            // Without a receiver, the program is about to end.
            let _ = sender.send(event);
        }
    })?;
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    let mut watched = BTreeSet::new();
    add(&mut watcher, &mut watched, &folders);
    let root = root.to_owned();
    thread::Builder::new().name("watch".into()).spawn(move || {
        collect(&events, |changes| {
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

/// Returns an event if it is a change of the project. Files are read all the time, by byline
/// itself as well: if that counted, a change would wait for a pause in vain.
fn change(event: notify::Result<Event>, cache: &Path) -> Option<notify::Result<Event>> {
    let Ok(mut event) = event else { return Some(event) };
    event.paths.retain(|path| !is_own(path, cache));
    let is_any = is_change(event.kind) && !event.paths.is_empty();
    (is_any || event.need_rescan()).then_some(Ok(event))
}

/// Collects changes, and reports them after each pause, until there will be no more.
fn collect(events: &Receiver<notify::Result<Event>>, mut report: impl FnMut(Changes)) {
    let mut changes = Changes::default();
    let mut count = 0;
    loop {
        let event = match count {
            0 => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            MOST.. => Err(RecvTimeoutError::Timeout),
            _ => events.recv_timeout(QUIET),
        };
        count += 1;
        match event {
            Ok(Ok(event)) if !event.need_rescan() => changes.paths.extend(event.paths),
            // What the system could not tell may be anything.
            Ok(_) => changes.is_unsure = true,
            Err(RecvTimeoutError::Timeout) => {
                report(std::mem::take(&mut changes));
                count = 0;
            }
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

    use notify::event::{AccessKind, AccessMode, CreateKind, Flag};

    use super::*;

    /// Returns what is reported of events that come at once.
    fn reported(events: Vec<notify::Result<Event>>) -> Vec<Changes> {
        let (sender, receiver) = mpsc::channel();
        let changes = events.into_iter().filter_map(|event| change(event, cache()));
        changes.for_each(|event| sender.send(event).unwrap());
        let sender = std::cell::Cell::new(Some(sender));
        let mut all = Vec::new();
        collect(&receiver, |changes| {
            all.push(changes);
            sender.take();
        });
        all
    }

    fn cache() -> &'static Path {
        Path::new("/project/.byline")
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

    #[test]
    fn that_a_file_was_read_is_no_change() {
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        let opened = Event::new(opened).add_path("/project/records/a.toml".into());
        assert!(change(Ok(opened), cache()).is_none());
        assert!(change(created("/project/.byline/state"), cache()).is_none());
    }

    #[test]
    fn what_is_written_all_the_time_is_reported_meanwhile() {
        let (sender, receiver) = mpsc::channel();
        // None of these comes later than any pause.
        (0..5 * MOST).for_each(|_| sender.send(created("/project/log")).unwrap());
        let (sender, mut count) = (std::cell::Cell::new(Some(sender)), 0);
        collect(&receiver, |_| {
            count += 1;
            if count == 5 {
                sender.take();
            }
        });
        assert_eq!(count, 5);
    }
}
