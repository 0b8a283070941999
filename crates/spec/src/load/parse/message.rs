//! What an endpoint is sent and what it answers: fields, a form, a file, or JSON of unknown fields.

use crate::{Body, Field, FilePart, Limits, Range, Response, Serves, Spanned, Type};

use super::field::fields;
use super::mapping::Mapping;
use super::scalar::{integer, prose, word};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language;
use crate::load::yaml::{Node, NodeKind};

/// `body:` or, in its place, `form:`.
pub(super) fn body(map: &mut Mapping<'_>, out: &mut Diagnostics) -> Option<Body> {
    let form = map.optional("form");
    match (one_of(map, "body", "form", form, out)?, form) {
        (_, Some(form)) => Some(Body::Form(fields(form, "`form`", Serves::Request, out))),
        (node, None) => body_of(node, out),
    }
}

/// `none`, `json`, `{}`, or fields.
fn body_of(node: &Node, out: &mut Diagnostics) -> Option<Body> {
    match node.kind {
        NodeKind::Scalar { .. } => {
            let json = word(node, "body", language::BODY, out)?;
            Some(if json { Body::Whole(whole_json(node).into()) } else { Body::None })
        }
        _ => Some(Body::Json(fields(node, "`body`", Serves::Request, out))),
    }
}

/// `response:` or, in its place, `download:`.
pub(super) fn response(map: &mut Mapping<'_>, out: &mut Diagnostics) -> Option<Response> {
    let file = map.optional("download");
    match (one_of(map, "response", "download", file, out)?, file) {
        (_, Some(file)) => download(file, out).map(|file| Response::Whole(file.into())),
        (node, None) => match node.kind {
            NodeKind::Scalar { ref text, .. } if !text.is_empty() => {
                word(node, "response", language::RESPONSE, out)?;
                Some(Response::Whole(whole_json(node).into()))
            }
            _ => Some(Response::Json(fields(node, "`response`", Serves::Response, out))),
        },
    }
}

/// The value of the one key of two that is there.
fn one_of<'n>(
    map: &mut Mapping<'n>,
    usual: &'static str,
    other: &'static str,
    instead: Option<&'n Node>,
    out: &mut Diagnostics,
) -> Option<&'n Node> {
    let Some(instead) = instead else {
        return map.required(usual, out);
    };
    if map.optional(usual).is_some() {
        let message = format!("`{other}` replaces `{usual}`");
        let help = "an endpoint has one of the two";
        out.push(Diagnostic::new(Code::Unsuitable, instead.span, message).help(help));
        return None;
    }
    Some(instead)
}

/// `{ about, limit }`: what the file is, and how many bytes of it are read at most.
fn download(node: &Node, out: &mut Diagnostics) -> Option<Field> {
    let mut map = Mapping::open(node, &language::DOWNLOAD, out)?;
    let about = map.required("about", out).and_then(|n| prose(n, "`about`", out));
    let limit = map.required("limit", out).and_then(|n| {
        let limit = integer(n, "`limit`", out)?;
        if !(1..=1 << 30).contains(&limit.value) {
            let message = "a file has from one byte to 1 GiB, since it is held in memory";
            let help = "the most bytes that are read, such as 67108864 for 64 MiB";
            out.push(Diagnostic::new(Code::BadRange, n.span, message).help(help));
            return None;
        }
        Some(limit)
    });
    map.finish(out);
    let limit = limit?;
    let range = Range { min: None, max: Some(limit.value) };
    let bytes = Some(Spanned::new(range, limit.span));
    let file = whole("file", Type::File(FilePart::default()), node);
    Some(Field { about: about?, limits: Limits { bytes, ..Limits::default() }, ..file })
}

fn whole_json(node: &Node) -> Field {
    let about = "Everything: which fields there are is not documented.".to_owned();
    Field { about, ..whole("json", Type::Json, node) }
}

/// The one value that a message is, as a field of that name.
fn whole(name: &str, ty: Type, node: &Node) -> Field {
    Field::bare(Spanned::new(name.to_owned(), node.span), Spanned::new(ty, node.span))
}
