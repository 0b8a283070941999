//! The verify ticket that WeChat pushes to one of a third-party platform's processes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{refresh_token, store::StoreError, vault::Vault};
use crate::{error::TokenError, types::Secret};

/// The latest ticket, in this process and in the vault.
pub(super) struct VerifyTicket {
    key: String,
    vault: Arc<dyn Vault>,
    own: Mutex<Own>,
}

/// The latest ticket that was pushed to this process.
#[derive(Default)]
struct Own {
    latest: Option<Secret>,
    /// Whether the vault has saved it.
    saved: bool,
}

impl VerifyTicket {
    pub(super) fn new(platform: &str, vault: Arc<dyn Vault>) -> Self {
        Self { key: format!("weixin:ticket:{platform}"), vault, own: Mutex::default() }
    }

    pub(super) async fn set(&self, ticket: Secret) -> Result<(), StoreError> {
        if ticket.expose().is_empty() {
            return Err(StoreError::new("the verify ticket is empty"));
        }
        *self.own() = Own { latest: Some(ticket.clone()), saved: false };
        self.vault.save(&self.key, &ticket).await?;
        let mut own = self.own();
        if own.latest.as_ref() == Some(&ticket) {
            own.saved = true;
        }
        Ok(())
    }

    /// Returns the tickets that may be valid, the likeliest first: that of the vault, since the last push
    /// may have reached another process, unless the vault could not save the one of this process.
    pub(super) async fn candidates(&self) -> Result<Vec<Secret>, TokenError> {
        let kept = refresh_token::load(&*self.vault, &self.key).await;
        let (own, saved) = {
            let own = self.own();
            (own.latest.clone(), own.saved)
        };
        let shared = kept.as_ref().ok().cloned().flatten();
        let mut tickets: Vec<_> = if saved { [shared, own] } else { [own, shared] }
            .into_iter()
            .flatten()
            .filter(|ticket| !ticket.expose().is_empty())
            .collect();
        tickets.dedup();
        let message = "there is no component_verify_ticket yet: WeChat pushes one every ten minutes, \
                       pass it to `set_verify_ticket`";
        match (tickets.is_empty(), kept) {
            (false, _) => Ok(tickets),
            (true, Ok(_)) => Err(TokenError::new(message)),
            (true, Err(error)) => Err(TokenError::with_source(message, error)),
        }
    }

    /// Returns the ticket that was last pushed to this process.
    pub(super) fn latest(&self) -> Option<Secret> {
        self.own().latest.clone()
    }

    fn own(&self) -> MutexGuard<'_, Own> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
