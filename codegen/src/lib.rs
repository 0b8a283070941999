//! Generates a typed Rust client from a folder of YAML specs.
//!
//! [`generate`] is a pure function from texts to files or diagnostics: load (`weixin-spec`) → lower → emit
//! → format. Only [`read`](weixin_spec::load::read) and [`Output`] access the disk.
//!
//! ```
//! use weixin_codegen::{Runtime, generate};
//! use weixin_spec::load::{Source, Sources, render};
//!
//! let source = Source {
//!     name: "spec/api.yaml".to_owned(),
//!     path: "api.yaml".to_owned(),
//!     bytes: b"titel: My API".to_vec(),
//! };
//! let sources = Sources::new(vec![source]);
//! let problems = generate(&sources, Runtime::Inside).unwrap_err();
//! let drawn = render(&problems, &sources, false);
//! assert!(drawn.contains("help: did you mean `title`?"), "{drawn}");
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used))]

mod builder;
mod checkout;
mod emit;
mod files;
mod format;
mod generate;
mod lower;
mod output;

pub use builder::{Builder, Warnings};
pub use checkout::{Mode, keep_current, keep_model_current};
pub use emit::Runtime;
pub use files::{Drift, DriftKind, Files, replace};
pub use generate::{generate, generate_watched};
pub use output::{Output, Places};
