//! Captures the logs and traces of all crates at all levels, and the messages of panics.

use std::{
    cell::Cell,
    io::Write,
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Mutex, PoisonError},
};

/// The logs since they were last taken. Only one in a program.
#[derive(Clone, Default)]
pub(super) struct Capture(Arc<Mutex<Vec<u8>>>);

thread_local! {
    /// Whether panics of this thread are expected, and not printed.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

impl Capture {
    /// Starts the capture.
    pub(super) fn begin() -> Self {
        let capture = Self::default();
        tracing_log::LogTracer::init().unwrap();
        let writer = capture.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        let loud = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !QUIET.get() {
                loud(panic);
            }
        }));
        capture
    }

    pub(super) fn take(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The message of the panic that `act` causes.
pub(super) fn panic_of(act: impl FnOnce()) -> String {
    QUIET.set(true);
    let payload = panic::catch_unwind(AssertUnwindSafe(act));
    QUIET.set(false);
    let payload = payload.unwrap_err();
    match payload.downcast::<String>() {
        Ok(payload) => *payload,
        Err(payload) => (*payload.downcast::<&str>().unwrap()).to_owned(),
    }
}
