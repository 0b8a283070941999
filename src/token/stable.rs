//! The default source: WeChat's stable token.

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

/// Tokens of an account's own app id and secret, by `get_stable_access_token`.
///
/// One token is kept in memory and shared by all clones; a call with a fresh one waits for nothing.
/// It is renewed in the last minutes before its end, where WeChat rotates it, by one task for all,
/// while the old one goes on serving. However many callers wait for the first one, one fetch runs
/// for all of them: a caller that is dropped doesn't stop it. A failed fetch is repeated after a
/// pause, 1 s and up to 30 s; callers in between get its error at once.
///
/// Processes that share an app id don't disturb one another, since WeChat hands all of them the same
/// token: a [store](Self::with_store) only saves fetches (WeChat allows 10,000 a minute).
#[derive(Clone)]
pub struct StableToken {
    cache: Arc<TokenCache>,
    appid: Box<str>,
}

impl StableToken {
    /// A source for one app id.
    #[must_use]
    pub fn new(appid: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::of(appid.into(), secret.into(), None)
    }

    /// A source for one app id that shares its token by way of a store. Where the store fails, it
    /// fetches for itself.
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
        let fetch = Box::new(OwnApp { key, request, ends_others: false });
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
