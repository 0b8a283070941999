//! Whole pages of our own, each as odd as one that the vendor has published: what must come out of them is
//! written here by hand.

mod lists;
mod objects;
mod plain;
mod sheet;
