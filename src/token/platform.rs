//! The token source for a third-party platform's own token, which is fetched with the verify ticket that
//! WeChat pushes to the platform.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
};

use super::{
    COMPONENT_TOKEN,
    authorizer::AuthorizerToken,
    cache::TokenCache,
    cached_token::Ttl,
    refresh_token::RefreshToken,
    renewal::{Fetch, Renewal},
    store::{Guarded, StoreError, TokenStore},
    token_request::{ComponentReply, TokenRequest},
    vault::Vault,
    verify_ticket::VerifyTicket,
};
use crate::{
    api::{
        ErrorClass,
        component::{GetComponentAccessTokenRequest, GetComponentAccessTokenRequired},
    },
    error::{Error, TokenError},
    redact::Secrets,
    tokenless::TokenlessClient,
    transport::BoxFuture,
    types::Secret,
};

/// A third-party platform: its own tokens, and those of the accounts that have authorized it.
///
/// WeChat pushes a verify ticket every ten minutes: pass each one to
/// [`set_verify_ticket`](Self::set_verify_ticket). As a [`TokenSource`](crate::TokenSource) it provides
/// the platform's own token, for the calls of the group `component`. [`authorizer`](Self::authorizer)
/// creates the source for an account.
///
/// ```
/// use weixin::{Client, Platform, api::Account, token::MemoryVault};
///
/// # fn build() -> Result<(), weixin::Error> {
/// let platform = Platform::new("wx0123456789abcdef", "app secret", MemoryVault::new());
/// // … in the handler of WeChat's pushes: platform.set_verify_ticket(ticket).await …
/// let merchant = Client::<weixin::AnyAccount>::builder()
///     .account(Account::ServiceAccount)
///     .token_source(platform.authorizer("wxfedcba9876543210"))
///     .third_party([8, 26])
///     .build()?;
/// # let _ = merchant;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Platform {
    inner: Arc<Inner>,
}

struct Inner {
    appid: String,
    cache: Arc<TokenCache>,
    ticket: Arc<VerifyTicket>,
    vault: Arc<dyn Vault>,
    store: Option<Arc<dyn TokenStore>>,
    /// By app id.
    accounts: Mutex<HashMap<String, Account>>,
}

impl Platform {
    /// Creates a platform whose processes share a vault. Each process fetches its own tokens.
    #[must_use]
    pub fn new(appid: impl Into<String>, secret: impl Into<Secret>, vault: impl Vault) -> Self {
        Self::of(appid.into(), secret.into(), Arc::new(vault), None)
    }

    /// Creates a platform whose processes share a vault, and share their tokens in a store.
    ///
    /// If the store fails, the cached tokens are used until they expire. After that calls fail, since a
    /// fetch could invalidate the token of another process.
    #[must_use]
    pub fn with_store(
        appid: impl Into<String>,
        secret: impl Into<Secret>,
        vault: impl Vault,
        store: impl TokenStore,
    ) -> Self {
        Self::of(appid.into(), secret.into(), Arc::new(vault), Some(Arc::new(store)))
    }

    fn of(
        appid: String,
        secret: Secret,
        vault: Arc<dyn Vault>,
        store: Option<Arc<dyn TokenStore>>,
    ) -> Self {
        let ticket = Arc::new(VerifyTicket::new(&appid, Arc::clone(&vault)));
        let fetch = Box::new(ComponentFetch {
            key: format!("weixin:component:{appid}"),
            appid: appid.clone(),
            secret,
            ticket: Arc::clone(&ticket),
        });
        let guarded = store.clone().map(Guarded::new);
        let renewal = Renewal { fetch, store: guarded, without_store: false };
        let cache = Arc::new(TokenCache::new(renewal));
        let accounts = Mutex::default();
        Self { inner: Arc::new(Inner { appid, cache, ticket, vault, store, accounts }) }
    }

    /// Sets the `component_verify_ticket` of a push, and saves it in the vault for the platform's other
    /// processes.
    ///
    /// # Errors
    /// Returns an error if the ticket is empty, or if the vault can't save it. In the latter case this
    /// process uses it nevertheless.
    pub async fn set_verify_ticket(&self, ticket: impl Into<Secret>) -> Result<(), StoreError> {
        self.inner.ticket.set(ticket.into()).await
    }

    /// Saves the refresh token of an account that has just authorized the platform, which
    /// `get_authorizer_refresh_token` returns. Do this before anything else with that reply. It replaces any
    /// other refresh token of the account, saved or not.
    ///
    /// # Errors
    /// Returns an error if the refresh token is empty, or if the vault can't save it. In the latter case try
    /// again: the refresh token exists nowhere else.
    pub async fn remember(
        &self,
        authorizer_appid: &str,
        refresh_token: impl Into<Secret>,
    ) -> Result<(), StoreError> {
        let refresh_token = refresh_token.into();
        if refresh_token.expose().is_empty() {
            return Err(StoreError::new("the refresh token is empty"));
        }
        self.refresh_token(authorizer_appid).remember(&refresh_token).await
    }

    /// Creates the token source for an account that has authorized the platform. All sources of an account
    /// share one token.
    #[must_use]
    pub fn authorizer(&self, authorizer_appid: impl Into<String>) -> AuthorizerToken {
        AuthorizerToken::new(self.clone(), authorizer_appid.into())
    }

    /// Returns the account's refresh token, shared by all its users in this process.
    pub(super) fn refresh_token(&self, authorizer_appid: &str) -> Arc<RefreshToken> {
        let mut accounts = self.accounts();
        let account = accounts.entry(authorizer_appid.to_owned()).or_default();
        account.refresh.upgrade().unwrap_or_else(|| {
            let key = format!("weixin:refresh:{}:{authorizer_appid}", self.inner.appid);
            let refresh = Arc::new(RefreshToken::new(key, Arc::clone(&self.inner.vault)));
            account.refresh = Arc::downgrade(&refresh);
            refresh
        })
    }

    /// Returns the account's token cache, shared by all its sources. `new` creates it if there is none.
    pub(super) fn cache(
        &self,
        authorizer_appid: &str,
        new: impl FnOnce() -> TokenCache,
    ) -> Arc<TokenCache> {
        let mut accounts = self.accounts();
        let account = accounts.entry(authorizer_appid.to_owned()).or_default();
        account.cache.upgrade().unwrap_or_else(|| {
            let cache = Arc::new(new());
            account.cache = Arc::downgrade(&cache);
            cache
        })
    }

    /// Whether a token is the platform's own or that of another account.
    pub(super) fn is_foreign(&self, token: &Secret, authorizer_appid: &str) -> bool {
        let others: Vec<_> = {
            let accounts = self.accounts();
            let others = accounts.iter().filter(|(appid, _)| *appid != authorizer_appid);
            others.filter_map(|(_, account)| account.cache.upgrade()).collect()
        };
        self.inner.cache.holds(token) || others.iter().any(|cache| cache.holds(token))
    }

    /// Returns the platform's own token, valid or not.
    pub(super) fn held(&self) -> Option<Secret> {
        self.inner.cache.held()
    }

    fn accounts(&self) -> MutexGuard<'_, HashMap<String, Account>> {
        self.inner.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn appid(&self) -> &str {
        &self.inner.appid
    }

    pub(super) fn store(&self) -> Option<Guarded> {
        self.inner.store.clone().map(Guarded::new)
    }
}

/// The state that all users of an account share in this process, for as long as there are any.
#[derive(Default)]
struct Account {
    refresh: Weak<RefreshToken>,
    cache: Weak<TokenCache>,
}

struct ComponentFetch {
    key: String,
    appid: String,
    secret: Secret,
    ticket: Arc<VerifyTicket>,
}

impl ComponentFetch {
    /// Fetches with each ticket that may be valid, until one is accepted.
    async fn run(&self, client: &TokenlessClient) -> Result<(Secret, Ttl), TokenError> {
        let mut rejection = None;
        for component_verify_ticket in self.ticket.candidates().await? {
            let request = GetComponentAccessTokenRequest::new(GetComponentAccessTokenRequired {
                component_appid: self.appid.clone(),
                component_appsecret: self.secret.clone(),
                component_verify_ticket,
            });
            match client.call(TokenRequest::<_, ComponentReply>::new(request)).await {
                Ok(reply) => return Ok((reply.access_token, reply.expires_in)),
                Err(error) if error.class() == Some(ErrorClass::ComponentToken) => {
                    rejection.get_or_insert(error);
                }
                Err(error) => return Err(error.into()),
            }
        }
        let none = || TokenError::new("there is no component_verify_ticket");
        Err(rejection.map_or_else(none, |error: Error| error.into()))
    }
}

impl Fetch for ComponentFetch {
    fn key(&self) -> &str {
        &self.key
    }

    fn invalidates_previous(&self) -> bool {
        true
    }

    fn fetch<'a>(
        &'a self,
        client: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<(Secret, Ttl), TokenError>> {
        Box::pin(self.run(client))
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        secrets.push(&self.secret);
        self.ticket.latest().into_iter().for_each(|ticket| secrets.push_copy(ticket));
    }
}

source_by_cache!(Platform, COMPONENT_TOKEN, inner.cache);

impl fmt::Debug for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Platform").field("appid", &self.inner.appid).finish_non_exhaustive()
    }
}
