//! The template of the vendor's pages: its words, its headings, its sections.

pub(super) mod path;
pub(super) mod regions;
pub(super) mod text;
pub(super) mod words;
