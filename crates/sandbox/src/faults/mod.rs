//! Fault injection: what can go wrong at the server and on the network, for tests of clients.
//!
//! A fault is chosen as soon as the request line is read: `server/wire.rs` reads the line, `active.rs`
//! chooses. `effect.rs` applies the fault to the call, under the engine's lock, and `server/inject.rs`
//! to the connection. A server can't simulate faults of DNS and TLS.

mod active;
mod effect;
mod expires_in;
mod fault;

pub(crate) use active::{ActiveFaults, Calls, Hit};
pub(crate) use effect::{altered, before, instead};
pub use expires_in::ExpiresIn;
pub use fault::{At, Fault};
