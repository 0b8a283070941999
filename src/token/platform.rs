//! The token of a third-party platform, made from the verify ticket that WeChat pushes to it.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    authorizer::AuthorizerToken,
    lenient::Lenient,
    life::Life,
    renewal::{Fetch, Renewal},
    slot::Slot,
    store::{Guarded, StoreError, TokenStore},
    vault::Vault,
};
use crate::{
    api::component::{GetComponentAccessTokenRequest, GetComponentAccessTokenRequired},
    error::TokenError,
    exchange::Exchange,
    redact::Secrets,
    transport::BoxFuture,
    types::Secret,
};

/// A third-party platform: its own tokens, and those of the accounts that have authorized it.
///
/// WeChat pushes a verify ticket every ten minutes: hand each to
/// [`set_verify_ticket`](Self::set_verify_ticket). As a [`TokenSource`](crate::TokenSource) it hands out
/// the platform's own token, for the calls of the group `component`; [`authorizer`](Self::authorizer)
/// makes the source for an account.
///
/// ```
/// use weixin::{Client, MemoryVault, Platform, api::Account};
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
    slot: Arc<Slot>,
    ticket: Arc<Ticket>,
    vault: Arc<dyn Vault>,
    store: Option<Arc<dyn TokenStore>>,
}

impl Platform {
    /// A platform whose processes share a vault, and fetch their tokens each for itself.
    #[must_use]
    pub fn new(appid: impl Into<String>, secret: impl Into<Secret>, vault: impl Vault) -> Self {
        Self::of(appid.into(), secret.into(), Arc::new(vault), None)
    }

    /// A platform whose processes share a vault, and their tokens by way of a store. While the store
    /// fails, the tokens at hand serve to their ends; then calls fail, since a fetch could end the
    /// token of another process.
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
        let ticket = Arc::new(Ticket {
            key: format!("weixin:ticket:{appid}"),
            latest: Mutex::default(),
            vault: Arc::clone(&vault),
        });
        let fetch = Box::new(ComponentFetch {
            key: format!("weixin:component:{appid}"),
            appid: appid.clone(),
            secret,
            ticket: Arc::clone(&ticket),
        });
        let guarded = store.clone().map(Guarded::new);
        let renewal = Renewal { fetch, store: guarded, without_store: false };
        let slot = Arc::new(Slot::new(renewal));
        Self { inner: Arc::new(Inner { appid, slot, ticket, vault, store }) }
    }

    /// Takes in the `component_verify_ticket` of a push. It is used from now on, and saved in the
    /// vault for the platform's other processes.
    ///
    /// # Errors
    /// When the vault can't save it: this process uses it all the same.
    pub async fn set_verify_ticket(&self, ticket: impl Into<Secret>) -> Result<(), StoreError> {
        self.inner.ticket.set(ticket.into()).await
    }

    /// Saves the refresh token of an account that has just authorized the platform, as
    /// `get_authorizer_refresh_token` answers it. Do this before anything else with that reply.
    ///
    /// # Errors
    /// When the vault can't save it, or there is nothing to be saved. Then try again: the refresh
    /// token exists nowhere else.
    pub async fn remember(
        &self,
        authorizer_appid: &str,
        refresh_token: impl Into<Secret>,
    ) -> Result<(), StoreError> {
        let refresh_token = refresh_token.into();
        if refresh_token.expose().is_empty() {
            return Err(StoreError::new("an empty refresh token is none"));
        }
        self.inner.vault.save(&self.refresh_key(authorizer_appid), &refresh_token).await
    }

    /// A source of the tokens of an account that has authorized the platform.
    #[must_use]
    pub fn authorizer(&self, authorizer_appid: impl Into<String>) -> AuthorizerToken {
        AuthorizerToken::new(self.clone(), authorizer_appid.into())
    }

    pub(super) fn appid(&self) -> &str {
        &self.inner.appid
    }

    pub(super) fn vault(&self) -> Arc<dyn Vault> {
        Arc::clone(&self.inner.vault)
    }

    pub(super) fn store(&self) -> Option<Guarded> {
        self.inner.store.clone().map(Guarded::new)
    }

    pub(super) fn refresh_key(&self, authorizer_appid: &str) -> String {
        format!("weixin:refresh:{}:{authorizer_appid}", self.inner.appid)
    }
}

/// The latest verify ticket.
struct Ticket {
    key: String,
    latest: Mutex<Option<Secret>>,
    vault: Arc<dyn Vault>,
}

impl Ticket {
    async fn set(&self, ticket: Secret) -> Result<(), StoreError> {
        *self.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(ticket.clone());
        self.vault.save(&self.key, &ticket).await
    }

    /// The vault's, since the push may have come to another process; where that fails, the one that
    /// came to this process.
    async fn get(&self) -> Result<Secret, TokenError> {
        let saved = self.vault.load(&self.key).await;
        let own = || self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let ticket = saved.as_ref().ok().cloned().flatten().or_else(own);
        let words = "there is no component_verify_ticket yet: WeChat pushes one every ten minutes, \
                     to be handed to `set_verify_ticket`";
        match (ticket.filter(|ticket| !ticket.expose().is_empty()), saved) {
            (Some(ticket), _) => Ok(ticket),
            (None, Ok(_)) => Err(TokenError::new(words)),
            (None, Err(error)) => Err(TokenError::with_source(words, error)),
        }
    }
}

struct ComponentFetch {
    key: String,
    appid: String,
    secret: Secret,
    ticket: Arc<Ticket>,
}

impl Fetch for ComponentFetch {
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
            let request = GetComponentAccessTokenRequest::new(GetComponentAccessTokenRequired {
                component_appid: self.appid.clone(),
                component_appsecret: self.secret.clone(),
                component_verify_ticket: self.ticket.get().await?,
            });
            let reply = exchange.call(Lenient(request)).await?;
            Ok((reply.access_token, reply.expires_in))
        })
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        secrets.push(&self.secret);
    }
}

source_by_slot!(Platform, "component_access_token", inner.slot);

impl fmt::Debug for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Platform").field("appid", &self.inner.appid).finish_non_exhaustive()
    }
}
