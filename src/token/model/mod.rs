//! The machine by which callers share one fetch, run through schedule after schedule: `.ci/model`.
//!
//! shuttle decides at each lock, atomic, channel and await which task goes on. Loom would know weak
//! memory too, but neither tokio's channels and tasks nor an `ArcSwap`; what tasks hand to each other
//! here goes through a lock or an atomic pointer, so that weak memory has no say.

mod callers;
mod processes;
mod search;
mod source;
pub(super) mod stand_in;
mod troubles;
