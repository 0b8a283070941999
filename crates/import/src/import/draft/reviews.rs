//! What somebody must look at: what the page itself gave reason for, and what the spec can't say.

use crate::Page;
use weixin_spec::Quirk;

use crate::import::text::scalar::one_line;

/// Remarks in the making, each once.
#[derive(Debug)]
pub(super) struct Reviews {
    texts: Vec<String>,
    /// How many of them the reader of the page found.
    found: usize,
}

impl Reviews {
    /// Begins with what the reader of the page found.
    pub(super) fn of(page: &Page) -> Self {
        let mut reviews = Self { texts: Vec::new(), found: 0 };
        for finding in &page.findings {
            reviews.add(&finding.words);
        }
        reviews.found = reviews.texts.len();
        reviews
    }

    /// Adds a remark.
    pub(super) fn add(&mut self, words: &str) {
        let text = sentence(&one_line(words));
        if !text.is_empty() && !self.texts.contains(&text) {
            self.texts.push(text);
        }
    }

    /// Adds a remark about a field, unless the reader of the page has said as much (that an example lacks it is one
    /// thing, what it is another), or a remark begins so: of `lamp` in two places each has its own.
    pub(super) fn add_about(&mut self, path: &str, words: &str) {
        let name = format!("`{path}`");
        let lacks = |text: &str| text.contains(" lacks `");
        let (found, own) = self.texts.split_at(self.found);
        let is_found =
            || found.iter().any(|text| text.contains(&name) && lacks(text) == lacks(words));
        let beginning = words.split(", ").next().unwrap_or(words);
        if !is_found() && !own.iter().any(|text| text.starts_with(beginning)) {
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
