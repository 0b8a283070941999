//! The texts of a run: what was read, under which name, and where spans point.

use crate::Span;

/// One file of a spec folder.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path as shown in diagnostics, such as `spec/invoice/set_invoice_url.yaml`.
    pub name: String,
    /// Path within the spec folder, with `/` on every system.
    pub path: String,
    /// Its bytes as read; not yet known to be text.
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
    /// Takes the files of a spec folder in any order: the outcome of a run must not depend on the
    /// order in which a directory is listed.
    #[must_use]
    pub fn new(mut files: Vec<Source>) -> Self {
        for file in &mut files {
            // A file's name reaches the terminal; a character that steers one must not.
            let steers = |c: char| c == '\n' || crate::load::characters::is_unwelcome(c);
            if file.name.contains(steers) {
                file.name = file.name.replace(steers, "\u{FFFD}");
            }
        }
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// The files with their numbers, which spans refer to.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &Source)> {
        (0..).zip(&self.files)
    }

    /// The file that a span points into.
    #[must_use]
    pub fn file(&self, span: Span) -> Option<&Source> {
        self.files.get(usize::try_from(span.file).ok()?)
    }

    /// Where a span begins, as a person counts; nowhere where it is in no file.
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

    /// The number of files.
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
