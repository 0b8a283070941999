//! Nothing but tests: the sandbox's feature `ui`, which `cargo test` alone would leave out.
