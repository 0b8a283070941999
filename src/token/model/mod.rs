//! The model check of the token cache, run by `.ci/model`: callers share one fetch in every schedule.
//!
//! shuttle decides at each lock, atomic, channel and await which task runs next. Loom would also model weak
//! memory, but supports neither tokio's channels and tasks nor `ArcSwap`. Tasks share data here only through
//! a lock or an atomic pointer, so that weak memory does not matter.

mod callers;
mod failures;
mod processes;
mod search;
mod source;
pub(super) mod stand_in;
