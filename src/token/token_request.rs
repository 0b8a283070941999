//! Requests for tokens. Their replies are read leniently, so that an odd field does not lose the token.

use std::marker::PhantomData;

use serde::Deserialize;

use super::cached_token::Ttl;
use crate::{
    body::{Body, EncodeError},
    endpoint::{Description, Endpoint, FromReply},
    query::Query,
    redact::Secrets,
    types::Secret,
};

/// A generated request whose reply may have an odd `expires_in`.
pub(super) struct TokenRequest<R, T>(pub(super) R, PhantomData<fn() -> T>);

impl<R, T> TokenRequest<R, T> {
    pub(super) fn new(request: R) -> Self {
        Self(request, PhantomData)
    }
}

/// The reply with an account's own token.
#[derive(Debug, Deserialize)]
pub(super) struct OwnReply {
    pub(super) access_token: Secret,
    #[serde(default)]
    pub(super) expires_in: Ttl,
}

/// The reply with a platform's own token. It has its own name, so that a token of another kind is not
/// accepted.
#[derive(Debug, Deserialize)]
pub(super) struct ComponentReply {
    #[serde(rename = "component_access_token")]
    pub(super) access_token: Secret,
    #[serde(default)]
    pub(super) expires_in: Ttl,
}

/// The reply with the token of an account that has authorized a platform. Even without an access token, the
/// refresh token must not be lost.
#[derive(Debug, Deserialize)]
pub(super) struct AuthorizerReply {
    #[serde(rename = "authorizer_access_token")]
    pub(super) access_token: Option<Secret>,
    #[serde(default)]
    pub(super) expires_in: Ttl,
    #[serde(rename = "authorizer_refresh_token")]
    pub(super) refresh_token: Option<Secret>,
}

impl<R: Endpoint, T: FromReply + Send> Endpoint for TokenRequest<R, T> {
    type Response = T;
    const DESCRIPTION: &'static Description = R::DESCRIPTION;

    fn query(&self, query: &mut Query) {
        self.0.query(query);
    }

    fn body(&self) -> Result<Body, EncodeError> {
        self.0.body()
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.0.secrets(secrets);
    }
}
