//! Specs that were written to do harm: nothing of them may become code, a doctest, a link, or a
//! file where none belongs, and none may bring the generator down.

mod bytes;
mod names;
mod proof;
mod random;
mod size;
mod texts;
