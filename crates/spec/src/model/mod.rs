//! The whole of a spec folder.

mod access;
mod api;
mod endpoint;
mod error;
mod extend;
mod field;

use serde::{Deserialize, Serialize};

pub use access::{Access, Accounts, Admission, Known, ThirdParty};
pub use api::{Account, Action, Api, Envelope, ErrorClass, Hosts, PermissionSet, Token};
pub use endpoint::{
    Body, Endpoint, EndpointError, Evidence, Example, Method, Outcome, Quirk, Resend, Response,
    Vendor,
};
pub use error::ErrorCode;
pub use field::{
    Derivation, EnumValue, EnumValues, Field, FilePart, Limits, NamedType, Object, Presence, Range,
    Shape, Type, Variant,
};

/// A spec folder as data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Catalog {
    /// What holds for every endpoint.
    pub api: Api,
    /// Error codes by number.
    pub errors: Vec<ErrorCode>,
    /// Types that several endpoints share, by name.
    pub types: Vec<NamedType>,
    /// Endpoints by group and id.
    pub endpoints: Vec<Endpoint>,
}

impl Catalog {
    /// The general entry of an error code.
    #[must_use]
    pub fn error(&self, code: i64) -> Option<&ErrorCode> {
        let place = self.errors.binary_search_by_key(&code, |e| e.code.value);
        place.ok().map(|index| &self.errors[index])
    }

    /// A shared type by its name.
    #[must_use]
    pub fn named_type(&self, name: &str) -> Option<&NamedType> {
        self.types.iter().find(|ty| ty.name.value == name)
    }
}

/// A catalog as the generator writes it: one JSON text per concept, one per endpoint, so that an
/// edit of one endpoint changes one file.
#[derive(Clone, Copy, Debug)]
pub struct CatalogFiles<'a> {
    /// `api.json`
    pub api: &'a str,
    /// `errors.json`
    pub errors: &'a str,
    /// `types.json`
    pub types: &'a str,
    /// `<group>/<id>.json`, in the order of their names.
    pub endpoints: &'a [&'a str],
}

impl Catalog {
    /// Reads a catalog that the generator wrote as one text: what `weixin_codegen::Builder` leaves
    /// beside the Rust.
    ///
    /// # Errors
    /// Where the text is not what the generator of this version writes.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// Reads a catalog that the generator wrote.
    ///
    /// # Errors
    /// Where a text is not what the generator of this version writes.
    pub fn read(files: &CatalogFiles<'_>) -> Result<Self, serde_json::Error> {
        let endpoints = files.endpoints.iter();
        Ok(Self {
            api: serde_json::from_str(files.api)?,
            errors: serde_json::from_str(files.errors)?,
            types: serde_json::from_str(files.types)?,
            endpoints: endpoints
                .map(|text| serde_json::from_str(text))
                .collect::<Result<_, _>>()?,
        })
    }
}
