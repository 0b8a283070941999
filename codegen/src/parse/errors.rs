//! `errors.yaml`, and the `errors:` of an endpoint.

use weixin_catalog::{EndpointError, ErrorCode, Spanned};

use super::mapping::{Mapping, entries, shown};
use super::scalar::{line, prose, text, whole_number};
use super::types::camel;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::language;
use crate::yaml::Node;

/// The general error codes, sorted by number.
pub(super) fn errors(node: &Node, out: &mut Diagnostics) -> Vec<ErrorCode> {
    let entries = entries(node, "errors.yaml", out).unwrap_or_default();
    let errors = entries.iter();
    let mut errors: Vec<_> = errors.filter_map(|(code, node)| error(code, node, out)).collect();
    errors.sort_by_key(|error| error.code.value);
    errors
}

fn error(code: &Spanned<String>, node: &Node, out: &mut Diagnostics) -> Option<ErrorCode> {
    let code = number(code, out);
    let mut map = Mapping::open(node, &language::ERROR_CODE, out)?;
    let name = map.required("name", out).and_then(|n| camel(n, out));
    let class = map.required("class", out).and_then(|n| text(n, "`class`", out));
    let wire = map.optional("text").and_then(|n| line(n, "`text`", out));
    let meaning = map.required("meaning", out).and_then(|n| prose(n, "`meaning`", out));
    let remedy = map.required("remedy", out).and_then(|n| prose(n, "`remedy`", out));
    map.finish(out);
    Some(ErrorCode {
        code: code?,
        name: name?,
        class: class?,
        text: wire.map(|wire| wire.value),
        meaning: meaning?,
        remedy: remedy?,
    })
}

/// The codes that an endpoint's page lists, in the order written.
pub(super) fn endpoint_errors(node: &Node, out: &mut Diagnostics) -> Vec<EndpointError> {
    let entries = entries(node, "`errors`", out).unwrap_or_default();
    let errors = entries.iter();
    errors.filter_map(|(code, node)| endpoint_error(code, node, out)).collect()
}

fn endpoint_error(
    code: &Spanned<String>,
    node: &Node,
    out: &mut Diagnostics,
) -> Option<EndpointError> {
    let code = number(code, out);
    let mut map = Mapping::open(node, &language::ENDPOINT_ERROR, out)?;
    let meaning = map.optional("meaning").and_then(|n| prose(n, "`meaning`", out));
    let remedy = map.optional("remedy").and_then(|n| prose(n, "`remedy`", out));
    let class = map.optional("class").and_then(|n| text(n, "`class`", out));
    map.finish(out);
    Some(EndpointError { code: code?, meaning, remedy, class })
}

fn number(code: &Spanned<String>, out: &mut Diagnostics) -> Option<Spanned<i64>> {
    let number = whole_number(code);
    if number.is_none() {
        let message = format!("`{}` is no error code", shown(code));
        let help = "a whole number of 64 bits, without leading zeros";
        out.push(Diagnostic::new(Code::WrongKind, code.span, message).help(help));
    }
    number.map(|number| Spanned::new(number, code.span))
}
