//! Any bytes: reading them ends, without a panic, in a document that holds together.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| weixin_test_support::document::assert_sound(bytes));
