//! What pages say: one peculiarity each, on a small page that stands in the test.

mod access;
mod calls;
mod errors;
mod examples;
mod fields;
mod forms;
mod random;
mod refusals;
mod replies;
mod sections;
#[path = "../support/mod.rs"]
mod support;
mod tables;

use weixin_pages::Page;

/// The facts of a page.
fn page(text: &str) -> Page {
    weixin_pages::read(text.as_bytes()).unwrap()
}
