//! Finds the endpoint that a request is for.

use weixin_spec::{Endpoint, Method, Model};

use crate::http::query::Query;
use crate::refusal::Reason;

/// The result of routing a request line.
pub(crate) enum Route<'a> {
    /// An endpoint.
    Endpoint(&'a Endpoint),
    /// No endpoint has this path.
    NoSuchPath,
    /// The path takes another method.
    WrongMethod(Reason),
    /// The path and method are those of this endpoint, but this query parameter doesn't have its fixed
    /// value.
    WrongQuery(&'a Endpoint, &'a str, &'a str),
}

pub(crate) fn find<'a>(model: &'a Model, method: &str, path: &str, query: &Query) -> Route<'a> {
    let here = |endpoint: &&Endpoint| endpoint.path.value == path;
    let mut at_path = model.endpoints.iter().filter(here).peekable();
    let Some(first) = at_path.peek() else {
        return Route::NoSuchPath;
    };
    let wrong_method = match first.method {
        Method::Get => Reason::GetRequired,
        Method::Post => Reason::PostRequired,
    };
    let mut wrong = Route::WrongMethod(wrong_method);
    for endpoint in at_path.filter(|endpoint| endpoint.method.as_str() == method) {
        let fixed = &mut endpoint.fixed_query.iter();
        match fixed.find(|(name, value)| query.get(name) != Some(value)) {
            None => return Route::Endpoint(endpoint),
            Some((name, value)) if matches!(wrong, Route::WrongMethod(_)) => {
                wrong = Route::WrongQuery(endpoint, name, value);
            }
            Some(_) => {}
        }
    }
    wrong
}
