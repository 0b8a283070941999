//! The token source for an account that has authorized a third-party platform.

use std::{fmt, sync::Arc};

use super::{
    TokenSource,
    cache::TokenCache,
    cached_token::Ttl,
    platform::Platform,
    refresh_token::RefreshToken,
    renewal::{Fetch, Renewal},
    token_request::{AuthorizerReply, TokenRequest},
};
use crate::{
    api::{
        ErrorClass, ErrorCode,
        component::{GetAuthorizerAccessTokenRequest, GetAuthorizerAccessTokenRequired},
    },
    error::Action,
    error::{ApiError, Error, TokenError},
    redact::Secrets,
    tokenless::TokenlessClient,
    transport::BoxFuture,
    types::Secret,
};

/// Tokens of an account that has authorized a third-party platform. Created by
/// [`Platform::authorizer`].
///
/// Each fetch uses the account's refresh token from the platform's vault, and saves the refresh token in the
/// reply before the new access token is used, even if the caller is dropped. If the vault can't save it,
/// this process keeps and uses it, and retries until it is saved. If WeChat rejects the refresh token,
/// because another process has used it or the account has authorized the platform again, the fetch waits up
/// to three seconds for another refresh token in the vault.
#[derive(Clone)]
pub struct AuthorizerToken {
    cache: Arc<TokenCache>,
    appid: Box<str>,
    platform: Platform,
}

impl AuthorizerToken {
    pub(super) fn new(platform: Platform, appid: String) -> Self {
        let account = Account {
            refresh: platform.refresh_token(&appid),
            appid: appid.clone(),
            platform: platform.clone(),
        };
        let cache = platform.cache(&appid, || {
            let key = format!("weixin:authorizer:{}:{appid}", platform.appid());
            let fetch = Box::new(AuthorizerFetch { key, account });
            TokenCache::new(Renewal { fetch, store: platform.store(), without_store: false })
        });
        Self { cache, appid: appid.into(), platform }
    }
}

struct AuthorizerFetch {
    key: String,
    account: Account,
}

#[derive(Clone)]
struct Account {
    appid: String,
    platform: Platform,
    refresh: Arc<RefreshToken>,
}

impl Account {
    async fn renew(self, client: TokenlessClient) -> Result<(Secret, Ttl), TokenError> {
        let used = self.refresh.get().await?;
        let renewed = match self.renew_with(&client, &used).await {
            Err(Error::Api(error)) if error.code() == ErrorCode::InvalidAuthorizerRefreshToken => {
                match self.refresh.wait_for_other(&used).await {
                    None => return Err(Error::Api(error).into()),
                    Some(other) => {
                        let reply = self.renew_with(&client, &other).await?;
                        (other, reply)
                    }
                }
            }
            renewed => (used, renewed?),
        };
        let (used, AuthorizerReply { access_token, expires_in, refresh_token }) = renewed;
        let token = access_token.unwrap_or_else(|| Secret::from(""));
        if !token.expose().is_empty() && self.platform.is_foreign(&token, &self.appid) {
            // Then the refresh token in the reply isn't the account's either.
            return Err(TokenError::new(
                "WeChat returned the token of another account or of the platform itself",
            ));
        }
        if let Some(new) = refresh_token {
            self.refresh.replace(&used, new).await;
        }
        Ok((token, expires_in))
    }

    /// Fetches a token with this refresh token. If WeChat rejects the platform's own token, retries once
    /// with a new one.
    async fn renew_with(
        &self,
        client: &TokenlessClient,
        used: &Secret,
    ) -> Result<AuthorizerReply, Error> {
        let component = self.component(client).await?;
        match client.call_with(self.request(used), &component, &self.platform).await {
            Err(Error::Api(error)) if is_component_token_rejected(&error) => {
                self.platform.rejected(&component);
                let renewed = self.component(client).await?;
                if renewed == component {
                    return Err(Error::Api(error));
                }
                client.call_with(self.request(used), &renewed, &self.platform).await
            }
            sent => sent,
        }
    }

    async fn component(&self, client: &TokenlessClient) -> Result<Secret, TokenError> {
        match self.platform.current(client) {
            Some(token) => Ok(token),
            None => self.platform.token(client).await,
        }
    }

    fn request(
        &self,
        refresh: &Secret,
    ) -> TokenRequest<GetAuthorizerAccessTokenRequest, AuthorizerReply> {
        TokenRequest::new(GetAuthorizerAccessTokenRequest::new(GetAuthorizerAccessTokenRequired {
            component_appid: self.platform.appid().to_owned(),
            authorizer_appid: self.appid.clone(),
            authorizer_refresh_token: refresh.clone(),
        }))
    }
}

/// Whether WeChat rejected the platform's own token.
fn is_component_token_rejected(error: &ApiError) -> bool {
    error.class().action() == Action::RefreshToken || error.class() == ErrorClass::ComponentToken
}

impl Fetch for AuthorizerFetch {
    fn key(&self) -> &str {
        &self.key
    }

    /// Not documented. Two concurrent fetches could return two refresh tokens, one of them invalid.
    fn invalidates_previous(&self) -> bool {
        true
    }

    /// Runs in its own task: a reply after the fetch timed out still has the next refresh token.
    fn fetch<'a>(
        &'a self,
        client: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<(Secret, Ttl), TokenError>> {
        let renewal = tokio::spawn(self.account.clone().renew(client.clone()));
        Box::pin(async {
            renewal.await.unwrap_or_else(|_| Err(TokenError::new("the fetch was cancelled")))
        })
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.account.platform.secrets(secrets);
        let tokens = [self.account.platform.held(), self.account.refresh.used()];
        tokens.into_iter().flatten().for_each(|secret| secrets.push_copy(secret));
    }
}

source_by_cache!(AuthorizerToken, "authorizer_access_token", cache);

impl fmt::Debug for AuthorizerToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizerToken")
            .field("appid", &self.appid)
            .field("platform", &self.platform.appid())
            .finish_non_exhaustive()
    }
}
