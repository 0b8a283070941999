//! Reads the response: JSON fields without the envelope's, or a file.

use crate::{Field, FindingKind, Response, VendorType};

use super::examples::Exchange;
use super::examples::json::{Node, Value};
use super::findings::Findings;
use super::template::regions::{self, Kind, Region};
use super::template::text::{inline, says_one_of};
use super::template::words;

/// The fields of the envelope.
pub(super) const CODE: &str = "errcode";
pub(super) const MESSAGE: &str = "errmsg";

/// Whether the table or the section says that the response is a file.
pub(super) fn seems_file(reply: &[Field], regions: &[Region<'_>]) -> bool {
    reply.iter().any(is_bytes) || says_file(regions)
}

fn is_bytes(field: &Field) -> bool {
    // As base64 it is a string.
    let text =
        [&field.ty, &field.about].iter().any(|text| text.to_ascii_lowercase().contains("base64"));
    !text && matches!(VendorType::of(&field.ty), VendorType::Bytes | VendorType::FormPart)
}

fn says_file(regions: &[Region<'_>]) -> bool {
    let sections = [Kind::Reply, Kind::Response].into_iter();
    sections
        .flat_map(|kind| regions::blocks(regions, &kind))
        .any(|block| inline(block).is_some_and(|text| says_one_of(&text.text, words::BINARY)))
}

/// The response, made from the fields of its table.
pub(super) fn response(
    mut reply: Vec<Field>,
    regions: &[Region<'_>],
    exchanges: &[Exchange],
    findings: &mut Findings,
) -> Response {
    for field in reply.iter().filter(|field| field.name == CODE) {
        if VendorType::of(&field.ty) == VendorType::Text {
            let words = format!("`{CODE}` is documented as `{}`", field.ty);
            let about = format!("response.{CODE}");
            findings.add_about(about, FindingKind::CodeAsString, field.line, words);
        }
    }
    reply.retain(|field| field.name != CODE && field.name != MESSAGE);
    let shown = |name: &str| exchanges.iter().any(|exchange| shows(exchange, name));
    let bytes = reply.iter().position(is_bytes);
    match bytes {
        Some(place) if !shown(&reply[place].name) => {
            reply.remove(place);
            Response::File(reply)
        }
        Some(_) => Response::Json(reply),
        None if reply.is_empty() && says_file(regions) => Response::File(reply),
        None => {
            binary_example(&reply, exchanges, findings);
            Response::Json(reply)
        }
    }
}

/// Whether the example of a successful response has the field.
fn shows(exchange: &Exchange, name: &str) -> bool {
    exchange.reply.as_ref().is_some_and(|reply| is_success(reply) && reply.get(name).is_some())
}

/// Whether a response is a success.
pub(super) fn is_success(reply: &Node) -> bool {
    match reply.get(CODE).map(|code| &code.value) {
        Some(Value::Number(code)) => code == "0",
        Some(Value::Text(code)) => matches!(code.as_str(), "0" | ""),
        _ => true,
    }
}

/// Reports an example that is a file if the table doesn't list one.
fn binary_example(reply: &[Field], exchanges: &[Exchange], findings: &mut Findings) {
    let samples = exchanges.iter().filter_map(|exchange| exchange.example.reply.as_ref());
    for sample in
        samples.filter(|sample| sample.json.is_none() && says_one_of(&sample.text, words::BINARY))
    {
        let message = if reply.is_empty() {
            "the response of an example is a file, but the response table lists none"
        } else {
            "the response of an example is a file, but the response table lists JSON fields"
        };
        findings.add(FindingKind::TableAgainstExample, sample.line, message);
    }
}
