//! `errors.yaml`, and the `errors:` of an endpoint.

use crate::{EndpointError, ErrorCode, ErrorSource, ErrorTable, Spanned};

use super::mapping::{Mapping, entries, shown};
use super::scalar::{TODO, prose, text, title, whole_number, word};
use super::types::camel;
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language;
use crate::load::yaml::Node;

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
    let name = name.map(|name| name_of(code.as_ref(), name, out));
    let class = map.required("class", out).and_then(|n| text(n, "`class`", out));
    let wire = map.optional("text").and_then(|n| title(n, "`text`", out));
    let meaning = map.required("meaning", out).and_then(|n| prose(n, "`meaning`", out));
    let remedy = map.required("remedy", out).and_then(|n| prose(n, "`remedy`", out));
    map.finish(out);
    Some(ErrorCode {
        code: code?,
        name: name?,
        class: class?,
        text: wire.map(|wire| wire.value).filter(|wire| !wire.is_empty()),
        meaning: meaning?,
        remedy: remedy?,
        inherited: false,
    })
}

/// A code whose name is still to be found is called by its number.
fn name_of(
    code: Option<&Spanned<i64>>,
    name: Spanned<String>,
    out: &mut Diagnostics,
) -> Spanned<String> {
    let Some(code) = code.filter(|_| name.value == TODO) else {
        return name;
    };
    let sign = if code.value < 0 { "Minus" } else { "" };
    let value = format!("Code{sign}{}", code.value.unsigned_abs());
    let message = "`name` is still to be written";
    let help = format!("until then it is `{value}`");
    out.push(Diagnostic::new(Code::Todo, name.span, message).help(help));
    Spanned::new(value, name.span)
}

/// The codes of an endpoint, in the order written.
pub(super) fn endpoint_errors(node: &Node, out: &mut Diagnostics) -> Vec<EndpointError> {
    let entries = entries(node, "`errors`", out).unwrap_or_default();
    let errors = entries.iter();
    errors.filter_map(|(code, node)| endpoint_error(code, node, out)).collect()
}

/// What the page says of error codes; the codes here must not say otherwise.
pub(super) fn error_table(
    node: Option<&Node>,
    errors: &[EndpointError],
    out: &mut Diagnostics,
) -> ErrorTable {
    let of_the_page = errors.iter().find(|error| error.source == ErrorSource::Page);
    let implied = if of_the_page.is_some() { ErrorTable::Listed } else { ErrorTable::Unread };
    let said = node.and_then(|node| {
        Some((node, word(node, "value of `error_table`", language::ERROR_TABLE, out)?))
    });
    let Some((node, table)) = said else { return implied };
    let problem = match (table, of_the_page) {
        (ErrorTable::Listed, None) => "the page lists codes, and none of them is here",
        (ErrorTable::None | ErrorTable::Unread, Some(_)) => {
            "a code is from a page that is said to list none, or not to have been read"
        }
        _ => return table,
    };
    let span = of_the_page.map_or(node.span, |error| error.code.span);
    let help = "a code that the page doesn't list has `source: practice` or `source: general`";
    let diagnostic = Diagnostic::new(Code::BadErrorSource, span, problem).help(help);
    out.push(if span == node.span { diagnostic } else { diagnostic.and(node.span, "said here") });
    table
}

fn endpoint_error(
    code: &Spanned<String>,
    node: &Node,
    out: &mut Diagnostics,
) -> Option<EndpointError> {
    let code = number(code, out);
    let mut map = Mapping::open(node, &language::ENDPOINT_ERROR, out)?;
    let source = map.optional("source");
    let source = source.and_then(|n| word(n, "value of `source`", language::ERROR_SOURCE, out));
    let source = source.unwrap_or(ErrorSource::Page);
    let meaning = map.optional("meaning").and_then(|n| prose(n, "`meaning`", out));
    let remedy = map.optional("remedy").and_then(|n| prose(n, "`remedy`", out));
    let class = map.optional("class").and_then(|n| text(n, "`class`", out));
    map.finish(out);
    Some(EndpointError { code: code?, source, meaning, remedy, class })
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
