//! The template of the vendor's pages: its words, headings and sections.

pub(super) mod path;
pub(super) mod regions;
pub(super) mod text;
pub(super) mod words;
