//! Who may call an endpoint.

use serde::{Deserialize, Serialize};

use crate::Spanned;

/// Who may call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Access {
    /// Ids of the tokens that it accepts; a call sends one of them. Empty if it takes none.
    pub tokens: Vec<Spanned<String>>,
    /// Kinds of account.
    pub accounts: Accounts,
    /// Calls on a merchant's behalf.
    pub third_party: ThirdParty,
    /// Calls from the vendor's own cloud, without a token.
    pub cloud_call: Known,
}

/// Which kinds of account may call.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accounts {
    /// Every kind.
    All,
    /// The page doesn't say.
    Unknown,
    /// These; every other may not.
    Only(Vec<(Spanned<String>, Admission)>),
}

/// How a kind of account is admitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Admission {
    /// It may call.
    Yes,
    /// It may not.
    No,
    /// After an application to the vendor.
    OnApplication,
}

/// Whether a third-party platform may call for a merchant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThirdParty {
    /// It may not.
    No,
    /// The page doesn't say.
    Unknown,
    /// With one of these permission sets.
    PermissionSets(Vec<Spanned<u32>>),
}

/// Yes, no, or unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Known {
    /// Yes.
    Yes,
    /// No.
    No,
    /// The page doesn't say.
    Unknown,
}
