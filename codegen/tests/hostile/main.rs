//! Malicious specs: nothing of them may become code, a doctest, a link, or a file outside of the output
//! folder, and none may crash the generator.

mod bytes;
mod names;
mod proof;
mod random;
mod size;
mod texts;
