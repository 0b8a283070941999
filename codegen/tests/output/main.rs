//! What the generator makes of small specs, in which order, and where it writes it.

mod checkout;
mod corners;
mod order;
