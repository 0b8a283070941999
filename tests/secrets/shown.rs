//! The `Debug` of clients, sources, requests and replies that contain secrets.

use weixin::{
    ClassicToken, Client, Secret, StableToken, StaticToken,
    api::{
        account::ServiceAccount,
        token::{GetAccessTokenRequest, GetAccessTokenRequired},
    },
    token::{MemoryStore, MemoryVault, StoredToken, TokenStore},
};
use weixin_test_support::{
    client::{RawServer, SECRET, TOKEN, json, token_response},
    search::Search,
};

use crate::platforms::platform;

pub(crate) async fn all(search: &mut Search) {
    let builder = || Client::<ServiceAccount>::builder().app("wx", SECRET);
    let client = builder().build().unwrap();
    let required = GetAccessTokenRequired { appid: "wx".into(), secret: SECRET.into() };
    let request = GetAccessTokenRequest::new(required);
    let (platform, store, vault) = (platform().await, MemoryStore::new(), MemoryVault::new());
    let ttl = std::time::Duration::from_secs(7200);
    store.publish("key", 0, &Secret::from(TOKEN), ttl).await.unwrap();
    let stored: Option<StoredToken> = store.read("key").await.unwrap();
    let shown = vec![
        format!("{:?} {:#?}", builder(), builder()),
        format!("{client:?} {client:#?}"),
        format!("{request:?} {request:#?}"),
        format!("{:?}", client.get_access_token(request)),
        format!("{:?}", StableToken::new("wx", SECRET)),
        format!("{:?}", ClassicToken::new("wx", SECRET, store.clone())),
        format!("{:?}", StaticToken::new(SECRET)),
        format!("{platform:?} {:?}", platform.authorizer("wxmerchant")),
        format!("{store:?} {vault:?} {stored:?}"),
        format!("{:?}", Secret::from(SECRET)),
    ];
    assert_eq!(shown[3], "Call(get_access_token)");
    search.shown("Debug", shown);
    let misused = Client::<ServiceAccount>::builder().app("wx", SECRET).host(SECRET).build();
    search.error("a secret for a host", misused.unwrap_err());
    let misused = Client::<ServiceAccount>::builder().app("wx", SECRET).other_host(TOKEN).build();
    search.error("a secret for a host", misused.unwrap_err());

    // A successful call logs as much as a failed one.
    let server = RawServer::answering(|request| {
        if request.is_fetch() { token_response(TOKEN) } else { json(r#"{"invoice_url":"u"}"#) }
    })
    .await;
    let client = server.client();
    let call = client.set_invoice_url(weixin::api::invoice::SetInvoiceUrlRequest::new());
    let reply = call.await.unwrap();
    search.shown("a success", vec![format!("{reply:?}")]);
}
