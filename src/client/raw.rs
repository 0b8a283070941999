//! Calls of paths that the crate has no endpoint for.

use std::{fmt, future::IntoFuture, marker::PhantomData, time::Duration};

use serde::Serialize;
use serde_json::Value;

use super::{CallFuture, Core, call::Options};
use crate::{
    body::{Body, EncodeError},
    endpoint::{Description, FromReply, Idempotency, Method},
    outgoing::Outgoing,
    query::{Query, ToQuery},
    redact::Secrets,
    retry::RetryPolicy,
    types::{File, Secret},
};

/// A call of any path, created by [`Client::raw`](super::Client::raw). It is sent when awaited, and
/// returns JSON, unless [`response`](Self::response) sets a type of your own or [`bytes`](Self::bytes)
/// asks for the bytes.
#[must_use = "a call is sent when it is awaited"]
pub struct RawCall<'a, T = Value> {
    core: &'a Core,
    request: RawRequest,
    options: Options,
    response: PhantomData<fn() -> T>,
}

struct RawRequest {
    description: &'static Description,
    path: String,
    query: Vec<(String, String)>,
    body: Result<Body, String>,
    secrets: Vec<Secret>,
    takes_anything: bool,
}

const GET: Description = Description::get("raw", "");
const POST: Description = Description::post("raw", "");

/// The descriptions of raw calls; see [`description`].
static KINDS: [Description; 4] =
    [GET.token("access_token", &[]), POST.token("access_token", &[]), GET, POST];

fn description(method: Method, with_token: bool) -> &'static Description {
    match (method, with_token) {
        (Method::Get, true) => &KINDS[0],
        (Method::Post, true) => &KINDS[1],
        (Method::Get, false) => &KINDS[2],
        (Method::Post, false) => &KINDS[3],
    }
}

impl<'a> RawCall<'a> {
    pub(super) fn new(core: &'a Core, method: Method, path: String) -> Self {
        let description = description(method, true);
        let valid = path.starts_with('/') && !path.contains(['?', '#']);
        let body = if valid {
            Ok(Body::NONE)
        } else {
            Err("the path must begin with `/` and have no query".to_owned())
        };
        // An invalid path is not shown: it may be a whole URL with its token.
        let path = if valid { path } else { "raw call".to_owned() };
        let (query, secrets) = (Vec::new(), Vec::new());
        let request = RawRequest { description, path, query, body, secrets, takes_anything: false };
        Self { core, request, options: Options::default(), response: PhantomData }
    }
}

impl<'a, T> RawCall<'a, T> {
    /// Adds a query parameter; a value of `None` adds nothing. The client adds the access token.
    pub fn query(mut self, name: impl Into<String>, value: &(impl ToQuery + ?Sized)) -> Self {
        self.request.secrets.extend(value.as_secret().cloned());
        let name = name.into();
        value.with_text(&mut |text| self.request.query.push((name.clone(), text.to_owned())));
        self
    }

    /// Sets the JSON body.
    pub fn json(mut self, value: &(impl Serialize + ?Sized)) -> Self {
        if self.request.body.is_ok() {
            self.request.body = Body::json(value).map_err(|error| error.message().to_owned());
        }
        self
    }

    /// Declares a secret of the JSON body, so that errors do not show it.
    pub fn hide(mut self, secret: impl Into<Secret>) -> Self {
        self.request.secrets.push(secret.into());
        self
    }

    /// Sends the call without an access token.
    pub fn without_token(mut self) -> Self {
        self.request.description = description(self.request.description.method, false);
        self
    }

    /// Sets the timeout for this call as a whole, in place of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Sets whether the call may be retried, which only the caller knows. The default is
    /// [`Idempotency::NotIdempotent`].
    pub fn idempotency(mut self, class: Idempotency) -> Self {
        self.options.class = Some(class);
        self
    }

    /// Sets the retry policy for this call, in place of the client's.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.options.policy = Some(policy);
        self
    }

    /// Returns the reply as bytes, whether or not it is JSON. A reply with an error code is still an
    /// error.
    ///
    /// ```
    /// # async fn run(client: weixin::Client) -> Result<(), weixin::Error> {
    /// use weixin::Method;
    ///
    /// let reply = client.raw(Method::Get, "/cgi-bin/ticket/number").bytes().await?;
    /// println!("{}", String::from_utf8_lossy(reply.as_bytes()));
    /// # Ok(())
    /// # }
    /// ```
    pub fn bytes(mut self) -> RawCall<'a, File> {
        self.request.takes_anything = true;
        self.response()
    }

    /// Decodes the reply into a type of your own.
    pub fn response<U: FromReply>(self) -> RawCall<'a, U> {
        RawCall {
            core: self.core,
            request: self.request,
            options: self.options,
            response: PhantomData,
        }
    }
}

impl<'a, T: FromReply> IntoFuture for RawCall<'a, T> {
    type Output = Result<T, crate::Error>;
    type IntoFuture = CallFuture<'a, T>;

    fn into_future(self) -> Self::IntoFuture {
        CallFuture::new(self.core, Box::new(self.request), self.options)
    }
}

impl Outgoing for RawRequest {
    fn description(&self) -> &'static Description {
        self.description
    }

    fn name(&self) -> &str {
        &self.path
    }

    fn path(&self) -> &str {
        &self.path
    }

    fn query(&self, query: &mut Query) {
        self.query.iter().for_each(|(name, value)| query.push(name, value));
    }

    fn body(&self) -> Result<Body, EncodeError> {
        self.body.clone().map_err(EncodeError::new)
    }

    fn check_limits(&self, _: &mut crate::limits::LimitCheck) {}

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.secrets.iter().for_each(|secret| secrets.push(secret));
    }

    fn takes_anything(&self) -> bool {
        self.takes_anything
    }
}

impl<T> fmt::Debug for RawCall<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RawCall({} {})", self.request.description.method.as_str(), self.request.path)
    }
}
