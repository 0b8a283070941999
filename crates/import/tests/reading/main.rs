//! Saved files as documents: their encodings, their forms, and what no file may do.

mod encodings;
mod hostile;
mod html;
mod markdown;
mod properties;
mod reader;
mod seeds;

use weixin_import::Document;

/// A file's document as a maintainer sees it, without the indentation of each line.
fn shown(text: &str) -> String {
    let page = Document::read(text.as_bytes()).expect("it is a text");
    page.to_string().lines().map(|line| line.trim().to_owned() + "\n").collect()
}
