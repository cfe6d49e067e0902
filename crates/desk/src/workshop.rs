//! The workshop: one thread that owns the session. Whoever needs something of the project sends
//! it a task and waits for the answer.
//!
//! Tasks of a user come before those in the background, such as reading a thousand records for
//! the overview, which are short and give way.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use byline_build::STACK_BYTES;
use byline_core::panics;
use tokio::sync::oneshot;

/// A task for the thread that owns a `T`.
type Task<T> = Box<dyn FnOnce(&mut T) + Send>;

/// The door to the workshop.
pub(crate) struct Workshop<T>(Arc<Queue<T>>);

impl<T> Clone for Workshop<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

struct Queue<T> {
    tasks: Mutex<Tasks<T>>,
    arrived: Condvar,
}

struct Tasks<T> {
    urgent: VecDeque<Task<T>>,
    background: VecDeque<Task<T>>,
    is_closed: bool,
}

/// The error for a task that could not be finished: byline failed on it, or is being stopped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unfinished;

impl<T: 'static> Workshop<T> {
    /// Starts the thread, which makes what it owns first.
    ///
    /// # Errors
    /// When the system starts no thread.
    pub(crate) fn open(
        make: impl FnOnce(Self) -> std::io::Result<T> + Send + 'static,
    ) -> std::io::Result<Self> {
        let tasks =
            Tasks { urgent: VecDeque::new(), background: VecDeque::new(), is_closed: false };
        let queue = Arc::new(Queue { tasks: Mutex::new(tasks), arrived: Condvar::new() });
        let workshop = Self(Arc::clone(&queue));
        let inner = workshop.clone();
        // Documents are laid out on a stack as large as that of byline's other threads.
        thread::Builder::new().name("workshop".into()).stack_size(STACK_BYTES).spawn(
            move || {
                let Ok(mut owned) = make(inner) else { return };
                while let Some(task) = queue.next() {
                    // Whoever waits for the answer learns of the panic, because nobody answers.
                    let _ = panics::catch(|| task(&mut owned));
                }
            },
        )?;
        Ok(workshop)
    }

    /// Has a task done, and waits for its result.
    ///
    /// # Errors
    /// When byline failed on the task.
    pub(crate) async fn ask<R: Send + 'static>(
        &self,
        task: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Result<R, Unfinished> {
        let (sender, receiver) = oneshot::channel();
        self.send(move |owned| {
            // Nobody may be waiting any more.
            let _ = sender.send(task(owned));
        });
        receiver.await.map_err(|_| Unfinished)
    }

    /// Has a task done when there is nothing else to do, and waits for its result.
    ///
    /// # Errors
    /// When byline failed on the task.
    pub(crate) async fn ask_in_background<R: Send + 'static>(
        &self,
        task: impl FnOnce(&mut T) -> R + Send + 'static,
    ) -> Result<R, Unfinished> {
        let (sender, receiver) = oneshot::channel();
        self.send_to_background(move |owned| {
            let _ = sender.send(task(owned));
        });
        receiver.await.map_err(|_| Unfinished)
    }

    /// Has a task done.
    pub(crate) fn send(&self, task: impl FnOnce(&mut T) + Send + 'static) {
        self.lock().urgent.push_back(Box::new(task));
        self.0.arrived.notify_one();
    }

    /// Has a task done when there is nothing else to do.
    pub(crate) fn send_to_background(&self, task: impl FnOnce(&mut T) + Send + 'static) {
        self.lock().background.push_back(Box::new(task));
        self.0.arrived.notify_one();
    }

    /// Returns whether there is a task to do that comes before those in the background.
    pub(crate) fn is_wanted(&self) -> bool {
        !self.lock().urgent.is_empty()
    }

    /// Stops the thread after the tasks that were sent so far, except those in the background.
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.0.arrived.notify_one();
    }

    fn lock(&self) -> MutexGuard<'_, Tasks<T>> {
        lock(&self.0.tasks)
    }
}

impl<T> Queue<T> {
    /// Waits for the next task. Returns `None` if there will be none.
    fn next(&self) -> Option<Task<T>> {
        let mut tasks = lock(&self.tasks);
        loop {
            if let Some(task) = tasks.urgent.pop_front() {
                return Some(task);
            }
            if tasks.is_closed {
                return None;
            }
            if let Some(task) = tasks.background.pop_front() {
                return Some(task);
            }
            tasks = self.arrived.wait(tasks).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Locks a mutex. A poisoned one is usable: the lock is held for single steps only.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn urgent_tasks_come_first_and_a_panic_stops_nothing() {
        let workshop = Workshop::open(|_| Ok(Vec::new())).unwrap();
        let (go, wait) = std::sync::mpsc::channel::<()>();
        workshop.send(move |_| wait.recv().unwrap());
        workshop.send_to_background(|seen: &mut Vec<&str>| seen.push("background"));
        workshop.send(|seen| seen.push("urgent"));
        go.send(()).unwrap();
        let failed = workshop.ask(|_| -> () { panic!("it broke") }).await;
        assert!(failed.is_err());
        while workshop.ask(|seen| seen.len()).await.unwrap() < 2 {}
        assert_eq!(workshop.ask(|seen| seen.join(", ")).await.unwrap(), "urgent, background");
    }
}
