//! One request in the ledger, its answer, and what became of it.

use std::fmt;

use crate::faults::Fault;
use crate::http::reply::Reply;

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The endpoint did what it does, and said so; or a PDF was downloaded.
    Executed,
    /// Refused with this code, without effect.
    Refused(i64),
    /// A scripted answer took the place of checks and effect.
    Scripted,
    /// Refused on the level of HTTP: no such path, or too large a body.
    Rejected,
    /// A fault took the place of checks and effect.
    Faulted,
}

/// A request that the sandbox received in whole, or as far as a fault let it.
///
/// Its `Debug` and `Display`, and all that is returned here except [`body`](Self::body),
/// [`json`](Self::json) and [`reply`](Self::reply), show a token that the sandbox made as its label,
/// `[stable-1]`, and any other secret as `[secret]` or `[redacted]`.
#[derive(Clone)]
pub struct Entry {
    pub(crate) number: u64,
    pub(crate) connection: u64,
    pub(crate) endpoint: Option<String>,
    pub(crate) verdict: Verdict,
    pub(crate) fault: Option<Fault>,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) target: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) token: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: bytes::Bytes,
    pub(crate) body_shown: String,
    pub(crate) reply: Reply,
    pub(crate) reply_shown: String,
}

impl Entry {
    /// Its place among all requests, from 1; the `rid` of a refusal ends in it.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The connection that it came on, counted from 1 as they are accepted: two entries with the same
    /// number show that a client used a connection again.
    #[must_use]
    pub fn connection(&self) -> u64 {
        self.connection
    }

    /// The id of the endpoint, where the request line is one's.
    #[must_use]
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }

    /// What became of it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Whether it was executed.
    #[must_use]
    pub fn is_executed(&self) -> bool {
        self.verdict == Verdict::Executed
    }

    /// The fault that hit it.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// The method, in capitals.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Path and query as they stood in the request line, percent-encoding included.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The query parameters, decoded.
    #[must_use]
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// The label of the token that the call carried, `stable-1`; none where it carried no token that
    /// the sandbox made.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The headers, names in lower case; none where a fault hit before they were read.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The first header of a name, given in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }

    /// The body as received, secrets included, or as much of it as a fault let be read; empty where it
    /// was refused for its size.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body's JSON as received, secrets included.
    #[must_use]
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The body for a person to read: JSON without secrets; of a form a line for each part, such as
    /// `pdf: file invoice.pdf, application/pdf, 8 bytes`; of anything else the size.
    #[must_use]
    pub fn body_shown(&self) -> &str {
        &self.body_shown
    }

    /// The answer as sent, tokens included. Where a fault let only a part of it be sent, or nothing,
    /// it is the whole; where a fault let none be made, its status is 0; a body that a fault makes
    /// while it is sent is left out.
    #[must_use]
    pub fn reply(&self) -> &Reply {
        &self.reply
    }
}

impl fmt::Display for Entry {
    /// One line: `#1 POST /card/invoice/seturl?access_token=[stable-1] -> 200, executed`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (number, method, target) = (self.number, &self.method, &self.target);
        let status = self.reply.status();
        write!(f, "#{number} {method} {target} -> {status}, ")?;
        match self.verdict {
            Verdict::Executed => f.write_str("executed"),
            Verdict::Refused(code) => write!(f, "refused with {code}"),
            Verdict::Scripted => f.write_str("scripted"),
            Verdict::Rejected => f.write_str("rejected"),
            Verdict::Faulted => f.write_str("not executed"),
        }?;
        match &self.fault {
            Some(fault) => write!(f, ", fault: {fault}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Entry")
            .field("number", &self.number)
            .field("connection", &self.connection)
            .field("endpoint", &self.endpoint)
            .field("verdict", &self.verdict)
            .field("fault", &self.fault.as_ref().map(Fault::to_string))
            .field("method", &self.method)
            .field("target", &self.target)
            .field("token", &self.token)
            .field("headers", &self.headers)
            .field("body", &format_args!("{}", self.body_shown))
            .field("status", &self.reply.status())
            .field("reply", &format_args!("{}", self.reply_shown))
            .finish()
    }
}
