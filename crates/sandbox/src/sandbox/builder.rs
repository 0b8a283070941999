//! The configuration of a sandbox: apps, lifetime of tokens, port, clock.

use std::collections::BTreeMap;
use std::fmt;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use weixin_spec::{JsonLinesError, Model};

use crate::embedded;
use crate::engine::clock::Clock;
use crate::engine::ledger::Records;
use crate::engine::scripts::Scripts;
use crate::engine::{Engine, State};
use crate::faults::ActiveFaults;
use crate::handlers::Behaviours;
use crate::sandbox::Sandbox;
use crate::sandbox::error::Error;
use crate::world::World;

/// The app id of a sandbox that was given no other.
pub const APPID: &str = "wx5a4db0c500000001";

/// The secret of [`APPID`].
pub const SECRET: &str = "sandbox0secret00not0a0real0one00";

/// Configures and starts a [`Sandbox`]. Created by [`Sandbox::builder`].
#[must_use]
pub struct Builder {
    model: Option<Model>,
    own_specs: Vec<Result<Model, JsonLinesError>>,
    apps: BTreeMap<String, String>,
    third_parties: BTreeMap<String, String>,
    token_ttl: Duration,
    port: u16,
    clock_runs: bool,
    ledger_limit: usize,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Self {
            model: None,
            own_specs: Vec::new(),
            apps: BTreeMap::new(),
            third_parties: BTreeMap::new(),
            token_ttl: Duration::from_secs(7200),
            port: 0,
            clock_runs: true,
            ledger_limit: 10_000,
        }
    }

    /// Adds an app. If none is added, the sandbox has the app [`APPID`] with [`SECRET`].
    pub fn app(mut self, appid: impl Into<String>, secret: impl Into<String>) -> Self {
        self.apps.insert(appid.into(), secret.into());
        self
    }

    /// Adds a third-party platform, which accounts can authorize to call for them: see
    /// [`Sandbox::third_party`]. An app and a platform can't have the same app id.
    pub fn third_party(mut self, appid: impl Into<String>, secret: impl Into<String>) -> Self {
        self.third_parties.insert(appid.into(), secret.into());
        self
    }

    /// Sets the lifetime of tokens. The default is two hours.
    pub fn token_ttl(mut self, ttl: Duration) -> Self {
        self.token_ttl = ttl;
        self
    }

    /// Sets the port on 127.0.0.1. The default is 0, which chooses a free port.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Freezes the clock at the beginning of 2026 (UTC), so that only [`Sandbox::advance`] moves it and
    /// `expires_in` is exact.
    pub fn frozen_clock(mut self) -> Self {
        self.clock_runs = false;
        self
    }

    /// Sets the maximum number of entries in the ledger. The default is 10,000.
    pub fn ledger_limit(mut self, entries: usize) -> Self {
        self.ledger_limit = entries;
        self
    }

    /// Serves this model instead of that of the crate `weixin`.
    pub fn model(mut self, model: Model) -> Self {
        self.model = Some(model);
        self
    }

    /// Also serves the endpoints of your own spec, which extends that of the crate `weixin`. `model` is
    /// the `api.jsonl` that `weixin_codegen::Builder` writes next to the generated code:
    /// `include_str!(concat!(env!("OUT_DIR"), "/api.jsonl"))`.
    ///
    /// Responses come from their examples. If both specs have an endpoint with the same name or call, or
    /// the same error code, yours is served. An endpoint with the same name and call also keeps the
    /// behaviour of the one it replaces.
    pub fn own_spec(mut self, model: &str) -> Self {
        self.own_specs.push(Model::from_jsonl(model));
        self
    }

    /// Starts the sandbox on the current tokio runtime.
    ///
    /// # Errors
    /// Returns [`Error::Listen`] if the port can't be opened, [`Error::Model`] if the embedded model
    /// can't be read, [`Error::OwnSpec`] if the model of an own spec can't be read.
    pub async fn start(mut self) -> Result<Sandbox, Error> {
        if self.apps.is_empty() {
            self.apps.insert(APPID.to_owned(), SECRET.to_owned());
        }
        let mut model = match self.model {
            Some(model) => model,
            None => embedded::model()?,
        };
        let behaviours = Behaviours::of(&model);
        for own in self.own_specs {
            model.extend(own.map_err(Error::OwnSpec)?);
        }
        let address = (Ipv4Addr::LOCALHOST, self.port);
        let listener = TcpListener::bind(address).await.map_err(Error::Listen)?;
        let address = listener.local_addr().map_err(Error::Listen)?;
        let url = format!("http://{address}");
        let clock = if self.clock_runs { Clock::running() } else { Clock::frozen() };
        let world = World::new(self.apps, self.third_parties, self.token_ttl, url, clock.epoch());
        let state = State {
            clock,
            world,
            scripts: Scripts::default(),
            faults: ActiveFaults::default(),
            records: Records::new(self.ledger_limit),
            received: 0,
        };
        Ok(Sandbox::serve(listener, address, Arc::new(Engine::new(model, behaviours, state))))
    }
}

impl fmt::Debug for Builder {
    /// Omits the secrets of the apps.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("apps", &self.apps.keys())
            .field("third_parties", &self.third_parties.keys())
            .field("token_ttl", &self.token_ttl)
            .field("port", &self.port)
            .field("clock_runs", &self.clock_runs)
            .field("ledger_limit", &self.ledger_limit)
            .finish_non_exhaustive()
    }
}
