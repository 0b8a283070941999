//! Files of the whole API: its settings, kinds of account and error codes.

pub(super) mod account;
pub(super) mod error_code;
pub(super) mod own_codes;
pub(super) mod settings;
