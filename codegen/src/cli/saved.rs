//! The saved pages that commands are given.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use weixin_pages::LARGEST;

use super::drift::at;

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

/// A little more than a page may have is enough to see that it is none.
pub(super) fn head(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| at(path, error))?;
    file.take(LARGEST as u64 + 1).read_to_end(&mut bytes).map_err(|error| at(path, error))?;
    Ok(bytes)
}

/// A page, or all pages of a folder; hidden files are nobody's business.
fn collect(path: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        out.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(|error| at(path, error))? {
        let entry = entry.map_err(|error| at(path, error))?;
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        let kind = entry.file_type().map_err(|error| at(path, error))?;
        // A link within a folder may lead round.
        if !hidden && !kind.is_symlink() {
            collect(&entry.path(), out)?;
        }
    }
    Ok(())
}
