//! Error codes that WeChat returns.

use std::{error::Error as StdError, fmt};

use super::call::{Attempts, Called};
use crate::{
    api::{ErrorClass, ErrorCode},
    context::Context,
    endpoint::ErrorDetails,
    envelope::Message,
};

/// WeChat returned an error code.
#[derive(Debug)]
pub struct ApiError(Box<Details>);

#[derive(Debug)]
struct Details {
    called: Called,
    code: ErrorCode,
    /// The texts of the endpoint, then the general ones of a spec that defines codes of its own.
    texts: [Option<&'static ErrorDetails>; 2],
    message: Box<str>,
    rid: Option<Box<str>>,
    hint: Option<Box<str>>,
    status: u16,
    body: Option<Box<str>>,
}

impl ApiError {
    pub(crate) fn new(
        context: &Context<'_>,
        code: i64,
        message: Option<&str>,
        status: u16,
        body: &[u8],
    ) -> Self {
        let description = context.description();
        let message = Message::parse(&context.clean_message(message.unwrap_or_default(), body));
        Self(Box::new(Details {
            called: Called::once(context.endpoint()),
            code: ErrorCode::from(code),
            texts: description.errors.map(|of| of.iter().find(|details| details.code == code)),
            message: message.text,
            rid: message.rid,
            hint: message.hint,
            status,
            body: context.excerpt(body),
        }))
    }

    /// The texts of the code at this endpoint, before the general ones.
    fn texts(&self) -> impl Iterator<Item = &'static ErrorDetails> {
        self.0.texts.into_iter().flatten()
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

    /// The error code. A code that does not fit in an `i64` is clamped to its range;
    /// [`body`](Self::body) has its digits.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }

    /// The class of the code at this endpoint.
    #[must_use]
    pub fn class(&self) -> ErrorClass {
        let here = self.texts().find_map(|texts| ErrorClass::from_id(texts.class?));
        here.unwrap_or_else(|| self.0.code.class())
    }

    /// WeChat's message, without request id and hint. Do not match on it: it varies.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The request id (`rid`), which WeChat's diagnosis accepts for seven days.
    #[must_use]
    pub fn rid(&self) -> Option<&str> {
        self.0.rid.as_deref()
    }

    /// The hint, an older kind of request id.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// What the code means: at this endpoint, if its page explains it, otherwise in general. May be
    /// empty.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        let here = self.texts().map(|texts| texts.meaning).find(|meaning| !meaning.is_empty());
        here.unwrap_or_else(|| self.0.code.meaning())
    }

    /// What to do about the error: at this endpoint, if its page explains it, otherwise in general.
    /// May be empty.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        let here = self.texts().map(|texts| texts.remedy).find(|remedy| !remedy.is_empty());
        here.unwrap_or_else(|| self.0.code.remedy())
    }

    /// The HTTP status, usually 200.
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

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: WeChat answered {}", self.0.called, self.code().value())?;
        if let Some(name) = self.code().name() {
            write!(f, " ({name})")?;
        }
        if !self.message().is_empty() {
            write!(f, ": {}", self.message())?;
        }
        if let Some(rid) = self.rid() {
            write!(f, " [rid {rid}]")?;
        }
        if let Some(hint) = self.hint() {
            write!(f, " [hint {hint}]")?;
        }
        for text in [self.meaning(), self.remedy()].iter().filter(|text| !text.is_empty()) {
            write!(f, "\n  {text}")?;
        }
        Ok(())
    }
}

impl StdError for ApiError {}
