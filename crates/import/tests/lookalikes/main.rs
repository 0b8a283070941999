//! Whole pages of our own, each as odd as one that the vendor has published: what must come out of them is
//! written here by hand.

#[path = "../support/mod.rs"]
mod support;

mod lists;
mod objects;
mod plain;
mod sheet;
