//! A third-party platform: its own token, the tokens of its accounts, and refresh tokens, which are not lost.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::advance;
use weixin::{
    AnyAccount, Client, Error, Platform, Secret,
    api::{Account, component::GetPreAuthCodeRequest, invoice::SetInvoiceUrlRequest},
    token::{MemoryStore, MemoryVault, StoreError, Vault},
    transport::BoxFuture,
};
use weixin_test_support::client::{ScriptedTransport, Step, settled};

const COMPONENT_FETCH: &str = "/cgi-bin/component/api_component_token";
const RENEWAL: &str = "/cgi-bin/component/api_authorizer_token";
const COMPONENT_TOKEN: Step =
    Step::respond(200, r#"{"component_access_token":"c","expires_in":7200}"#);

/// The token calls of platforms: tokens are numbered across all fetches, and an account's refresh token changes
/// with each use. A call succeeds with any authorizer token.
fn wechat() -> ScriptedTransport {
    let fetches = AtomicUsize::new(0);
    ScriptedTransport::new(move |sent| {
        let number = || fetches.fetch_add(1, Ordering::Relaxed) + 1;
        match sent.path() {
            COMPONENT_FETCH => Step::json(format!(
                r#"{{"component_access_token":"c{}","expires_in":7200}}"#,
                number()
            )),
            RENEWAL => {
                let number = number();
                Step::json(format!(
                    r#"{{"authorizer_access_token":"a{number}","expires_in":7200,"authorizer_refresh_token":"r{number}"}}"#
                ))
            }
            "/cgi-bin/component/api_create_preauthcode" => {
                Step::respond(200, r#"{"pre_auth_code":"code","expires_in":600}"#)
            }
            _ => Step::OK,
        }
    })
}

fn merchant(transport: &ScriptedTransport, platform: &Platform) -> Client<AnyAccount> {
    let builder = Client::<AnyAccount>::builder().account(Account::ServiceAccount);
    let builder = builder.token_source(platform.authorizer("wxmerchant")).third_party([26]);
    builder.transport(transport.clone()).build().unwrap()
}

async fn call(client: &Client<AnyAccount>) -> Result<(), Error> {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.map(|_| ())
}

async fn ready(vault: impl Vault) -> Platform {
    let platform = Platform::new("wxplatform", "platform secret", vault);
    platform.set_verify_ticket("ticket").await.unwrap();
    platform.remember("wxmerchant", "r0").await.unwrap();
    platform
}

/// A vault that fails while it is locked, and records saved secrets.
#[derive(Clone, Default)]
struct Locked {
    vault: MemoryVault,
    locked: Arc<Mutex<bool>>,
    saved: Arc<Mutex<Vec<String>>>,
}

impl Locked {
    fn lock(&self, locked: bool) {
        *self.locked.lock().unwrap() = locked;
    }

    fn saved(&self) -> Vec<String> {
        self.saved.lock().unwrap().clone()
    }
}

impl Vault for Locked {
    fn load<'a>(&'a self, key: &'a str) -> BoxFuture<'a, Result<Option<Secret>, StoreError>> {
        self.vault.load(key)
    }

    fn save<'a>(
        &'a self,
        key: &'a str,
        secret: &'a Secret,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        if *self.locked.lock().unwrap() {
            return Box::pin(async { Err(StoreError::new("locked")) });
        }
        self.saved.lock().unwrap().push(format!("{key} = {}", secret.expose()));
        self.vault.save(key, secret)
    }
}

#[tokio::test(start_paused = true)]
async fn a_platform_calls_with_a_token_fetched_with_its_ticket() {
    let transport = wechat();
    let platform = ready(MemoryVault::new()).await;
    let client = Client::<AnyAccount>::builder().account(Account::ServiceAccount);
    let client = client.token_source(platform).transport(transport.clone()).build().unwrap();
    for _ in 0..3 {
        client.get_pre_auth_code(GetPreAuthCodeRequest::new("wxplatform")).await.unwrap();
    }
    assert_eq!(transport.tokens_sent(), ["c1", "c1", "c1"]);
}

#[tokio::test(start_paused = true)]
async fn without_a_ticket_there_is_no_token() {
    let platform = Platform::new("wxplatform", "platform secret", MemoryVault::new());
    platform.remember("wxmerchant", "r0").await.unwrap();
    let error = call(&merchant(&wechat(), &platform)).await.unwrap_err();
    assert!(error.to_string().contains("no component_verify_ticket yet"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn without_a_refresh_token_the_account_must_authorize() {
    let platform = Platform::new("wxplatform", "platform secret", MemoryVault::new());
    platform.set_verify_ticket("ticket").await.unwrap();
    let error = call(&merchant(&wechat(), &platform)).await.unwrap_err();
    assert!(error.to_string().contains("the vault has no refresh token"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn calls_for_an_account_are_sent_with_its_token() {
    let transport = wechat();
    let client = merchant(&transport, &ready(MemoryVault::new()).await);
    call(&client).await.unwrap();
    call(&client).await.unwrap();
    // The account's token is fetched with the platform's.
    assert_eq!(transport.tokens_sent(), ["c1", "a2", "a2"]);
}

#[tokio::test(start_paused = true)]
async fn a_new_refresh_token_is_saved_before_the_token_is_used() {
    let (transport, vault) = (wechat(), Locked::default());
    let client = merchant(&transport, &ready(vault.clone()).await);
    call(&client).await.unwrap();
    advance(Duration::from_secs(7200)).await;
    call(&client).await.unwrap();
    assert_eq!(
        vault.saved(),
        [
            "weixin:ticket:wxplatform = ticket",
            "weixin:refresh:wxplatform:wxmerchant = r0",
            "weixin:refresh:wxplatform:wxmerchant = r2",
            "weixin:refresh:wxplatform:wxmerchant = r4",
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_that_can_not_be_saved_is_kept_until_it_is_saved() {
    let (transport, vault) = (wechat(), Locked::default());
    let client = merchant(&transport, &ready(vault.clone()).await);
    vault.lock(true);
    call(&client).await.unwrap();
    advance(Duration::from_secs(7200)).await;
    call(&client).await.unwrap();
    assert_eq!(vault.saved().len(), 2, "the vault is locked");
    vault.lock(false);
    // The longest pause between two attempts.
    advance(Duration::from_secs(30)).await;
    settled().await;
    assert_eq!(vault.saved()[2..], ["weixin:refresh:wxplatform:wxmerchant = r4"]);
}

#[tokio::test(start_paused = true)]
async fn an_empty_refresh_token_never_replaces_one() {
    let vault = MemoryVault::new();
    let platform = ready(vault.clone()).await;
    let error = platform.remember("wxmerchant", "").await.unwrap_err();
    assert_eq!(error.to_string(), "token store: the refresh token is empty");
    let transport = ScriptedTransport::new(|sent| match sent.path() {
        COMPONENT_FETCH => COMPONENT_TOKEN,
        RENEWAL => Step::respond(
            200,
            r#"{"authorizer_access_token":"a","expires_in":7200,"authorizer_refresh_token":""}"#,
        ),
        _ => Step::OK,
    });
    call(&merchant(&transport, &platform)).await.unwrap();
    let kept = vault.load("weixin:refresh:wxplatform:wxmerchant").await.unwrap();
    assert_eq!(kept, Some(Secret::from("r0")));
}

#[tokio::test(start_paused = true)]
async fn a_refresh_token_is_kept_even_without_a_valid_access_token() {
    for beside in ["", r#""authorizer_access_token":"","#, r#""authorizer_access_token":null,"#] {
        let transport = ScriptedTransport::new(move |sent| match sent.path() {
            COMPONENT_FETCH => COMPONENT_TOKEN,
            _ => Step::json(format!(
                r#"{{{beside}"expires_in":7200,"authorizer_refresh_token":"r1"}}"#
            )),
        });
        let vault = MemoryVault::new();
        let error = call(&merchant(&transport, &ready(vault.clone()).await)).await.unwrap_err();
        assert_eq!(
            error.to_string(),
            "no access token: WeChat returned an empty token",
            "{beside}"
        );
        let kept = vault.load("weixin:refresh:wxplatform:wxmerchant").await.unwrap();
        assert_eq!(kept, Some(Secret::from("r1")), "{beside}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_rejected_platform_token_is_replaced_once() {
    let transport = ScriptedTransport::new(move |sent| match (sent.path(), sent.token()) {
        (COMPONENT_FETCH, _) => Step::json(format!(
            r#"{{"component_access_token":"c{}","expires_in":7200}}"#,
            sent.number
        )),
        (_, Some("c1")) => {
            Step::respond(200, r#"{"errcode":42001,"errmsg":"access_token expired"}"#)
        }
        (RENEWAL, _) => Step::respond(
            200,
            r#"{"authorizer_access_token":"a","expires_in":7200,"authorizer_refresh_token":"r0"}"#,
        ),
        _ => Step::OK,
    });
    let client = merchant(&transport, &ready(MemoryVault::new()).await);
    call(&client).await.unwrap();
    assert_eq!(transport.tokens_sent(), ["c1", "c2", "a"]);
}

#[tokio::test(start_paused = true)]
async fn processes_share_the_tokens_of_platform_and_account() {
    let (transport, vault, store) = (wechat(), MemoryVault::new(), MemoryStore::new());
    let process =
        || Platform::with_store("wxplatform", "platform secret", vault.clone(), store.clone());
    process().set_verify_ticket("ticket").await.unwrap();
    process().remember("wxmerchant", "r0").await.unwrap();
    for _ in 0..3 {
        call(&merchant(&transport, &process())).await.unwrap();
    }
    assert_eq!(transport.tokens_sent(), ["c1", "a2", "a2", "a2"]);
}

#[test]
fn debug_shows_only_app_ids() {
    let platform = Platform::new("wxplatform", "platform secret", MemoryVault::new());
    let shown = format!("{platform:?} {:?}", platform.authorizer("wxmerchant"));
    assert_eq!(
        shown,
        "Platform { appid: \"wxplatform\", .. } \
         AuthorizerToken { appid: \"wxmerchant\", platform: \"wxplatform\", .. }"
    );
}
