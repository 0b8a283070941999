//! A single attempt: encode the request, send it, read the envelope of the reply. Mostly not generic,
//! so that an endpoint adds little to the code that a user compiles.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use tokio::time::Instant;
use tracing::Instrument as _;

use crate::{
    body::Body,
    context::{CallToken, Context},
    endpoint::{Endpoint, FromReply},
    envelope::{self, Verdict},
    error::{
        ApiError, DecodeError, DecodeKind, Error, ExecutedError, Refusal, RefusedError,
        StatusError, TransportError,
    },
    limits::LimitCheck,
    outgoing::Outgoing,
    query::Query,
    span::{CallSpan, Server},
    token::TokenSource,
    transport::{Reply, Request, Transport},
    types::Secret,
    urls::Urls,
};

/// Used in place of a timeout that is longer than the clock can represent.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(365 * 24 * 3600);

/// A client for calls that take no access token, with which a [`TokenSource`](crate::TokenSource)
/// fetches tokens. Cheap to clone.
#[derive(Clone)]
pub struct TokenlessClient(Arc<Settings>);

pub(crate) struct Settings {
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) urls: Urls,
    pub(crate) server: Server,
    pub(crate) timeout: Duration,
    pub(crate) body_limit: usize,
    pub(crate) check_limits: bool,
}

impl TokenlessClient {
    pub(crate) fn new(settings: Settings) -> Self {
        Self(Arc::new(settings))
    }

    /// Makes a call that takes no access token, in a single attempt.
    ///
    /// # Errors
    /// Returns an error if the call fails, and [`Error::Refused`] if the endpoint takes an access token.
    pub async fn call<R: Endpoint>(&self, request: R) -> Result<R::Response, Error> {
        if R::DESCRIPTION.token.is_some() {
            return Err(RefusedError::new(R::DESCRIPTION.id, Refusal::NoToken).into());
        }
        self.once(request, CallToken::default()).await
    }

    /// Makes a call with this access token: for a third-party platform that fetches the tokens of its
    /// accounts.
    pub(crate) async fn call_with<R: Endpoint>(
        &self,
        request: R,
        token: &Secret,
        source: &dyn TokenSource,
    ) -> Result<R::Response, Error> {
        self.once(request, CallToken { token: Some(token), source: Some(source) }).await
    }

    /// Makes a call in a single attempt, with its own span.
    async fn once<R: Endpoint>(
        &self,
        request: R,
        token: CallToken<'_>,
    ) -> Result<R::Response, Error> {
        let mut span = CallSpan::new(&request, self.server());
        let sent = self.attempt(&request, token, &span).instrument(span.span()).await;
        let status = sent.as_ref().map_or(0, |sent| sent.status);
        let result = sent.and_then(|sent| decode(&sent.json, || Context::new(&request, token)));
        let ended = result.as_ref().map(|_| status);
        span.end(ended.map_or_else(Error::attempts, |_| 1), ended);
        result
    }

    async fn attempt(
        &self,
        request: &dyn Outgoing,
        token: CallToken<'_>,
        span: &CallSpan,
    ) -> Result<Sent, Error> {
        let encoded = self.encode(request)?;
        let result = self.send(request, &encoded, token, self.deadline(None)).await;
        span.attempt(1, result.as_ref().map(|sent| sent.status));
        result
    }

    /// The server as spans name it.
    pub(crate) fn server(&self) -> &Server {
        &self.0.server
    }

    /// The deadline of a call that starts now.
    pub(crate) fn deadline(&self, timeout: Option<Duration>) -> Instant {
        let now = Instant::now();
        now.checked_add(timeout.unwrap_or(self.0.timeout)).unwrap_or(now + LONGEST_TIMEOUT)
    }

    /// Checks the limits of a request and encodes it, without its token.
    pub(crate) fn encode(&self, request: &dyn Outgoing) -> Result<Encoded, Error> {
        if self.0.check_limits {
            let mut check = LimitCheck::new();
            request.check_limits(&mut check);
            let violations = check.into_violations();
            if !violations.is_empty() {
                return Err(RefusedError::new(request.name(), Refusal::Limits(violations)).into());
            }
        }
        let mut query = Query::new();
        query.append_encoded(request.description().fixed_query);
        request.query(&mut query);
        let body = request
            .body()
            .map_err(|error| Context::new(request, CallToken::default()).clean_encode(&error))?;
        Ok(Encoded { query, body })
    }

    /// Sends a request once, and reads the envelope of the reply.
    pub(crate) async fn send(
        &self,
        request: &dyn Outgoing,
        encoded: &Encoded,
        token: CallToken<'_>,
        deadline: Instant,
    ) -> Result<Sent, Error> {
        let http = self.http_request(request, encoded, token, deadline);
        match self.0.transport.send(http).await {
            Ok(reply) => {
                let status = reply.status;
                let json = open(reply, request, token)?;
                Ok(Sent { status, json })
            }
            Err(failure) => {
                Err(TransportError::new(&Context::new(request, token), &failure, &[]).into())
            }
        }
    }

    /// A function of its own, which keeps the future of [`send`](Self::send) small.
    fn http_request(
        &self,
        request: &dyn Outgoing,
        encoded: &Encoded,
        token: CallToken<'_>,
        deadline: Instant,
    ) -> Request {
        let url = self.0.urls.url(request, &encoded.query, token.token);
        let description = request.description();
        let limit = self.0.body_limit.max(description.download.unwrap_or_default());
        let mut http = Request::new(description.method, url, deadline, limit);
        http.body.clone_from(&encoded.body.bytes);
        http.content_type.clone_from(&encoded.body.content_type);
        http
    }
}

impl fmt::Debug for TokenlessClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenlessClient")
            .field("host", self.0.urls.host())
            .field("timeout", &self.0.timeout)
            .field("body_limit", &self.0.body_limit)
            .field("check_limits", &self.0.check_limits)
            .finish_non_exhaustive()
    }
}

/// An encoded request, without its token.
pub(crate) struct Encoded {
    query: Query,
    body: Body,
}

impl Encoded {
    #[cfg(test)]
    pub(crate) fn new(query: Query, body: Body) -> Self {
        Self { query, body }
    }

    pub(crate) fn query(&self) -> &str {
        self.query.encoded()
    }

    pub(crate) fn body(&self) -> Option<&[u8]> {
        self.body.bytes.as_deref()
    }
}

/// A reply whose envelope has no error code.
pub(crate) struct Sent {
    pub(crate) status: u16,
    pub(crate) json: Bytes,
}

/// Returns the body of a successful reply, or the error.
fn open(reply: Reply, request: &dyn Outgoing, token: CallToken<'_>) -> Result<Bytes, Error> {
    let Reply { status, body, interrupted } = reply;
    let verdict = match request.description().download {
        _ if request.takes_anything() => envelope::open_anything(&body),
        Some(_) => envelope::open_file(&body),
        None => envelope::open(&body),
    };
    let context = || Context::new(request, token);
    match (verdict, interrupted) {
        (Verdict::Failed { code, message }, _) => {
            Err(ApiError::new(&context(), code, message.as_deref(), status, &body).into())
        }
        _ if !(200..300).contains(&status) => {
            Err(StatusError::new(&context(), status, &body).into())
        }
        (_, Some(failure)) => Err(TransportError::new(&context(), &failure, &body).into()),
        (Verdict::Unreadable { kind, error, executed }, None) => {
            Err(unreadable(&context(), kind, error.as_ref(), &body, executed))
        }
        (Verdict::Success(json), None) => Ok(json),
    }
}

/// Decodes the JSON of a successful reply. The only step of a call that is compiled for each endpoint.
pub(crate) fn decode<'a, T: FromReply>(
    json: &Bytes,
    context: impl Fn() -> Context<'a>,
) -> Result<T, Error> {
    let first = match T::from_reply(json) {
        Ok(response) => return Ok(response),
        Err(error) => error,
    };
    let context = context();
    if context.description().download.is_some() {
        return Err(wrong_shape(&context, &first, json));
    }
    let repaired = repaired(json, first, &context)?;
    T::from_reply(&repaired).map_err(|error| wrong_shape(&context, &error, &repaired))
}

/// Repairs the JSON of a successful reply that could not be decoded.
fn repaired(json: &Bytes, error: serde_json::Error, context: &Context<'_>) -> Result<Bytes, Error> {
    match envelope::open_whole(json) {
        Verdict::Success(repaired) if repaired != json => Ok(repaired),
        // The envelope could be read, but a string of another field may be invalid.
        Verdict::Success(_) => match envelope::repair(json) {
            Some(repaired) => Ok(repaired.into()),
            None => Err(wrong_shape(context, &error, json)),
        },
        Verdict::Unreadable { kind, error, executed } => {
            Err(unreadable(context, kind, error.as_ref(), json, executed))
        }
        Verdict::Failed { .. } => Err(wrong_shape(context, &error, json)),
    }
}

fn wrong_shape(context: &Context<'_>, error: &serde_json::Error, json: &Bytes) -> Error {
    unreadable(context, DecodeKind::Shape, Some(error), json, envelope::is_executed(json))
}

fn unreadable(
    context: &Context<'_>,
    kind: DecodeKind,
    error: Option<&serde_json::Error>,
    body: &Bytes,
    executed: bool,
) -> Error {
    let error = DecodeError::new(context, kind, error, body);
    if executed { ExecutedError::new(error, body.clone()).into() } else { error.into() }
}
