//! Everything that any crate logs or traces at any level, and the words of panics.

use std::{
    cell::Cell,
    io::Write,
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Mutex, PoisonError},
};

/// What was logged since the last time that it was taken. There is one in a program.
#[derive(Clone, Default)]
pub(super) struct Capture(Arc<Mutex<Vec<u8>>>);

thread_local! {
    /// Panics of this thread are expected, and not printed.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

impl Capture {
    /// Begins.
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

/// The words of the panic that `act` ends in.
pub(super) fn panic_of(act: impl FnOnce()) -> String {
    QUIET.set(true);
    let words = panic::catch_unwind(AssertUnwindSafe(act));
    QUIET.set(false);
    let words = words.unwrap_err();
    match words.downcast::<String>() {
        Ok(words) => *words,
        Err(words) => (*words.downcast::<&str>().unwrap()).to_owned(),
    }
}
