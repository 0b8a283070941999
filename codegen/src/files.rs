//! A folder of generated Rust, which is compared with the disk, written to it, or joined to one text.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::format::MARK;

/// The file that identifies a folder as generated.
const ROOT: &str = "mod.rs";

/// The files of a folder: their paths within it, with `/` on every system, and their texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files(pub BTreeMap<String, String>);

/// A file that differs from the generator's output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// Its path.
    pub path: String,
    /// How it differs.
    pub kind: DriftKind,
}

/// How a file differs from the generator's output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriftKind {
    /// It doesn't exist.
    Missing,
    /// Its text differs.
    Stale,
    /// No spec generates it any more.
    Orphan,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            DriftKind::Missing => "is missing",
            DriftKind::Stale => "is out of date",
            DriftKind::Orphan => "is no longer generated from any spec",
        };
        write!(f, "{} {what}", self.path)
    }
}

impl DriftKind {
    /// Returns how a file differs from the given text.
    pub(crate) fn of(path: &Path, text: &str) -> io::Result<Option<Self>> {
        match fs::read(path) {
            Ok(bytes) if bytes == text.as_bytes() => Ok(None),
            Ok(_) => Ok(Some(Self::Stale)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Self::Missing)),
            Err(error) => Err(at(path, error)),
        }
    }
}

impl FromIterator<(String, String)> for Files {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(files: T) -> Self {
        Self(files.into_iter().collect())
    }
}

impl Files {
    /// Joins the Rust files to one text with nested modules. A build script writes it to `OUT_DIR`, since
    /// modules in separate files can't be included from there.
    ///
    /// The crate includes it with `mod api { include!(concat!(env!("OUT_DIR"), "/api.rs")); }`. The files
    /// must be the output for [`Runtime::Outside`](crate::Runtime::Outside), and the crate must
    /// depend on `weixin` and `serde`.
    #[must_use]
    pub fn bundle(&self) -> String {
        let mut text = format!("{MARK}\n");
        self.nest("mod.rs", "", &mut text);
        text
    }

    fn nest(&self, path: &str, indent: &str, out: &mut String) {
        let text = self.0.get(path).map_or("", String::as_str);
        for line in text.lines().filter(|line| *line != MARK) {
            // Included code can't document the module that includes it.
            if indent.is_empty() && line.starts_with("//!") {
                continue;
            }
            if !line.is_empty() {
                out.push_str(indent);
            }
            match self.declared(path, line) {
                Some(inner) => {
                    out.push_str(line.trim_end_matches(';'));
                    out.push_str(" {\n");
                    self.nest(inner, &format!("{indent}    "), out);
                    out.push_str(indent);
                    out.push_str("}\n");
                }
                None => {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
    }

    /// Returns the file of the module that a line of a `mod.rs` declares.
    fn declared(&self, path: &str, line: &str) -> Option<&str> {
        let folder = path.strip_suffix("mod.rs")?;
        let name = line.strip_prefix("pub ").unwrap_or(line);
        let name = name.strip_prefix("mod ")?.strip_suffix(';')?;
        let name = name.strip_prefix("r#").unwrap_or(name);
        let places = [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")];
        let found = places.iter().find_map(|place| self.0.get_key_value(place));
        found.map(|(place, _)| place.as_str())
    }

    /// Lists how `folder` differs, in the order of paths.
    pub(crate) fn compare(&self, folder: &Path) -> io::Result<Vec<Drift>> {
        Ok(drift(folder, self.differing(folder)?))
    }

    /// Plans the changes that update `folder`, and checks that they are allowed.
    pub(crate) fn plan<'a>(&'a self, folder: &'a Path) -> io::Result<Planned<'a>> {
        refuse_foreign(folder)?;
        let differing = self.differing(folder)?;
        for (inner, _) in differing.iter().filter(|(inner, _)| self.0.contains_key(inner)) {
            refuse_unmarked(&folder.join(inner))?;
        }
        Ok(Planned { files: self, folder, differing })
    }

    fn differing(&self, folder: &Path) -> io::Result<Vec<(String, DriftKind)>> {
        let files: Vec<_> = self.0.iter().collect();
        let compared = files.par_iter().map(|(inner, text)| {
            let kind = DriftKind::of(&folder.join(inner), text)?;
            Ok(kind.map(|kind| (inner.to_string(), kind)))
        });
        let compared: Vec<_> = compared.collect::<io::Result<_>>()?;
        let orphans = self.orphans(folder)?.into_iter().map(|inner| (inner, DriftKind::Orphan));
        Ok(compared.into_iter().flatten().chain(orphans).collect())
    }

    /// Returns the files that an earlier run wrote and this one doesn't.
    fn orphans(&self, folder: &Path) -> io::Result<Vec<String>> {
        let mut found = Vec::new();
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
                    continue;
                }
                let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
                let inner = parts.collect::<Vec<_>>().join("/");
                let made = self.0.contains_key(&inner);
                if kind.is_file() && !made && is_generated(&folder.join(&path))? {
                    found.push(inner);
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

/// The planned changes to a folder, which are allowed.
pub(crate) struct Planned<'a> {
    files: &'a Files,
    folder: &'a Path,
    differing: Vec<(String, DriftKind)>,
}

impl Planned<'_> {
    /// Makes the changes and returns them.
    pub(crate) fn apply(self) -> io::Result<Vec<Drift>> {
        // The root is written first, so that the next run recognizes the folder if this one is killed.
        let (root, others): (Vec<_>, Vec<_>) =
            self.differing.iter().partition(|(inner, _)| inner == ROOT);
        root.into_iter().try_for_each(|(inner, _)| self.update(inner))?;
        others.into_par_iter().try_for_each(|(inner, _)| self.update(inner))?;
        Ok(drift(self.folder, self.differing))
    }

    fn update(&self, inner: &str) -> io::Result<()> {
        let path = self.folder.join(inner);
        match self.files.0.get(inner) {
            Some(text) => replace(&path, text),
            None => {
                fs::remove_file(&path).map_err(|error| at(&path, error))?;
                // This fails if the folder isn't empty, as intended.
                path.parent().map(fs::remove_dir);
                Ok(())
            }
        }
    }
}

fn drift(folder: &Path, differing: Vec<(String, DriftKind)>) -> Vec<Drift> {
    let differing = differing.into_iter();
    let drift = differing
        .map(|(inner, kind)| Drift { path: format!("{}/{inner}", folder.display()), kind });
    drift.collect()
}

/// Refuses a folder that isn't generated, since `--out` may be a mistake and the generator removes files.
fn refuse_foreign(folder: &Path) -> io::Result<()> {
    let occupied = match fs::read_dir(folder) {
        // Hidden files are not generated and don't conflict with generated ones.
        Ok(entries) => entries.flatten().any(|entry| !is_hidden(&entry.file_name())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(at(folder, error)),
    };
    let root = fs::read_to_string(folder.join(ROOT)).unwrap_or_default();
    if occupied && !root.starts_with(MARK) {
        let message = format!(
            "{} has files but no generated mod.rs, so nothing was written; name an empty or a new folder",
            folder.display()
        );
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    Ok(())
}

fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Refuses to overwrite a file that isn't generated.
fn refuse_unmarked(path: &Path) -> io::Result<()> {
    if !path.exists() || is_generated(path)? {
        return Ok(());
    }
    let message = format!(
        "{} is not a generated file, so nothing was written; move or remove it",
        path.display()
    );
    Err(io::Error::new(io::ErrorKind::AlreadyExists, message))
}

/// Replaces a file atomically, by renaming a complete one over it. Creates its folder if needed.
///
/// # Errors
/// Returns an error if the file can't be written. Then it is unchanged.
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

/// Whether a file is Rust that the generator has written.
fn is_generated(path: &Path) -> io::Result<bool> {
    if path.extension().is_none_or(|extension| extension != "rs") {
        return Ok(false);
    }
    let mut head = Vec::with_capacity(MARK.len());
    let file = File::open(path).map_err(|error| at(path, error))?;
    file.take(MARK.len() as u64).read_to_end(&mut head).map_err(|error| at(path, error))?;
    Ok(head == MARK.as_bytes())
}

pub(crate) fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::{Files, MARK};

    #[test]
    fn modules_are_nested_where_they_are_declared() {
        let files = [
            ("mod.rs", "//! Tea.\n\n/// Cups.\npub mod cup;\nmod pot;\n\npub use cup::Cup;\n"),
            ("cup.rs", "//! A cup.\n\npub struct Cup;\n"),
            ("pot/mod.rs", "//! Pots.\n\nmod r#in;\n"),
            ("pot/in.rs", "use super::super::cup;\n"),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), format!("{MARK}\n{text}")));
        let bundle = Files(files.into()).bundle();
        let expected = "
/// Cups.
pub mod cup {
    //! A cup.

    pub struct Cup;
}
mod pot {
    //! Pots.

    mod r#in {
        use super::super::cup;
    }
}

pub use cup::Cup;
";
        assert_eq!(bundle, format!("{MARK}\n{expected}"));
    }
}
