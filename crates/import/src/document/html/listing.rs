//! Collects the text of a `<pre>` element.

use crate::document::BlockKind;

pub(super) struct Listing {
    pub(super) line: u32,
    pub(super) language: Option<String>,
    text: String,
}

impl Listing {
    pub(super) fn new(line: u32, language: Option<String>) -> Self {
        Self { line, language, text: String::new() }
    }

    /// Adds text; `source` is the same text as written in the file, with entities.
    pub(super) fn push(&mut self, text: &str, source: &str) {
        // As in browsers, a line break directly after the tag isn't part of the code.
        if self.text.is_empty() && source.starts_with('\n') {
            self.line += 1;
            self.text += text.strip_prefix('\n').unwrap_or(text);
        } else {
            self.text += text;
        }
    }

    /// Ends the line at a `<br>`.
    pub(super) fn end_line(&mut self) {
        self.text.push('\n');
    }

    /// Begins a new line at a block element, as syntax highlighters wrap each line in one.
    pub(super) fn own_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    pub(super) fn kind(mut self) -> BlockKind {
        self.text.truncate(self.text.trim_end().len());
        BlockKind::Code { language: self.language, text: self.text }
    }
}
