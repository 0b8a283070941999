//! The error codes that WeChat answers with.

use std::{error::Error as StdError, fmt};

use super::call::{Attempts, Called};
use crate::{
    api::{ErrorClass, ErrorCode},
    context::Context,
    endpoint::ErrorWords,
    envelope::Message,
};

/// WeChat answered a call with an error code.
#[derive(Debug)]
pub struct ApiError(Box<Details>);

#[derive(Debug)]
struct Details {
    called: Called,
    code: ErrorCode,
    /// The endpoint's own words, and those of a spec that knows more codes than this crate.
    words: [Option<&'static ErrorWords>; 2],
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
            words: [description.errors, description.general_errors]
                .map(|words| words.iter().find(|words| words.code == code)),
            message: message.text,
            rid: message.rid,
            hint: message.hint,
            status,
            body: context.excerpt(body),
        }))
    }

    /// What is said of the code here, before what is said of it in general.
    fn words(&self) -> impl Iterator<Item = &'static ErrorWords> {
        self.0.words.into_iter().flatten()
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

    /// The code. One wider than 64 bits is the nearest that fits; [`body`](Self::body) has its digits.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.0.code
    }

    /// The class of the code at this endpoint.
    #[must_use]
    pub fn class(&self) -> ErrorClass {
        let here = self.words().find_map(|words| ErrorClass::from_id(words.class?));
        here.unwrap_or_else(|| self.0.code.class())
    }

    /// WeChat's words, without request id and hint. Never match them: they vary.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The request id (`rid`), which WeChat's diagnosis takes for seven days.
    #[must_use]
    pub fn rid(&self) -> Option<&str> {
        self.0.rid.as_deref()
    }

    /// The hint, an older kind of request id.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        self.0.hint.as_deref()
    }

    /// What the code means, by the endpoint's own page where that says so; may be empty.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        let here = self.words().map(|words| words.meaning).find(|meaning| !meaning.is_empty());
        here.unwrap_or_else(|| self.0.code.meaning())
    }

    /// What to do about it, by the endpoint's own page where that says so; may be empty.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        let here = self.words().map(|words| words.remedy).find(|remedy| !remedy.is_empty());
        here.unwrap_or_else(|| self.0.code.remedy())
    }

    /// The HTTP status, mostly 200.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// The start of the reply, without secrets; `None` where replies contain secrets.
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
        for words in [self.meaning(), self.remedy()].iter().filter(|words| !words.is_empty()) {
            write!(f, "\n  {words}")?;
        }
        Ok(())
    }
}

impl StdError for ApiError {}
