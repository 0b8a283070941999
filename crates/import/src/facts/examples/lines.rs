//! The lines of a sample.

use crate::facts::template::text::numbered;

/// The lines of a sample, with their numbers in the page.
#[derive(Default)]
pub(super) struct Lines(Vec<(String, u32)>);

impl Lines {
    pub(super) fn add(&mut self, text: &str, first: u32) {
        self.0.extend(numbered(text, first).map(|(line, number)| (line.to_owned(), number)));
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(super) fn text(&self, from: usize) -> String {
        let lines: Vec<_> = self.0[from..].iter().map(|(line, _)| line.as_str()).collect();
        lines.join("\n").trim_end().to_owned()
    }

    /// Whether they contain JSON whose brackets are all closed.
    pub(super) fn are_json(&self) -> bool {
        let begins = |(line, _): &(String, u32)| line.trim_start().starts_with(['{', '[']);
        let Some(start) = self.0.iter().position(begins) else { return false };
        let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
        for c in self.0[start..].iter().flat_map(|(line, _)| line.chars()) {
            match c {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = true,
                '"' => quoted = !quoted,
                '{' | '[' if !quoted => depth += 1,
                '}' | ']' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        depth == 0 && !quoted
    }

    /// The number in the page of the line with this index.
    pub(super) fn number(&self, index: usize) -> u32 {
        self.0.get(index).or(self.0.last()).map_or(1, |(_, number)| *number)
    }
}
