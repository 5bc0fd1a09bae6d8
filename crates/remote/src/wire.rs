//! The thread that talks to the network.
//!
//! Everything else here is plain reading that waits for an answer; so nothing asynchronous leaves
//! this room, and an answer can be on its way while others are read.

use std::future::Future;
use std::io;
use std::thread::{self, JoinHandle};

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;
use tokio::task::AbortHandle;

/// A thread and what runs in it, until this is dropped.
#[derive(Debug)]
pub(crate) struct Wire {
    handle: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What comes back, once it is waited for. Nobody's answer is not fetched to its end.
#[derive(Debug)]
pub(crate) struct Answer<T> {
    answer: Option<oneshot::Receiver<T>>,
    task: AbortHandle,
}

impl Wire {
    pub(crate) fn new() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new().name("remote input".to_owned()).spawn(move || {
            let _ = runtime.block_on(stopped);
            // A name that is still being looked up does not hold up the end.
            runtime.shutdown_background();
        })?;
        Ok(Self { handle, stop: Some(stop), thread: Some(thread) })
    }

    /// Begins some work.
    pub(crate) fn ask<T: Send + 'static>(&self, work: impl Future<Output = T> + Send + 'static) -> Answer<T> {
        let (sender, answer) = oneshot::channel();
        let task = self.handle.spawn(async move {
            let _ = sender.send(work.await);
        });
        Answer { answer: Some(answer), task: task.abort_handle() }
    }

    /// Work that answers bit by bit; it ends when nobody listens any more.
    pub(crate) fn run(&self, work: impl Future<Output = ()> + Send + 'static) {
        drop(self.handle.spawn(work));
    }
}

impl<T> Answer<T> {
    pub(crate) fn wait(mut self) -> io::Result<T> {
        let lost = || io::Error::other("the connection's own thread has ended; this is a bug of newsmill");
        self.answer.take().and_then(|it| it.blocking_recv().ok()).ok_or_else(lost)
    }
}

impl<T> Drop for Answer<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_whatever_else_is_under_way() {
        let wire = Wire::new().unwrap();
        let never = wire.ask(std::future::pending::<()>());
        assert_eq!(wire.ask(async { 7 }).wait().unwrap(), 7);
        drop((wire, never));
    }

    #[test]
    fn work_that_panics_is_an_error() {
        let wire = Wire::new().unwrap();
        let answer = wire.ask(async {
            if std::hint::black_box(true) {
                std::panic::resume_unwind(Box::new(()))
            }
        });
        assert!(answer.wait().is_err());
        assert_eq!(wire.ask(async { 7 }).wait().unwrap(), 7);
    }
}
