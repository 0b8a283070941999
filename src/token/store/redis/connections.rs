//! Connections to Redis, each for a burst of calls. Errors do not show secrets.

use std::{
    fmt, io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use ::redis::{
    AsyncConnectionConfig, Client, Cmd, ConnectionAddr, ErrorKind, RedisError, RedisResult,
    ServerErrorKind, Value,
    aio::{ConnectionLike, MultiplexedConnection},
};
use tokio::{
    sync::watch,
    time::{Instant, timeout},
};

use super::{StoreError, scripts::Script};
use crate::{redact::Secrets, transport::tls, types::Secret};

/// The timeout for a call: shorter than that of a source, so that the error names the server.
const TIMEOUT: Duration = Duration::from_millis(900);
/// The timeout for connecting, which runs in its own task, beyond the timeout of the call.
const CONNECT: Duration = Duration::from_secs(5);
/// A connection that was idle for this long is not used again. Tokens are renewed every two hours; until
/// then a firewall may drop the connection silently.
const IDLE: Duration = Duration::from_secs(5);

type Connection = Box<dyn ConnectionLike + Send>;
/// A connection that is open or being opened.
type Connecting = watch::Receiver<Option<RedisResult<MultiplexedConnection>>>;

pub(super) struct Connections {
    kind: Kind,
    user: Option<Secret>,
    password: Option<Secret>,
}

enum Kind {
    Own { client: Arc<Client>, current: Mutex<Option<Current>> },
    Given(Box<dyn Fn() -> Connection + Send + Sync>),
}

/// The connection that calls share.
struct Current {
    connecting: Connecting,
    used_at: Instant,
}

impl Connections {
    pub(super) fn own(client: Client) -> Self {
        let settings = client.get_connection_info().redis_settings();
        let (user, password) = (settings.username(), settings.password());
        Self {
            user: user.map(Secret::from),
            password: password.map(Secret::from),
            kind: Kind::Own { client: Arc::new(client), current: Mutex::default() },
        }
    }

    pub(super) fn given(connection: impl ConnectionLike + Clone + Send + Sync + 'static) -> Self {
        let connection = move || -> Connection { Box::new(connection.clone()) };
        Self { kind: Kind::Given(Box::new(connection)), user: None, password: None }
    }

    /// Runs a script. Errors do not show `secrets`, nor user and password of the URL.
    pub(super) async fn run<'a>(
        &'a self,
        script: &Script,
        key: &str,
        arguments: &[&str],
        mut secrets: Secrets<'a>,
    ) -> Result<Value, StoreError> {
        let mut used = None;
        let run = self.run_on(&mut used, script, key, arguments);
        let failure = match timeout(TIMEOUT, run).await {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(error)) => message(&error),
            Err(_) => format!("no response within {} ms", TIMEOUT.as_millis()),
        };
        // After any error the next call opens a new connection: the server of this one may be gone, or may
        // have become a read-only replica.
        if let (Kind::Own { current, .. }, Some(used)) = (&self.kind, used) {
            locked(current).take_if(|current| current.connecting.same_channel(&used));
        }
        for secret in self.user.iter().chain(&self.password) {
            secrets.push(secret);
        }
        // Only redacted text is kept: the client's error may quote what was sent.
        Err(StoreError::new(format!("Redis at {self}: {}", secrets.redact(&failure))))
    }

    async fn run_on(
        &self,
        used: &mut Option<Connecting>,
        script: &Script,
        key: &str,
        arguments: &[&str],
    ) -> RedisResult<Value> {
        let mut connection: Connection = match &self.kind {
            Kind::Given(connection) => connection(),
            Kind::Own { client, current } => {
                let mut connecting = connection(client, current);
                let outcome = connecting.wait_for(Option::is_some).await.map(|it| it.clone());
                // Set only here: if this call times out while connecting, the next one waits for it too.
                *used = Some(connecting);
                // Fails if the runtime that the connection was opened on was shut down.
                let cancelled = || RedisError::from((ErrorKind::Io, "connecting was cancelled"));
                Box::new(outcome.map_err(|_| cancelled())?.unwrap_or_else(|| Err(cancelled()))?)
            }
        };
        match send(&mut connection, &script.by_hash(key, arguments)).await {
            Err(error) if error.kind() == ErrorKind::Server(ServerErrorKind::NoScript) => {
                send(&mut connection, &script.by_code(key, arguments)).await
            }
            result => result,
        }
    }
}

async fn send(connection: &mut Connection, command: &Cmd) -> RedisResult<Value> {
    connection.req_packed_command(command).await?.extract_error()
}

/// The message of the server, or of the client.
fn message(error: &RedisError) -> String {
    match (error.kind(), error.code(), error.detail()) {
        (ErrorKind::Server(_) | ErrorKind::Extension, Some(code), Some(detail)) => {
            format!("{code} {detail}")
        }
        _ => error.to_string(),
    }
}

fn locked(current: &Mutex<Option<Current>>) -> MutexGuard<'_, Option<Current>> {
    // Nothing that can panic runs under the lock.
    current.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns the current connection, or starts to open one.
fn connection(client: &Arc<Client>, current: &Mutex<Option<Current>>) -> Connecting {
    let (mut current, now) = (locked(current), Instant::now());
    if let Some(current) = current.as_mut() {
        let is_opening = current.connecting.borrow().is_none();
        if is_opening || now.duration_since(current.used_at) < IDLE {
            current.used_at = now;
            return current.connecting.clone();
        }
    }
    let (sender, connecting) = watch::channel(None);
    let client = Arc::clone(client);
    tokio::spawn(async move {
        sender.send_replace(Some(connect(&client).await));
    });
    *current = Some(Current { connecting: connecting.clone(), used_at: now });
    connecting
}

async fn connect(client: &Client) -> RedisResult<MultiplexedConnection> {
    if matches!(client.get_connection_info().addr(), ConnectionAddr::TcpTls { .. }) {
        tls::check(true).map_err(io::Error::other)?;
        // Fails if a provider is installed already. If two are compiled in and none is installed, rustls
        // panics.
        #[cfg(feature = "rustls")]
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    }
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(CONNECT))
        // The whole call has a timeout.
        .set_response_timeout(None);
    client.get_multiplexed_async_connection_with_config(&config).await
}

/// Writes the address of the server, without user and password.
impl fmt::Display for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Own { client, .. } => client.get_connection_info().addr().fmt(f),
            Kind::Given(_) => f.write_str("a connection of the caller"),
        }
    }
}
