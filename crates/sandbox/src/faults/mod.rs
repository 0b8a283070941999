//! Everything that a server and the way to it can do to a call, for tests of clients.
//!
//! A fault is chosen as soon as the request line is read: `board.rs` knows which are on, `server/wire.rs`
//! reads the line. `effect.rs` is what a fault does to the call, under the engine's lock, and
//! `server/play.rs` what it does to the connection. DNS and TLS are out of a server's reach.

mod board;
mod effect;
mod expires_in;
mod fault;

pub(crate) use board::{Board, Calls, Hit};
pub(crate) use effect::{altered, before, instead};
pub use expires_in::ExpiresIn;
pub use fault::{At, Fault};
