//! Authorizations: granted, withdrawn and changed by the account.

use weixin::{
    api::{
        ErrorClass,
        component::{
            GetAuthorizerRefreshTokenRequest, GetAuthorizerRefreshTokenRequired,
            GetPreAuthCodeRequest,
        },
    },
    token::MemoryVault,
};

use crate::{
    ISV, MERCHANT, assert_kept, authorized, call, client_for, executed, own_client, platform,
    ready, sandbox, wechat,
};

#[tokio::test(start_paused = true)]
async fn from_the_ticket_through_the_authorization_page_to_calls_for_the_account() {
    let (sandbox, vault) = (sandbox().await, MemoryVault::new());
    let platform = platform(&sandbox, vault.clone()).await;
    let own = own_client(&sandbox, &platform);
    let page = own.get_pre_auth_code(GetPreAuthCodeRequest::new(ISV)).await.unwrap();
    let page = page.pre_auth_code.expose();
    let code = sandbox.user().authorizes_third_party(page, MERCHANT, [8, 26]).unwrap();
    let required = GetAuthorizerRefreshTokenRequired {
        component_appid: ISV.into(),
        authorization_code: code.into(),
    };
    let request = GetAuthorizerRefreshTokenRequest::new(required);
    let info = own.get_authorizer_refresh_token(request).await.unwrap().authorization_info;
    platform
        .remember(&info.authorizer_appid, info.authorizer_refresh_token.unwrap())
        .await
        .unwrap();
    let client = client_for(&sandbox, &platform, MERCHANT);
    for _ in 0..3 {
        call(&client).await.unwrap();
    }
    assert_eq!(executed(&sandbox), [1, 1, 3]);
    assert_eq!(sandbox.ledger().last().unwrap().token(), Some("authorizer-2"));
    assert_kept(&sandbox, &vault).await;
}

#[tokio::test(start_paused = true)]
async fn sources_of_one_account_share_a_fetch() {
    let sandbox = sandbox().await;
    let (_, platform, first) = ready(&sandbox).await;
    let second = client_for(&sandbox, &platform, MERCHANT);
    let (one, other) = tokio::join!(call(&first), call(&second));
    one.unwrap();
    other.unwrap();
    assert_eq!(executed(&sandbox), [1, 1, 2]);
}

#[tokio::test(start_paused = true)]
async fn a_withdrawn_authorization_is_reported() {
    let sandbox = sandbox().await;
    let (vault, platform, client) = ready(&sandbox).await;
    call(&client).await.unwrap();
    wechat(&sandbox).withdrawn_by(MERCHANT);
    // With a cached token, and with one that has to be fetched.
    for client in
        [client, client_for(&sandbox, &self::platform(&sandbox, vault.clone()).await, MERCHANT)]
    {
        let error = call(&client).await.unwrap_err();
        assert_eq!(error.code().unwrap().value(), 61003, "{error}");
        assert_eq!(error.class(), Some(ErrorClass::Revoked));
        let message = error.to_string();
        assert!(message.contains("to authorize the platform again"), "{message}");
    }
    assert_eq!(executed(&sandbox), [1 + 1, 1, 1]);
    // After another authorization calls succeed, once the pause after the failure is over.
    authorized(&sandbox, &platform, MERCHANT).await;
    tokio::time::advance(std::time::Duration::from_secs(1)).await;
    call(&client_for(&sandbox, &platform, MERCHANT)).await.unwrap();
    assert_kept(&sandbox, &vault).await;
}

#[tokio::test(start_paused = true)]
async fn a_permission_set_that_was_not_granted_is_reported() {
    let sandbox = sandbox().await;
    let (_, _, client) = ready(&sandbox).await;
    call(&client).await.unwrap();
    // The account has changed its authorization. The program doesn't know it yet.
    let _ = wechat(&sandbox).authorized_by(MERCHANT, [1]);
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.code().unwrap().value(), 61007, "{error}");
    assert_eq!(error.class(), Some(ErrorClass::Permission));
}
