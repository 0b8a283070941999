//! How a sandbox is to be: apps, life of tokens, port, clock.

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
use crate::faults::Board;
use crate::handlers::Behaviours;
use crate::sandbox::Sandbox;
use crate::sandbox::error::Error;
use crate::world::World;

/// The app id that a sandbox knows unless it was given others.
pub const APPID: &str = "wx5a4db0c500000001";

/// The secret of [`APPID`].
pub const SECRET: &str = "sandbox0secret00not0a0real0one00";

/// Made by [`Sandbox::builder`].
#[must_use]
pub struct Builder {
    model: Option<Model>,
    own_specs: Vec<Result<Model, JsonLinesError>>,
    apps: BTreeMap<String, String>,
    third_parties: BTreeMap<String, String>,
    token_life: Duration,
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
            token_life: Duration::from_secs(7200),
            port: 0,
            clock_runs: true,
            ledger_limit: 10_000,
        }
    }

    /// Adds an app; without any, [`APPID`] with [`SECRET`] is the one there is.
    pub fn app(mut self, appid: impl Into<String>, secret: impl Into<String>) -> Self {
        self.apps.insert(appid.into(), secret.into());
        self
    }

    /// Adds a third-party platform, which accounts can authorize to call for them: see
    /// [`Sandbox::third_party`]. An app id is that of an app or of a platform, not of both.
    pub fn third_party(mut self, appid: impl Into<String>, secret: impl Into<String>) -> Self {
        self.third_parties.insert(appid.into(), secret.into());
        self
    }

    /// How long a token lives; two hours unless set.
    pub fn token_life(mut self, life: Duration) -> Self {
        self.token_life = life;
        self
    }

    /// The port on 127.0.0.1; 0, a free one, unless set.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Stops the clock, so that only [`Sandbox::advance`] moves it and `expires_in` is exact. It
    /// stands at the beginning of 2026 (UTC).
    pub fn frozen_clock(mut self) -> Self {
        self.clock_runs = false;
        self
    }

    /// How many entries the ledger keeps; 10,000 unless set.
    pub fn ledger_limit(mut self, entries: usize) -> Self {
        self.ledger_limit = entries;
        self
    }

    /// Serves another model than the one of the crate `weixin`.
    pub fn model(mut self, model: Model) -> Self {
        self.model = Some(model);
        self
    }

    /// Serves the endpoints of your own spec too, which extends that of the crate `weixin`; `model` is
    /// the `api.jsonl` that `weixin_codegen::Builder` leaves beside the Rust:
    /// `include_str!(concat!(env!("OUT_DIR"), "/api.jsonl"))`.
    ///
    /// They are answered from their examples. Where both have an endpoint of the same name or call, or
    /// an error code, yours is served; one of the same name and call does what the other would have done.
    pub fn own_spec(mut self, model: &str) -> Self {
        self.own_specs.push(Model::from_jsonl(model));
        self
    }

    /// Starts to serve, on the tokio runtime that this is called on.
    ///
    /// # Errors
    /// [`Error::Listen`] where the port can't be had, [`Error::Model`] where the embedded model
    /// can't be read, [`Error::OwnSpec`] where one of your own can't.
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
        let world = World::new(self.apps, self.third_parties, self.token_life, url, clock.epoch());
        let state = State {
            clock,
            world,
            scripts: Scripts::default(),
            faults: Board::default(),
            records: Records::new(self.ledger_limit),
            received: 0,
        };
        Ok(Sandbox::serve(listener, address, Arc::new(Engine::new(model, behaviours, state))))
    }
}

impl fmt::Debug for Builder {
    /// Without the secrets of the apps.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("apps", &self.apps.keys())
            .field("third_parties", &self.third_parties.keys())
            .field("token_life", &self.token_life)
            .field("port", &self.port)
            .field("clock_runs", &self.clock_runs)
            .field("ledger_limit", &self.ledger_limit)
            .finish_non_exhaustive()
    }
}
