//! The spec language: what is refused and how that is said, what an editor is told of it, and what a
//! contract says of a spec.

mod cases;
mod contract;
mod diagnostics;
mod model;
mod schema;
