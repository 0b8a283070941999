//! A third-party platform: the fetches of its token and of its accounts' tokens, and calls with both.

use weixin::{
    AnyAccount, Client, Error, Platform, RetryPolicy, TokenSource,
    api::{
        Account,
        component::{
            GetAuthorizerRefreshTokenRequest, GetAuthorizerRefreshTokenRequired,
            GetPreAuthCodeRequest,
        },
        invoice::SetInvoiceUrlRequest,
    },
    token::MemoryVault,
};
use weixin_test_support::{
    client::{RawServer, json},
    search::Search,
};

use crate::{
    AUTHORIZER, CODE, COMPONENT, PLATFORM_SECRET, REFRESH, TICKET,
    answers::{answers, messages},
};

pub(crate) async fn all(search: &mut Search) {
    component_fetch(search).await;
    renewal(search).await;
    calls_for_the_account(search).await;
    calls_of_its_own(search).await;
}

const FETCH: &str = "api_component_token";
const RENEWAL: &str = "api_authorizer_token";

/// A WeChat that returns this reply to calls of one path, and valid tokens.
async fn wechat(path: &'static str, answer: Vec<u8>) -> RawServer {
    RawServer::answering(move |request| {
        let line = request.line();
        if line.contains(path) {
            answer.clone()
        } else if line.contains(FETCH) {
            json(format!(r#"{{"component_access_token":"{COMPONENT}","expires_in":7200}}"#))
        } else if line.contains(RENEWAL) {
            json(format!(
                r#"{{"authorizer_access_token":"{AUTHORIZER}","expires_in":7200,"authorizer_refresh_token":"{REFRESH}"}}"#
            ))
        } else {
            json("{}")
        }
    })
    .await
}

pub(crate) async fn platform() -> Platform {
    let platform = Platform::new("wxplatform", PLATFORM_SECRET, MemoryVault::new());
    platform.set_verify_ticket(TICKET).await.unwrap();
    platform.remember("wxmerchant", REFRESH).await.unwrap();
    platform
}

fn client(server: &RawServer, source: impl TokenSource) -> Client<AnyAccount> {
    let builder = Client::<AnyAccount>::builder().account(Account::ServiceAccount);
    let builder = builder.token_source(source).other_host(server.url());
    builder.retry(RetryPolicy::never()).build().unwrap()
}

async fn for_the_account(server: &RawServer) -> Error {
    let client = client(server, platform().await.authorizer("wxmerchant"));
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err()
}

async fn component_fetch(search: &mut Search) {
    let sent = [PLATFORM_SECRET, TICKET];
    let all = answers("component_access_token", COMPONENT, &sent);
    for answer in all.into_iter().chain(messages(&sent)) {
        let error = for_the_account(&wechat(FETCH, answer).await).await;
        assert!(matches!(error, Error::Token(_)), "{error:?}");
        search.error("the fetch of a platform's token is answered", error);
    }
}

async fn renewal(search: &mut Search) {
    let sent = [COMPONENT, REFRESH, PLATFORM_SECRET, TICKET];
    let all = answers("authorizer_access_token", AUTHORIZER, &sent);
    for answer in all.into_iter().chain(messages(&sent)) {
        let error = for_the_account(&wechat(RENEWAL, answer).await).await;
        assert!(matches!(error, Error::Token(_)), "{error:?}");
        search.error("the renewal of an account's token is answered", error);
    }
}

async fn calls_for_the_account(search: &mut Search) {
    let sent = [AUTHORIZER, COMPONENT, REFRESH, PLATFORM_SECRET, TICKET];
    let all = answers("access_token", AUTHORIZER, &sent);
    for answer in all.into_iter().chain(messages(&sent)) {
        let error = for_the_account(&wechat("seturl", answer).await).await;
        assert!(!matches!(error, Error::Token(_)), "{error:?}");
        search.error("a call for an account is answered", error);
    }
}

async fn calls_of_its_own(search: &mut Search) {
    let sent = [COMPONENT, PLATFORM_SECRET, TICKET];
    let all = answers("authorizer_access_token", AUTHORIZER, &sent);
    for answer in all.into_iter().chain(messages(&sent)) {
        let server = wechat("api_create_preauthcode", answer).await;
        let client = client(&server, platform().await);
        let call = client.get_pre_auth_code(GetPreAuthCodeRequest::new("wxplatform"));
        search.error("a platform's call is answered", call.await.unwrap_err());
    }
    let sent = [CODE, COMPONENT, PLATFORM_SECRET, TICKET];
    let all = answers("authorizer_access_token", AUTHORIZER, &sent);
    for answer in all.into_iter().chain(messages(&sent)) {
        let server = wechat("api_query_auth", answer).await;
        let required = GetAuthorizerRefreshTokenRequired {
            component_appid: "wxplatform".into(),
            authorization_code: CODE.into(),
        };
        let client = client(&server, platform().await);
        let call =
            client.get_authorizer_refresh_token(GetAuthorizerRefreshTokenRequest::new(required));
        search.error("the exchange of a code is answered", call.await.unwrap_err());
    }
}
