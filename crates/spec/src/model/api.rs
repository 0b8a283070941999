//! The API as a whole: hosts, envelope, tokens, account kinds, permission sets, error classes.

use serde::{Deserialize, Serialize};

use crate::Spanned;

/// The content of `spec/api.yaml`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Api {
    /// The API's name.
    pub title: String,
    /// What it is, in a few words.
    pub about: String,
    /// The API that this one adds endpoints to, if it extends another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extends: Option<Spanned<String>>,
    /// Its base URLs.
    pub hosts: Hosts,
    /// The keys by which a response says whether the call succeeded.
    pub envelope: Envelope,
    /// The kinds of token that calls take, in the order written.
    pub tokens: Vec<Token>,
    /// The kinds of account that may call.
    pub accounts: Vec<Account>,
    /// What a merchant may grant to a third-party platform.
    pub permission_sets: Vec<PermissionSet>,
    /// What the groups of endpoints are for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The classes of error codes, and what a client may do about each.
    pub error_classes: Vec<ErrorClass>,
}

/// What a group of endpoints is for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The name of its folder.
    pub id: Spanned<String>,
    /// A sentence that introduces it.
    pub about: String,
    /// Other names that users search for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// Base URLs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hosts {
    /// The URL that is used unless the client sets another.
    pub main: Spanned<String>,
    /// Further URLs of the same vendor.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<Spanned<String>>,
}

/// The keys by which a response says whether the call succeeded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Key of the error code.
    pub code: Spanned<String>,
    /// Key of the error text.
    pub message: Spanned<String>,
    /// The code that means success. An absent code means success, too.
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
    /// Retry after a pause, if the endpoint's idempotency class allows it.
    Retry,
    /// Fetch a new token and retry once.
    RefreshToken,
    /// Call again later.
    Wait,
}
