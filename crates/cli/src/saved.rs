//! Reads the saved pages that are passed to commands.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use weixin_import::{LARGEST, Problem};

/// Returns the pages in the order of their names, each once. A folder means all pages in it.
pub(super) fn paths(named: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for path in named {
        collect(path, &mut paths)?;
    }
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// Reads a page, up to one byte more than the maximum size, which shows that it is too large.
pub(super) fn head(path: &Path) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(LARGEST as u64 + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Problem {
            message: format!("the file can't be read: {error}"),
            line: None,
            help: "check its name, and that you have permission to read it".to_owned(),
        }),
    }
}

/// Formats a problem of a page.
pub(super) fn problem(page: &str, problem: &Problem) -> String {
    let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
    format!("error: {}\n --> {page}{line}\n  = help: {}", problem.message, problem.help)
}

/// Adds a page, or all pages of a folder without hidden files.
fn collect(path: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    // A folder that can't be read is reported when it is read as a page.
    let Ok(entries) = fs::read_dir(path) else {
        out.push(path.to_owned());
        return Ok(());
    };
    for entry in entries {
        let entry = entry?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        // Links within a folder may form a cycle.
        if !hidden && !entry.file_type()?.is_symlink() {
            collect(&entry.path(), out)?;
        }
    }
    Ok(())
}
