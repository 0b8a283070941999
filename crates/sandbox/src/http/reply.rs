//! An answer as it goes over the wire, the sandbox's own or one that a test scripts.

use std::fmt;

use bytes::Bytes;
use http_body_util::Full;
use hyper::Response;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, TRANSFER_ENCODING};
use weixin_spec::Json;

/// An HTTP answer: status, headers and body, nothing added but what frames it.
///
/// ```
/// use weixin_sandbox::Reply;
///
/// let gateway_down = Reply::new(502, "<html>Bad Gateway</html>").header("content-type", "text/html");
/// let busy = Reply::json(r#"{"errcode":-1,"errmsg":"system error"}"#);
/// assert_eq!(busy.status(), 200);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl Reply {
    /// An answer without a content type.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// An answer with status 200 and the content type that the sandbox's own answers have; the
    /// text is sent as it is, JSON or not.
    #[must_use]
    pub fn json(body: impl Into<Bytes>) -> Self {
        Self::new(200, body).header(CONTENT_TYPE.as_str(), "application/json; encoding=utf-8")
    }

    /// Adds a header.
    ///
    /// `content-length` and `transfer-encoding` are left out when the answer is sent: the server
    /// frames it. An answer whose status or header HTTP doesn't allow is sent as status 500 with a
    /// text that says so.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers beside those that frame the answer.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The body as it is sent; that of a token call holds a token.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// What stands in the ledger where no answer was made.
    pub(crate) fn none() -> Self {
        Self::new(0, "")
    }

    pub(crate) fn with_body(self, body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), ..self }
    }

    pub(crate) fn of_json(body: &Json) -> Self {
        Self::json(body.to_string())
    }

    pub(crate) fn file(content_type: &str, body: impl Into<Bytes>) -> Self {
        Self::new(200, body).header(CONTENT_TYPE.as_str(), content_type)
    }

    pub(crate) fn words(status: u16, words: impl Into<Bytes>) -> Self {
        Self::new(status, words).header(CONTENT_TYPE.as_str(), "text/plain; charset=utf-8")
    }

    pub(crate) fn into_response(self) -> Response<Full<Bytes>> {
        self.try_into_response().unwrap_or_else(|_| {
            let mut response = Response::new(Full::from(UNSENDABLE));
            *response.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR;
            response
        })
    }

    fn try_into_response(self) -> Result<Response<Full<Bytes>>, hyper::http::Error> {
        let status = hyper::StatusCode::from_u16(self.status)?;
        let mut response = Response::new(Full::new(self.body));
        if status.is_informational() {
            // hyper would send an empty 500 instead, without a word.
            *response.body_mut() = Full::from(UNSENDABLE);
            *response.status_mut() = hyper::StatusCode::INTERNAL_SERVER_ERROR;
            return Ok(response);
        }
        *response.status_mut() = status;
        for (name, value) in self.headers {
            let name = HeaderName::try_from(name)?;
            if name != CONTENT_LENGTH && name != TRANSFER_ENCODING {
                let value = HeaderValue::try_from(value)?;
                response.headers_mut().append(name, value);
            }
        }
        Ok(response)
    }
}

const UNSENDABLE: &str = "the scripted answer has a status or a header that HTTP does not allow";

impl fmt::Debug for Reply {
    /// Without the body, which may hold a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &format_args!("[{} bytes]", self.body.len()))
            .finish()
    }
}
