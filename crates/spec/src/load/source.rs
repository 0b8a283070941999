//! The files of a run, which spans point into.

use crate::Span;

/// One file of a spec folder.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as shown in diagnostics, such as `spec/invoice/set_invoice_url.yaml`.
    pub name: String,
    /// Path within the spec folder, with `/` on every system.
    pub path: String,
    /// Its bytes as read; they may not be text.
    pub bytes: Vec<u8>,
}

/// Every file of a run, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position<'a> {
    /// The file's name as shown in diagnostics.
    pub file: &'a str,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl Sources {
    /// Takes the files of a spec folder in any order and sorts them, so that the result of a run
    /// doesn't depend on the order in which a directory is listed.
    #[must_use]
    pub fn new(mut files: Vec<Source>) -> Self {
        for file in &mut files {
            // File names are printed to the terminal, so control characters are replaced.
            let replaced = |c: char| c == '\n' || crate::load::characters::is_unwelcome(c);
            if file.name.contains(replaced) {
                file.name = file.name.replace(replaced, "\u{FFFD}");
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// Returns the files with their numbers, which spans refer to.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Source)> {
        (0..).zip(&self.files)
    }

    /// Returns the file that a span points into.
    #[must_use]
    pub fn file(&self, span: Span) -> Option<&Source> {
        self.files.get(usize::try_from(span.file).ok()?)
    }

    /// Returns the line and column where a span begins, or `None` if it is in no file.
    #[must_use]
    pub fn position(&self, span: Span) -> Option<Position<'_>> {
        let source = self.file(span)?;
        let start = usize::try_from(span.start).ok()?.min(source.bytes.len());
        let before = &source.bytes[..start];
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        Some(Position {
            file: &source.name,
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: String::from_utf8_lossy(&before[line_start..]).chars().count() + 1,
        })
    }

    /// Returns the number of files.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
