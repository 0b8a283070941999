//! What the build script of a crate with a spec of its own does.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::checkout::{said, said_of_warnings};
use crate::emit::Runtime;
use crate::generate;
use weixin_spec::load::{Sources, read};

/// Generates the endpoints of a crate's own spec folder, from its build script.
///
/// ```no_run
/// // The whole of `fn main()` in build.rs.
/// weixin_codegen::Builder::new("spec").compile();
/// ```
///
/// The crate depends on `weixin` and `serde`, and takes the endpoints in with
///
/// ```text
/// pub mod api {
///     include!(concat!(env!("OUT_DIR"), "/api.rs"));
/// }
/// ```
///
/// With `extends: weixin` in `spec/api.yaml`, accounts, tokens, permission sets and error codes are
/// those of the crate `weixin`: its clients have the endpoints of each group as methods as soon as
/// the group's trait is in scope, such as `use api::desk::DeskCalls`.
///
/// Beside `api.rs` it writes `api.jsonl`, the spec as data, which `weixin_sandbox` serves.
#[derive(Clone, Debug)]
#[must_use = "`compile` does it"]
pub struct Builder {
    spec: Spec,
    name: String,
    folder: Option<PathBuf>,
    warnings: Warnings,
}

/// What becomes of warnings: of what is still to be written or looked at in a spec.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Warnings {
    /// The build shows them.
    #[default]
    Show,
    /// It doesn't.
    Hide,
    /// They fail it.
    Deny,
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
        Self { spec, name: "api".to_owned(), folder: None, warnings: Warnings::Show }
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

    /// What becomes of warnings; they are shown unless set.
    pub fn warnings(mut self, warnings: Warnings) -> Self {
        self.warnings = warnings;
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
        // One line of `cargo::error` is one line of the report, and any of them fails the build. A build
        // script that failed as well would have all that it said shown once more.
        let (severity, message) = match self.run() {
            Ok(warnings) => ("warning", warnings),
            Err(message) => ("error", message),
        };
        message.lines().for_each(|line| println!("cargo::{severity}={line}"));
    }

    /// Returns the warnings to be shown.
    fn run(&self) -> Result<String, String> {
        let sources = self.sources()?;
        let output = generate(&sources, Runtime::Outside);
        let output = output.and_then(|output| output.accepted(self.warnings == Warnings::Deny));
        let output = output.map_err(|problems| said("the spec has errors", &problems, &sources))?;
        let folder = match (&self.folder, env::var_os("OUT_DIR")) {
            (Some(folder), _) => folder.clone(),
            (None, Some(folder)) => folder.into(),
            (None, None) => return Err("there is no OUT_DIR: this is no build script".to_owned()),
        };
        for (extension, text) in [("jsonl", output.model), ("rs", output.client.bundle())] {
            let path = folder.join(format!("{}.{extension}", self.name));
            write(&path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        match self.warnings {
            Warnings::Hide => Ok(String::new()),
            Warnings::Show | Warnings::Deny => Ok(said_of_warnings(&output.warnings, &sources)),
        }
    }

    fn sources(&self) -> Result<Cow<'_, Sources>, String> {
        match &self.spec {
            Spec::Folder(folder) => {
                let sources = read(folder, &folder.display().to_string());
                Ok(Cow::Owned(sources.map_err(|error| error.to_string())?))
            }
            Spec::Texts(sources) => Ok(Cow::Borrowed(sources)),
        }
    }
}

/// Leaves a file alone that has the text already: cargo compiles anew what is newer.
fn write(path: &Path, text: &str) -> io::Result<()> {
    match fs::read(path) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(()),
        _ => fs::write(path, text),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use tempfile::TempDir;

    use super::{Builder, Warnings};
    use crate::{Runtime, generate};
    use weixin_spec::load::read;

    const ENDPOINT: &str = "\
title: Boil water
vendor: {}
call: POST /kettle/boil
access: { tokens: [access_token], accounts: all, permission_sets: none, cloud_call: no }
idempotency: idempotent
body: { cups: integer }
response: {}
";

    fn crate_with(endpoint: &str) -> (TempDir, Builder) {
        let folder = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("spec/api.yaml", "extends: weixin\n");
        write("spec/kettle/boil_water.yaml", endpoint);
        write("out/other.rs", "");
        let builder = Builder::new(folder.path().join("spec")).out_dir(folder.path().join("out"));
        (folder, builder)
    }

    fn text(folder: &Path, file: &str) -> Option<String> {
        fs::read_to_string(folder.join("out").join(file)).ok()
    }

    #[test]
    fn a_good_spec_becomes_rust_and_data() {
        let (folder, builder) = crate_with(ENDPOINT);
        assert_eq!(builder.name("tea").run(), Ok(String::new()));
        let sources = read(&folder.path().join("spec"), "spec").unwrap();
        let output = generate(&sources, Runtime::Outside).unwrap();
        assert_eq!(text(folder.path(), "tea.rs"), Some(output.client.bundle()));
        assert_eq!(text(folder.path(), "tea.jsonl"), Some(output.model));
    }

    #[test]
    fn what_is_current_is_not_written_again() {
        let (folder, builder) = crate_with(ENDPOINT);
        builder.run().unwrap();
        let changed = |file: &str| {
            let path = folder.path().join("out").join(file);
            fs::metadata(path).unwrap().modified().unwrap()
        };
        let before = [changed("api.rs"), changed("api.jsonl")];
        builder.run().unwrap();
        assert_eq!([changed("api.rs"), changed("api.jsonl")], before);
    }

    #[test]
    fn a_bad_spec_is_drawn_and_writes_nothing() {
        let (folder, builder) = crate_with(&ENDPOINT.replace("integer", "intger"));
        let said = builder.run().unwrap_err();
        assert!(
            said.starts_with("the spec has errors\nerror[S0104]: `intger` is no type"),
            "{said}"
        );
        assert!(said.contains("spec/kettle/boil_water.yaml:6:15"), "{said}");
        assert_eq!(text(folder.path(), "api.rs"), None);
    }

    #[test]
    fn warnings_are_shown_hidden_or_denied() {
        let (folder, builder) = crate_with(&ENDPOINT.replace("Boil water", "TODO"));
        assert_eq!(builder.clone().warnings(Warnings::Hide).run(), Ok(String::new()));
        let said = builder.clone().run().unwrap();
        assert!(said.starts_with("1 warning in the spec\nwarning[S"), "{said}");
        fs::remove_file(folder.path().join("out/api.rs")).unwrap();
        let said = builder.warnings(Warnings::Deny).run().unwrap_err();
        assert!(said.starts_with("the spec has errors\nerror[S"), "{said}");
        assert_eq!(text(folder.path(), "api.rs"), None);
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let said = Builder::new("no-such-folder").out_dir(".").run().unwrap_err();
        assert!(said.starts_with("no-such-folder: "), "{said}");
    }
}
