//! The token of an account in the hands of a third-party platform.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::{sleep, timeout};

use super::{
    TokenSource,
    backoff::Backoff,
    lenient::Lenient,
    life::Life,
    platform::Platform,
    renewal::{Fetch, Renewal},
    slot::Slot,
    vault::Vault,
};
use crate::{
    api::component::{GetAuthorizerAccessTokenRequest, GetAuthorizerAccessTokenRequired},
    endpoint::Action,
    error::{Error, TokenError},
    exchange::Exchange,
    redact::Secrets,
    transport::BoxFuture,
    types::Secret,
};

/// How long a new token waits for its refresh token to be safe.
const WAIT: Duration = Duration::from_secs(3);

/// Tokens of an account that has authorized a third-party platform; made by
/// [`Platform::authorizer`].
///
/// Each fetch uses the account's refresh token from the platform's vault, and saves the one that
/// comes back before the new token is used. Where the vault can't save it, this process keeps it,
/// goes on with it, and tries to save it until it is safe.
#[derive(Clone)]
pub struct AuthorizerToken {
    slot: Arc<Slot>,
    appid: Box<str>,
    platform: Platform,
}

impl AuthorizerToken {
    pub(super) fn new(platform: Platform, appid: String) -> Self {
        let refresh = Arc::new(Refresh {
            key: platform.refresh_key(&appid),
            vault: platform.vault(),
            unsaved: Mutex::default(),
        });
        let store = platform.store();
        let fetch = Box::new(AuthorizerFetch {
            key: format!("weixin:authorizer:{}:{appid}", platform.appid()),
            appid: appid.clone(),
            platform: platform.clone(),
            refresh,
        });
        let slot = Arc::new(Slot::new(Renewal { fetch, store, without_store: false }));
        Self { slot, appid: appid.into(), platform }
    }
}

/// The account's refresh token.
struct Refresh {
    key: String,
    vault: Arc<dyn Vault>,
    /// A newer one than the vault's, that could not be saved yet.
    unsaved: Mutex<Option<Secret>>,
}

impl Refresh {
    async fn get(&self) -> Result<Secret, TokenError> {
        if let Some(unsaved) = self.unsaved() {
            return Ok(unsaved);
        }
        match self.vault.load(&self.key).await {
            Ok(Some(token)) if !token.expose().is_empty() => Ok(token),
            Ok(_) => Err(TokenError::new(
                "the vault has no refresh token of this account: it must authorize the platform, \
                 and what comes of it must be handed to `remember`",
            )),
            Err(error) => {
                Err(TokenError::with_source("the account's refresh token can't be read", error))
            }
        }
    }

    /// Saves a refresh token that has come in the place of `old`, and waits a while until it is safe.
    async fn put(self: &Arc<Self>, old: &Secret, new: Secret) {
        if new.expose().is_empty() || (new == *old && self.unsaved().is_none()) {
            return;
        }
        // While something is unsaved a task is at it: one that goes on when nobody waits any more.
        if self.set_unsaved(new).is_none() {
            let _ = timeout(WAIT, tokio::spawn(Arc::clone(self).save())).await;
        }
    }

    /// Saves whatever is unsaved, until nothing is.
    async fn save(self: Arc<Self>) {
        let mut backoff = Backoff::default();
        while let Some(unsaved) = self.unsaved() {
            match self.vault.save(&self.key, &unsaved).await {
                Ok(()) => self.saved(&unsaved),
                Err(error) => {
                    let error = TokenError::with_source("the vault saves nothing", error);
                    sleep(backoff.failed(&error, false)).await;
                }
            }
        }
    }

    fn unsaved(&self) -> Option<Secret> {
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Comes back with what was unsaved before.
    fn set_unsaved(&self, token: Secret) -> Option<Secret> {
        self.unsaved.lock().unwrap_or_else(PoisonError::into_inner).replace(token)
    }

    /// Forgets the unsaved token, unless another has come meanwhile.
    fn saved(&self, token: &Secret) {
        let mut unsaved = self.unsaved.lock().unwrap_or_else(PoisonError::into_inner);
        if unsaved.as_ref() == Some(token) {
            *unsaved = None;
        }
    }
}

struct AuthorizerFetch {
    key: String,
    appid: String,
    platform: Platform,
    refresh: Arc<Refresh>,
}

impl AuthorizerFetch {
    async fn run(&self, exchange: &Exchange) -> Result<(Secret, Life), TokenError> {
        let refresh = self.refresh.get().await?;
        let component = self.component(exchange).await?;
        let reply = match exchange.call_with(self.request(&refresh), &component).await {
            Err(Error::Api(error)) if error.class().action() == Action::RefreshToken => {
                self.platform.rejected(&component);
                let another = self.component(exchange).await?;
                if another == component {
                    return Err(Error::Api(error).into());
                }
                exchange.call_with(self.request(&refresh), &another).await?
            }
            sent => sent?,
        };
        if let Some(new) = reply.authorizer_refresh_token {
            self.refresh.put(&refresh, new).await;
        }
        Ok((reply.access_token, reply.expires_in))
    }

    async fn component(&self, exchange: &Exchange) -> Result<Secret, TokenError> {
        match self.platform.current(exchange) {
            Some(token) => Ok(token),
            None => self.platform.token(exchange).await,
        }
    }

    fn request(&self, refresh: &Secret) -> Lenient<GetAuthorizerAccessTokenRequest> {
        Lenient(GetAuthorizerAccessTokenRequest::new(GetAuthorizerAccessTokenRequired {
            component_appid: self.platform.appid().to_owned(),
            authorizer_appid: self.appid.clone(),
            authorizer_refresh_token: refresh.clone(),
        }))
    }
}

impl Fetch for AuthorizerFetch {
    fn key(&self) -> &str {
        &self.key
    }

    /// WeChat doesn't say; two refreshes at once could leave two refresh tokens, one of them dead.
    fn ends_others(&self) -> bool {
        true
    }

    fn fetch<'a>(
        &'a self,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<(Secret, Life), TokenError>> {
        Box::pin(self.run(exchange))
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.platform.secrets(secrets);
    }
}

source_by_slot!(AuthorizerToken, "authorizer_access_token", slot);

impl fmt::Debug for AuthorizerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizerToken")
            .field("appid", &self.appid)
            .field("platform", &self.platform.appid())
            .finish_non_exhaustive()
    }
}
