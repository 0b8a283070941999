//! One entry of `spec/errors.yaml`.

use serde::{Deserialize, Serialize};

use crate::Spanned;

/// An error code that any endpoint may return.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrorCode {
    /// The number on the wire.
    pub code: Spanned<i64>,
    /// Its name, UpperCamelCase.
    pub name: Spanned<String>,
    /// Id of its class in [`Api::error_classes`](crate::Api::error_classes).
    pub class: Spanned<String>,
    /// The text that comes with it, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What it means.
    pub meaning: String,
    /// What to do.
    pub remedy: String,
    /// It is defined by the API that this one extends.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inherited: bool,
}
