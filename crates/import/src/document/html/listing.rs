//! A `<pre>` in the making: its text as it stands.

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

    /// Adds text; `source` is how the file writes it, entities and all.
    pub(super) fn push(&mut self, text: &str, source: &str) {
        // As in browsers: an end of line right behind the tag isn't part of the listing.
        if self.text.is_empty() && source.starts_with('\n') {
            self.line += 1;
            self.text += text.strip_prefix('\n').unwrap_or(text);
        } else {
            self.text += text;
        }
    }

    /// `<br>`: the end of a line.
    pub(super) fn end_line(&mut self) {
        self.text.push('\n');
    }

    /// An element that is a line of its own, as programs that colour listings make them.
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
