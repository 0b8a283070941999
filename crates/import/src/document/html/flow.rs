//! Collects the inline text of a block across tags.

use crate::document::{Inline, inline};

/// The text of a block so far.
#[derive(Default)]
pub(super) struct Flow {
    inline: Inline,
    /// The line of the file in which each line of the text begins.
    lines: Vec<u32>,
    /// The target of the open link, and the position where its text begins.
    link: Option<(String, usize)>,
    /// The position where the open `<code>` begins.
    code: Option<usize>,
    /// Whether there is white space before the next word.
    space: bool,
}

impl Flow {
    /// Adds text that begins in this line of the file. Each run of white space becomes one space.
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
        if self.inline.text.is_empty() || self.inline.text.ends_with('\n') {
            self.lines.push(line);
        }
        self.inline.text.push_str(word);
    }

    /// Adds the pending space, if there is one.
    fn gap(&mut self) {
        let text = &mut self.inline.text;
        if std::mem::take(&mut self.space) && !text.is_empty() && !text.ends_with('\n') {
            text.push(' ');
        }
    }

    /// Begins a new line; empty lines are left out.
    pub(super) fn break_line(&mut self) {
        self.space = false;
        if !self.inline.text.is_empty() && !self.inline.text.ends_with('\n') {
            self.inline.text.push('\n');
        }
    }

    /// Begins a link. A link within a link ends the outer one, as in browsers.
    pub(super) fn open_link(&mut self, target: String) {
        self.close_link();
        self.gap();
        self.link = Some((target, self.inline.text.len()));
    }

    pub(super) fn close_link(&mut self) {
        inline::close(&mut self.inline, self.link.take());
    }

    pub(super) fn open_code(&mut self) {
        self.gap();
        self.code = self.code.or(Some(self.inline.text.len()));
    }

    pub(super) fn close_code(&mut self) {
        // A link may have removed the text at which the code began.
        let code = self.code.take().and_then(|start| self.inline.text.get(start..)).map(str::trim);
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            let code = code.to_owned();
            self.inline.code.push(code);
        }
    }

    /// Takes the text so far and the lines of the file in which its lines begin, if there is any.
    pub(super) fn take(&mut self) -> Option<(Inline, Vec<u32>)> {
        self.close_code();
        self.close_link();
        let Self { mut inline, mut lines, .. } = std::mem::take(self);
        inline.text.truncate(inline.text.trim_end().len());
        lines.truncate(inline.text.split('\n').count());
        (!inline.text.is_empty()).then_some((inline, lines))
    }
}
