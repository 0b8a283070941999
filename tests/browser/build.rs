//! Lets the tests that need a browser be ignored where there is none.

fn main() {
    weixin_test_support::installed::set_cfg("has_browser", &["chromium", "chromedriver"]);
}
