//! Connections to Redis, each for a burst of calls, and errors without secrets.

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

/// How long a call may take: a little less than a source waits, so that the error says what happened.
const PATIENCE: Duration = Duration::from_millis(900);
/// How long connecting may take, in a task that no caller's time-out ends.
const CONNECT: Duration = Duration::from_secs(5);
/// A connection that was not used for this long is not used again. Tokens are renewed every two hours:
/// by then some firewall may have forgotten it, and nothing would answer.
const IDLE: Duration = Duration::from_secs(5);

type Connection = Box<dyn ConnectionLike + Send>;
type Dialled = watch::Receiver<Option<RedisResult<MultiplexedConnection>>>;

pub(super) struct Connections {
    kind: Kind,
    user: Option<Secret>,
    password: Option<Secret>,
}

enum Kind {
    Own { client: Arc<Client>, line: Mutex<Option<Line>> },
    Given(Box<dyn Fn() -> Connection + Send + Sync>),
}

/// The connection that is there, or is being made.
struct Line {
    dialled: Dialled,
    used_at: Instant,
}

impl Connections {
    pub(super) fn own(client: Client) -> Self {
        let settings = client.get_connection_info().redis_settings();
        let (user, password) = (settings.username(), settings.password());
        Self {
            user: user.map(Secret::from),
            password: password.map(Secret::from),
            kind: Kind::Own { client: Arc::new(client), line: Mutex::default() },
        }
    }

    pub(super) fn given(connection: impl ConnectionLike + Clone + Send + Sync + 'static) -> Self {
        let connection = move || -> Connection { Box::new(connection.clone()) };
        Self { kind: Kind::Given(Box::new(connection)), user: None, password: None }
    }

    /// Runs a script; an error repeats neither `secrets` nor what is in the URL.
    pub(super) async fn run<'a>(
        &'a self,
        script: &Script,
        key: &str,
        arguments: &[&str],
        mut secrets: Secrets<'a>,
    ) -> Result<Value, StoreError> {
        let mut used = None;
        let run = self.run_on(&mut used, script, key, arguments);
        let failure = match timeout(PATIENCE, run).await {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(error)) => words(&error),
            Err(_) => format!("it did not answer within {} ms", PATIENCE.as_millis()),
        };
        // Whatever it was, the next call tries a new connection: behind this one may be nobody any
        // more, or a server that may no longer be written to.
        if let (Kind::Own { line, .. }, Some(used)) = (&self.kind, used) {
            locked(line).take_if(|line| line.dialled.same_channel(&used));
        }
        for secret in self.user.iter().chain(&self.password) {
            secrets.push(secret);
        }
        // Only text is kept: what the client says may repeat what was sent.
        Err(StoreError::new(format!("Redis at {self}: {}", secrets.redact(&failure))))
    }

    async fn run_on(
        &self,
        used: &mut Option<Dialled>,
        script: &Script,
        key: &str,
        arguments: &[&str],
    ) -> RedisResult<Value> {
        let mut connection: Connection = match &self.kind {
            Kind::Given(connection) => connection(),
            Kind::Own { client, line } => {
                let mut dialled = dial(client, line);
                let outcome = dialled.wait_for(Option::is_some).await.map(|it| it.clone());
                // One that is still being made is not given up: the next call may find it ready.
                *used = Some(dialled);
                // It fails where the runtime that it was made on is gone.
                let lost = || RedisError::from((ErrorKind::Io, "connecting was abandoned"));
                Box::new(outcome.map_err(|_| lost())?.unwrap_or_else(|| Err(lost()))?)
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

/// The server's own words, or the client's.
fn words(error: &RedisError) -> String {
    match (error.kind(), error.code(), error.detail()) {
        (ErrorKind::Server(_) | ErrorKind::Extension, Some(code), Some(detail)) => {
            format!("{code} {detail}")
        }
        _ => error.to_string(),
    }
}

fn locked(line: &Mutex<Option<Line>>) -> MutexGuard<'_, Option<Line>> {
    // Nothing that can panic runs under the lock.
    line.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The line that is there, or one that it begins to make.
fn dial(client: &Arc<Client>, line: &Mutex<Option<Line>>) -> Dialled {
    let (mut line, now) = (locked(line), Instant::now());
    if let Some(line) = line.as_mut() {
        let being_made = line.dialled.borrow().is_none();
        if being_made || now.duration_since(line.used_at) < IDLE {
            line.used_at = now;
            return line.dialled.clone();
        }
    }
    let (sender, dialled) = watch::channel(None);
    let client = Arc::clone(client);
    tokio::spawn(async move {
        sender.send_replace(Some(connect(&client).await));
    });
    *line = Some(Line { dialled: dialled.clone(), used_at: now });
    dialled
}

async fn connect(client: &Client) -> RedisResult<MultiplexedConnection> {
    if matches!(client.get_connection_info().addr(), ConnectionAddr::TcpTls { .. }) {
        tls::check(true).map_err(io::Error::other)?;
        // An error says that there is one. With none, and two to choose from, rustls panics.
        #[cfg(feature = "rustls")]
        let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    }
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(CONNECT))
        // The whole call has a time-out.
        .set_response_timeout(None);
    client.get_multiplexed_async_connection_with_config(&config).await
}

/// Where the server is, without user and password.
impl fmt::Display for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Own { client, .. } => client.get_connection_info().addr().fmt(f),
            Kind::Given(_) => f.write_str("a connection of the program's own"),
        }
    }
}
