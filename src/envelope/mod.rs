//! The envelope of a reply: an error code and a message among the fields of a JSON object. Decides
//! whether a reply is a success, whatever its HTTP status and its other fields say.

mod message;
mod repair;
mod scan;

use bytes::Bytes;

pub(crate) use message::Message;
pub(crate) use repair::repair;
use scan::{Code, Found};

use crate::{api::SETTINGS, error::DecodeKind};

/// What a reply is.
#[derive(Debug)]
pub(crate) enum Verdict {
    /// No error code: this JSON is to be decoded.
    Success(Bytes),
    /// An error code.
    Failed { code: i64, message: Option<String> },
    /// Not what it should be.
    Unreadable {
        kind: DecodeKind,
        error: Option<serde_json::Error>,
        /// It has the code of success all the same.
        carried_out: bool,
    },
}

/// Reads the envelope of a reply. A success may turn out not to be JSON when it is decoded: then
/// it needs a [`closer look`](look_closer).
pub(crate) fn open(body: &Bytes) -> Verdict {
    if scan::begins_with_success(body) { Verdict::Success(body.clone()) } else { look_closer(body) }
}

/// Reads the whole of a reply, and mends what can be mended.
pub(crate) fn look_closer(body: &Bytes) -> Verdict {
    let json = match body.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => body.slice_ref(rest),
        None => body.clone(),
    };
    let mut found = Found::default();
    match scan::envelope(&json, &mut found) {
        Ok(()) => verdict(&found, Ok(json.clone())),
        Err(error) => mend(&json, &found, error),
    }
}

/// What is longer than this is a file, whatever it begins with: no refusal is.
const REFUSAL: usize = 64 << 10;

/// Reads a reply that should be a file. What isn't one is JSON with an envelope, and a gateway's page.
pub(crate) fn open_file(body: &Bytes) -> Verdict {
    let begin = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start();
    match begin.first() {
        Some(b'{') if begin.len() <= REFUSAL => {
            let mut found = Found::default();
            // Whether the rest of it is JSON, the closer look says.
            let _ = scan::envelope(begin, &mut found);
            match look_closer(body) {
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

/// Reads a reply that may be anything but a refusal.
pub(crate) fn open_anything(body: &Bytes) -> Verdict {
    match open_file(body) {
        Verdict::Unreadable { kind: DecodeKind::NoFile, .. } => Verdict::Success(body.clone()),
        verdict => verdict,
    }
}

/// Whether a reply has the code of success: then the call was carried out. One without any code may
/// be somebody else's than WeChat's.
pub(crate) fn is_carried_out(json: &[u8]) -> bool {
    let mut found = Found::default();
    // What comes after a code doesn't matter, unless it is another one.
    let _ = scan::envelope(json, &mut found);
    found.is_success()
}

/// Off the beaten track: the reply is not JSON as it stands.
fn mend(json: &Bytes, found: &Found<'_>, error: serde_json::Error) -> Verdict {
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
    Verdict::Unreadable { kind, error, carried_out: found.is_success() }
}

#[cfg(test)]
mod tests;
