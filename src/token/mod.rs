//! Where access tokens come from.

/// Makes a type a source that hands out the tokens of its slot.
macro_rules! source_by_slot {
    ($source:ident, $kind:expr, $($slot:ident).+) => {
        impl $crate::token::TokenSource for $source {
            fn kind(&self) -> &'static str {
                $kind
            }

            fn current(&self, exchange: &$crate::Exchange) -> Option<$crate::Secret> {
                self.$($slot).+.current(exchange)
            }

            fn token<'a>(
                &'a self,
                exchange: &'a $crate::Exchange,
            ) -> $crate::transport::BoxFuture<'a, $crate::token::cache::Outcome> {
                Box::pin(self.$($slot).+.token(exchange))
            }

            fn rejected(&self, token: &$crate::Secret) {
                self.$($slot).+.rejected(token);
            }

            fn secrets<'a>(&'a self, secrets: &mut $crate::Secrets<'a>) {
                self.$($slot).+.secrets(secrets);
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
mod refresh;
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
    error::TokenError, redact::Secrets, tokenless::Exchange, transport::BoxFuture, types::Secret,
};

/// Hands out access tokens. [`StableToken`] is the default; implement it to take tokens from
/// elsewhere, such as a service of your own.
pub trait TokenSource: Send + Sync + 'static {
    /// The kind of its tokens: `access_token`, `authorizer_access_token` or `component_access_token`.
    fn kind(&self) -> &'static str;

    /// A token that is at hand and good for now. Called before each call: it must not block. A source
    /// may take the occasion to begin a renewal, in a task of its own, by way of `exchange`.
    fn current(&self, exchange: &Exchange) -> Option<Secret> {
        let _ = exchange;
        None
    }

    /// A token, fetched where none is at hand. The future may be dropped at any time.
    fn token<'a>(&'a self, exchange: &'a Exchange) -> BoxFuture<'a, Result<Secret, TokenError>>;

    /// Says that WeChat rejected this token. The next [`token`](Self::token) should be another
    /// one, unless the source has got another already; the call is sent again only with another.
    fn rejected(&self, token: &Secret);

    /// Names the secrets that it fetches tokens with, so that no error of a call repeats them.
    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        let _ = secrets;
    }
}
