//! The saved pages that commands are given.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use weixin_import::{LARGEST, Problem};

/// The pages in the order of their names, each once; of a folder all that are in it.
pub(super) fn paths(named: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for path in named {
        collect(path, &mut paths)?;
    }
    paths.sort();
    paths.dedup();
    Ok(paths)
}

/// What a page has: a little more than it may have is enough to see that it is none.
pub(super) fn head(path: &Path) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(LARGEST as u64 + 1).read_to_end(&mut bytes));
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Problem {
            message: format!("the file can't be read: {error}"),
            line: None,
            help: "see whether its name is right, and whether you may read it".to_owned(),
        }),
    }
}

/// A problem of a page as it is told.
pub(super) fn problem(page: &str, problem: &Problem) -> String {
    let line = problem.line.map_or(String::new(), |line| format!(":{line}"));
    format!("error: {}\n --> {page}{line}\n  = help: {}", problem.message, problem.help)
}

/// A page, or all pages of a folder; hidden files are nobody's business.
fn collect(path: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    // A folder that may not be read is said where it is read as a page.
    let Ok(entries) = fs::read_dir(path) else {
        out.push(path.to_owned());
        return Ok(());
    };
    for entry in entries {
        let entry = entry?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        // A link within a folder may lead round.
        if !hidden && !entry.file_type()?.is_symlink() {
            collect(&entry.path(), out)?;
        }
    }
    Ok(())
}
