//! Where access tokens come from.

/// Makes a type a source that hands out the tokens of its cache.
macro_rules! source_by_cache {
    ($source:ident, $kind:expr, $($cache:ident).+) => {
        impl $crate::token::TokenSource for $source {
            fn kind(&self) -> &'static str {
                $kind
            }

            fn current(&self, client: &$crate::TokenlessClient) -> Option<$crate::Secret> {
                self.$($cache).+.current(client)
            }

            fn token<'a>(
                &'a self,
                client: &'a $crate::TokenlessClient,
            ) -> $crate::transport::BoxFuture<'a, $crate::token::cache::Outcome> {
                Box::pin(self.$($cache).+.token(client))
            }

            fn rejected(&self, token: &$crate::Secret) {
                self.$($cache).+.rejected(token);
            }

            fn secrets<'a>(&'a self, secrets: &mut $crate::Secrets<'a>) {
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

use crate::{
    error::TokenError, redact::Secrets, tokenless::TokenlessClient, transport::BoxFuture,
    types::Secret,
};

/// Hands out access tokens. [`StableToken`] is the default; implement it to take tokens from
/// elsewhere, such as a service of your own.
pub trait TokenSource: Send + Sync + 'static {
    /// The kind of its tokens: `access_token`, `authorizer_access_token` or `component_access_token`.
    fn kind(&self) -> &'static str;

    /// A token that is at hand and good for now. Called before each call: it must not block. A source
    /// may take the occasion to begin a renewal, in a task of its own, by way of `client`.
    fn current(&self, client: &TokenlessClient) -> Option<Secret> {
        let _ = client;
        None
    }

    /// A token, fetched where none is at hand. The future may be dropped at any time.
    fn token<'a>(
        &'a self,
        client: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<Secret, TokenError>>;

    /// Says that WeChat rejected this token. The next [`token`](Self::token) should be another
    /// one, unless the source has got another already; the call is sent again only with another.
    fn rejected(&self, token: &Secret);

    /// Names the secrets that it fetches tokens with, so that no error of a call repeats them.
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        let _ = secrets;
    }
}
