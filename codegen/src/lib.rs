//! Generates a typed Rust client from a folder of YAML specs.
//!
//! A pure function from texts to files or diagnostics, [`generate`], in five steps: parse → check
//! → lower → emit → format. Only [`read`] and [`Output`] touch the disk.
//!
//! ```
//! use weixin_codegen::{Runtime, Source, Sources, generate};
//!
//! let source = Source {
//!     name: "spec/api.yaml".to_owned(),
//!     path: "api.yaml".to_owned(),
//!     bytes: b"titel: My API".to_vec(),
//! };
//! let sources = Sources::new(vec![source]);
//! let problems = generate(&sources, Runtime::Inside).unwrap_err();
//! let drawn = weixin_codegen::render(&problems, &sources, false);
//! assert!(drawn.contains("help: did you mean `title`?"), "{drawn}");
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

#[cfg(feature = "cli")]
mod accounts;
mod builder;
mod bundle;
mod characters;
mod check;
mod checkout;
mod code;
mod contract;
mod data;
mod diagnostic;
#[cfg(feature = "cli")]
pub mod drift;
mod emit;
mod folder;
mod format;
mod generate;
#[cfg(feature = "cli")]
pub mod import;
mod language;
mod lower;
mod output;
mod parse;
mod render;
mod schema;
#[cfg(feature = "cli")]
mod settled;
mod source;
mod yaml;

pub use builder::{Builder, Warnings};
pub use checkout::{Mode, keep_current};
pub use contract::contract;
pub use diagnostic::{Code, Diagnostic, Diagnostics, Label, Severity};
pub use emit::Runtime;
pub use folder::read;
pub use generate::{catalog, generate, generate_watched};
pub use output::{Drift, Output, replace};
pub use render::render;
pub use schema::{SCHEMA_FILE, schema, schema_comment};
pub use source::{Position, Source, Sources};
