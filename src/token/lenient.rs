//! Requests for tokens whose replies are read leniently: the token is what counts.

use super::life::TokenReply;
use crate::{
    body::{Body, EncodeError},
    endpoint::{Description, Endpoint},
    query::Query,
    redact::Secrets,
};

/// A generated request with a reply that puts up with an odd `expires_in`.
pub(super) struct Lenient<R>(pub(super) R);

impl<R: Endpoint> Endpoint for Lenient<R> {
    type Response = TokenReply;
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
