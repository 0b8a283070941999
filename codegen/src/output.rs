//! The output of a run, which is compared with the disk and written to it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use weixin_spec::load::Diagnostics;

use crate::files::{Drift, DriftKind, Files, Planned, at, replace};

/// The output of a run for a spec folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// The client's code.
    pub client: Files,
    /// The examples as code that sends them, for wire tests; only for
    /// [`Runtime::Inside`](crate::Runtime::Inside).
    pub examples: Files,
    /// The spec as data: [`Model::to_jsonl`](weixin_spec::Model::to_jsonl).
    pub model: String,
    /// Warnings: what is still to be done in the spec.
    pub warnings: Diagnostics,
}

/// The paths for the parts of an output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The folder for the client's code, or `None` to omit it.
    pub client: Option<PathBuf>,
    /// The folder for the examples, or `None` to omit them.
    pub examples: Option<PathBuf>,
    /// The file for the model, or `None` to omit it.
    pub model: Option<PathBuf>,
}

impl Places {
    /// Returns places for the client's code only.
    pub fn client(folder: impl Into<PathBuf>) -> Self {
        Self { client: Some(folder.into()), ..Self::default() }
    }

    /// Returns the places in a checkout of `weixin` itself, whose folder is `root`.
    #[must_use]
    pub fn checkout(root: &Path) -> Self {
        Self {
            client: Some(root.join("generated")),
            examples: Some(root.join("tests/wire/examples")),
            model: Some(root.join("crates/sandbox/model.jsonl")),
        }
    }
}

impl Output {
    /// Returns the output, unless warnings are denied and there are any.
    ///
    /// # Errors
    /// Returns the warnings as errors.
    pub fn accepted(self, deny_warnings: bool) -> Result<Self, Diagnostics> {
        match deny_warnings && !self.warnings.is_empty() {
            true => Err(self.warnings.deny_warnings()),
            false => Ok(self),
        }
    }

    /// Returns the number of files of the output at these places.
    #[must_use]
    pub fn len(&self, places: &Places) -> usize {
        let folders = self.folders(places).map(|(_, files)| files.0.len());
        folders.sum::<usize>() + usize::from(places.model.is_some())
    }

    /// Lists the files that differ on disk, in the order of paths.
    ///
    /// # Errors
    /// Returns an error if a place can't be read.
    pub fn compare(&self, places: &Places) -> io::Result<Vec<Drift>> {
        let mut drift = Vec::new();
        for (folder, files) in self.folders(places) {
            drift.extend(files.compare(folder)?);
        }
        if let Some(model) = &places.model {
            drift.extend(self.model_drift(model)?);
        }
        Ok(drift)
    }

    /// Updates the disk: writes files that differ and removes generated files that no spec generates any
    /// more. Each file is replaced atomically, by renaming a complete one over it. Returns the changes.
    ///
    /// # Errors
    /// Returns an error if a place can't be written, has files but no generated `mod.rs`, or has a file
    /// that isn't generated where one would be written. In the last two cases nothing is written.
    pub fn write(&self, places: &Places) -> io::Result<Vec<Drift>> {
        let planned = self.folders(places).map(|(folder, files)| files.plan(folder));
        let planned = planned.collect::<io::Result<Vec<Planned<'_>>>>()?;
        let model = match &places.model {
            Some(model) => {
                refuse_other_file(model)?;
                self.model_drift(model)?
            }
            None => None,
        };
        let mut drift = Vec::new();
        for planned in planned {
            drift.extend(planned.apply()?);
        }
        if let (Some(path), Some(_)) = (&places.model, &model) {
            replace(path, &self.model)?;
        }
        drift.extend(model);
        Ok(drift)
    }

    fn folders<'a>(&'a self, places: &'a Places) -> impl Iterator<Item = (&'a Path, &'a Files)> {
        let parts = [(&places.client, &self.client), (&places.examples, &self.examples)];
        let made = parts.into_iter().filter(|(_, files)| !files.0.is_empty());
        made.filter_map(|(folder, files)| Some((folder.as_deref()?, files)))
    }

    fn model_drift(&self, path: &Path) -> io::Result<Option<Drift>> {
        let kind = DriftKind::of(path, &self.model)?;
        Ok(kind.map(|kind| Drift { path: path.display().to_string(), kind }))
    }
}

/// Refuses to overwrite a file that isn't a generated model, since `--model` may be a mistake.
fn refuse_other_file(path: &Path) -> io::Result<()> {
    match fs::read(path) {
        Ok(bytes) if bytes.starts_with(br#"{"format":"#) => Ok(()),
        Ok(_) => {
            let message = format!(
                "{} is not a generated model, so nothing was written; remove it, or name another file",
                path.display()
            );
            Err(io::Error::new(io::ErrorKind::AlreadyExists, message))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(at(path, error)),
    }
}
