//! The envelope of a reply: the error code and message among the fields of a JSON object. It alone
//! determines whether a reply has an error code, independent of the HTTP status and other fields.

mod message;
mod repair;
mod scan;

use bytes::Bytes;

pub(crate) use message::Message;
pub(crate) use repair::repair;
use scan::{Code, Found};

use crate::{api::SETTINGS, error::DecodeKind};

/// The result of reading an envelope.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// No error code: this JSON is to be decoded.
    Success(Bytes),
    /// An error code.
    Failed { code: i64, message: Option<String> },
    /// Not a valid reply.
    Unreadable {
        kind: DecodeKind,
        error: Option<serde_json::Error>,
        /// Whether it nevertheless has the code of success.
        executed: bool,
    },
}

/// Reads the envelope of a reply. If the reply begins with the code of success, its rest is not checked
/// to be JSON. If it then can't be decoded, call [`open_whole`].
pub(crate) fn open(body: &Bytes) -> Verdict {
    if scan::begins_with_success(body) { Verdict::Success(body.clone()) } else { open_whole(body) }
}

/// Reads the envelope of a reply, checks that the reply is JSON, and repairs it if possible.
pub(crate) fn open_whole(body: &Bytes) -> Verdict {
    let json = match body.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => body.slice_ref(rest),
        None => body.clone(),
    };
    let mut found = Found::default();
    match scan::envelope(&json, &mut found) {
        Ok(()) => verdict(&found, Ok(json.clone())),
        Err(error) => open_invalid(&json, &found, error),
    }
}

/// The maximum size of an error reply in bytes: a longer reply is a file, even if it begins like JSON.
const LONGEST_ERROR: usize = 64 << 10;

/// Reads a reply that should be a file. JSON with an envelope is not a file, nor is the HTML page of a
/// gateway.
pub(crate) fn open_file(body: &Bytes) -> Verdict {
    let begin = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start();
    match begin.first() {
        Some(b'{') if begin.len() <= LONGEST_ERROR => {
            let mut found = Found::default();
            // `open_whole` checks that the rest is JSON.
            let _ = scan::envelope(begin, &mut found);
            match open_whole(body) {
                failed @ Verdict::Failed { .. } => failed,
                _ if !found.any() => Verdict::Success(body.clone()),
                Verdict::Success(_) => unreadable(DecodeKind::NoFile, None, &found),
                unreadable @ Verdict::Unreadable { .. } => unreadable,
            }
        }
        Some(b'<') if is_web_page(begin) => unreadable(DecodeKind::Html, None, &Found::default()),
        _ => Verdict::Success(body.clone()),
    }
}

fn is_web_page(begin: &[u8]) -> bool {
    let tags: [&[u8]; 2] = [b"<!doctype html", b"<html"];
    tags.iter().any(|tag| begin.get(..tag.len()).is_some_and(|it| it.eq_ignore_ascii_case(tag)))
}

/// Reads a reply that may be anything but an error.
pub(crate) fn open_anything(body: &Bytes) -> Verdict {
    match open_file(body) {
        Verdict::Unreadable { kind: DecodeKind::NoFile, .. } => Verdict::Success(body.clone()),
        verdict => verdict,
    }
}

/// Whether a reply has the code of success, which means that the call was executed. A reply without a code
/// may not come from WeChat.
pub(crate) fn is_executed(json: &[u8]) -> bool {
    let mut found = Found::default();
    // A syntax error after the code doesn't matter.
    let _ = scan::envelope(json, &mut found);
    found.is_success()
}

/// Reads a reply that is not valid JSON.
fn open_invalid(json: &Bytes, found: &Found<'_>, error: serde_json::Error) -> Verdict {
    match json.trim_ascii_start().first() {
        None => return unreadable(DecodeKind::Empty, None, found),
        Some(b'<') => return unreadable(DecodeKind::Html, None, found),
        Some(_) => {}
    }
    let kind = if error.is_eof() { DecodeKind::Truncated } else { DecodeKind::Syntax };
    let Some(repaired) = repair(json).map(Bytes::from) else {
        return verdict(found, Err((kind, error)));
    };
    let mut found = Found::default();
    match scan::envelope(&repaired, &mut found) {
        Ok(()) => verdict(&found, Ok(repaired.clone())),
        Err(_) => verdict(&found, Err((kind, error))),
    }
}

fn verdict(found: &Found<'_>, json: Result<Bytes, (DecodeKind, serde_json::Error)>) -> Verdict {
    match (&found.code, json) {
        (Code::Number(code), _) if *code != SETTINGS.envelope.success => {
            Verdict::Failed { code: *code, message: found.message() }
        }
        (_, Err((kind, error))) => unreadable(kind, Some(error), found),
        (Code::Unreadable, Ok(_)) => unreadable(DecodeKind::Code, None, found),
        (Code::Contradictory, Ok(_)) => unreadable(DecodeKind::TwoCodes, None, found),
        (Code::Absent | Code::Number(_), Ok(json)) => Verdict::Success(json),
    }
}

fn unreadable(kind: DecodeKind, error: Option<serde_json::Error>, found: &Found<'_>) -> Verdict {
    Verdict::Unreadable { kind, error, executed: found.is_success() }
}

#[cfg(test)]
mod tests;
