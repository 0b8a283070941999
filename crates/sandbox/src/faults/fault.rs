//! The kinds of fault.

use std::fmt;
use std::time::Duration;

use crate::faults::ExpiresIn;

/// What goes wrong with a call.
///
/// Each variant says whether the call is executed. Delays run on tokio's clock, so that a test that
/// pauses it doesn't wait. [`Sandbox::advance`](crate::Sandbox::advance) doesn't shorten them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The regular response after this delay. The call is executed at once, so that it has taken effect
    /// even if the client gives up.
    Delay(Duration),
    /// Nothing more is sent from this point on: the connection stays open without a response. Executed
    /// from [`At::Executed`] on.
    Silence(At),
    /// The regular response, including its head, with this pause after each byte; then the connection
    /// is closed. Executed.
    Trickle(Duration),
    /// The connection is cut at this point. Executed from [`At::Executed`] on.
    Cut(At),
    /// A refusal with this code, such as -1, 40001, 42001 or 45009, and the specification's text for it.
    /// Not executed.
    Code(i64),
    /// A gateway's HTML page instead of the response, with this status, such as 200 or 502. Not
    /// executed.
    Html(u16),
    /// A redirect. Not executed.
    Redirect {
        /// 301, 302, 303, 307, 308 …
        status: u16,
        /// The value of the `Location` header.
        location: String,
    },
    /// A gzip body that decodes to white space and `{}`, a thousand times its size. It is sent even if
    /// the client doesn't accept gzip, and is generated while it is sent. Not executed.
    GzipBomb {
        /// The decoded size in bytes, rounded up to mebibytes.
        decoded: u64,
    },
    /// JSON text in chunks without an end, sent as fast as the client reads. Not executed.
    EndlessBody,
    /// The tokens of the app whose token the call carries expire before the call is checked, so that it
    /// is refused with 42001. If the call carries no token, those of every app expire. Otherwise as
    /// without a fault.
    ExpireTokens,
    /// The tokens of the app whose token the call carries are replaced before the call is checked, as if
    /// another client had fetched new ones. If the call carries no token, those of every app are
    /// replaced. Otherwise as without a fault.
    RotateTokens {
        /// How long the old tokens remain valid, such as [`Fault::OVERLAP`]. If zero, the call is
        /// refused with 40001.
        overlap: Duration,
    },
    /// The regular response with every `expires_in` changed like this. Executed.
    ExpiresIn(ExpiresIn),
    /// The regular response with a `Date` header that is this many seconds ahead of the sandbox's clock,
    /// or behind it if negative. Executed.
    DateSkew(i64),
}

/// A point of an HTTP exchange at which a connection is [cut](Fault::Cut) or falls
/// [silent](Fault::Silence).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum At {
    /// While the request's head is being sent: the request line has been read, the rest has not.
    /// A cut is a reset; silence lasts until the sandbox stops, even if the client gives up.
    RequestHead,
    /// While the request's body is being sent: half of it has been read (of a chunked body, the first
    /// chunk), the rest has not. If the request has no body, after its head. A cut is a reset; silence
    /// lasts as for [`RequestHead`](Self::RequestHead).
    RequestBody,
    /// The request has been read completely, but the call has not been executed. A cut is an orderly
    /// close.
    Received,
    /// The call has been executed, but nothing of the response has been sent. A cut is a reset.
    Executed,
    /// The call has been executed and half of the response's head sent. A cut is an orderly close.
    ReplyHead,
    /// The call has been executed and half of the response's body sent. A cut is an orderly close.
    ReplyBody,
}

impl Fault {
    /// How long an old token remains valid beside a new one at WeChat: five minutes.
    pub const OVERLAP: Duration = Duration::from_secs(300);

    /// Whether the call is executed. A test can change this for faults that replace the response.
    pub(crate) fn executes(&self) -> bool {
        match self {
            Self::Silence(at) | Self::Cut(at) => {
                matches!(at, At::Executed | At::ReplyHead | At::ReplyBody)
            }
            Self::ExpireTokens | Self::RotateTokens { .. } => true,
            Self::Delay(_) | Self::Trickle(_) | Self::ExpiresIn(_) | Self::DateSkew(_) => true,
            _ => !self.replaces_response(),
        }
    }

    /// Whether something else is sent instead of the response, whether or not the call is executed.
    pub(crate) fn replaces_response(&self) -> bool {
        matches!(
            self,
            Self::Code(_)
                | Self::Html(_)
                | Self::Redirect { .. }
                | Self::GzipBomb { .. }
                | Self::EndlessBody
        )
    }

    /// Returns the point at which the exchange ends, by a cut or by silence.
    pub(crate) fn ends_at(&self) -> Option<At> {
        match self {
            Self::Silence(at) | Self::Cut(at) => Some(*at),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    /// Formats a short description without texts that a test gave: `cut in the reply's body`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delay(by) => write!(f, "delayed by {by:?}"),
            Self::Silence(at) => write!(f, "silent {at}"),
            Self::Trickle(every) => write!(f, "a byte every {every:?}"),
            Self::Cut(at) => write!(f, "cut {at}"),
            Self::Code(code) => write!(f, "code {code}"),
            Self::Html(status) => write!(f, "HTML page with status {status}"),
            Self::Redirect { status, .. } => write!(f, "redirect with status {status}"),
            Self::GzipBomb { decoded } => write!(f, "gzip bomb of {decoded} bytes"),
            Self::EndlessBody => f.write_str("endless body"),
            Self::ExpireTokens => f.write_str("tokens expire"),
            Self::RotateTokens { overlap } => write!(f, "tokens rotate, overlap {overlap:?}"),
            Self::ExpiresIn(_) => f.write_str("wrong expires_in"),
            Self::DateSkew(seconds) => write!(f, "date off by {seconds} s"),
        }
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RequestHead => "in the request's head",
            Self::RequestBody => "in the request's body",
            Self::Received => "once received",
            Self::Executed => "once executed",
            Self::ReplyHead => "in the reply's head",
            Self::ReplyBody => "in the reply's body",
        })
    }
}
