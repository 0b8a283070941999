//! A store in Redis: for processes on several machines.

mod client;
mod connections;
mod scripts;

use std::{fmt, sync::Arc, time::Duration};

use ::redis::{Client, FromRedisValue, Value, aio::ConnectionLike, from_redis_value};
use connections::Connections;
use scripts::{Script, Scripts};

use super::{StoreError, StoredToken, TokenStore};
use crate::{redact::Secrets, transport::BoxFuture, types::Secret};

/// How long a generation is remembered after its token's end. Where it is lost, counting begins again
/// from 1: no harm, but whoever still holds an old token of the same number would take the new one for
/// it and fetch another.
const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// A longer lifetime or lease is cut to this: Redis counts milliseconds, and not without end.
const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// Tokens in Redis 6.2 or later, or Valkey. Clones share a connection.
///
/// ```
/// # fn main() -> Result<(), weixin::StoreError> {
/// use weixin::{ClassicToken, RedisStore};
///
/// let store = RedisStore::new("rediss://user:password@redis.example.com:6379/0")?;
/// let tokens = ClassicToken::new("wx0123456789abcdef", "app secret", store);
/// # let _ = tokens;
/// # Ok(())
/// # }
/// ```
///
/// Under `{key}:token` it keeps a hash with the token, by the server's clock and in the clear: whoever
/// may read that key may call WeChat for the account. Under `{key}:lease` is the lease. A user of
/// Redis' access lists needs `+evalsha +eval +hget +hmget +hset +pexpire +time +get +set +del` and these
/// keys, `~{weixin:*`. The generation is kept for thirty days after the token's end.
///
/// It connects when it is first used, on tokio, again after a failure, and after some seconds without
/// use. No call takes longer than 0.9 seconds; connecting may take five, and goes on meanwhile. Neither
/// errors nor `Debug` show the URL's user and password, or a token.
///
/// A replica that takes over may lack what was last written. Then a token is fetched once more: in
/// classic mode that ends, after a few minutes, one that others still use, whose calls are sent again.
#[derive(Clone)]
pub struct RedisStore {
    connections: Arc<Connections>,
    scripts: Arc<Scripts>,
    prefix: Arc<str>,
}

impl RedisStore {
    /// A store at a URL, as in `rediss://user:password@host:6379/0`; with `redis:` instead of `rediss:`
    /// the connection isn't encrypted, with `unix:///path?db=0&user=…&pass=…` it goes by a socket. It
    /// doesn't connect yet.
    ///
    /// `rediss:` trusts the system's certificates and has the TLS of the crate's
    /// [features](crate#features). With rustls it takes the process' crypto provider; with the feature
    /// `rustls` it installs aws-lc-rs where there is none.
    ///
    /// # Errors
    /// The URL can't be read, or says that no certificate is to be checked. For `rediss:`: the crate was
    /// compiled without TLS, rustls has no crypto provider, or the system has no certificates.
    pub fn new(url: impl Into<Secret>) -> Result<Self, StoreError> {
        Ok(Self::with_client(client::open(url.into().expose())?))
    }

    /// A store with the settings of a client, such as certificates of one's own.
    #[must_use]
    pub fn with_client(client: Client) -> Self {
        Self::over(Connections::own(client))
    }

    /// A store over a connection that is there and reconnects by itself, such as a
    /// `redis::aio::ConnectionManager`, or that of a cluster: no script touches more than one key.
    #[must_use]
    pub fn with_connection(
        connection: impl ConnectionLike + Clone + Send + Sync + 'static,
    ) -> Self {
        Self::over(Connections::given(connection))
    }

    fn over(connections: Connections) -> Self {
        let scripts = Arc::new(Scripts::new());
        Self { connections: Arc::new(connections), scripts, prefix: "".into() }
    }

    /// What all keys begin with, such as `staging:`; nothing unless set. Stores share tokens only where
    /// it is the same.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into().into();
        self
    }

    /// The braces keep a key's two entries on one node of a cluster.
    fn entry(&self, key: &str, entry: &str) -> String {
        format!("{}{{{key}}}:{entry}", self.prefix)
    }

    async fn run<T: FromRedisValue>(
        &self,
        script: &Script,
        entry: String,
        arguments: &[&str],
        secrets: Secrets<'_>,
    ) -> Result<T, StoreError> {
        let value: Value = self.connections.run(script, &entry, arguments, secrets).await?;
        // The reason would quote the value.
        from_redis_value(value).map_err(|_| {
            StoreError::new(format!("what Redis has under {entry} was not written by this store"))
        })
    }
}

impl TokenStore for RedisStore {
    fn read<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<StoredToken>, StoreError>> {
        Box::pin(async move {
            type Found = Option<(u64, String, u64, bool)>;
            let found: Found =
                self.run(&self.scripts.read, self.entry(key, "token"), &[], Secrets::new()).await?;
            Ok(found.map(|(generation, token, ttl, rejected)| StoredToken {
                generation,
                token: Secret::new(token),
                ttl: Duration::from_millis(ttl),
                rejected,
            }))
        })
    }

    fn lease<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
        time: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async move {
            // Redis refuses a time of nothing.
            let time = milliseconds(time.max(Duration::from_millis(1)));
            let arguments = [owner, &time];
            self.run(&self.scripts.lease, self.entry(key, "lease"), &arguments, Secrets::new())
                .await
        })
    }

    fn release<'a>(
        &'a self,
        key: &'a str,
        owner: &'a str,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let entry = self.entry(key, "lease");
            self.run(&self.scripts.release, entry, &[owner], Secrets::new()).await
        })
    }

    fn publish<'a>(
        &'a self,
        key: &'a str,
        replaces: u64,
        token: &'a Secret,
        ttl: Duration,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async move {
            let Some(generation) = replaces.checked_add(1) else { return Ok(false) };
            let (replaces, generation) = (replaces.to_string(), generation.to_string());
            let (ttl, remembered) = (milliseconds(ttl), milliseconds(REMEMBERED));
            let arguments = [&replaces, &generation, token.expose(), &ttl, &remembered];
            let mut secrets = Secrets::new();
            secrets.push(token);
            self.run(&self.scripts.publish, self.entry(key, "token"), &arguments, secrets).await
        })
    }

    fn reject<'a>(
        &'a self,
        key: &'a str,
        generation: u64,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let entry = self.entry(key, "token");
            self.run(&self.scripts.reject, entry, &[&generation.to_string()], Secrets::new()).await
        })
    }
}

fn milliseconds(time: Duration) -> String {
    time.min(LONGEST).as_millis().to_string()
}

impl fmt::Debug for RedisStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedisStore")
            .field("server", &format_args!("{}", self.connections))
            .field("prefix", &self.prefix)
            .finish()
    }
}
