//! Fetches tokens with an account's app id and app secret, for both calls that do so.

use super::{
    cached_token::Ttl,
    renewal::Fetch,
    token_request::{OwnReply, TokenRequest},
};
use crate::{
    endpoint::Endpoint, error::TokenError, redact::Secrets, tokenless::TokenlessClient,
    transport::BoxFuture, types::Secret,
};

/// Fetches tokens with a request that contains app id and app secret.
pub(super) struct OwnApp<R> {
    pub(super) key: String,
    pub(super) request: R,
    pub(super) invalidates_previous: bool,
}

impl<R: Endpoint + Clone + 'static> Fetch for OwnApp<R> {
    fn key(&self) -> &str {
        &self.key
    }

    fn invalidates_previous(&self) -> bool {
        self.invalidates_previous
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
