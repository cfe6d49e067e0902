//! Marks work whose panics are caught and reported as findings, so that the panic hook of the
//! command line reports only the other panics.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use crate::message::{Message, message};

thread_local! {
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work` and catches its panic. The caller must report the panic or pass it on, and must
/// not use any state that `work` left inconsistent.
///
/// # Errors
/// Returns the payload of the panic.
pub fn catch<T>(work: impl FnOnce() -> T) -> thread::Result<T> {
    let before = CAUGHT.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    CAUGHT.set(before);
    result
}

/// Marks this thread as a worker of a pool that passes each panic on to the thread waiting for
/// the result.
pub fn mark_worker() {
    CAUGHT.set(true);
}

/// Returns whether a panic of this thread would be caught.
pub fn are_caught() -> bool {
    CAUGHT.get()
}

/// Returns the message of a panic.
pub fn message(payload: &(dyn Any + Send)) -> Message {
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    text.map_or_else(|| message!("unknown reason"), Message::verbatim)
}
