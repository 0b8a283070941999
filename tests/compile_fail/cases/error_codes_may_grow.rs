//! A match on error codes needs a wildcard arm: naming one more code later breaks nobody.

use weixin::api::ErrorClass;

fn describe(class: ErrorClass) -> &'static str {
    match class {
        ErrorClass::Retry => "again",
        ErrorClass::Token => "token",
    }
}

fn main() {
    describe(ErrorClass::Retry);
}
