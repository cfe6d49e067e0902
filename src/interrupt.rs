//! Ctrl-C and the signals that end a program: the run stops cleanly.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use crate::exit::Exit;
use crate::message_settings::MessageSettings;
use crate::printers::printer;
use byline_build::State;
use byline_render::export::WriteTracker;

/// How long to wait for documents in progress.
const PATIENCE: Duration = Duration::from_millis(600);

/// A run that can be stopped.
pub(crate) struct Interrupt {
    /// Set when the run should stop.
    pub(crate) stop: Arc<AtomicBool>,
    /// Tracks the writes in progress.
    pub(crate) write_tracker: Arc<WriteTracker>,
    /// The build state; `None` in a run that makes no documents.
    state: Option<Arc<Mutex<State>>>,
    /// Whether the run is over, except for its final messages.
    over: Arc<AtomicBool>,
}

impl Interrupt {
    /// Stops a run when the process receives a signal: it starts no further document, and
    /// abandons those that are not finished soon. Finished documents are kept and saved in the
    /// state; `settings` are those of the final message.
    pub(crate) fn of(state: Option<State>, settings: MessageSettings) -> Self {
        let interrupt = Self {
            stop: Arc::default(),
            write_tracker: Arc::default(),
            state: state.map(|state| Arc::new(Mutex::new(state))),
            over: Arc::default(),
        };
        let stop = Arc::clone(&interrupt.stop);
        let write_tracker = Arc::clone(&interrupt.write_tracker);
        let state = interrupt.state.clone();
        let over = Arc::clone(&interrupt.over);
        // Without a handler, the system ends the run as it ends any other process.
        let _ = ctrlc::set_handler(move || {
            stop.store(true, Ordering::SeqCst);
            thread::sleep(PATIENCE);
            if over.load(Ordering::SeqCst) {
                return;
            }
            // No write is in progress from here on, so no file is left incomplete.
            let _closed = write_tracker.close();
            if let Some(Ok(mut state)) = state.as_ref().map(|state| state.lock()) {
                // If saving fails, there is nobody left to report it to.
                let _ = state.save();
            }
            printer(settings).stopped();
            #[expect(clippy::disallowed_methods, reason = "unfinished documents are abandoned")]
            std::process::exit(Exit::Stopped as i32)
        });
        interrupt
    }

    /// Returns the build state.
    pub(crate) fn state(&self) -> Option<MutexGuard<'_, State>> {
        self.state.as_ref()?.lock().ok()
    }

    /// Marks the run as over, so that it ends by itself, and returns whether it was stopped
    /// before.
    pub(crate) fn finish(&self) -> bool {
        self.over.store(true, Ordering::SeqCst);
        self.stop.load(Ordering::SeqCst)
    }
}
