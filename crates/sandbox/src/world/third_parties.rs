//! The third-party platforms: their verify tickets, and the accounts that have authorized them.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use weixin_spec::ThirdParty as Openness;

use crate::refusal::Reason;
use crate::world::tokens::Holder;

/// How long a verify ticket is valid.
pub(crate) const TICKET_LIFE: Duration = Duration::from_secs(12 * 60 * 60);

/// How long an authorization page can be opened, as in the vendor's example.
pub(crate) const PAGE_LIFE: Duration = Duration::from_secs(600);

/// How long an authorization code is valid. The vendor's figure isn't known.
pub(crate) const CODE_LIFE: Duration = Duration::from_secs(60 * 60);

/// All platforms.
#[derive(Default)]
pub(crate) struct ThirdParties {
    platforms: BTreeMap<String, ThirdParty>,
    /// The options that accounts have set, by app id and name.
    options: HashMap<(String, String), String>,
}

/// One platform.
#[derive(Default)]
pub(crate) struct ThirdParty {
    pub(crate) secret: String,
    /// When each verify ticket that was pushed expires.
    tickets: HashMap<String, Duration>,
    /// When each authorization page expires, by its pre-auth code.
    pages: HashMap<String, Duration>,
    /// The authorization codes that have not been exchanged yet.
    codes: HashMap<String, Code>,
    grants: BTreeMap<String, Grant>,
    /// How long a refresh token remains valid after its use, if its use changes it.
    pub(crate) overlap: Option<Duration>,
}

struct Code {
    account: String,
    expires: Duration,
}

/// What an account has granted to a platform.
#[derive(Default)]
pub(crate) struct Grant {
    pub(crate) permission_sets: Vec<u32>,
    /// Seconds since 1970.
    pub(crate) time: u64,
    withdrawn: bool,
    refresh_token: Option<String>,
    /// The previous refresh token, and when it expires.
    previous: Option<(String, Duration)>,
}

impl ThirdParties {
    pub(crate) fn new(secrets: BTreeMap<String, String>) -> Self {
        let platform = |secret| ThirdParty { secret, ..ThirdParty::default() };
        let platforms = secrets.into_iter().map(|(appid, secret)| (appid, platform(secret)));
        Self { platforms: platforms.collect(), options: HashMap::new() }
    }

    pub(crate) fn get(&self, appid: &str) -> Option<&ThirdParty> {
        self.platforms.get(appid)
    }

    pub(crate) fn get_mut(&mut self, appid: &str) -> Option<&mut ThirdParty> {
        self.platforms.get_mut(appid)
    }

    pub(crate) fn secrets(&self) -> impl Iterator<Item = &String> {
        self.platforms.values().map(|platform| &platform.secret)
    }

    /// Returns the platform whose authorization page has this pre-auth code.
    pub(crate) fn of_page(&self, pre_auth_code: &str, now: Duration) -> Option<&str> {
        let has = |platform: &ThirdParty| {
            platform.pages.get(pre_auth_code).is_some_and(|expires| *expires > now)
        };
        let mut platforms = self.platforms.iter();
        platforms.find_map(|(appid, platform)| has(platform).then_some(appid.as_str()))
    }

    /// Whether an account has ever authorized a platform.
    pub(crate) fn knows_account(&self, account: &str) -> bool {
        self.platforms.values().any(|platform| platform.grants.contains_key(account))
    }

    /// Checks whether the holder of a token may make a call that needs one of these permission sets. An
    /// account itself may, and so may the holder of a token that no platform has fetched.
    pub(crate) fn permit(&self, holder: &Holder, needed: &Openness) -> Result<(), Reason> {
        let Some(platform) = &holder.platform else {
            return Ok(());
        };
        let platform = self.get(platform).ok_or(Reason::NotAuthorized)?;
        let grant = platform.grant(&holder.account)?;
        match needed {
            Openness::PermissionSets(needed)
                if !needed.iter().any(|set| grant.permission_sets.contains(&set.value)) =>
            {
                Err(Reason::NotGranted)
            }
            Openness::No => Err(Reason::NotGranted),
            Openness::PermissionSets(_) | Openness::Unknown => Ok(()),
        }
    }

    pub(crate) fn option(&self, account: &str, name: &str) -> Option<&str> {
        self.options.get(&(account.to_owned(), name.to_owned())).map(String::as_str)
    }

    pub(crate) fn set_option(&mut self, account: &str, name: &str, value: &str) {
        self.options.insert((account.to_owned(), name.to_owned()), value.to_owned());
    }
}

impl ThirdParty {
    pub(crate) fn push_ticket(&mut self, ticket: &str, now: Duration) {
        self.tickets.insert(ticket.to_owned(), now.saturating_add(TICKET_LIFE));
    }

    pub(crate) fn check_ticket(&self, ticket: &str, now: Duration) -> Result<(), Reason> {
        match self.tickets.get(ticket) {
            None => Err(Reason::VerifyTicketWrong),
            Some(expires) if *expires <= now => Err(Reason::VerifyTicketExpired),
            Some(_) => Ok(()),
        }
    }

    pub(crate) fn open_page(&mut self, pre_auth_code: &str, now: Duration) {
        self.pages.insert(pre_auth_code.to_owned(), now.saturating_add(PAGE_LIFE));
    }

    /// Has an account grant permission sets, which replace those that it granted before. Returns `true`
    /// if it had withdrawn an authorization.
    pub(crate) fn authorize(&mut self, account: &str, sets: Vec<u32>, time: u64) -> bool {
        let grant = self.grants.entry(account.to_owned()).or_default();
        let was_withdrawn = grant.withdrawn;
        (grant.permission_sets, grant.time, grant.withdrawn) = (sets, time, false);
        was_withdrawn
    }

    /// Withdraws an account's authorization. Returns `false` if there is none.
    pub(crate) fn withdraw(&mut self, account: &str) -> bool {
        let Some(grant) = self.grants.get_mut(account).filter(|grant| !grant.withdrawn) else {
            return false;
        };
        *grant = Grant { withdrawn: true, ..Grant::default() };
        self.codes.retain(|_, code| code.account != account);
        true
    }

    pub(crate) fn add_code(&mut self, code: &str, account: &str, now: Duration) {
        let expires = now.saturating_add(CODE_LIFE);
        self.codes.insert(code.to_owned(), Code { account: account.to_owned(), expires });
    }

    /// Uses up a code, which is valid once, and returns its account.
    pub(crate) fn take_code(&mut self, code: &str, now: Duration) -> Result<String, Reason> {
        match self.codes.get(code) {
            Some(code) if code.expires <= now => return Err(Reason::CodeExpired),
            _ => {}
        }
        let taken = self.codes.remove(code).ok_or(Reason::CodeWrong)?;
        Ok(taken.account)
    }

    /// Returns what an account currently grants.
    pub(crate) fn grant(&self, account: &str) -> Result<&Grant, Reason> {
        let grant = self.grants.get(account).filter(|grant| !grant.withdrawn);
        grant.ok_or(Reason::NotAuthorized)
    }

    /// Returns the accounts that currently grant something, by app id.
    pub(crate) fn grants(&self) -> impl Iterator<Item = (&str, &Grant)> {
        let grants = self.grants.iter().filter(|(_, grant)| !grant.withdrawn);
        grants.map(|(account, grant)| (account.as_str(), grant))
    }

    /// Sets the first refresh token of an account's authorization. Earlier ones become invalid.
    pub(crate) fn set_refresh_token(&mut self, account: &str, token: &str) {
        if let Some(grant) = self.grants.get_mut(account) {
            (grant.refresh_token, grant.previous) = (Some(token.to_owned()), None);
        }
    }

    /// Uses a refresh token and returns the current one, which `new` creates if each use changes it.
    pub(crate) fn use_refresh_token(
        &mut self,
        account: &str,
        used: &str,
        now: Duration,
        new: impl FnOnce() -> String,
    ) -> Result<String, Reason> {
        self.grant(account)?;
        let grant = self.grants.get_mut(account).ok_or(Reason::NotAuthorized)?;
        let latest = grant.refresh_token.as_mut().ok_or(Reason::RefreshTokenWrong)?;
        if latest != used {
            // If the response to its first use was lost, the client gets the same new one again.
            let previous = grant.previous.as_ref();
            let good = previous.is_some_and(|(token, ends)| token == used && *ends > now);
            return if good { Ok(latest.clone()) } else { Err(Reason::RefreshTokenWrong) };
        }
        if let Some(overlap) = self.overlap {
            let previous = std::mem::replace(latest, new());
            grant.previous = Some((previous, now.saturating_add(overlap)));
        }
        Ok(latest.clone())
    }
}

impl Grant {
    pub(crate) fn refresh_token(&self) -> Option<&str> {
        self.refresh_token.as_deref()
    }
}
