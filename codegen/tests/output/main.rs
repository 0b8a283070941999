//! The generator's output for small specs, its order, and where it is written.

mod checkout;
mod corners;
mod order;
