//! A spec folder on disk.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::load::schema::SCHEMA_FILE;
use crate::load::source::{Source, Sources};

/// Reads a spec folder; diagnostics call it `name`.
///
/// Files whose names begin with a dot, README.md files, and the JSON Schema beside api.yaml that
/// editors use are ignored. Links are not followed, so that nothing outside the folder is read; they
/// are reported as files that don't belong in a spec folder.
///
/// # Errors
/// Returns an error if the folder or a file in it can't be read.
pub fn read(folder: &Path, name: &str) -> io::Result<Sources> {
    let mut files = Vec::new();
    read_into(folder, name, "", &mut files)?;
    Ok(Sources::new(files))
}

fn read_into(folder: &Path, name: &str, inner: &str, files: &mut Vec<Source>) -> io::Result<()> {
    let entries = fs::read_dir(folder).map_err(|error| at(folder, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| at(folder, error))?;
        let file_name = entry.file_name();
        let file_name = file_name.to_string_lossy();
        let schema = inner.is_empty() && file_name == SCHEMA_FILE;
        if file_name.starts_with('.') || file_name == "README.md" || schema {
            continue;
        }
        let path =
            if inner.is_empty() { file_name.to_string() } else { format!("{inner}/{file_name}") };
        let kind = entry.file_type().map_err(|error| at(&entry.path(), error))?;
        // A spec folder has two levels. Of anything deeper, only the folder is reported.
        if kind.is_dir() && inner.is_empty() {
            read_into(&entry.path(), name, &path, files)?;
            continue;
        }
        let bytes = if kind.is_file() { head(&entry.path())? } else { Vec::new() };
        let (name, path) = if kind.is_file() {
            (format!("{name}/{path}"), path)
        } else {
            // A path that no rule accepts.
            (format!("{name}/{path}"), format!("{path}/"))
        };
        files.push(Source { name, path, bytes });
    }
    Ok(())
}

/// Reads a file up to one byte more than a spec may have, which shows that it is too large.
fn head(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path).map_err(|error| at(path, error))?;
    let mut bytes = Vec::new();
    file.take((1 << 20) + 1).read_to_end(&mut bytes).map_err(|error| at(path, error))?;
    Ok(bytes)
}

fn at(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
