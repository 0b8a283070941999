//! Documents as text, for tests to spell out.

use weixin_import::Document;

/// A file's document as a maintainer sees it, without the indentation of each line.
pub(crate) fn shown(text: &str) -> String {
    let page = Document::read(text.as_bytes()).expect("it is a text");
    page.to_string().lines().map(|line| line.trim().to_owned() + "\n").collect()
}
