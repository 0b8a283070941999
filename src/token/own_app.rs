//! Tokens of an account's own app id and secret: what the two calls that fetch them have in common.

use super::{
    cached_token::Ttl,
    renewal::Fetch,
    token_request::{OwnReply, TokenRequest},
};
use crate::{
    endpoint::Endpoint, error::TokenError, redact::Secrets, tokenless::TokenlessClient,
    transport::BoxFuture, types::Secret,
};

/// Fetches tokens with a request that has app id and secret in it.
pub(super) struct OwnApp<R> {
    pub(super) key: String,
    pub(super) request: R,
    pub(super) ends_others: bool,
}

impl<R: Endpoint + Clone + 'static> Fetch for OwnApp<R> {
    fn key(&self) -> &str {
        &self.key
    }

    fn ends_others(&self) -> bool {
        self.ends_others
    }

    fn fetch<'a>(
        &'a self,
        client: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<(Secret, Ttl), TokenError>> {
        Box::pin(async {
            let request = TokenRequest::<_, OwnReply>::new(self.request.clone());
            let reply = client.call(request).await?;
            Ok((reply.access_token, reply.expires_in))
        })
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.request.secrets(secrets);
    }
}
