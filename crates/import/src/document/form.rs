//! Which form a text was saved in.

use super::html::is_html;
use super::text::{heading, is_fence};

/// The form that a page was saved in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// Markdown, as converters make it of HTML.
    #[default]
    Markdown,
    /// The vendor's own Markdown, with tables as JSON.
    VendorMarkdown,
    /// What a browser's reader mode or a scraper leaves: headings all alike, nothing escaped, no links.
    Reader,
    /// HTML.
    Html,
}

/// The form of a text. The twin is known by its tables only, later on.
///
/// Reader mode marks nothing but headings, and these without levels; a single other mark, and
/// backslashes and asterisks have to be taken for marks as well.
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
