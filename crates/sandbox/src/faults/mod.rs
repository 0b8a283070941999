//! Everything that a server and the way to it can do to a call, for tests of clients.
//!
//! A fault is chosen as soon as the request line is read: `board.rs` knows which are on, `wire.rs`
//! reads the line. `effect.rs` is what a fault does to the call, under the engine's lock, and
//! `play.rs` what it does to the connection. DNS and TLS are out of a server's reach.

mod board;
mod bomb;
mod effect;
mod expires_in;
mod fault;
mod play;
mod switch;
mod wire;

pub(crate) use board::{Board, Hit};
pub(crate) use effect::{altered, before, instead};
pub use expires_in::ExpiresIn;
pub use fault::{At, Fault};
pub(crate) use play::play;
pub use switch::{ActiveFault, FaultSwitch};
pub(crate) use wire::Wire;
