//! A vault that can fail, be slow or never respond.

use std::{
    future::pending,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::time::sleep;
use weixin::{
    Secret,
    token::{MemoryVault, StoreError, Vault},
    transport::BoxFuture,
};

#[derive(Clone, Default)]
pub(crate) struct Faulty {
    kept: MemoryVault,
    mood: Arc<Mutex<Behaviour>>,
}

#[derive(Clone, Default)]
struct Behaviour {
    refuses_saves: bool,
    refuses_loads: bool,
    silent: bool,
    slow: Duration,
    saves: u32,
    /// Every how many saves one fails; 0 for none.
    fails_every: u32,
}

impl Faulty {
    fn change(&self, change: impl FnOnce(&mut Behaviour)) {
        change(&mut self.mood.lock().unwrap());
    }

    pub(crate) fn refuse_saves(&self, refuse: bool) {
        self.change(|mood| mood.refuses_saves = refuse);
    }

    pub(crate) fn refuse_loads(&self, refuse: bool) {
        self.change(|mood| mood.refuses_loads = refuse);
    }

    pub(crate) fn be_silent(&self, silent: bool) {
        self.change(|mood| mood.silent = silent);
    }

    /// Sets the duration of each call.
    pub(crate) fn be_slow(&self, slow: Duration) {
        self.change(|mood| mood.slow = slow);
    }

    pub(crate) fn fail_every(&self, saves: u32) {
        self.change(|mood| mood.fails_every = saves);
    }

    async fn wait(&self) -> Behaviour {
        let mood = self.mood.lock().unwrap().clone();
        if mood.silent {
            pending::<()>().await;
        }
        sleep(mood.slow).await;
        mood
    }
}

impl Vault for Faulty {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Secret>, StoreError>> {
        Box::pin(async move {
            if self.wait().await.refuses_loads {
                return Err(StoreError::new("can't be read"));
            }
            self.kept.load(key).await
        })
    }

    fn save<'a>(
        &'a self,
        key: &'a str,
        secret: &'a Secret,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move {
            let mood = self.wait().await;
            self.change(|mood| mood.saves += 1);
            let fails = mood.fails_every > 0 && !mood.saves.is_multiple_of(mood.fails_every);
            if mood.refuses_saves || fails {
                return Err(StoreError::new("can't be written"));
            }
            self.kept.save(key, secret).await
        })
    }
}
