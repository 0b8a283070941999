//! `<group>/<id>.yaml`: one endpoint.

use crate::{
    Access, Accounts, Endpoint, Evidence, Idempotency, Method, Serves, Span, Spanned, ThirdParty,
    Vendor,
};

use super::errors::{endpoint_errors, error_table};
use super::examples::examples;
use super::field::fields;
use super::mapping::{Mapping, entries, items, shown};
use super::message;
use super::quirks::{notes, quirks};
use super::scalar::{address, date, integer, prose, text, title, word, yes_no};
use crate::load::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::language;
use crate::load::yaml::{Node, NodeKind};

/// Reads one endpoint; `None` where it can't be read.
pub fn endpoint(
    group: Spanned<String>,
    id: Spanned<String>,
    node: &Node,
    out: &mut Diagnostics,
) -> Option<Endpoint> {
    let mut map = Mapping::open(node, &language::ENDPOINT, out)?;
    let title = map.required("title", out).and_then(|n| title(n, "`title`", out));
    let vendor = map.required("vendor", out).and_then(|n| vendor(n, out));
    let evidence = map.optional("evidence");
    let evidence = evidence.map(|n| word(n, "evidence", language::EVIDENCE, out));
    let legacy = map.optional("legacy").map(|n| yes_no(n, "value for a yes-or-no key", out));
    let about = map.optional("about").and_then(|n| prose(n, "`about`", out));
    let call = map.required("call", out).and_then(|n| call(n, out));
    let access = map.required("access", out).and_then(|n| access(n, out));
    let idempotency = map.required("idempotency", out).and_then(|n| idempotency(n, out));
    let verified_by = map.optional("verified_by").and_then(|n| items(n, "`verified_by`", out));
    let verified_by = verified_by.unwrap_or_default().iter();
    let verified_by = verified_by.filter_map(|n| text(n, "an endpoint", out)).collect();
    let query = map.optional("query").map(|n| fields(n, "`query`", Serves::Request, out));
    let body = message::body(&mut map, out);
    let response = message::response(&mut map, out);
    let table = map.optional("error_table");
    let errors = map.optional("errors").map(|n| endpoint_errors(n, out)).unwrap_or_default();
    let error_table = error_table(table, &errors, out);
    let examples = map.optional("examples").map(|n| examples(n, out));
    let quirks = map.optional("quirks").map(|n| quirks(n, out));
    let notes = map.optional("notes").map(|n| notes(n, out));
    map.finish(out);
    let call = call?;
    Some(Endpoint {
        group,
        id,
        title: title?.value,
        about: about.unwrap_or_default(),
        vendor: vendor?,
        evidence: evidence.flatten().unwrap_or(Evidence::Vendor),
        legacy: legacy.flatten().unwrap_or(false),
        method: call.method,
        path: call.path,
        fixed_query: call.fixed_query,
        query: query.unwrap_or_default(),
        body: body?,
        response: response?,
        access: access?,
        idempotency: idempotency?,
        verified_by,
        error_table,
        errors,
        examples: examples.unwrap_or_default(),
        quirks: quirks.unwrap_or_default(),
        notes: notes.unwrap_or_default(),
    })
}

fn vendor(node: &Node, out: &mut Diagnostics) -> Option<Vendor> {
    let mut map = Mapping::open(node, &language::VENDOR, out)?;
    let name = map.optional("name").and_then(|n| title(n, "`name`", out));
    let name = name.map(|name| name.value).filter(|name| !name.is_empty());
    let page = map.optional("page").and_then(|n| address(n, "`page`", out));
    let read = map.optional("read").and_then(|n| date(n, "`read`", out));
    let fingerprint = map.optional("fingerprint").and_then(|n| fingerprint(n, out));
    let also = map.optional("also").and_then(|n| items(n, "`also`", out));
    let also = also.unwrap_or_default().iter();
    let also = also.filter_map(|n| address(n, "a page", out)).collect();
    map.finish(out);
    Some(Vendor { name, page, read, fingerprint, also })
}

/// What identifies the words of a page.
fn fingerprint(node: &Node, out: &mut Diagnostics) -> Option<Spanned<String>> {
    let text = text(node, "`fingerprint`", out)?;
    let digits = text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if text.len() != 16 || !digits {
        let message = format!("`{}` is no fingerprint of a page", shown(&text));
        let help =
            "16 hexadecimal digits, such as `00c5f1a27be93d64`, as `cargo gen drift` writes them";
        out.push(Diagnostic::new(Code::WrongKind, node.span, message).help(help));
        return None;
    }
    Some(text)
}

struct Call {
    method: Method,
    path: Spanned<String>,
    fixed_query: Vec<(String, String)>,
}

/// `METHOD /path?name=value&name=value`.
fn call(node: &Node, out: &mut Diagnostics) -> Option<Call> {
    let text = text(node, "`call`", out)?;
    let call = parse_call(&text, text.span);
    if call.is_none() {
        let message = format!("`{}` is no call", shown(&text));
        let help = "GET or POST and a path, such as `POST /lamp/switch?mode=on`, of letters, digits, \
                    `_`, `-` and `.`; the host is in api.yaml, and the token is added automatically";
        out.push(Diagnostic::new(Code::BadCall, node.span, message).help(help));
    }
    call
}

/// Whether a call can be written so.
pub fn is_call(text: &str) -> bool {
    parse_call(text, Span::NOWHERE).is_some()
}

fn parse_call(text: &str, span: Span) -> Option<Call> {
    let (method, target) = text.split_once(' ')?;
    let method = match method {
        "GET" => Method::Get,
        "POST" => Method::Post,
        _ => return None,
    };
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    };
    let segments = path.strip_prefix('/')?.split('/');
    let plain = |text: &str| {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
        !text.is_empty() && text.chars().all(allowed)
    };
    for segment in segments {
        if !plain(segment) || segment.chars().all(|c| c == '.') {
            return None;
        }
    }
    let pairs = query.map(|query| query.split('&').map(|pair| pair.split_once('=')));
    let mut fixed_query: Vec<(String, String)> = Vec::new();
    for pair in pairs.into_iter().flatten() {
        let (name, value) = pair?;
        let twice = fixed_query.iter().any(|(other, _)| other == name);
        if !plain(name) || !plain(value) || twice {
            return None;
        }
        fixed_query.push((name.to_owned(), value.to_owned()));
    }
    let path = Spanned::new(path.to_owned(), span);
    Some(Call { method, path, fixed_query })
}

fn access(node: &Node, out: &mut Diagnostics) -> Option<Access> {
    let mut map = Mapping::open(node, &language::ACCESS, out)?;
    let tokens = map.required("tokens", out).and_then(|n| tokens(n, out));
    let accounts = map.required("accounts", out).and_then(|n| accounts(n, out));
    let sets = map.required("permission_sets", out).and_then(|n| permission_sets(n, out));
    let cloud = map.required("cloud_call", out);
    let cloud_call =
        cloud.and_then(|n| word(n, "value of `cloud_call`", language::CLOUD_CALL, out));
    map.finish(out);
    Some(Access {
        tokens: tokens?,
        accounts: accounts?,
        third_party: sets?,
        cloud_call: cloud_call?,
    })
}

fn tokens(node: &Node, out: &mut Diagnostics) -> Option<Vec<Spanned<String>>> {
    if let NodeKind::Scalar { .. } = node.kind {
        return word(node, "value of `tokens`", language::TOKENS, out).map(|()| Vec::new());
    }
    let items = items(node, "`tokens`", out)?;
    if items.is_empty() {
        let message = "write `none` where a call takes no token";
        out.push(Diagnostic::new(Code::WrongKind, node.span, message));
        return None;
    }
    Some(items.iter().filter_map(|n| text(n, "a token", out)).collect())
}

fn accounts(node: &Node, out: &mut Diagnostics) -> Option<Accounts> {
    if let NodeKind::Scalar { .. } = node.kind {
        return word(node, "value of `accounts`", language::ACCOUNTS, out);
    }
    let entries = entries(node, "`accounts`", out)?;
    let only = entries.iter().filter_map(|(account, node)| {
        let admission = word(node, "admission", language::ADMISSIONS, out)?;
        Some((account.clone(), admission))
    });
    Some(Accounts::Only(only.collect()))
}

fn permission_sets(node: &Node, out: &mut Diagnostics) -> Option<ThirdParty> {
    if let NodeKind::Scalar { .. } = node.kind {
        let words = language::PERMISSION_SETS;
        let unknown = word(node, "value of `permission_sets`", words, out)?;
        return Some(if unknown { ThirdParty::Unknown } else { ThirdParty::No });
    }
    let items = items(node, "`permission_sets`", out)?;
    if items.is_empty() {
        let message = "write `none` or `unknown` where no set is named";
        out.push(Diagnostic::new(Code::WrongKind, node.span, message));
        return None;
    }
    let sets = items.iter().filter_map(|node| {
        let number = integer(node, "a permission set", out)?;
        let value = u32::try_from(number.value).ok();
        if value.is_none() {
            let message = "a permission set is a number from 0 to 4294967295";
            out.push(Diagnostic::new(Code::WrongKind, node.span, message));
        }
        value.map(|value| Spanned::new(value, number.span))
    });
    Some(ThirdParty::PermissionSets(sets.collect()))
}

/// `read_only`, `idempotent`, `none`, or `{ keyed: [field, …] }`; `TODO` while it is undecided.
fn idempotency(node: &Node, out: &mut Diagnostics) -> Option<Spanned<Idempotency>> {
    if let NodeKind::Map(_) = node.kind {
        let mut map = Mapping::open(node, &language::KEYED, out)?;
        let keys = map.required("keyed", out).and_then(|n| items(n, "`keyed`", out));
        map.finish(out);
        let keys = keys?.iter().filter_map(|n| text(n, "a field", out)).collect();
        return Some(Spanned::new(Idempotency::Keyed(keys), node.span));
    }
    let idempotency = word(node, "idempotency class", language::IDEMPOTENCY, out)?;
    if idempotency == Idempotency::Unjudged {
        let message = "the idempotency class is not decided yet";
        let help = "until then it is treated as `none`; `read_only`, `idempotent` and `keyed` calls can be retried";
        out.push(Diagnostic::new(Code::Todo, node.span, message).help(help));
    }
    Some(Spanned::new(idempotency, node.span))
}
