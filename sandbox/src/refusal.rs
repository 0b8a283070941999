//! Why the sandbox refuses a call, and with which code: the one table of WeChat's codes.

use weixin_catalog::{Catalog, Json};

use crate::json;
use crate::reply::Reply;

/// A reason to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    TokenMissing,
    TokenNotValid,
    TokenExpired,
    GetRequired,
    PostRequired,
    BodyEmpty,
    DoesNotFit,
    GrantType,
    AppMissing,
    AppUnknown,
    SecretMissing,
    SecretWrongClassic,
    SecretWrong,
    ForcedTooSoon,
    ForcedTooOften,
}

impl Reason {
    /// The code on the wire. Each is in the vendor's global list; the remarks say where the choice
    /// among several is known and where it is the sandbox's.
    pub(crate) const fn code(self) -> i64 {
        match self {
            Self::TokenMissing => 41001,
            // Wrong, revoked, or ended by a later one ("not latest").
            Self::TokenNotValid => 40001,
            Self::TokenExpired => 42001,
            Self::GetRequired => 43001,
            Self::PostRequired => 43002,
            Self::BodyEmpty => 44002,
            // WeChat says it of bodies; for query parameters it is the sandbox's choice.
            Self::DoesNotFit => 47001,
            Self::GrantType => 40002,
            Self::AppMissing => 41002,
            Self::AppUnknown => 40013,
            Self::SecretMissing => 41004,
            // The classic call's page lists 40001 and 40125, the stable call's 40125 alone.
            Self::SecretWrongClassic => 40001,
            Self::SecretWrong => 40125,
            // The page gives the interval but no code of its own; "retry next minute" fits it.
            Self::ForcedTooSoon => 45011,
            // The page gives 45009 for too many forced refreshes.
            Self::ForcedTooOften => 45009,
        }
    }
}

/// A refusal: the reason and, where it helps, what exactly is wrong.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    pub(crate) detail: Option<String>,
}

impl Refusal {
    pub(crate) fn with_detail(reason: Reason, detail: String) -> Self {
        let detail = Some(detail);
        Self { reason, detail }
    }

    /// The answer that the vendor gives: status 200, the envelope, and a text that ends in a rid.
    pub(crate) fn reply(&self, catalog: &Catalog, number: u64) -> Reply {
        let code = self.reason.code();
        let text = catalog.error(code).and_then(|error| error.text.as_deref());
        let mut message = text.unwrap_or("refused").to_owned();
        if let Some(detail) = &self.detail {
            message.push_str(", ");
            message.push_str(detail);
        }
        message.push_str(" rid: ");
        message.push_str(&rid(number));
        Reply::of_json(&envelope(catalog, code, message))
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        let detail = None;
        Self { reason, detail }
    }
}

/// A reply's envelope and nothing else.
pub(crate) fn envelope(catalog: &Catalog, code: i64, message: String) -> Json {
    let keys = &catalog.api.envelope;
    json::object([
        (keys.code.value.clone(), json::integer(code)),
        (keys.message.value.clone(), json::text(message)),
    ])
}

/// The request id in the vendor's form; its end is the request's number in the ledger.
fn rid(number: u64) -> String {
    format!("5a4db0c5-{:08x}-{:08x}", number >> 32, number & 0xffff_ffff)
}
