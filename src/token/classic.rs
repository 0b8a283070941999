//! The older kind of access token, of which an account has one at a time.

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

/// Tokens of an account's own app id and secret, by `get_access_token`.
///
/// Each fetch ends the account's previous token after a few minutes, so that every process of the
/// account must share one: give all of them the same [`TokenStore`]. Prefer
/// [`StableToken`](super::StableToken), which needs none; this is for accounts whose token other
/// programs fetch the old way too.
///
/// ```
/// use weixin::{ClassicToken, MemoryStore};
///
/// let store = MemoryStore::new(); // for one process; of several, a store that they all reach
/// let tokens = ClassicToken::new("wx0123456789abcdef", "app secret", store);
/// # let _ = tokens;
/// ```
#[derive(Clone)]
pub struct ClassicToken {
    cache: Arc<TokenCache>,
    appid: Box<str>,
}

impl ClassicToken {
    /// A source for one app id, whose processes share a store.
    ///
    /// While the store fails, the token at hand serves to its end; then calls fail, since a fetch
    /// could end the token of another process.
    #[must_use]
    pub fn new(
        appid: impl Into<String>,
        secret: impl Into<Secret>,
        store: impl TokenStore,
    ) -> Self {
        Self::of(appid.into(), secret.into(), Arc::new(store), false)
    }

    /// As [`new`](Self::new), but fetches without the store while that fails. Then processes end one
    /// another's tokens: calls see 40001 and are sent again, and each fetch counts against the some
    /// 2,000 a day.
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
        let fetch = Box::new(OwnApp { key, request, ends_others: true });
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
