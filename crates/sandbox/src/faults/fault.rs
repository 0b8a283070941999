//! The faults there are.

use std::fmt;
use std::time::Duration;

use crate::faults::ExpiresIn;

/// What goes wrong with a call.
///
/// Each says whether the call is executed. Times run on tokio's clock, so that a test that pauses
/// it doesn't wait; [`Sandbox::advance`](crate::Sandbox::advance) doesn't move them.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// The right answer, so much later. The call is executed at once: a client that has given up by
    /// then doesn't undo it.
    Delay(Duration),
    /// Nothing more from this point on: the connection stays open, and no answer comes. Executed
    /// from [`At::Executed`] on.
    Silence(At),
    /// The right answer, head and all, with this between one byte and the next; then the connection
    /// is closed. Executed.
    Trickle(Duration),
    /// The connection ends at this point. Executed from [`At::Executed`] on.
    Cut(At),
    /// A refusal with this code, in the specification's words: -1, 40001, 42001, 45009 … Not executed.
    Code(i64),
    /// A gateway's page in the place of the answer, with this status: 200, 502 … Not executed.
    Html(u16),
    /// A redirect. Not executed.
    Redirect {
        /// 301, 302, 303, 307, 308 …
        status: u16,
        /// The `Location`, as it is.
        location: String,
    },
    /// A gzip body that decodes to white space and `{}`, a thousand times its size. It is sent
    /// whether or not the client takes gzip, and is made while it is sent. Not executed.
    GzipBomb {
        /// How many bytes it decodes to, rounded up to mebibytes.
        decoded: u64,
    },
    /// JSON text in chunks, without an end and as fast as it is taken. Not executed.
    EndlessBody,
    /// The tokens of the app whose token the call carries expire before the call is looked at, which
    /// is then refused with 42001; of every app, where it carries none. Otherwise as without a fault.
    ExpireTokens,
    /// The tokens of the app whose token the call carries get successors before the call is looked
    /// at, as if someone else had fetched new ones; of every app, where it carries none. Otherwise as
    /// without a fault.
    RotateTokens {
        /// How long the old ones stay good: [`Fault::OVERLAP`], or zero, and the call is refused
        /// with 40001.
        overlap: Duration,
    },
    /// Every `expires_in` of the right answer says this instead. Executed.
    ExpiresIn(ExpiresIn),
    /// The right answer has a `Date` header that is so many seconds ahead of the sandbox's clock, or
    /// behind it where negative. Executed.
    DateSkew(i64),
}

/// A point of an HTTP exchange at which a connection is [cut](Fault::Cut) or falls
/// [silent](Fault::Silence).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum At {
    /// While the request's head is being sent: the request line has been read, the rest is not.
    /// A cut is a reset; silence lasts until the sandbox ends, even where the client gives up.
    RequestHead,
    /// While the request's body is being sent: half of it has been read (of one in chunks, the
    /// first), the rest is not. A cut is a reset; silence is as before. Of a request without a body,
    /// after its head.
    RequestBody,
    /// The request has been read in whole, and nothing was done. A cut is an orderly close.
    Received,
    /// The call has been executed, and nothing was answered. A cut is a reset.
    Executed,
    /// The call has been executed and half of the answer's head sent. A cut is an orderly close.
    ReplyHead,
    /// The call has been executed and half of the answer's body sent. A cut is an orderly close.
    ReplyBody,
}

impl Fault {
    /// How long WeChat lets an old and a new token overlap: five minutes.
    pub const OVERLAP: Duration = Duration::from_secs(300);

    /// Whether the call is executed; of those that take the answer's place, unless a test says so.
    pub(crate) fn executes(&self) -> bool {
        match self {
            Self::Silence(at) | Self::Cut(at) => {
                matches!(at, At::Executed | At::ReplyHead | At::ReplyBody)
            }
            Self::ExpireTokens | Self::RotateTokens { .. } => true,
            Self::Delay(_) | Self::Trickle(_) | Self::ExpiresIn(_) | Self::DateSkew(_) => true,
            _ => !self.takes_the_answers_place(),
        }
    }

    /// Whether something else is answered, be the call executed or not.
    pub(crate) fn takes_the_answers_place(&self) -> bool {
        matches!(
            self,
            Self::Code(_)
                | Self::Html(_)
                | Self::Redirect { .. }
                | Self::GzipBomb { .. }
                | Self::EndlessBody
        )
    }

    /// Where the exchange ends, one way or the other.
    pub(crate) fn ends_at(&self) -> Option<At> {
        match self {
            Self::Silence(at) | Self::Cut(at) => Some(*at),
            _ => None,
        }
    }
}

impl fmt::Display for Fault {
    /// A few words, without what a test gave: `cut at the reply's body`.
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
