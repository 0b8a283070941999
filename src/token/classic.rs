//! The older kind of access token, of which an account has one at a time.

use std::{fmt, sync::Arc};

use super::{
    TokenSource,
    lenient::Lenient,
    life::Life,
    renewal::{Fetch, Renewal},
    slot::{Outcome, Slot},
    store::{Guarded, TokenStore},
};
use crate::{
    api::token::{GetAccessTokenRequest, GetAccessTokenRequired},
    endpoint::Endpoint,
    error::TokenError,
    exchange::Exchange,
    redact::Secrets,
    transport::BoxFuture,
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
pub struct ClassicToken(Arc<Slot>, Box<str>);

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
        let name = appid.clone().into();
        let key = format!("weixin:classic:{appid}");
        let request = GetAccessTokenRequest::new(GetAccessTokenRequired { appid, secret });
        let fetch = Box::new(ClassicFetch { key, request });
        let store = Some(Guarded::new(store));
        Self(Arc::new(Slot::new(Renewal { fetch, store, without_store })), name)
    }
}

struct ClassicFetch {
    key: String,
    request: GetAccessTokenRequest,
}

impl Fetch for ClassicFetch {
    fn key(&self) -> &str {
        &self.key
    }

    fn ends_others(&self) -> bool {
        true
    }

    fn fetch<'a>(
        &'a self,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<(Secret, Life), TokenError>> {
        Box::pin(async {
            let reply = exchange.call(Lenient(self.request.clone())).await?;
            Ok((reply.access_token, reply.expires_in))
        })
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.request.secrets(secrets);
        // It stands in the query, whose secrets are noted when it is made.
        secrets.push(&self.request.secret);
    }
}

impl TokenSource for ClassicToken {
    fn kind(&self) -> &'static str {
        "access_token"
    }

    fn current(&self, exchange: &Exchange) -> Option<Secret> {
        self.0.current(exchange)
    }

    fn token<'a>(&'a self, exchange: &'a Exchange) -> BoxFuture<'a, Outcome> {
        Box::pin(self.0.token(exchange))
    }

    fn rejected(&self, token: &Secret) {
        self.0.rejected(token);
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.0.secrets(secrets);
    }
}

impl fmt::Debug for ClassicToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClassicToken").field("appid", &self.1).finish_non_exhaustive()
    }
}
