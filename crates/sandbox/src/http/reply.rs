//! An HTTP response, of the sandbox or scripted by a test.

use std::fmt;

use bytes::Bytes;
use http_body_util::Full;
use hyper::Response;
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, TRANSFER_ENCODING};
use weixin_spec::Json;

/// An HTTP response: status, headers and body. Only the framing headers are added when it is sent.
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
    /// Creates a response without a content type.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    /// Creates a response with status 200 and the content type of the sandbox's own responses. The text
    /// is sent unchanged, even if it isn't valid JSON.
    #[must_use]
    pub fn json(body: impl Into<Bytes>) -> Self {
        Self::new(200, body).header(CONTENT_TYPE.as_str(), "application/json; encoding=utf-8")
    }

    /// Adds a header.
    ///
    /// `content-length` and `transfer-encoding` are ignored, since the server sets them. If HTTP doesn't
    /// allow the status or a header, status 500 with an explanation is sent instead.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Returns the HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Returns the headers, without those that frame the response.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Returns the body as it is sent. The body of a token call contains a token.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Creates the entry for the ledger if there was no response.
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

    pub(crate) fn text(status: u16, text: impl Into<Bytes>) -> Self {
        Self::new(status, text).header(CONTENT_TYPE.as_str(), "text/plain; charset=utf-8")
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
            // hyper would send an empty 500 instead.
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
    /// Omits the body, which may contain a token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body", &format_args!("[{} bytes]", self.body.len()))
            .finish()
    }
}
