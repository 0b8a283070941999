//! The commands, one file each.

pub(crate) mod completions;
pub(crate) mod drift;
pub(crate) mod generate;
pub(crate) mod import;
pub(crate) mod new;
pub(crate) mod openapi;
pub(crate) mod schema;
