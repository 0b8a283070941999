//! What somebody must look at: what the page itself gave reason for, and what the spec can't say.

use weixin_catalog::Quirk;
use weixin_pages::Page;

use super::scalar::one_line;

/// Remarks in the making, each once.
#[derive(Debug)]
pub(super) struct Reviews {
    texts: Vec<String>,
}

impl Reviews {
    /// Begins with what the reader of the page found.
    pub(super) fn of(page: &Page) -> Self {
        let mut reviews = Self { texts: Vec::new() };
        for finding in &page.findings {
            reviews.add(&finding.words);
        }
        reviews
    }

    /// Adds a remark.
    pub(super) fn add(&mut self, words: &str) {
        let text = sentence(&one_line(words));
        if !text.is_empty() && !self.texts.contains(&text) {
            self.texts.push(text);
        }
    }

    /// Adds a remark about a field, unless there is one already.
    pub(super) fn add_about(&mut self, path: &str, words: &str) {
        let name = format!("`{path}`");
        if !self.texts.iter().any(|text| text.contains(&name)) {
            self.add(words);
        }
    }

    pub(super) fn into_quirks(self) -> Vec<Quirk> {
        self.texts.into_iter().map(|review| Quirk::Review { review }).collect()
    }
}

/// With a capital and a full stop.
fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
    let text = first + chars.as_str();
    let ends = text.is_empty() || text.ends_with(['.', '!', '?', '。']);
    if ends { text } else { text + "." }
}
