//! The content of a spec folder.

mod access;
mod api;
mod endpoint;
mod error;
mod extend;
mod field;
mod quirk;

use serde::{Deserialize, Serialize};

pub use access::{Access, Accounts, Admission, Known, ThirdParty};
pub use api::{Account, Action, Api, Envelope, ErrorClass, Group, Hosts, PermissionSet, Token};
pub use endpoint::{
    Body, Endpoint, EndpointError, ErrorSource, ErrorTable, Evidence, Example, Idempotency, Method,
    Outcome, Response, Vendor,
};
pub use error::ErrorCode;
pub use field::{
    Derivation, EnumValue, EnumValues, Field, FilePart, Limits, NamedType, Object, Presence, Range,
    Serves, Shape, Type, Variant,
};
pub use quirk::{Differs, Quirk, QuirkText, RequiredMark, canonical};

/// A spec folder as data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// The API as a whole.
    pub api: Api,
    /// Error codes by number.
    pub errors: Vec<ErrorCode>,
    /// Types that several endpoints share, by name.
    pub types: Vec<NamedType>,
    /// Endpoints by group and id.
    pub endpoints: Vec<Endpoint>,
}

impl Model {
    /// Returns the general entry of an error code.
    #[must_use]
    pub fn error(&self, code: i64) -> Option<&ErrorCode> {
        let place = self.errors.binary_search_by_key(&code, |e| e.code.value);
        place.ok().map(|index| &self.errors[index])
    }

    /// Returns a shared type by its name.
    #[must_use]
    pub fn named_type(&self, name: &str) -> Option<&NamedType> {
        self.types.iter().find(|ty| ty.name.value == name)
    }
}
