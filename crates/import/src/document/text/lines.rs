//! A text's lines, with their numbers.

/// What of a text is still to be read. A copy of it looks ahead.
#[derive(Clone, Copy)]
pub(super) struct Lines<'t> {
    rest: &'t str,
    /// The number of the line that `next` gives next, from 1.
    number: u32,
}

impl<'t> Lines<'t> {
    /// All lines of a text, the first one being number `number`.
    pub(super) fn new(text: &'t str, number: u32) -> Self {
        Self { rest: text, number }
    }

    /// All that is still to be read.
    pub(super) fn rest(self) -> &'t str {
        self.rest
    }

    /// The next line, left where it is.
    pub(super) fn peek(self) -> Option<(u32, &'t str)> {
        self.clone().next()
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = (u32, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        let number = self.number;
        self.rest = rest;
        self.number = number.saturating_add(1);
        Some((number, line))
    }
}
