//! Any bytes: reading them ends, without a panic, in a document that holds together.

#![no_main]

#[path = "../../tests/support/sound.rs"]
mod sound;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sound::assert_sound(bytes));
