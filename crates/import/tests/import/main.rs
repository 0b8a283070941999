//! Pages in, specs out. The pages of `pages/` are our own, in the shape of the vendor's; what must come of
//! each is in the same folder and was written by hand.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod agreement;
mod drafts;
mod merging;
mod mutations;
mod quirks;
mod random;
mod support;
mod types;
