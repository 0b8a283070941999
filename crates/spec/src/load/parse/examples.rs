//! The `examples:` of an endpoint.

use crate::{Example, Outcome};

use super::mapping::{Mapping, items};
use super::scalar::{json, snake, yes_no};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language;
use crate::load::yaml::Node;

pub(super) fn examples(node: &Node, out: &mut Diagnostics) -> Vec<Example> {
    let items = items(node, "`examples`", out).unwrap_or_default();
    items.iter().filter_map(|node| example(node, out)).collect()
}

fn example(node: &Node, out: &mut Diagnostics) -> Option<Example> {
    let mut map = Mapping::open(node, &language::EXAMPLE, out)?;
    let name = map.optional("name").and_then(|n| snake(n, out));
    let query = map.optional("query").and_then(json);
    let request = map.optional("request").and_then(json);
    let response = map.optional("response").and_then(json);
    let error = map.optional("error").and_then(json);
    let published = map.optional("published");
    let published = published.and_then(|n| yes_no(n, "value for a yes-or-no key", out));
    let span = map.span();
    map.finish(out);
    let outcome = match (response, error) {
        (Some(_), Some(error)) => {
            let message = "an example has either a `response` or an `error`";
            let help = "make two examples of it";
            out.push(Diagnostic::new(Code::BadExample, error.span, message).help(help));
            return None;
        }
        (Some(response), None) => Some(Outcome::Response(response)),
        (None, Some(error)) => Some(Outcome::Error(error)),
        (None, None) => None,
    };
    if outcome.is_none() && request.is_none() && query.is_none() {
        let message = "an example shows a `request`, a `response` or an `error`";
        out.push(Diagnostic::new(Code::BadExample, span, message));
        return None;
    }
    let published = published.unwrap_or(false);
    Some(Example { name, query, request, outcome, published, span })
}
