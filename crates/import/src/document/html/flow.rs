//! Words on their way through tags, until a block of them is whole.

use crate::document::{Inline, inline};

/// The words of a block in the making.
#[derive(Default)]
pub(super) struct Flow {
    words: Inline,
    /// The line of the file in which each line of the words begins.
    lines: Vec<u32>,
    /// Where the open link leads, and where its words begin.
    link: Option<(String, usize)>,
    /// Where the words begin that are marked as code.
    code: Option<usize>,
    /// Whether there is white space between the words so far and the next.
    space: bool,
}

impl Flow {
    /// Adds text that begins in a line; its white space counts as one space.
    pub(super) fn push(&mut self, text: &str, line: u32) {
        let mut line = line;
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                line = line.saturating_add(1);
                self.space = true;
            }
            self.space |= part.starts_with(char::is_whitespace);
            let mut words = part.split_whitespace().peekable();
            while let Some(word) = words.next() {
                self.word(word, line);
                self.space = words.peek().is_some() || part.ends_with(char::is_whitespace);
            }
        }
    }

    fn word(&mut self, word: &str, line: u32) {
        self.gap();
        if self.words.text.is_empty() || self.words.text.ends_with('\n') {
            self.lines.push(line);
        }
        self.words.text.push_str(word);
    }

    /// The space before what comes next.
    fn gap(&mut self) {
        let text = &mut self.words.text;
        if std::mem::take(&mut self.space) && !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
    }

    /// Begins a new line; empty ones aren't kept.
    pub(super) fn break_line(&mut self) {
        self.space = false;
        if !self.words.text.is_empty() && !self.words.text.ends_with('\n') {
            self.words.text.push('\n');
        }
    }

    /// Begins a link; a link within a link ends the outer one, as in browsers.
    pub(super) fn open_link(&mut self, target: String) {
        self.close_link();
        self.gap();
        self.link = Some((target, self.words.text.len()));
    }

    pub(super) fn close_link(&mut self) {
        inline::close(&mut self.words, self.link.take());
    }

    pub(super) fn open_code(&mut self) {
        self.gap();
        self.code = self.code.or(Some(self.words.text.len()));
    }

    pub(super) fn close_code(&mut self) {
        // A link may have taken back the words that the code began with.
        let code = self.code.take().and_then(|start| self.words.text.get(start..)).map(str::trim);
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            let code = code.to_owned();
            self.words.code.push(code);
        }
    }

    /// The words so far and the lines that they begin in, if there are any.
    pub(super) fn take(&mut self) -> Option<(Inline, Vec<u32>)> {
        self.close_code();
        self.close_link();
        let Self { mut words, mut lines, .. } = std::mem::take(self);
        words.text.truncate(words.text.trim_end().len());
        lines.truncate(words.text.split('\n').count());
        (!words.text.is_empty()).then_some((words, lines))
    }
}
