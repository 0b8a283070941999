//! What a run makes, compared with what stands in a folder, and written there.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::format::MARK;
use weixin_spec::load::Diagnostics;

/// The file by which a folder is known as the generator's.
const ROOT: &str = "mod.rs";

/// The files of a run: paths within the output folder, with `/` on every system, and their texts; and
/// what is still to be done about the spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Output {
    /// Path to text.
    pub files: BTreeMap<String, String>,
    /// Warnings about the spec.
    pub warnings: Diagnostics,
}

/// A file that is not as the generator makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drift {
    /// It isn't there.
    Missing(String),
    /// It has another text.
    Stale(String),
    /// No spec owns it.
    Orphan(String),
}

impl std::fmt::Display for Drift {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path} is missing"),
            Self::Stale(path) => write!(f, "{path} is not what the spec makes now"),
            Self::Orphan(path) => write!(f, "{path} belongs to no spec any more"),
        }
    }
}

impl Output {
    /// The output, unless warnings are denied and there are some.
    ///
    /// # Errors
    /// The warnings as errors.
    pub fn accepted(self, deny_warnings: bool) -> Result<Self, Diagnostics> {
        match deny_warnings && !self.warnings.is_empty() {
            true => Err(self.warnings.deny_warnings()),
            false => Ok(self),
        }
    }

    /// Lists how `folder` differs, in the order of paths.
    ///
    /// # Errors
    /// Where the folder can't be read.
    pub fn compare(&self, folder: &Path) -> io::Result<Vec<Drift>> {
        let files: Vec<_> = self.files.iter().collect();
        let compared = files.par_iter().map(|(path, text)| one(folder, path, text));
        let compared = compared.collect::<io::Result<Vec<_>>>()?;
        let mut drift: Vec<Drift> = compared.into_iter().flatten().collect();
        for path in generated_files(folder)? {
            if !self.files.contains_key(&path) {
                drift.push(Drift::Orphan(path));
            }
        }
        Ok(drift)
    }

    /// Makes `folder` the same as this output: writes what differs, removes what no spec owns any
    /// more. Each file is replaced at once, by renaming a complete one over it. Returns what was
    /// mended.
    ///
    /// # Errors
    /// Where the folder can't be written, holds files but no generated `mod.rs`, or holds a file of
    /// somebody else's where one of these would go. Then nothing is written.
    pub fn write(&self, folder: &Path) -> io::Result<Vec<Drift>> {
        refuse_foreign(folder)?;
        let drift = self.compare(folder)?;
        for each in &drift {
            refuse_unmarked(folder, each)?;
        }
        // The root goes first: by it the next run knows the folder, should this one be killed.
        let is_root = |drift: &&Drift| matches!(drift, Drift::Missing(path) if path == ROOT);
        let (root, others): (Vec<&Drift>, Vec<&Drift>) = drift.iter().partition(is_root);
        root.into_iter().try_for_each(|each| self.mend(folder, each))?;
        others.into_par_iter().try_for_each(|each| self.mend(folder, each))?;
        Ok(drift)
    }

    fn mend(&self, folder: &Path, drift: &Drift) -> io::Result<()> {
        match drift {
            Drift::Missing(path) | Drift::Stale(path) => {
                let text = self.files.get(path).map_or("", String::as_str);
                replace(&folder.join(path), text)
            }
            Drift::Orphan(path) => {
                let path = folder.join(path);
                fs::remove_file(&path).map_err(|error| at(&path, error))?;
                // Only an empty folder goes; one that is not stays, and that is all right.
                path.parent().map(fs::remove_dir);
                Ok(())
            }
        }
    }
}

/// How one file differs.
fn one(folder: &Path, path: &str, text: &str) -> io::Result<Option<Drift>> {
    match fs::read(folder.join(path)) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(None),
        Ok(_) => Ok(Some(Drift::Stale(path.to_owned()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Ok(Some(Drift::Missing(path.to_owned())))
        }
        Err(error) => Err(at(&folder.join(path), error)),
    }
}

/// Guards against a slip of `--out`: the generator removes files there.
fn refuse_foreign(folder: &Path) -> io::Result<()> {
    let occupied = match fs::read_dir(folder) {
        // A hidden file is none of ours, and in nobody's way.
        Ok(entries) => entries.flatten().any(|entry| !is_hidden(&entry.file_name())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(at(folder, error)),
    };
    let root = fs::read_to_string(folder.join(ROOT)).unwrap_or_default();
    if occupied && !root.starts_with(MARK) {
        let message = format!(
            "{} holds files, but no generated mod.rs: it is not touched. Name an empty or a new folder",
            folder.display()
        );
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    Ok(())
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// A file that somebody wrote where the generator would write its own.
fn refuse_unmarked(folder: &Path, drift: &Drift) -> io::Result<()> {
    let Drift::Stale(path) = drift else {
        return Ok(());
    };
    let path = folder.join(path);
    if is_generated(&path, path.strip_prefix(folder).unwrap_or(&path))? {
        return Ok(());
    }
    let message = format!(
        "{} doesn't begin as a generated file does: it is not touched. Move it away, or remove it",
        path.display()
    );
    Err(io::Error::new(io::ErrorKind::AlreadyExists, message))
}

/// Replaces a file at once, by renaming a complete one over it; makes its folder where there is none.
///
/// # Errors
/// Where it can't be written; then it is as it was.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| at(parent, error))?;
    let mut file = tempfile::Builder::new();
    #[cfg(unix)]
    let file = {
        use std::os::unix::fs::PermissionsExt;
        file.permissions(fs::Permissions::from_mode(0o644))
    };
    let mut file = file.tempfile_in(parent).map_err(|error| at(parent, error))?;
    file.write_all(text.as_bytes()).map_err(|error| at(path, error))?;
    file.persist(path).map_err(|error| at(path, error.error))?;
    Ok(())
}

/// Files that a run has written: marked Rust, and the JSON beside it.
fn generated_files(folder: &Path) -> io::Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        let entries = match fs::read_dir(folder.join(&inner)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(at(&folder.join(&inner), error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| at(folder, error))?;
            let kind = entry.file_type().map_err(|error| at(folder, error))?;
            let path = inner.join(entry.file_name());
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && is_generated(&folder.join(&path), &path)? {
                let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
                found.insert(parts.collect::<Vec<_>>().join("/"));
            }
        }
    }
    Ok(found)
}

fn is_generated(path: &Path, inner: &Path) -> io::Result<bool> {
    if inner.extension().is_some_and(|extension| extension == "json") {
        return Ok(inner.starts_with("catalog"));
    }
    if inner.extension().is_none_or(|extension| extension != "rs") {
        return Ok(false);
    }
    let bytes = fs::read(path).map_err(|error| at(path, error))?;
    Ok(bytes.starts_with(MARK.as_bytes()))
}

fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
