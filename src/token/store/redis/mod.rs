//! A token store in Redis, for processes on several machines.

mod client;
mod connections;
mod scripts;

use std::{fmt, sync::Arc, time::Duration};

use ::redis::{Client, FromRedisValue, Value, aio::ConnectionLike, from_redis_value};
use connections::Connections;
use scripts::{Script, Scripts};

use super::{StoreError, StoredToken, TokenStore};
use crate::{redact::Secrets, transport::BoxFuture, types::Secret};

/// How long a generation is kept after its token expired. If it is lost, generations start from 1 again. A
/// process that still holds an old token of the same generation would then mistake the new token for it,
/// and fetch once more.
const REMEMBERED: Duration = Duration::from_secs(30 * 24 * 60 * 60);
/// Longer lifetimes and leases are clamped to this: Redis counts milliseconds in 64 bits.
const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// A token store in Redis 6.2 or later, or Valkey. Clones share a connection.
///
/// ```
/// # fn main() -> Result<(), weixin::token::StoreError> {
/// use weixin::{ClassicToken, token::RedisStore};
///
/// let store = RedisStore::new("rediss://user:password@redis.example.com:6379/0")?;
/// let tokens = ClassicToken::new("wx0123456789abcdef", "app secret", store);
/// # let _ = tokens;
/// # Ok(())
/// # }
/// ```
///
/// The key `{key}:token` is a hash with the token in plain text, whose expiry is that of the server's clock.
/// Every client that may read this key may call WeChat for the account. The key `{key}:lease` is the lease.
/// A Redis ACL user requires the commands `+evalsha +eval +hget +hmget +hset +pexpire +time +get +set +del`
/// and the keys `~{weixin:*`. The generation is kept for thirty days after the token expired.
///
/// The store connects on tokio when it is first used, and again after a failure or after some seconds
/// without use. The timeout for a call is 0.9 seconds. Connecting may take five seconds, and continues in
/// the background after the call timed out. Neither errors nor `Debug` show user and password of the URL, or
/// a token.
///
/// After a failover the new primary may lack the last writes. A token is then fetched once more. With
/// [`ClassicToken`](crate::ClassicToken) this invalidates, after a few minutes, a token that other processes
/// still use; their calls are retried.
#[derive(Clone)]
pub struct RedisStore {
    connections: Arc<Connections>,
    scripts: Arc<Scripts>,
    prefix: Arc<str>,
}

impl RedisStore {
    /// Creates a store at a URL such as `rediss://user:password@host:6379/0`. With `redis:` instead of
    /// `rediss:` the connection isn't encrypted; `unix:///path?db=0&user=…&pass=…` is a Unix socket. It
    /// doesn't connect yet.
    ///
    /// `rediss:` trusts the system's certificates and uses the TLS of the crate's
    /// [features](crate#features). rustls uses the crypto provider of the process; with the feature `rustls`
    /// the store installs aws-lc-rs if there is none.
    ///
    /// # Errors
    /// Returns an error if the URL is invalid, or disables the check of certificates. For `rediss:` also if
    /// the crate was compiled without TLS, rustls has no crypto provider, or the system has no trusted
    /// certificates.
    pub fn new(url: impl Into<Secret>) -> Result<Self, StoreError> {
        Ok(Self::with_client(client::open(url.into().expose())?))
    }

    /// Creates a store with the settings of a client, such as custom certificates.
    #[must_use]
    pub fn with_client(client: Client) -> Self {
        Self::over(Connections::own(client))
    }

    /// Creates a store that uses a connection which reconnects automatically, such as a
    /// `redis::aio::ConnectionManager`. It may be that of a cluster: each script uses only one key.
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

    /// Sets a prefix for all keys, such as `staging:`. The default is none. Stores share tokens only if they
    /// have the same prefix.
    #[must_use]
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into().into();
        self
    }

    /// The braces are a hash tag, which keeps both entries of a key on one node of a cluster.
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
        // The reason is dropped: it would quote the value.
        from_redis_value(value).map_err(|_| {
            StoreError::new(format!(
                "the value of the Redis key {entry} was not written by this store"
            ))
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
            // Redis rejects a duration of 0.
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
