//! A third-party platform against the sandbox, over TCP: from the verify ticket to calls for accounts, with all
//! kinds of failures, without losing a refresh token. On tokio's paused clock, which the sandbox uses too.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

mod authorizations;
mod expiry;
mod malformed_tokens;
mod processes;
mod refresh_tokens;
mod vaults;

use std::time::Duration;

use weixin::{
    AnyAccount, Client, Error, Platform, Secret,
    api::{Account, invoice::SetInvoiceUrlRequest},
    token::{MemoryVault, Vault},
};
use weixin_sandbox::{Sandbox, ThirdParty};

const ISV: &str = "wxisv";
const ISV_SECRET: &str = "isv app secret";
const MERCHANT: &str = "wxmerchant";
/// The key of the merchant's refresh token in a vault.
const KEY: &str = "weixin:refresh:wxisv:wxmerchant";
const TWO_HOURS: Duration = Duration::from_secs(7200);

const COMPONENT_FETCH: &str = "get_component_access_token";
const RENEWAL: &str = "get_authorizer_access_token";
const CALL: &str = "set_invoice_url";

async fn sandbox() -> Sandbox {
    Sandbox::builder().third_party(ISV, ISV_SECRET).start().await.unwrap()
}

/// The sandbox's side of the platform.
fn wechat(sandbox: &Sandbox) -> ThirdParty<'_> {
    sandbox.third_party(ISV).unwrap()
}

/// A platform that has received a ticket.
async fn platform(sandbox: &Sandbox, vault: impl Vault) -> Platform {
    let platform = Platform::new(ISV, ISV_SECRET, vault);
    platform.set_verify_ticket(wechat(sandbox).push_ticket()).await.unwrap();
    platform
}

/// A client with the platform's own token.
fn own_client(sandbox: &Sandbox, platform: &Platform) -> Client<AnyAccount> {
    let builder = Client::<AnyAccount>::builder().account(Account::ServiceAccount);
    builder.token_source(platform.clone()).other_host(sandbox.url()).build().unwrap()
}

/// A client that calls for an account.
fn client_for(sandbox: &Sandbox, platform: &Platform, account: &str) -> Client<AnyAccount> {
    let builder = Client::<AnyAccount>::builder().account(Account::ServiceAccount);
    let builder = builder.token_source(platform.authorizer(account)).third_party([8, 26]);
    builder.other_host(sandbox.url()).build().unwrap()
}

/// Authorizes the platform for an account, and saves its refresh token.
async fn authorized(sandbox: &Sandbox, platform: &Platform, account: &str) {
    use weixin::api::component::{
        GetAuthorizerRefreshTokenRequest, GetAuthorizerRefreshTokenRequired,
    };
    let code = wechat(sandbox).authorized_by(account, [8, 26]);
    let required = GetAuthorizerRefreshTokenRequired {
        component_appid: ISV.into(),
        authorization_code: code.into(),
    };
    let request = GetAuthorizerRefreshTokenRequest::new(required);
    let reply = own_client(sandbox, platform).get_authorizer_refresh_token(request).await.unwrap();
    let info = reply.authorization_info;
    let refresh_token = info.authorizer_refresh_token.unwrap();
    platform.remember(&info.authorizer_appid, refresh_token).await.unwrap();
}

/// A platform with its own vault that the merchant has authorized, and a client for the merchant.
async fn ready(sandbox: &Sandbox) -> (MemoryVault, Platform, Client<AnyAccount>) {
    let vault = MemoryVault::new();
    let platform = platform(sandbox, vault.clone()).await;
    authorized(sandbox, &platform, MERCHANT).await;
    let client = client_for(sandbox, &platform, MERCHANT);
    (vault, platform, client)
}

async fn call(client: &Client<AnyAccount>) -> Result<(), Error> {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.map(|_| ())
}

/// The refresh token in the vault, and the one that is valid at WeChat.
async fn refresh_tokens(sandbox: &Sandbox, vault: &impl Vault) -> (Option<Secret>, Option<Secret>) {
    let taken = wechat(sandbox).refresh_token(MERCHANT).map(Secret::from);
    (vault.load(KEY).await.unwrap(), taken)
}

async fn assert_kept(sandbox: &Sandbox, vault: &impl Vault) {
    let (kept, taken) = refresh_tokens(sandbox, vault).await;
    assert!(taken.is_some() && kept == taken, "WeChat takes another refresh token than is kept");
}

/// The number of executed fetches of the platform's token, renewals, and calls.
fn executed(sandbox: &Sandbox) -> [u64; 3] {
    [COMPONENT_FETCH, RENEWAL, CALL].map(|id| sandbox.ledger().executed_count(id))
}
