//! The reasons for which the sandbox refuses a call, and WeChat's codes for them.

use weixin_spec::{Json, Model};

use crate::http::reply::Reply;
use crate::json;

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
    ParamsInvalid,
    TicketNotGood,
    ContactNeverSet,
    AuthFieldNeverSet,
    PayMchNeverSet,
    MchIdNotValid,
    TemplateUnknown,
    TemplateForeign,
    PdfNotValid,
    OrderNeverAuthorized,
    OrderRejected,
    OrderInserted,
    OrderRepeated,
    TitleDiffers,
    InvoiceRepeated,
    CardUnknown,
    EncryptCodeUnknown,
    OwnerDiffers,
    LockedByOthers,
    StatusIllegal,
    LockFirst,
    InvoiceCancelled,
    InvoiceClosed,
    ComponentMissing,
    ComponentNeedsOwnCall,
    NoComponent,
    VerifyTicketWrong,
    VerifyTicketExpired,
    CodeWrong,
    CodeExpired,
    NotAuthorized,
    NotGranted,
    RefreshTokenWrong,
    TooManyAsked,
}

impl Reason {
    /// Returns the code on the wire. Each code is in the vendor's global list. The comments say whether
    /// the choice among several codes is known or is the sandbox's.
    pub(crate) const fn code(self) -> i64 {
        match self {
            Self::TokenMissing => 41001,
            // The token is wrong, revoked, or ended by a later one ("not latest").
            Self::TokenNotValid => 40001,
            Self::TokenExpired => 42001,
            Self::GetRequired => 43001,
            Self::PostRequired => 43002,
            Self::BodyEmpty => 44002,
            // WeChat returns it for bodies; for query parameters it is the sandbox's choice.
            Self::DoesNotFit => 47001,
            Self::GrantType => 40002,
            Self::AppMissing => 41002,
            Self::AppUnknown => 40013,
            Self::SecretMissing => 41004,
            // The classic call's page lists 40001 and 40125, the stable call's 40125 alone.
            Self::SecretWrongClassic => 40001,
            Self::SecretWrong => 40125,
            // The page gives the interval but no code for it; this one's "retry next minute" fits.
            Self::ForcedTooSoon => 45011,
            // The page gives 45009 for too many forced refreshes.
            Self::ForcedTooOften => 45009,
            Self::ParamsInvalid => 72031,
            // Chosen: of the codes seen in practice with authorization links, this one fits.
            Self::TicketNotGood => 72031,
            Self::ContactNeverSet => 72063,
            Self::AuthFieldNeverSet => 72029,
            Self::PayMchNeverSet => 72028,
            Self::MchIdNotValid => 72030,
            // Chosen by the text, "invalid card id".
            Self::TemplateUnknown => 40073,
            // The invoice table explains it as "card_id not authorized".
            Self::TemplateForeign => 40078,
            // Known for insertion; chosen for a PDF that is to be downloaded.
            Self::PdfNotValid => 72040,
            Self::OrderNeverAuthorized => 72038,
            Self::OrderRejected => 72035,
            // Both mean that the order id was used before. Chosen: the first for repeating the same
            // invoice ("had inserted to user"), the second for another one ("please check order_id").
            Self::OrderInserted => 72018,
            Self::OrderRepeated => 72056,
            Self::TitleDiffers => 72017,
            Self::InvoiceRepeated => 72042,
            // Chosen: the invoice table has no code for an unknown card code.
            Self::CardUnknown => 40073,
            // Chosen by the text, "invalid encrypt code".
            Self::EncryptCodeUnknown => 40075,
            Self::OwnerDiffers => 72037,
            Self::LockedByOthers => 72023,
            Self::StatusIllegal => 72024,
            Self::LockFirst => 72039,
            Self::InvoiceCancelled => 72060,
            Self::InvoiceClosed => 72061,
            Self::ComponentMissing => 41018,
            // Chosen by its text: "must use api(api_component_token) to get token for component acct".
            Self::ComponentNeedsOwnCall => 61024,
            // Chosen by the text, "invalid component", for an app that is no third-party platform.
            Self::NoComponent => 61011,
            Self::VerifyTicketWrong => 61006,
            Self::VerifyTicketExpired => 61005,
            // Known for wrong codes; chosen for a code that was used before.
            Self::CodeWrong => 61009,
            Self::CodeExpired => 61010,
            // Known for the renewal of tokens; chosen by the text for calls with a token.
            Self::NotAuthorized => 61003,
            Self::NotGranted => 61007,
            Self::RefreshTokenWrong => 61023,
            Self::TooManyAsked => 40170,
        }
    }
}

/// A refusal: the reason and, if useful, a detail.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) reason: Reason,
    pub(crate) detail: Option<String>,
}

impl Refusal {
    pub(crate) fn with_detail(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, detail: Some(detail.into()) }
    }

    /// Returns the vendor's response for this refusal.
    pub(crate) fn reply(&self, model: &Model, number: u64) -> Reply {
        reply(model, self.reason.code(), self.detail.as_deref(), number)
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        let detail = None;
        Self { reason, detail }
    }
}

/// Returns the vendor's response with a code: status 200, the envelope, and a text that ends with a
/// `rid`.
pub(crate) fn reply(model: &Model, code: i64, detail: Option<&str>, number: u64) -> Reply {
    let text = model.error(code).and_then(|error| error.text.as_deref());
    let mut message = text.unwrap_or("refused").to_owned();
    if let Some(detail) = detail {
        message.push_str(", ");
        message.push_str(detail);
    }
    message.push_str(" rid: ");
    message.push_str(&rid(number));
    Reply::of_json(&envelope(model, code, message))
}

/// Returns a response that is only an envelope.
pub(crate) fn envelope(model: &Model, code: i64, message: String) -> Json {
    let keys = &model.api.envelope;
    json::object([
        (keys.code.value.clone(), json::integer(code)),
        (keys.message.value.clone(), json::text(message)),
    ])
}

/// Returns a request id in the vendor's format. It ends with the request's number in the ledger.
fn rid(number: u64) -> String {
    format!("5a4db0c5-{:08x}-{:08x}", number >> 32, number & 0xffff_ffff)
}
