//! Watches the files of a project, so that a save in any other program shows within a moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use byline_core::cache_folder::CACHE_FOLDER;
use byline_core::folder::TEMPORARY;
use notify::event::{EventKind, MetadataKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

/// How long to wait for more of a save, which is often several events.
const QUIET: Duration = Duration::from_millis(40);

/// How long changes may wait for such a pause, where something is written all the time.
const MOST: Duration = Duration::from_millis(400);

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
    // Since when there are changes, and when the last of them came.
    let mut times: Option<(Instant, Instant)> = None;
    loop {
        let due = times.map(|(first, last)| (last + QUIET).min(first + MOST));
        let left = due.map(|due| due.saturating_duration_since(Instant::now()));
        let event = match left {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            // Asking once more would bring the next event, and never an end.
            Some(Duration::ZERO) => Err(RecvTimeoutError::Timeout),
            Some(left) => events.recv_timeout(left),
        };
        let has_changed = match event {
            Ok(Ok(event)) => changes.add(event, cache),
            // What the system could not tell may be anything.
            Ok(Err(_)) => changes.lose(),
            Err(RecvTimeoutError::Timeout) => {
                report(std::mem::take(&mut changes));
                times = None;
                false
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        // Files are read all the time, by byline itself as well: that prolongs nothing.
        if has_changed {
            let now = Instant::now();
            times = Some((times.map_or(now, |(first, _)| first), now));
        }
    }
}

impl Changes {
    /// Adds what an event tells of. Returns whether that is a change.
    fn add(&mut self, event: Event, cache: &Path) -> bool {
        if event.need_rescan() {
            return self.lose();
        }
        if !is_change(event.kind) {
            return false;
        }
        let mut paths = event.paths.into_iter().filter(|path| !is_own(path, cache)).peekable();
        let is_any = paths.peek().is_some();
        self.paths.extend(paths);
        is_any
    }

    /// Notes that some were left out, which is a change.
    fn lose(&mut self) -> bool {
        self.is_unsure = true;
        true
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
    use std::sync::atomic::{AtomicBool, Ordering};

    use notify::event::{AccessKind, AccessMode, CreateKind, Flag};

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

    /// Whoever asks what is new reads folders, which are events, too.
    #[test]
    fn what_happens_all_the_time_keeps_no_change_waiting() {
        let opened = || Ok(Event::new(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        let written = || created("/project/records/b.toml");
        for event in [&opened as &(dyn Fn() -> notify::Result<Event> + Sync), &written] {
            let (sender, receiver) = mpsc::channel();
            sender.send(created("/project/records/a.toml")).unwrap();
            let is_reported = AtomicBool::new(false);
            let seen = thread::scope(|scope| {
                let storm = scope.spawn(|| {
                    let sender = sender;
                    // Much longer than any pause.
                    (0..2_000).any(|_| {
                        thread::sleep(Duration::from_millis(5));
                        let _ = sender.send(event());
                        is_reported.load(Ordering::Relaxed)
                    })
                });
                collect(&receiver, Path::new("/project/.byline"), |_| {
                    is_reported.store(true, Ordering::Relaxed);
                });
                storm.join().unwrap()
            });
            assert!(seen, "a change waited until all was quiet");
        }
    }
}
