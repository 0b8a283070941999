//! Calls with an app's own token, and the fetches of that token.

use std::sync::Arc;

use weixin::{
    ClassicToken, Client, ClientBuilder, Error, RetryPolicy,
    api::{
        account::ServiceAccount,
        invoice::SetInvoiceUrlRequest,
        token::{GetAccessTokenRequest, GetAccessTokenRequired},
    },
    token::MemoryStore,
};
use weixin_test_support::{
    client::{RawServer, SECRET, TOKEN, token_response, url_form},
    search::Search,
};

use crate::answers::{answers, messages};

pub(crate) async fn all(search: &mut Search) {
    answers_to_a_call(search).await;
    answers_to_the_fetch(search, "stable", |builder| builder).await;
    answers_to_the_fetch(search, "classic", |builder| {
        builder.token_source(ClassicToken::new("wx", SECRET, MemoryStore::new()))
    })
    .await;
    a_call_that_carries_the_secret_in_its_query(search).await;
}

type Build = fn(ClientBuilder<ServiceAccount>) -> ClientBuilder<ServiceAccount>;

fn client(server: &RawServer, build: Build) -> Client<ServiceAccount> {
    build(server.builder().retry(RetryPolicy::never())).build().unwrap()
}

async fn failure(client: &Client<ServiceAccount>) -> Error {
    client.set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err()
}

async fn answers_to_a_call(search: &mut Search) {
    let all = answers("access_token", TOKEN, &[SECRET]);
    for answer in all.into_iter().chain(messages(&[TOKEN, SECRET])) {
        let answer: Arc<[u8]> = answer.into();
        let server = RawServer::answering(move |request| {
            if request.is_fetch() { token_response(TOKEN) } else { answer.to_vec() }
        })
        .await;
        let error = failure(&client(&server, |builder| builder)).await;
        assert!(!matches!(error, Error::Token(_)), "{error}");
        search.error("a call is answered", error);
    }
}

async fn answers_to_the_fetch(search: &mut Search, kind: &str, build: Build) {
    for answer in answers("access_token", TOKEN, &[SECRET]) {
        let server = RawServer::answering(move |_| answer.clone()).await;
        let error = failure(&client(&server, build)).await;
        assert!(matches!(error, Error::Token(_)), "{error:?}");
        search.error(&format!("the fetch of a {kind} token is answered"), error);
    }
    // The message is shown, since it names the address that isn't on the allowlist. A new token that
    // occurs only in the message could not be recognized.
    for answer in messages(&[SECRET]) {
        let server = RawServer::answering(move |_| answer.clone()).await;
        let error = failure(&client(&server, build)).await;
        search.error(&format!("the fetch of a {kind} token is refused"), error);
    }
}

async fn a_call_that_carries_the_secret_in_its_query(search: &mut Search) {
    let all = answers("access_token", TOKEN, &[SECRET]);
    for answer in all.into_iter().chain(messages(&[SECRET])) {
        let server = RawServer::answering(move |_| answer.clone()).await;
        let required = GetAccessTokenRequired { appid: "wx".into(), secret: SECRET.into() };
        let client = client(&server, |builder| builder);
        let call = client.get_access_token(GetAccessTokenRequest::new(required));
        search.error("a call with the secret in its query", call.await.unwrap_err());
        assert_eq!(server.count(&format!("secret={}", url_form(SECRET))), 1);
    }
}
