//! Generates code in the build script of a crate that has its own spec.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::checkout::{report, warning_report};
use crate::emit::Runtime;
use crate::generate;
use weixin_spec::load::{Sources, read};

/// Generates the endpoints of a crate's own spec folder. Used in the crate's build script.
///
/// ```no_run
/// // The content of `fn main()` in build.rs.
/// weixin_codegen::Builder::new("spec").compile();
/// ```
///
/// The crate must depend on `weixin` and `serde`, and includes the endpoints with
///
/// ```text
/// pub mod api {
///     include!(concat!(env!("OUT_DIR"), "/api.rs"));
/// }
/// ```
///
/// With `extends: weixin` in `spec/api.yaml`, accounts, tokens, permission sets and error codes are
/// those of the crate `weixin`. Its clients have the endpoints of each group as methods if the group's
/// trait is in scope, such as `use api::desk::DeskCalls`.
///
/// Besides `api.rs` it writes `api.jsonl`, the spec as data, which `weixin_sandbox` serves.
#[derive(Clone, Debug)]
#[must_use = "nothing is generated without `compile`"]
pub struct Builder {
    spec: Spec,
    name: String,
    folder: Option<PathBuf>,
    warnings: Warnings,
}

/// What to do about warnings, which say what is still to be written or reviewed in a spec.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Warnings {
    /// Show them during the build.
    #[default]
    Show,
    /// Ignore them.
    Hide,
    /// Fail the build.
    Deny,
}

/// The source of the specs.
#[derive(Clone, Debug)]
enum Spec {
    Folder(PathBuf),
    Texts(Sources),
}

impl Builder {
    /// Creates a builder for a folder of specs. Its path is relative to the crate's folder.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self::of(Spec::Folder(spec.into()))
    }

    /// Creates a builder for texts that the build script provides. The build script must tell cargo when
    /// they change.
    pub fn from_sources(sources: Sources) -> Self {
        Self::of(Spec::Texts(sources))
    }

    fn of(spec: Spec) -> Self {
        Self { spec, name: "api".to_owned(), folder: None, warnings: Warnings::Show }
    }

    /// Sets the name of the files that are written, without extension, for crates with several specs. The
    /// default is `api`.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Sets the folder that the files are written to. The default is cargo's `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Sets what to do about warnings. By default they are shown.
    pub fn warnings(mut self, warnings: Warnings) -> Self {
        self.warnings = warnings;
        self
    }

    /// Generates the code, and tells cargo which files to watch and which errors there are.
    ///
    /// Errors in the specs fail the build and are shown in the style of rustc. Then nothing is written, and
    /// cargo stops after the build script.
    pub fn compile(&self) {
        if let Spec::Folder(folder) = &self.spec {
            println!("cargo::rerun-if-changed={}", folder.display());
        }
        // Each line of the report is one `cargo::error`, and any of them fails the build. If the build
        // script failed as well, cargo would show all of its output again.
        let (severity, message) = match self.run() {
            Ok(warnings) => ("warning", warnings),
            Err(message) => ("error", message),
        };
        message.lines().for_each(|line| println!("cargo::{severity}={line}"));
    }

    /// Returns the warnings to show.
    fn run(&self) -> Result<String, String> {
        let sources = self.sources()?;
        let output = generate(&sources, Runtime::Outside);
        let output = output.and_then(|output| output.accepted(self.warnings == Warnings::Deny));
        let output =
            output.map_err(|problems| report("the spec has errors", &problems, &sources))?;
        let folder = match (&self.folder, env::var_os("OUT_DIR")) {
            (Some(folder), _) => folder.clone(),
            (None, Some(folder)) => folder.into(),
            (None, None) => {
                return Err(
                    "OUT_DIR is not set: call this in a build script, or use `out_dir`".to_owned()
                );
            }
        };
        for (extension, text) in [("jsonl", output.model), ("rs", output.client.bundle())] {
            let path = folder.join(format!("{}.{extension}", self.name));
            write(&path, &text).map_err(|error| format!("{}: {error}", path.display()))?;
        }
        match self.warnings {
            Warnings::Hide => Ok(String::new()),
            Warnings::Show | Warnings::Deny => Ok(warning_report(&output.warnings, &sources)),
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

/// Writes a file unless it already has the text, since cargo recompiles files that are newer.
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
    fn a_valid_spec_becomes_rust_and_data() {
        let (folder, builder) = crate_with(ENDPOINT);
        assert_eq!(builder.name("tea").run(), Ok(String::new()));
        let sources = read(&folder.path().join("spec"), "spec").unwrap();
        let output = generate(&sources, Runtime::Outside).unwrap();
        assert_eq!(text(folder.path(), "tea.rs"), Some(output.client.bundle()));
        assert_eq!(text(folder.path(), "tea.jsonl"), Some(output.model));
    }

    #[test]
    fn current_files_are_not_written_again() {
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
    fn an_invalid_spec_is_reported_and_writes_nothing() {
        let (folder, builder) = crate_with(&ENDPOINT.replace("integer", "intger"));
        let report = builder.run().unwrap_err();
        assert!(
            report.starts_with("the spec has errors\nerror[S0104]: `intger` is no type"),
            "{report}"
        );
        assert!(report.contains("spec/kettle/boil_water.yaml:6:15"), "{report}");
        assert_eq!(text(folder.path(), "api.rs"), None);
    }

    #[test]
    fn warnings_are_shown_hidden_or_denied() {
        let (folder, builder) = crate_with(&ENDPOINT.replace("Boil water", "TODO"));
        assert_eq!(builder.clone().warnings(Warnings::Hide).run(), Ok(String::new()));
        let report = builder.clone().run().unwrap();
        assert!(report.starts_with("1 warning in the spec\nwarning[S"), "{report}");
        fs::remove_file(folder.path().join("out/api.rs")).unwrap();
        let report = builder.warnings(Warnings::Deny).run().unwrap_err();
        assert!(report.starts_with("the spec has errors\nerror[S"), "{report}");
        assert_eq!(text(folder.path(), "api.rs"), None);
    }

    #[test]
    fn a_missing_folder_is_named() {
        let message = Builder::new("no-such-folder").out_dir(".").run().unwrap_err();
        assert!(message.starts_with("no-such-folder: "), "{message}");
    }
}
