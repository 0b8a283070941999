//! What holds for a whole API: hosts, envelope, tokens, account kinds, permission sets, error classes.

use serde::{Deserialize, Serialize};

use crate::Spanned;

/// `spec/api.yaml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Api {
    /// The API's name.
    pub title: String,
    /// What it is, in a few words.
    pub about: String,
    /// The API that this one adds endpoints to, where it isn't one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extends: Option<Spanned<String>>,
    /// Where it answers.
    pub hosts: Hosts,
    /// How a reply says whether the call worked.
    pub envelope: Envelope,
    /// The kinds of token that calls take, in the order written.
    pub tokens: Vec<Token>,
    /// The kinds of account that may call.
    pub accounts: Vec<Account>,
    /// What a merchant may grant to a third-party platform.
    pub permission_sets: Vec<PermissionSet>,
    /// What kinds of error there are, and what a client may do about each.
    pub error_classes: Vec<ErrorClass>,
}

/// Base addresses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hosts {
    /// The address used unless the client says otherwise.
    pub main: Spanned<String>,
    /// Further addresses of the same vendor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<Spanned<String>>,
}

/// The keys by which a reply says whether the call worked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Key of the error code.
    pub code: Spanned<String>,
    /// Key of the error text.
    pub message: Spanned<String>,
    /// The code that means success; so does an absent one.
    pub success: i64,
}

/// One kind of token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Token {
    /// Its id in specs.
    pub id: Spanned<String>,
    /// The query parameter that carries it.
    pub query: Spanned<String>,
    /// A third-party platform's token for calls on a merchant's behalf.
    pub third_party: bool,
    /// What it is.
    pub about: String,
}

/// One kind of account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Its id in specs.
    pub id: Spanned<String>,
    /// English name.
    pub title: String,
    /// The vendor's own name for it.
    pub vendor: String,
    /// What it is.
    pub about: String,
}

/// A set of permissions that a merchant grants to a third-party platform.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PermissionSet {
    /// The vendor's number.
    pub number: Spanned<u32>,
    /// What it covers.
    pub title: String,
}

/// A class of error codes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrorClass {
    /// Its id in specs.
    pub id: Spanned<String>,
    /// What a client may do.
    pub action: Action,
    /// What such an error means.
    pub about: String,
}

/// What a client may do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Nothing: report it.
    Stop,
    /// Send again after a pause, where the endpoint's idempotency class allows.
    Retry,
    /// Fetch a new token and send once more.
    RefreshToken,
    /// Ask again later.
    Wait,
}
