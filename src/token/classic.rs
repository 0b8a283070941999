//! The token source for classic access tokens. An account has only one valid classic token at a time.

use std::{fmt, sync::Arc};

use super::{
    cache::TokenCache,
    own_app::OwnApp,
    renewal::Renewal,
    store::{Guarded, TokenStore},
};
use crate::{
    api::token::{GetAccessTokenRequest, GetAccessTokenRequired},
    types::Secret,
};

/// Tokens fetched with an account's app id and app secret by `get_access_token`.
///
/// Each fetch invalidates the account's previous token after a few minutes. All processes of the account
/// must therefore share one token: give them the same [`TokenStore`]. Prefer
/// [`StableToken`](super::StableToken), which requires no store. `ClassicToken` is for accounts whose token
/// is also fetched by other programs with `get_access_token`.
///
/// ```
/// use weixin::{ClassicToken, token::MemoryStore};
///
/// let store = MemoryStore::new(); // for one process; several processes need a shared store
/// let tokens = ClassicToken::new("wx0123456789abcdef", "app secret", store);
/// # let _ = tokens;
/// ```
#[derive(Clone)]
pub struct ClassicToken {
    cache: Arc<TokenCache>,
    appid: Box<str>,
}

impl ClassicToken {
    /// Creates a source for an app id, whose processes share a store.
    ///
    /// If the store fails, the cached token is used until it expires. After that calls fail, since a fetch
    /// could invalidate the token of another process.
    #[must_use]
    pub fn new(
        appid: impl Into<String>,
        secret: impl Into<Secret>,
        store: impl TokenStore,
    ) -> Self {
        Self::of(appid.into(), secret.into(), Arc::new(store), false)
    }

    /// Creates a source like [`new`](Self::new), which fetches without the store while that fails.
    ///
    /// Processes then invalidate each other's tokens: calls get 40001 and are retried, and each fetch counts
    /// against the daily quota of some 2,000.
    #[must_use]
    pub fn even_without_store(
        appid: impl Into<String>,
        secret: impl Into<Secret>,
        store: impl TokenStore,
    ) -> Self {
        Self::of(appid.into(), secret.into(), Arc::new(store), true)
    }

    fn of(appid: String, secret: Secret, store: Arc<dyn TokenStore>, without_store: bool) -> Self {
        let (name, key) = (appid.clone().into(), format!("weixin:classic:{appid}"));
        let request = GetAccessTokenRequest::new(GetAccessTokenRequired { appid, secret });
        let fetch = Box::new(OwnApp { key, request, invalidates_previous: true });
        let store = Some(Guarded::new(store));
        let cache = TokenCache::new(Renewal { fetch, store, without_store });
        Self { cache: Arc::new(cache), appid: name }
    }
}

source_by_cache!(ClassicToken, "access_token", cache);

impl fmt::Debug for ClassicToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClassicToken").field("appid", &self.appid).finish_non_exhaustive()
    }
}
