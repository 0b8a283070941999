//! The `tracing` span of a call. It has names, numbers and times, but no query, header or body.

use std::borrow::Cow;

use tokio::time::{Duration, Instant};
use tracing::{Span, debug, field::Empty, info_span};

use crate::{
    error::{DecodeKind, Error},
    outgoing::Outgoing,
    transport::{FailureKind, Host},
};

/// The server as spans name it.
pub(crate) struct Server {
    address: Box<str>,
    port: u16,
}

impl Server {
    pub(crate) fn new(host: &Host) -> Self {
        let url = host.url("/", "");
        Self {
            address: url.host_str().unwrap_or_default().into(),
            port: url.port_or_known_default().unwrap_or_default(),
        }
    }
}

/// The span of a call. If it is dropped before the call ends, the outcome is `dropped`.
pub(crate) struct CallSpan {
    span: Span,
    started: Option<Instant>,
}

impl CallSpan {
    pub(crate) fn new(request: &dyn Outgoing, server: &Server) -> Self {
        let description = request.description();
        // Only fields that are declared here can be recorded later.
        let span = info_span!(
            "weixin.call",
            otel.kind = "client",
            otel.status_code = Empty,
            weixin.endpoint = description.id,
            weixin.attempts = Empty,
            weixin.outcome = Empty,
            weixin.errcode = Empty,
            weixin.rid = Empty,
            weixin.duration_ms = Empty,
            http.request.method = description.method.as_str(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.path = request.path(),
            server.address = &*server.address,
            server.port = server.port,
            "error.type" = Empty,
        );
        let started = (!span.is_disabled()).then(Instant::now);
        Self { span, started }
    }

    /// The span with which the futures of the call are instrumented.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// Records the end of an attempt: the status of a reply without an error code, or the error.
    pub(crate) fn attempt(&self, number: u32, result: Result<u16, &Error>) {
        let error = result.err();
        debug!(
            parent: &self.span,
            weixin.attempt = number,
            weixin.outcome = if error.is_none() { "answered" } else { "error" },
            weixin.errcode = errcode(error),
            weixin.rid = rid(error),
            http.response.status_code = status(result),
            "error.type" = error.map(kind).as_deref(),
            "attempt"
        );
    }

    /// Records that a retry follows after a pause.
    pub(crate) fn retry(&self, pause: Duration) {
        debug!(parent: &self.span, weixin.pause_ms = millis(pause), "another attempt follows");
    }

    /// Records the end of the call.
    pub(crate) fn end(&mut self, attempts: u32, result: Result<u16, &Error>) {
        let outcome = match result {
            Ok(_) => "ok",
            Err(Error::MayHaveExecuted(_)) => "may_have_executed",
            Err(Error::Executed(_)) => "executed",
            Err(Error::Refused(_) | Error::Encode(_)) => "refused",
            Err(_) => "error",
        };
        self.record_end(outcome, |span| {
            span.record("weixin.attempts", attempts);
            if attempts > 1 {
                span.record("http.request.resend_count", attempts - 1);
            }
            if let Some(status) = status(result) {
                span.record("http.response.status_code", status);
            }
            let Err(error) = result else { return };
            span.record("otel.status_code", "ERROR");
            span.record("error.type", &*kind(error));
            span.record("weixin.errcode", errcode(Some(error)));
            span.record("weixin.rid", rid(Some(error)));
        });
    }

    fn record_end(&mut self, outcome: &'static str, more: impl FnOnce(&Span)) {
        let Some(started) = self.started.take() else { return };
        self.span.record("weixin.outcome", outcome);
        self.span.record("weixin.duration_ms", millis(started.elapsed()));
        more(&self.span);
    }
}

impl Drop for CallSpan {
    fn drop(&mut self) {
        self.record_end("dropped", |_| {});
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

fn errcode(error: Option<&Error>) -> Option<i64> {
    Some(error?.code()?.value())
}

fn rid(error: Option<&Error>) -> Option<&str> {
    error?.api()?.rid()
}

fn status(result: Result<u16, &Error>) -> Option<u16> {
    match result {
        Ok(status) => Some(status),
        Err(Error::Api(error)) => Some(error.status()),
        Err(Error::Status(error)) => Some(error.status()),
        Err(Error::MayHaveExecuted(error)) => status(Err(error.cause())),
        Err(_) => None,
    }
}

/// The kind of error, as a name or status of low cardinality.
fn kind(error: &Error) -> Cow<'static, str> {
    let name = match error {
        Error::Api(error) => error.class().id(),
        Error::Status(error) => return error.status().to_string().into(),
        Error::Transport(error) => match error.kind() {
            FailureKind::Connect => "connect",
            FailureKind::Timeout => "timeout",
            FailureKind::Cut => "cut",
            FailureKind::TooLarge => "too_large",
            FailureKind::Other => "transport",
        },
        Error::Decode(error) => decode_kind(error.kind()),
        Error::Executed(error) => decode_kind(error.kind()),
        Error::MayHaveExecuted(error) => return kind(error.cause()),
        Error::Token(_) => "no_token",
        Error::Refused(_) | Error::Encode(_) | Error::Config(_) => "refused",
    };
    name.into()
}

fn decode_kind(kind: DecodeKind) -> &'static str {
    match kind {
        DecodeKind::Empty => "empty",
        DecodeKind::Html => "html",
        DecodeKind::Syntax => "syntax",
        DecodeKind::Truncated => "truncated",
        DecodeKind::Code => "code",
        DecodeKind::TwoCodes => "two_codes",
        DecodeKind::Shape => "shape",
        DecodeKind::NoFile => "no_file",
    }
}
