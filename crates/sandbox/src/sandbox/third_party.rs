//! Controls a third-party platform in a test: what WeChat pushes to it, and what accounts do on WeChat's
//! pages, which no call of the API covers.

use std::fmt;
use std::time::Duration;

use crate::engine::{Engine, State};
use crate::sandbox::error::Error;
use crate::world::third_parties::ThirdParty as Kept;

/// One of the builder's third-party platforms. Created by
/// [`Sandbox::third_party`](crate::Sandbox::third_party).
pub struct ThirdParty<'s> {
    pub(crate) engine: &'s Engine,
    pub(crate) appid: String,
}

impl ThirdParty<'_> {
    /// Pushes a `component_verify_ticket`. Returns the ticket that WeChat would send to the platform's
    /// URL. It is valid for twelve hours.
    #[must_use]
    pub fn push_ticket(&self) -> String {
        self.pushed(None)
    }

    /// Pushes a ticket with this text.
    pub fn push_ticket_of(&self, text: &str) {
        self.pushed(Some(text));
    }

    fn pushed(&self, text: Option<&str>) -> String {
        self.changed(|state| {
            let ticket = state.world.tokens.secret("verify_ticket", text);
            let now = state.world.now;
            if let Some(platform) = self.kept(state) {
                platform.push_ticket(&ticket, now);
            }
            ticket
        })
    }

    /// Has an account authorize the platform with these permission sets, which replace those that it
    /// granted before. Returns the authorization code, which `get_authorizer_refresh_token` accepts once,
    /// within an hour.
    pub fn authorized_by(&self, account: &str, sets: impl IntoIterator<Item = u32>) -> String {
        let sets = sets.into_iter().collect();
        self.changed(|state| {
            let code = state.world.tokens.secret("authorization_code", None);
            let (now, time) = (state.world.now, state.world.unix_now());
            if let Some(platform) = self.kept(state) {
                let again = platform.authorize(account, sets, time);
                platform.add_code(&code, account, now);
                if again {
                    state.world.tokens.end_granted(&self.appid, account, now);
                }
            }
            code
        })
    }

    /// Has an account withdraw its authorization: its refresh token becomes invalid, and calls with its
    /// tokens are refused with 61003. Returns `false` if there is no authorization to withdraw.
    pub fn withdrawn_by(&self, account: &str) -> bool {
        self.changed(|state| self.kept(state).is_some_and(|platform| platform.withdraw(account)))
    }

    /// Returns the refresh token that WeChat currently accepts from the platform for an account, to
    /// compare it with the one that the platform has stored.
    #[must_use]
    pub fn refresh_token(&self, account: &str) -> Option<String> {
        self.changed(|state| {
            let grant = self.kept(state)?.grant(account).ok()?;
            grant.refresh_token().map(str::to_owned)
        })
    }

    /// Makes each use of a refresh token return a new one. The used one remains valid for `overlap`, in
    /// which it returns the same new one. With `None`, the default, the refresh token doesn't change.
    pub fn change_refresh_tokens(&self, overlap: impl Into<Option<Duration>>) {
        let overlap = overlap.into();
        self.changed(|state| {
            if let Some(platform) = self.kept(state) {
                platform.overlap = overlap;
            }
        });
    }

    /// Sets an option of an account, as `set_authorizer_option` does. `get_authorizer_option` returns it.
    pub fn set_option(&self, account: &str, name: &str, value: &str) {
        self.changed(|state| state.world.third_parties.set_option(account, name, value));
    }

    fn changed<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.engine.state();
        state.update_time();
        change(&mut state)
    }

    /// Returns the platform's state. Always `Some`: this was created for the app id of a platform.
    fn kept<'w>(&self, state: &'w mut State) -> Option<&'w mut Kept> {
        state.world.third_parties.get_mut(&self.appid)
    }
}

impl fmt::Debug for ThirdParty<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ThirdParty").field("appid", &self.appid).finish_non_exhaustive()
    }
}

/// Returns the platform whose authorization page has this pre-auth code.
pub(crate) fn of_page(engine: &Engine, pre_auth_code: &str) -> Result<String, Error> {
    let mut state = engine.state();
    state.update_time();
    let world = &state.world;
    let appid = world.third_parties.of_page(pre_auth_code, world.now);
    appid.map(str::to_owned).ok_or(Error::NoSuchPage)
}
