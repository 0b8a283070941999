//! Token sources, and the stores and vaults that they use.

/// Implements `TokenSource` for a type with a token cache.
macro_rules! source_by_cache {
    ($source:ident, $kind:expr, $($cache:ident).+) => {
        impl $crate::token::TokenSource for $source {
            fn kind(&self) -> &'static str {
                $kind
            }

            fn current(&self, client: &$crate::token::TokenlessClient) -> Option<$crate::Secret> {
                self.$($cache).+.current(client)
            }

            fn token<'a>(
                &'a self,
                client: &'a $crate::token::TokenlessClient,
            ) -> $crate::transport::BoxFuture<'a, $crate::token::cache::Outcome> {
                Box::pin(self.$($cache).+.token(client))
            }

            fn rejected(&self, token: &$crate::Secret) {
                self.$($cache).+.rejected(token);
            }

            fn secrets<'a>(&'a self, secrets: &mut $crate::endpoint::Secrets<'a>) {
                self.$($cache).+.secrets(secrets);
            }
        }
    };
}

/// The kind of a third-party platform's own token.
pub(crate) const COMPONENT_TOKEN: &str = "component_access_token";

mod authorizer;
mod backoff;
mod cache;
mod cached_token;
mod classic;
#[cfg(all(test, weixin_model))]
mod model;
mod own_app;
mod platform;
mod refresh_token;
mod renewal;
mod stable;
mod static_token;
mod store;
mod sync;
mod token_request;
mod vault;
mod verify_ticket;

pub use authorizer::AuthorizerToken;
pub use classic::ClassicToken;
pub use platform::Platform;
pub use stable::StableToken;
pub use static_token::StaticToken;
#[cfg(feature = "redis")]
pub use store::RedisStore;
pub use store::{MemoryStore, StoreError, StoredToken, TokenStore};
pub use vault::{MemoryVault, Vault};

pub use crate::tokenless::TokenlessClient;

use crate::{error::TokenError, redact::Secrets, transport::BoxFuture, types::Secret};

/// Provides access tokens. [`StableToken`] is the default. Implement it to get tokens from elsewhere, such
/// as a token service of your own.
pub trait TokenSource: Send + Sync + 'static {
    /// The kind of its tokens: `access_token`, `authorizer_access_token` or `component_access_token`.
    fn kind(&self) -> &'static str;

    /// Returns a cached token that is valid. Called before each call: it must not block. A source may start
    /// a renewal here, in its own task, with `client`.
    fn current(&self, client: &TokenlessClient) -> Option<Secret> {
        let _ = client;
        None
    }

    /// Returns a token, and fetches it if none is cached. The future may be dropped at any time.
    ///
    /// # Errors
    /// Returns an error if no token can be fetched.
    fn token<'a>(
        &'a self,
        client: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<Secret, TokenError>>;

    /// Called when WeChat has rejected this token. The next token should be a different one: the call is
    /// retried only with a different token. If the source has replaced the token already, it should ignore
    /// the rejection.
    fn rejected(&self, token: &Secret);

    /// Adds the secrets with which it fetches tokens, so that errors of calls do not show them.
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        let _ = secrets;
    }
}
