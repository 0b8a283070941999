//! What a success brings: fields without the envelope's, or a file.

use crate::{Field, FindingKind, Response, VendorType};

use super::examples::Exchange;
use super::examples::json::{Node, Value};
use super::findings::Findings;
use super::template::regions::{self, Kind, Region};
use super::template::text::{says_one_of, words as words_of};
use super::template::words;

/// The envelope's fields.
pub(super) const CODE: &str = "errcode";
pub(super) const MESSAGE: &str = "errmsg";

/// Whether the table or the notes say that the reply is a file.
pub(super) fn seems_file(reply: &[Field], regions: &[Region<'_>]) -> bool {
    reply.iter().any(is_bytes) || says_file(regions)
}

fn is_bytes(field: &Field) -> bool {
    // In base64 it is a text among others.
    let text =
        [&field.ty, &field.about].iter().any(|text| text.to_ascii_lowercase().contains("base64"));
    !text && matches!(VendorType::of(&field.ty), VendorType::Bytes | VendorType::FormPart)
}

fn says_file(regions: &[Region<'_>]) -> bool {
    let sections = [Kind::Reply, Kind::Response].into_iter();
    sections
        .flat_map(|kind| regions::blocks(regions, &kind))
        .any(|block| words_of(block).is_some_and(|text| says_one_of(&text.text, words::BINARY)))
}

/// The reply, of the fields of its table.
pub(super) fn response(
    mut reply: Vec<Field>,
    regions: &[Region<'_>],
    exchanges: &[Exchange],
    findings: &mut Findings,
) -> Response {
    for field in reply.iter().filter(|field| field.name == CODE) {
        if VendorType::of(&field.ty) == VendorType::Text {
            let words = format!("`{CODE}` is documented as `{}`", field.ty);
            findings.add(FindingKind::CodeAsString, field.line, words);
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

/// Whether a reply of JSON has the field.
fn shows(exchange: &Exchange, name: &str) -> bool {
    exchange.reply.as_ref().is_some_and(|reply| is_success(reply) && reply.get(name).is_some())
}

/// Whether this is no refusal.
pub(super) fn is_success(reply: &Node) -> bool {
    match reply.get(CODE).map(|code| &code.value) {
        Some(Value::Number(code)) => code == "0",
        Some(Value::Text(code)) => matches!(code.as_str(), "0" | ""),
        _ => true,
    }
}

/// Says that an example is a file where the table has none.
fn binary_example(reply: &[Field], exchanges: &[Exchange], findings: &mut Findings) {
    let samples = exchanges.iter().filter_map(|exchange| exchange.example.reply.as_ref());
    for sample in
        samples.filter(|sample| sample.json.is_none() && says_one_of(&sample.text, words::BINARY))
    {
        let words = if reply.is_empty() {
            "an example's reply is a file, the table of the reply has none"
        } else {
            "an example's reply is a file, the table of the reply has fields of JSON"
        };
        findings.add(FindingKind::TableAgainstExample, sample.line, words);
    }
}
