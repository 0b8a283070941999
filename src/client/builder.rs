//! The client builder, which refuses a configuration that can't work or isn't safe.

use std::{fmt, marker::PhantomData, sync::Arc, time::Duration};

use super::{Client, Core, Scope};
use crate::{
    account::AccountKind,
    api::{Account, SETTINGS},
    error::{ConfigError, Error},
    retry::RetryPolicy,
    span::Server,
    token::{StableToken, TokenSource},
    tokenless::{Settings, TokenlessClient},
    transport::{Bounded, Host, HttpTransport, Transport},
    types::Secret,
    urls::Urls,
};

/// Builds a [`Client`]. Created by [`Client::builder`].
#[must_use = "a client is built by `.build()`"]
pub struct ClientBuilder<K: AccountKind> {
    tokens: Tokens,
    scope: Scope,
    host: String,
    other_host: bool,
    connect_timeout: Duration,
    timeout: Duration,
    body_limit: usize,
    check_limits: bool,
    retry: RetryPolicy,
    transport: Option<Arc<dyn Transport>>,
    kind: PhantomData<fn() -> K>,
}

enum Tokens {
    Undecided,
    None,
    From(Arc<dyn TokenSource>),
}

impl<K: AccountKind> ClientBuilder<K> {
    pub(super) fn new() -> Self {
        Self {
            tokens: Tokens::Undecided,
            scope: Scope::default(),
            host: SETTINGS.host.to_owned(),
            other_host: false,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(20),
            body_limit: 1 << 20,
            check_limits: true,
            retry: RetryPolicy::new(),
            transport: None,
            kind: PhantomData,
        }
    }

    /// Sets the app id and app secret of the account. The client fetches its access tokens with them,
    /// by a [`StableToken`].
    pub fn app(self, appid: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.token_source(StableToken::new(appid, secret))
    }

    /// Sets the source of access tokens.
    pub fn token_source(mut self, source: impl TokenSource) -> Self {
        self.tokens = Tokens::From(Arc::new(source));
        self
    }

    /// Builds a client without access tokens: calls that require one are refused.
    pub fn without_tokens(mut self) -> Self {
        self.tokens = Tokens::None;
        self
    }

    /// Sets the kind of account of a `Client<AnyAccount>`: calls that are not open to it are refused.
    pub fn account(mut self, account: Account) -> Self {
        self.scope.account = Some(account);
        self
    }

    /// Calls for a merchant as a third-party platform with these permission sets: calls that require
    /// another permission set are refused.
    pub fn third_party(mut self, permission_sets: impl IntoIterator<Item = u32>) -> Self {
        self.scope.permission_sets = Some(permission_sets.into_iter().collect());
        self
    }

    /// Sets the host, one of WeChat's own such as `https://sh.api.weixin.qq.com`. The default is
    /// `https://api.weixin.qq.com`.
    pub fn host(mut self, url: impl Into<String>) -> Self {
        (self.host, self.other_host) = (url.into(), false);
        self
    }

    /// Sets a host that is not WeChat's, such as a gateway or a test server. It receives all access
    /// tokens. Plain `http` is allowed for loopback only.
    pub fn other_host(mut self, url: impl Into<String>) -> Self {
        (self.host, self.other_host) = (url.into(), true);
        self
    }

    /// Sets the timeout for connecting. The default is 5 s. A [`transport`](Self::transport) of your own
    /// ignores it.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets the timeout for a whole call, including the fetch of an access token, all attempts and the
    /// pauses between them. The default is 20 s.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets the maximum size of the body of a reply, in bytes after decompression. The default is 1 MiB.
    /// For an endpoint that returns a file, the limit is that of
    /// [`Description::download`](crate::endpoint::Description::download) if it is larger.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Sets whether requests that exceed documented limits are refused. The default is `true`.
    pub fn check_limits(mut self, check: bool) -> Self {
        self.check_limits = check;
        self
    }

    /// Sets the policy for retries after transient failures. The default is [`RetryPolicy::new`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Sets the transport, in place of [`HttpTransport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(Bounded(transport)));
        self
    }

    /// Builds the client. Nothing is sent yet.
    ///
    /// # Errors
    /// Returns [`Error::Config`] if
    ///
    /// - no token source is set;
    /// - the host is not WeChat's, unless it is set with [`other_host`](Self::other_host), or is not
    ///   encrypted, unless it is loopback;
    /// - a `Client<AnyAccount>` has no [`account`](Self::account), or another client one that differs from
    ///   its type;
    /// - the transport is the default one, and there is no TLS for an `https` host, or no crypto provider
    ///   for rustls (see [features](crate#features)).
    pub fn build(self) -> Result<Client<K>, Error> {
        let scope = checked::<K>(self.scope)?;
        let tokens = match self.tokens {
            Tokens::From(source) => Some(source),
            Tokens::None => None,
            Tokens::Undecided => {
                let message = "no token source: call `app`, `token_source` or `without_tokens`";
                return Err(ConfigError::new(message).into());
            }
        };
        let host = Host::parse(&self.host, self.other_host)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(HttpTransport::new(self.connect_timeout, &host)?),
        };
        let settings = Settings {
            transport,
            server: Server::new(&host),
            urls: Urls::new(host),
            timeout: self.timeout,
            body_limit: self.body_limit,
            check_limits: self.check_limits,
        };
        let core = Core {
            tokenless: TokenlessClient::new(settings),
            tokens,
            scope,
            budget: self.retry.budget.clone().unwrap_or_default(),
            retry: self.retry,
        };
        Ok(Client { core: Arc::new(core), kind: PhantomData })
    }
}

/// Checks that the kind of account is known, either from the client's type or from the builder.
fn checked<K: AccountKind>(mut scope: Scope) -> Result<Scope, ConfigError> {
    match (K::ID, scope.account) {
        (None, None) => Err(ConfigError::new(
            "a client for `AnyAccount` has no kind of account: call `account`",
        )),
        (Some(id), Some(account)) if account.id() != id => Err(ConfigError::new(format!(
            "the client's type is for {id} accounts, but `account` is {}: remove one of them",
            account.id()
        ))),
        (Some(_), _) => {
            // The compiler checks the calls.
            scope.account = None;
            Ok(scope)
        }
        (None, Some(_)) => Ok(scope),
    }
}

impl<K: AccountKind> fmt::Debug for ClientBuilder<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("kind", &K::NAME)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{account::AnyAccount, api::account::ServiceAccount};

    fn refused<K: AccountKind>(builder: ClientBuilder<K>) -> String {
        builder.build().unwrap_err().to_string()
    }

    #[test]
    fn a_client_without_tokens_must_be_requested_explicitly() {
        assert_eq!(
            refused(Client::<ServiceAccount>::builder()),
            "configuration: no token source: call `app`, `token_source` or `without_tokens`"
        );
        assert!(Client::<ServiceAccount>::builder().without_tokens().build().is_ok());
    }

    #[test]
    fn a_client_for_any_account_must_have_an_account() {
        let builder = || Client::<AnyAccount>::builder().app("wx", "s");
        assert_eq!(
            refused(builder()),
            "configuration: a client for `AnyAccount` has no kind of account: call `account`"
        );
        assert!(builder().account(Account::ServiceAccount).build().is_ok());
    }

    #[test]
    fn a_client_has_one_kind_of_account() {
        let builder = || Client::<ServiceAccount>::builder().app("wx", "s");
        assert_eq!(
            refused(builder().account(Account::OfficialAccount)),
            "configuration: the client's type is for service_account accounts, but `account` is \
             official_account: remove one of them"
        );
        assert!(builder().account(Account::ServiceAccount).build().is_ok());
    }

    #[test]
    fn a_host_that_is_not_wechats_must_be_set_with_other_host() {
        let builder = || Client::<ServiceAccount>::builder().app("wx", "s");
        assert!(builder().host(SETTINGS.alternates[0]).build().is_ok());
        assert!(
            refused(builder().host("https://gate.example")).contains("is not a WeChat API host")
        );
        assert!(builder().other_host("https://gate.example").build().is_ok());
        assert!(
            refused(builder().other_host("http://gate.example"))
                .contains("plain http is allowed for loopback only")
        );
    }
}
