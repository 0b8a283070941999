//! Where what must not be lost is kept: refresh tokens of accounts, and the verify ticket.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use super::store::StoreError;
use crate::{transport::BoxFuture, types::Secret};

/// Keeps the refresh tokens of the accounts that have authorized a third-party platform, and the
/// platform's verify ticket. Implement it on a database that survives a restart and that all
/// processes of the platform share.
///
/// A refresh token that was lost can be fetched again, as long as the account still authorizes the
/// platform: [`Client::get_authorizer_list`](crate::Client::get_authorizer_list) has each account's.
/// Hand it to [`Platform::remember`](super::Platform::remember). Where that fails, the account must
/// authorize the platform anew.
///
/// [`MemoryVault`] is one for tests.
pub trait Vault: Send + Sync + 'static {
    /// What was saved under a key last, such as `weixin:refresh:<platform>:<account>`.
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Secret>, StoreError>>;

    /// Saves a secret under a key, in the place of what was there. When this succeeds, it must be
    /// safe.
    fn save<'a>(
        &'a self,
        key: &'a str,
        secret: &'a Secret,
    ) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// A vault in memory, shared by all clones. What it keeps ends with the process.
#[derive(Clone, Default)]
pub struct MemoryVault(Arc<Mutex<HashMap<String, Secret>>>);

impl MemoryVault {
    /// An empty vault.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
}

impl Vault for MemoryVault {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Secret>, StoreError>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        Box::pin(std::future::ready(Ok(kept)))
    }

    fn save<'a>(
        &'a self,
        key: &'a str,
        secret: &'a Secret,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(key.to_owned(), secret.clone());
        Box::pin(std::future::ready(Ok(())))
    }
}

impl fmt::Debug for MemoryVault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        f.debug_struct("MemoryVault").field("keys", &kept.len()).finish()
    }
}
