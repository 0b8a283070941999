//! Random texts, different from each other and from those of other sandboxes.

use std::hash::{BuildHasher, RandomState};

/// The characters of WeChat's tokens. None of them needs to be escaped in a query.
pub(crate) const URL_SAFE: &str =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The characters of WeChat's encrypted card codes. Two of them must be escaped in a query.
pub(crate) const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// SplitMix64: texts must differ, but need not be unpredictable.
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn new() -> Self {
        Self { state: RandomState::new().hash_one("weixin-sandbox") }
    }

    /// Returns a text with characters from one of the alphabets, both of 64 characters.
    pub(crate) fn text(&mut self, length: usize, alphabet: &str) -> String {
        let mut text = String::with_capacity(length);
        for _ in 0..length {
            // The lowest six bits select one of 64 characters.
            let index = (self.word() & 63) as usize;
            text.push_str(&alphabet[index..=index]);
        }
        text
    }

    /// Returns a number with this many digits, at most 19, without a leading zero.
    pub(crate) fn digits(&mut self, count: u32) -> String {
        let least = 10_u64.pow(count - 1);
        (least + self.word() % (9 * least)).to_string()
    }

    /// Returns a number of 64 bits, never 0.
    pub(crate) fn word(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.state;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (word ^ (word >> 31)).max(1)
    }
}
