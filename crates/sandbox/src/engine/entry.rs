//! One request in the ledger, with its response and verdict.

use std::fmt;

use crate::faults::Fault;
use crate::http::reply::Reply;

/// What the sandbox did with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The call was executed, or a PDF was downloaded.
    Executed,
    /// Refused with this code, without effect.
    Refused(i64),
    /// A scripted answer replaced checks and execution.
    Scripted,
    /// Rejected at the level of HTTP: no such path, or the body is too large.
    Rejected,
    /// A fault replaced checks and execution.
    Faulted,
}

/// A request that the sandbox received completely, or as far as a fault allowed.
///
/// `Debug`, `Display` and all methods except [`body`](Self::body), [`json`](Self::json) and
/// [`reply`](Self::reply) show a token that the sandbox issued as its label, such as `[stable-1]`, and
/// any other secret as `[secret]` or `[redacted]`.
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
    /// Returns its number among all requests, from 1. The `rid` of a refusal ends with it.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Returns the number of its connection, from 1 in the order in which they are accepted. Two
    /// entries with the same number show that a client reused a connection.
    #[must_use]
    pub fn connection(&self) -> u64 {
        self.connection
    }

    /// Returns the id of the endpoint, if the request line matches one.
    #[must_use]
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }

    /// Returns what the sandbox did with it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Whether it was executed.
    #[must_use]
    pub fn is_executed(&self) -> bool {
        self.verdict == Verdict::Executed
    }

    /// Returns the fault that hit it, if any.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        self.fault.as_ref()
    }

    /// Returns the method, in capitals.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Returns the path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns path and query as in the request line, percent-encoding included.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Returns the query parameters, decoded.
    #[must_use]
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// Returns the label of the call's token, such as `stable-1`, or `None` if the call had no token
    /// that the sandbox issued.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Returns the headers, names in lower case. Empty if a fault hit before they were read.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Returns the first header with a name, given in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(key, value)| (key == name).then_some(value.as_str()))
    }

    /// Returns the body as received, secrets included, or the part of it that was read before a fault
    /// hit. Empty if it was rejected for its size.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Returns the body's JSON as received, secrets included.
    #[must_use]
    pub fn json(&self) -> Option<serde_json::Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Returns the body in a readable form without secrets: JSON as it is; a form as a line for each
    /// part, such as `pdf: file invoice.pdf, application/pdf, 8 bytes`; anything else as its size.
    #[must_use]
    pub fn body_shown(&self) -> &str {
        &self.body_shown
    }

    /// Returns the response as sent, tokens included. If a fault prevented that all of it was sent, this
    /// is the complete response. If a fault prevented that one was created, the status is 0. A body that
    /// a fault generates while sending is omitted.
    #[must_use]
    pub fn reply(&self) -> &Reply {
        &self.reply
    }
}

impl fmt::Display for Entry {
    /// Formats the entry as one line: `#1 POST /card/invoice/seturl?access_token=[stable-1] -> 200, executed`
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
