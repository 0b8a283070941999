//! The vault for secrets that must not be lost: the refresh tokens of accounts, and the verify ticket.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use super::store::StoreError;
use crate::{transport::BoxFuture, types::Secret};

/// Keeps the refresh tokens of the accounts that have authorized a third-party platform, and the
/// platform's verify ticket. Implement it with a persistent database that all processes of the platform
/// share.
///
/// A lost refresh token can be fetched again while the account still authorizes the platform:
/// [`Client::get_authorizer_list`](crate::Client::get_authorizer_list) returns those of all accounts. Save
/// it with [`Platform::remember`](super::Platform::remember). If that fails, the account must authorize the
/// platform again.
///
/// [`MemoryVault`] is for tests.
pub trait Vault: Send + Sync + 'static {
    /// Loads the secret that was last saved under a key, such as `weixin:refresh:<platform>:<account>`.
    ///
    /// # Errors
    /// Returns an error if the vault can't be read.
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Secret>, StoreError>>;

    /// Saves a secret under a key, in place of any other one. On success the secret must be durable.
    ///
    /// # Errors
    /// Returns an error if the secret may not be saved.
    fn save<'a>(
        &'a self,
        key: &'a str,
        secret: &'a Secret,
    ) -> BoxFuture<'a, Result<(), StoreError>>;
}

/// A vault in memory, shared by all clones. Its secrets are lost when the process ends.
#[derive(Clone, Default)]
pub struct MemoryVault(Arc<Mutex<HashMap<String, Secret>>>);

impl MemoryVault {
    /// Creates an empty vault.
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
