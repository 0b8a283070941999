//! The token of an account in the hands of a third-party platform.

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
    endpoint::Action,
    error::{ApiError, Error, TokenError},
    redact::Secrets,
    tokenless::TokenlessClient,
    transport::BoxFuture,
    types::Secret,
};

/// Tokens of an account that has authorized a third-party platform; made by
/// [`Platform::authorizer`].
///
/// Each fetch uses the account's refresh token from the platform's vault, and saves the one that
/// comes back before the new token is used, also where nobody waits for the fetch any more. Where the
/// vault can't save it, this process keeps it, goes on with it, and tries to save it until it is safe.
/// Where WeChat refuses the refresh token, because another process has used it or the account has
/// authorized anew, the fetch waits up to three seconds for the vault to have another.
#[derive(Clone)]
pub struct AuthorizerToken {
    cache: Arc<TokenCache>,
    appid: Box<str>,
    platform: Platform,
}

impl AuthorizerToken {
    pub(super) fn new(platform: Platform, appid: String) -> Self {
        let account = Account {
            refresh: platform.refresh(&appid),
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
                match self.refresh.another_than(&used).await {
                    None => return Err(Error::Api(error).into()),
                    Some(another) => {
                        let reply = self.renew_with(&client, &another).await?;
                        (another, reply)
                    }
                }
            }
            renewed => (used, renewed?),
        };
        let (used, AuthorizerReply { access_token, expires_in, refresh_token }) = renewed;
        let token = access_token.unwrap_or_else(|| Secret::from(""));
        if !token.expose().is_empty() && self.platform.is_foreign(&token, &self.appid) {
            // Then the refresh token beside it isn't the account's either.
            return Err(TokenError::new(
                "WeChat handed out the token of another account, or the platform's own",
            ));
        }
        if let Some(new) = refresh_token {
            self.refresh.replace(&used, new).await;
        }
        Ok((token, expires_in))
    }

    /// Asks WeChat for a token, if need be with another one of the platform's.
    async fn renew_with(
        &self,
        client: &TokenlessClient,
        used: &Secret,
    ) -> Result<AuthorizerReply, Error> {
        let component = self.component(client).await?;
        match client.call_with(self.request(used), &component, &self.platform).await {
            Err(Error::Api(error)) if is_of_the_platform(&error) => {
                self.platform.rejected(&component);
                let another = self.component(client).await?;
                if another == component {
                    return Err(Error::Api(error));
                }
                client.call_with(self.request(used), &another, &self.platform).await
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

/// Whether WeChat refused the platform's token.
fn is_of_the_platform(error: &ApiError) -> bool {
    error.class().action() == Action::RefreshToken || error.class() == ErrorClass::ComponentToken
}

impl Fetch for AuthorizerFetch {
    fn key(&self) -> &str {
        &self.key
    }

    /// WeChat doesn't say; two refreshes at once could leave two refresh tokens, one of them dead.
    fn ends_others(&self) -> bool {
        true
    }

    /// In a task of its own: what comes back when the fetch has taken too long holds the next refresh
    /// token all the same.
    fn fetch<'a>(
        &'a self,
        client: &'a TokenlessClient,
    ) -> BoxFuture<'a, Result<(Secret, Ttl), TokenError>> {
        let renewal = tokio::spawn(self.account.clone().renew(client.clone()));
        Box::pin(async {
            renewal.await.unwrap_or_else(|_| Err(TokenError::new("the fetch was abandoned")))
        })
    }

    fn secrets<'a>(&'a self, secrets: &mut Secrets<'a>) {
        self.account.platform.secrets(secrets);
        let others = [self.account.platform.held(), self.account.refresh.used()];
        others.into_iter().flatten().for_each(|secret| secrets.push_copy(secret));
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
