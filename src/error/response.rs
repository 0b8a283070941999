//! Replies without an error code that are not a valid success.

use std::{error::Error as StdError, fmt};

use super::call::{Attempts, Called};
use crate::context::Context;

/// The reply has an HTTP status other than 2xx and no error code in its body.
#[derive(Debug)]
pub struct StatusError(Box<StatusDetails>);

#[derive(Debug)]
struct StatusDetails {
    called: Called,
    status: u16,
    body: Option<Box<str>>,
}

impl StatusError {
    pub(crate) fn new(context: &Context<'_>, status: u16, body: &[u8]) -> Self {
        Self(Box::new(StatusDetails {
            called: Called::once(context.endpoint()),
            status,
            body: context.excerpt(body),
        }))
    }

    pub(super) fn attempts(&self) -> Attempts {
        self.0.called.attempts
    }

    pub(super) fn attempts_mut(&mut self) -> &mut Attempts {
        &mut self.0.called.attempts
    }

    /// The endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.0.called.endpoint
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The start of the reply, without secrets; `None` if the endpoint's replies contain secrets.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: the reply has HTTP status {}", self.0.called, self.0.status)?;
        starting_with(f, self.body())
    }
}

impl StdError for StatusError {}

/// The reply can't be decoded.
#[derive(Debug)]
pub struct DecodeError(Box<DecodeDetails>);

#[derive(Debug)]
struct DecodeDetails {
    called: Called,
    kind: DecodeKind,
    detail: Option<Box<str>>,
    line: usize,
    column: usize,
    body: Option<Box<str>>,
}

/// Why a reply can't be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DecodeKind {
    /// The reply is empty.
    Empty,
    /// The reply is HTML, from a proxy or an error page.
    Html,
    /// The reply is not JSON.
    Syntax,
    /// The reply is JSON that is truncated.
    Truncated,
    /// The reply is JSON whose error code is neither a number nor digits.
    Code,
    /// The reply is JSON with two different error codes. Which of them is valid can't be known.
    TwoCodes,
    /// The reply is JSON that lacks a field or has one of the wrong type, or a file that the response
    /// type can't read.
    Shape,
    /// The reply is JSON with the code of success, but the endpoint returns a file.
    NoFile,
}

impl DecodeError {
    /// `error` is serde_json's; `body` is the reply from its first byte.
    pub(crate) fn new(
        context: &Context<'_>,
        kind: DecodeKind,
        error: Option<&serde_json::Error>,
        body: &[u8],
    ) -> Self {
        Self(Box::new(DecodeDetails {
            called: Called::once(context.endpoint()),
            kind,
            detail: error.and_then(|error| context.clean_detail(&error.to_string())),
            line: error.map_or(0, serde_json::Error::line),
            column: error.map_or(0, serde_json::Error::column),
            body: context.excerpt(body),
        }))
    }

    pub(super) fn without_body(mut self) -> Self {
        self.0.body = None;
        self
    }

    pub(super) fn attempts(&self) -> Attempts {
        self.0.called.attempts
    }

    pub(super) fn attempts_mut(&mut self) -> &mut Attempts {
        &mut self.0.called.attempts
    }

    /// The endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &str {
        &self.0.called.endpoint
    }

    /// Why the reply can't be decoded.
    #[must_use]
    pub fn kind(&self) -> DecodeKind {
        self.0.kind
    }

    /// The path of the value that can't be decoded, such as `item_list[1].user_info.fee`; `None` if the
    /// error is not about a field.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        // The messages of generated readers begin with the path.
        let (path, _) = self.0.detail.as_deref()?.strip_prefix('`')?.split_once('`')?;
        Some(path)
    }

    /// Line and column in the JSON, both counted from 1; `None` if the error has no position.
    #[must_use]
    pub fn position(&self) -> Option<(usize, usize)> {
        (self.0.line > 0).then_some((self.0.line, self.0.column))
    }

    /// The start of the reply, without secrets; `None` if the endpoint's replies contain secrets.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.0.body.as_deref()
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.0.kind {
            DecodeKind::Empty => "is empty",
            DecodeKind::Html => "is HTML, not JSON",
            DecodeKind::Syntax => "is not JSON",
            DecodeKind::Truncated => "is truncated JSON",
            DecodeKind::Code => "has an error code that is not a number",
            DecodeKind::TwoCodes => "has two different error codes",
            DecodeKind::NoFile => "is a success without a file",
            DecodeKind::Shape => "does not have the documented fields",
        };
        write!(f, "{}: the reply {problem}", self.0.called)?;
        match (&self.0.detail, self.position()) {
            (Some(detail), _) => write!(f, ": {detail}")?,
            (None, Some((line, column))) => write!(f, " at line {line} column {column}")?,
            (None, None) => {}
        }
        starting_with(f, self.body())
    }
}

impl StdError for DecodeError {}

fn starting_with(f: &mut fmt::Formatter<'_>, body: Option<&str>) -> fmt::Result {
    match body {
        Some("") | None => Ok(()),
        Some(body) => write!(f, "; it starts with: {body}"),
    }
}
