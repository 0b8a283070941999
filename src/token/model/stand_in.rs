//! Replacements for `ArcSwapOption` and tokio's `Handle` in the model check.

use std::{cell::RefCell, future::Future, sync::Arc};

use shuttle::sync::{Mutex, PoisonError};
use shuttle_tokio::{runtime, task::JoinHandle};

/// An atomic pointer. The scheduler may switch tasks before each access.
pub(in crate::token) struct ArcSwapOption<T>(Mutex<Option<Arc<T>>>);

impl<T> ArcSwapOption<T> {
    pub(in crate::token) fn empty() -> Self {
        Self(Mutex::new(None))
    }

    pub(in crate::token) fn load(&self) -> Option<Arc<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(in crate::token) fn store(&self, value: Option<Arc<T>>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = value;
    }
}

thread_local! {
    /// All tasks of a schedule run on the thread of its test.
    static SPAWNED: RefCell<Vec<JoinHandle<()>>> = const { RefCell::new(Vec::new()) };
}

/// A runtime handle that records its tasks.
pub(in crate::token) struct Handle(runtime::Handle);

impl Handle {
    pub(in crate::token) fn try_current() -> Result<Self, runtime::TryCurrentError> {
        runtime::Handle::try_current().map(Self)
    }

    pub(in crate::token) fn spawn(&self, future: impl Future<Output = ()> + Send + 'static) {
        let task = self.0.spawn(future);
        SPAWNED.with_borrow_mut(|spawned| spawned.push(task));
    }
}

/// Stops the tasks that were spawned so far, as a runtime that is shut down does.
pub(super) async fn stop_tasks() {
    let tasks = SPAWNED.take();
    tasks.iter().for_each(JoinHandle::abort);
    for task in tasks {
        // The task has ended, whether it was stopped or not.
        let _ = task.await;
    }
}

/// Waits for the tasks that were spawned so far.
pub(super) async fn tasks_ended() {
    for task in SPAWNED.take() {
        task.await.unwrap();
    }
}
