//! Ctrl-C, and the signals with which systems end a program: the run stops cleanly.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

use crate::args::Format;
use crate::exit::Exit;
use crate::printers::printer;
use byline_build::State;
use byline_render::export::Writes;

/// How long documents that are being made are waited for.
const PATIENCE: Duration = Duration::from_millis(600);

/// A run that can be stopped.
pub(crate) struct Interrupt {
    /// Says that the run is to stop.
    pub(crate) stop: Arc<AtomicBool>,
    /// Through what documents are written.
    pub(crate) writes: Arc<Writes>,
    /// What is known of documents; nothing in a run that makes none.
    state: Option<Arc<Mutex<State>>>,
    /// Whether the run is over, but for its last words.
    over: Arc<AtomicBool>,
}

impl Interrupt {
    /// Has a run stop when the process is told to: no document is begun any more, and those
    /// that are not done soon are given up. What is done is kept and remembered; `format` is
    /// the format of the last message.
    pub(crate) fn of(state: Option<State>, format: Format) -> Self {
        let interrupt = Self {
            stop: Arc::default(),
            writes: Arc::default(),
            state: state.map(|state| Arc::new(Mutex::new(state))),
            over: Arc::default(),
        };
        let stop = Arc::clone(&interrupt.stop);
        let writes = Arc::clone(&interrupt.writes);
        let state = interrupt.state.clone();
        let over = Arc::clone(&interrupt.over);
        // Without a handler, the system ends the run as it ends any other.
        let _ = ctrlc::set_handler(move || {
            stop.store(true, Ordering::SeqCst);
            thread::sleep(PATIENCE);
            if over.load(Ordering::SeqCst) {
                return;
            }
            // Nothing is written from here on, so nothing is left half written.
            let _closed = writes.close();
            if let Some(Ok(mut state)) = state.as_ref().map(|state| state.lock()) {
                // There is nobody left to tell that it could not be kept.
                let _ = state.save();
            }
            let _ = printer(format).stopped();
            #[expect(clippy::disallowed_methods, reason = "documents in the making are given up")]
            std::process::exit(Exit::Stopped as i32)
        });
        interrupt
    }

    /// What is known of documents.
    pub(crate) fn state(&self) -> Option<MutexGuard<'_, State>> {
        self.state.as_ref()?.lock().ok()
    }

    /// Whether the run was told to stop. From now on it ends by itself.
    pub(crate) fn finish(&self) -> bool {
        self.over.store(true, Ordering::SeqCst);
        self.stop.load(Ordering::SeqCst)
    }
}
