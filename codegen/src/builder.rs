//! What the build script of a crate with a spec of its own does.

use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::data::WHOLE;
use crate::emit::Runtime;
use crate::{Output, Sources, generate, read, render};

/// Generates the endpoints of a crate's own spec folder, from its build script.
///
/// ```no_run
/// // build.rs
/// fn main() {
///     weixin_codegen::Builder::new("spec").compile()
/// }
/// ```
///
/// The crate depends on `weixin` and `serde`, and takes the endpoints in with
///
/// ```ignore
/// pub mod api {
///     include!(concat!(env!("OUT_DIR"), "/api.rs"));
/// }
/// ```
///
/// With `extends: weixin` in `spec/api.yaml`, accounts, tokens, permission sets and error codes are
/// those of the crate `weixin`: its clients have the endpoints of each group as methods as soon as
/// the group's trait is in scope, such as `use api::desk::DeskCalls`.
///
/// Beside `api.rs` stands `api.json`, the spec as data, which `weixin_sandbox` serves.
#[derive(Clone, Debug)]
#[must_use = "`compile` does it"]
pub struct Builder {
    spec: Spec,
    name: String,
    folder: Option<PathBuf>,
}

/// Where the specs are.
#[derive(Clone, Debug)]
enum Spec {
    Folder(PathBuf),
    Texts(Sources),
}

impl Builder {
    /// Generates from a folder of specs; its path is relative to the crate's own folder.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self::of(Spec::Folder(spec.into()))
    }

    /// Generates from texts that the build script has put together, and says itself when they change.
    pub fn from_sources(sources: Sources) -> Self {
        Self::of(Spec::Texts(sources))
    }

    fn of(spec: Spec) -> Self {
        Self { spec, name: "api".to_owned(), folder: None }
    }

    /// The name of the files that are written, without extension: `api` unless set. For crates with
    /// several specs.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// The folder that they are written to: cargo's `OUT_DIR` unless set.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Does it, and tells cargo what to watch and what is wrong.
    ///
    /// Whatever is wrong with the specs fails the build, drawn as rustc draws its own; then nothing
    /// is written, and cargo goes no further than the build script.
    pub fn compile(&self) {
        if let Spec::Folder(folder) = &self.spec {
            println!("cargo::rerun-if-changed={}", folder.display());
        }
        if let Err(message) = self.run() {
            // One line of `cargo::error` is one line of the report, and any of them fails the build. A
            // build script that failed as well would have all that it said shown once more.
            message.lines().for_each(|line| println!("cargo::error={line}"));
        }
    }

    fn run(&self) -> Result<(), String> {
        let output = self.generate()?;
        let folder = match (&self.folder, env::var_os("OUT_DIR")) {
            (Some(folder), _) => folder.clone(),
            (None, Some(folder)) => folder.into(),
            (None, None) => return Err("there is no OUT_DIR: this is no build script".to_owned()),
        };
        let data = output.files.get(WHOLE).cloned().unwrap_or_default();
        for (extension, text) in [("json", data), ("rs", output.bundle())] {
            let path = folder.join(format!("{}.{extension}", self.name));
            write(&path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        Ok(())
    }

    /// What [`compile`](Self::compile) writes, as the files that the program would write.
    ///
    /// # Errors
    /// What is wrong with the specs, in lines.
    pub fn generate(&self) -> Result<Output, String> {
        let sources = match &self.spec {
            Spec::Folder(folder) => {
                let sources = read(folder, &folder.display().to_string());
                &sources.map_err(|error| error.to_string())?
            }
            Spec::Texts(sources) => sources,
        };
        let drawn =
            |problems| format!("the spec has errors\n{}", render(&problems, sources, false));
        generate(sources, Runtime::Outside).map_err(drawn)
    }
}

/// Leaves a file alone that has the text already: cargo compiles anew what is newer.
fn write(path: &Path, text: &str) -> io::Result<()> {
    match fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(()),
        _ => fs::write(path, text),
    }
}
