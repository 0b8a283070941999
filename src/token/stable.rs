//! The default token source, for WeChat's stable tokens.

use std::{fmt, sync::Arc};

use super::{
    cache::TokenCache,
    own_app::OwnApp,
    renewal::Renewal,
    store::{Guarded, TokenStore},
};
use crate::{
    api::token::{GetStableAccessTokenRequest, GetStableAccessTokenRequired},
    types::Secret,
};

/// Tokens fetched with an account's app id and app secret by `get_stable_access_token`.
///
/// The token is cached in memory and shared by all clones. In the last minutes before it expires, when
/// WeChat rotates it, a background task renews it while calls still use the old one. Callers that need a
/// token at the same time share one fetch, which continues if a caller is dropped. After a failed fetch,
/// the next one follows after a pause of 1 s, which grows up to 30 s; callers during the pause get the
/// error at once.
///
/// Processes that share an app id do not invalidate each other's tokens, since WeChat returns the same token
/// to all of them. A [store](Self::with_store) only saves fetches (WeChat allows 10,000 a minute).
#[derive(Clone)]
pub struct StableToken {
    cache: Arc<TokenCache>,
    appid: Box<str>,
}

impl StableToken {
    /// Creates a source for an app id.
    #[must_use]
    pub fn new(appid: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::of(appid.into(), secret.into(), None)
    }

    /// Creates a source for an app id that shares its token with other processes in a store. If the store
    /// fails, it fetches without it.
    #[must_use]
    pub fn with_store(
        appid: impl Into<String>,
        secret: impl Into<Secret>,
        store: impl TokenStore,
    ) -> Self {
        Self::of(appid.into(), secret.into(), Some(Guarded::new(Arc::new(store))))
    }

    fn of(appid: String, secret: Secret, store: Option<Guarded>) -> Self {
        let (name, key) = (appid.clone().into(), format!("weixin:stable:{appid}"));
        let required = GetStableAccessTokenRequired { appid, secret };
        let request = GetStableAccessTokenRequest::new(required);
        let fetch = Box::new(OwnApp { key, request, invalidates_previous: false });
        let cache = TokenCache::new(Renewal { fetch, store, without_store: true });
        Self { cache: Arc::new(cache), appid: name }
    }
}

source_by_cache!(StableToken, "access_token", cache);

impl fmt::Debug for StableToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StableToken").field("appid", &self.appid).finish_non_exhaustive()
    }
}
