//! Builds a client, and refuses what can't work or isn't safe.

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

/// Makes a [`Client`]; begun with [`Client::builder`].
#[must_use = "a client is made by `.build()`"]
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

    /// App id and app secret of the account; the client fetches its access tokens with them, as
    /// [`StableToken`] does.
    pub fn app(self, appid: impl Into<String>, secret: impl Into<Secret>) -> Self {
        self.token_source(StableToken::new(appid, secret))
    }

    /// Takes access tokens from somewhere else.
    pub fn token_source(mut self, source: impl TokenSource) -> Self {
        self.tokens = Tokens::From(Arc::new(source));
        self
    }

    /// Does without access tokens: calls that take one are refused.
    pub fn without_tokens(mut self) -> Self {
        self.tokens = Tokens::None;
        self
    }

    /// The kind of account, for a `Client<AnyAccount>`: calls that are not open to it are refused.
    pub fn account(mut self, account: Account) -> Self {
        self.scope.account = Some(account);
        self
    }

    /// Acts for a merchant through a third-party platform that has these permission sets: calls
    /// that need another are refused.
    pub fn third_party(mut self, permission_sets: impl IntoIterator<Item = u32>) -> Self {
        self.scope.permission_sets = Some(permission_sets.into_iter().collect());
        self
    }

    /// Calls another of WeChat's own hosts, such as `https://sh.api.weixin.qq.com`; the main one
    /// unless set.
    pub fn host(mut self, url: impl Into<String>) -> Self {
        (self.host, self.other_host) = (url.into(), false);
        self
    }

    /// Calls a host that is not WeChat's, such as a gateway or a test server. It sees all access
    /// tokens. Plain `http` is for loopback only.
    pub fn other_host(mut self, url: impl Into<String>) -> Self {
        (self.host, self.other_host) = (url.into(), true);
        self
    }

    /// How long connecting may take; 5 s unless set. A transport of your own sees to it itself.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long a call may take in all, with the fetch of an access token, all attempts and the pauses
    /// between them; 20 s unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How many bytes the body of a reply may have, counted after decompression; 1 MiB unless set.
    /// A reply that is a file has its endpoint's own limit, [`Description::download`](crate::Description::download),
    /// where that is larger.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// Whether requests that exceed documented limits are refused; they are unless set.
    pub fn check_limits(mut self, check: bool) -> Self {
        self.check_limits = check;
        self
    }

    /// How often and how soon calls are sent again after failures that may pass; unless set, as
    /// [`RetryPolicy::new`] says.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Attempts by another transport than [`HttpTransport`].
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(Bounded(transport)));
        self
    }

    /// Makes the client. Nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::Config`]: no token source; a host that is not WeChat's, or not encrypted; no
    /// account for a client of `AnyAccount`, or another one than that of its type; without a transport
    /// of your own, no TLS for an `https` host, or no crypto provider for rustls (see
    /// [features](crate#features)).
    pub fn build(self) -> Result<Client<K>, Error> {
        let scope = checked::<K>(self.scope)?;
        let tokens = match self.tokens {
            Tokens::From(source) => Some(source),
            Tokens::None => None,
            Tokens::Undecided => {
                let words = "there is no source of access tokens: give `app`, `token_source` or `without_tokens`";
                return Err(ConfigError::new(words).into());
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

/// The kind of account is known, and known only once.
fn checked<K: AccountKind>(mut scope: Scope) -> Result<Scope, ConfigError> {
    match (K::ID, scope.account) {
        (None, None) => {
            Err(ConfigError::new("a client for any account must be told which: give `account`"))
        }
        (Some(id), Some(account)) if account.id() != id => Err(ConfigError::new(format!(
            "the client is for an account of the kind {id}, not {}",
            account.id()
        ))),
        (Some(_), _) => {
            // The compiler has checked it.
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
    fn a_client_needs_a_source_of_tokens_or_none_on_purpose() {
        assert_eq!(
            refused(Client::<ServiceAccount>::builder()),
            "configuration: there is no source of access tokens: give `app`, `token_source` or `without_tokens`"
        );
        assert!(Client::<ServiceAccount>::builder().without_tokens().build().is_ok());
    }

    #[test]
    fn a_client_for_any_account_must_know_which() {
        let builder = || Client::<AnyAccount>::builder().app("wx", "s");
        assert_eq!(
            refused(builder()),
            "configuration: a client for any account must be told which: give `account`"
        );
        assert!(builder().account(Account::ServiceAccount).build().is_ok());
    }

    #[test]
    fn a_client_has_one_kind_of_account() {
        let builder = || Client::<ServiceAccount>::builder().app("wx", "s");
        assert_eq!(
            refused(builder().account(Account::OfficialAccount)),
            "configuration: the client is for an account of the kind service_account, not official_account"
        );
        assert!(builder().account(Account::ServiceAccount).build().is_ok());
    }

    #[test]
    fn only_one_method_leads_to_other_hosts() {
        let builder = || Client::<ServiceAccount>::builder().app("wx", "s");
        assert!(builder().host(SETTINGS.alternates[0]).build().is_ok());
        assert!(
            refused(builder().host("https://gate.example")).contains("is not a host of the API")
        );
        assert!(builder().other_host("https://gate.example").build().is_ok());
        assert!(
            refused(builder().other_host("http://gate.example"))
                .contains("plain http is for loopback only")
        );
    }
}
