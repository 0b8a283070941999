//! The lines of a text, with their numbers.

/// The rest of a text. A copy can be used to look ahead.
#[derive(Clone, Copy)]
pub(super) struct Lines<'t> {
    rest: &'t str,
    /// The number of the next line, from 1.
    number: u32,
}

impl<'t> Lines<'t> {
    /// The lines of a text; `number` is the number of the first one.
    pub(super) fn new(text: &'t str, number: u32) -> Self {
        Self { rest: text, number }
    }

    /// The text that has not been read yet.
    pub(super) fn rest(self) -> &'t str {
        self.rest
    }

    /// The next line, without reading it.
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
