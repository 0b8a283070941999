//! Quotas of calls: querying and resetting them.

use serde_json::json;
use weixin::api::{
    ErrorClass, ErrorCode,
    quota::{
        ClearApiQuotaRequest, ClearQuotaByAppSecretRequest, ClearQuotaByAppSecretRequired,
        ClearQuotaRequest, ComponentClearQuotaV2Request, ComponentClearQuotaV2Required,
        GetApiQuotaRequest,
    },
};

use super::{
    shared::{OK, api_error, assert_hides, read},
    support::Vendor,
};

/// With a token of each kind.
#[tokio::test]
async fn clear_quota() {
    for kind in ["access_token", "component_access_token", "authorizer_access_token"] {
        let vendor = Vendor::answering(OK).await;
        let client = vendor.client_with(kind);
        client.clear_quota(ClearQuotaRequest::new("wx448f04719cd48f69")).await.unwrap();
        vendor.received_json(
            "POST /cgi-bin/clear_quota?access_token=TOKEN",
            r#"{"appid":"wx448f04719cd48f69"}"#,
        );
    }
}

#[tokio::test]
async fn more_than_ten_resets_a_month_are_an_error() {
    let vendor = Vendor::answering(
        r#"{"errcode":48006,"errmsg":"forbid to clear quota because of reaching the limit"}"#,
    )
    .await;
    let error = api_error(vendor.client().clear_quota(ClearQuotaRequest::new("wxa")).await);
    assert_eq!(error.code(), ErrorCode::from(48006));
}

/// Without a token: id and secret are in the body, as in the table.
#[tokio::test]
async fn clear_quota_by_app_secret() {
    let vendor = Vendor::answering(OK).await;
    let request = ClearQuotaByAppSecretRequest::new(ClearQuotaByAppSecretRequired {
        appid: "wxa".into(),
        appsecret: "s3cret".into(),
    });
    assert_hides(&request, &["s3cret"]);
    vendor.client_without_token().clear_quota_by_app_secret(request).await.unwrap();
    vendor.received_json("POST /cgi-bin/clear_quota/v2", r#"{"appid":"wxa","appsecret":"s3cret"}"#);
}

fn platform_reset() -> ComponentClearQuotaV2Request {
    ComponentClearQuotaV2Request::new(ComponentClearQuotaV2Required {
        component_appid: "wxplatform".into(),
        appsecret: "s3cret".into(),
    })
}

/// The page's first example: without an account, it resets the platform's own quota.
#[tokio::test]
async fn a_platforms_own_counts_are_reset_without_an_account() {
    let vendor = Vendor::answering(OK).await;
    vendor.client_without_token().component_clear_quota_v2(platform_reset()).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/clear_quota/v2",
        r#"{"component_appid":"wxplatform","appsecret":"s3cret"}"#,
    );
}

#[tokio::test]
async fn an_account_that_has_not_authorized_the_platform_is_not_reset() {
    let vendor =
        Vendor::answering(r#"{"errcode":43007,"errmsg":"require bizuser authorize"}"#).await;
    let request = platform_reset().appid("wxauthorizer");
    let error = api_error(vendor.client_without_token().component_clear_quota_v2(request).await);
    assert_eq!(error.code().value(), 43007);
    assert_eq!(error.class(), ErrorClass::Revoked);
}

/// Without a token; the secret is the platform's.
#[tokio::test]
async fn component_clear_quota_v2() {
    let vendor = Vendor::answering(OK).await;
    let request = platform_reset().appid("wxauthorizer");
    assert_hides(&request, &["s3cret"]);
    vendor.client_without_token().component_clear_quota_v2(request).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/clear_quota/v2",
        r#"{"component_appid":"wxplatform","appid":"wxauthorizer","appsecret":"s3cret"}"#,
    );
}

/// Any path with its leading slash, according to the notes, in contrast to the table.
#[tokio::test]
async fn clear_api_quota() {
    for (path, body) in [
        ("/card/invoice/insert", r#"{"cgi_path":"/card/invoice/insert"}"#),
        ("/channels/ec/order/get", r#"{"cgi_path":"/channels/ec/order/get"}"#),
    ] {
        let vendor = Vendor::answering(OK).await;
        let client = vendor.client_with("authorizer_access_token");
        client.clear_api_quota(ClearApiQuotaRequest::new(path)).await.unwrap();
        vendor.received_json("POST /cgi-bin/openapi/quota/clear?access_token=TOKEN", body);
    }
}

/// The example has only the figures of the day.
#[tokio::test]
async fn get_api_quota() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","quota":{"daily_limit":500000,"used":3,"remain":499997}}"#,
    )
    .await;
    let request = GetApiQuotaRequest::new("/card/invoice/getauthdata");
    let reply = vendor.client().get_api_quota(request).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/openapi/quota/get?access_token=TOKEN",
        r#"{"cgi_path":"/card/invoice/getauthdata"}"#,
    );
    let quota = json!({ "daily_limit": 500_000, "used": 3, "remain": 499_997 });
    assert_eq!(read(&reply), json!({ "quota": quota }));
}

#[tokio::test]
async fn a_quota_may_have_rates() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","quota":{"daily_limit":10,"used":10,"remain":0},"rate_limit":{"call_count":300,"refresh_second":60},"component_rate_limit":{"call_count":5000,"refresh_second":3600}}"#,
    )
    .await;
    let request = GetApiQuotaRequest::new("/cgi-bin/message/custom/send");
    let reply = vendor.client().get_api_quota(request).await.unwrap();
    let expected = json!({
        "quota": { "daily_limit": 10, "used": 10, "remain": 0 },
        "rate_limit": { "call_count": 300, "refresh_second": 60 },
        "component_rate_limit": { "call_count": 5000, "refresh_second": 3600 },
    });
    assert_eq!(read(&reply), expected);
}

#[tokio::test]
async fn a_path_that_has_no_quota_is_an_error() {
    let vendor =
        Vendor::answering(r#"{"errcode":76021,"errmsg":"cgi_path not found, please check"}"#).await;
    let request = GetApiQuotaRequest::new("/sns/userinfo");
    let error = api_error(vendor.client().get_api_quota(request).await);
    assert_eq!(error.code(), ErrorCode::from(76021));
}
