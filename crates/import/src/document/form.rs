//! The form in which a page was saved.

use super::html::is_html;
use super::text::{heading, is_fence};

/// The form in which a page was saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Markdown, as converters make it from HTML.
    #[default]
    Markdown,
    /// The vendor's own Markdown, with tables as JSON.
    VendorMarkdown,
    /// The output of a browser's reader mode or a scraper: all headings have level 1, nothing is escaped, and there
    /// are no links.
    Reader,
    /// HTML.
    Html,
}

/// The form of a text. [`Form::VendorMarkdown`] is recognised later, by its tables.
///
/// Reader mode marks only headings, all with level 1. If the text has any other mark, it is Markdown, so backslashes
/// and asterisks are marks too.
pub(super) fn of(text: &str) -> Form {
    if is_html(text) {
        return Form::Html;
    }
    let mut headings = 0_usize;
    for line in text.lines() {
        if line.contains("](") || is_fence(line) {
            return Form::Markdown;
        }
        match heading(line) {
            Some((1, _)) => headings += 1,
            Some(_) => return Form::Markdown,
            None => {}
        }
    }
    if headings > 1 { Form::Reader } else { Form::Markdown }
}
