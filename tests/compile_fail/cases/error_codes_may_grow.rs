//! A match on error codes requires a wildcard arm, so that another named code is not a breaking change.

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
