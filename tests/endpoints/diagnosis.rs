//! Diagnosis of failed calls, and IP addresses.

use serde_json::json;
use weixin::{
    UnixSeconds,
    api::{
        ErrorCode,
        diagnosis::{
            CallbackCheckRequest, CallbackCheckRequired, GetApiDomainIpRequest,
            GetCallbackIpRequest, GetRidInfoRequest,
            callback_check::{Action, CheckOperator},
        },
    },
};

use super::{
    shared::{api_error, assert_hides, read},
    support::Vendor,
};

#[tokio::test]
async fn get_rid_info() {
    for kind in KINDS {
        asked_about(kind).await;
    }
}

/// A platform may query its own calls, and those for an account.
const KINDS: [&str; 3] = ["access_token", "component_access_token", "authorizer_access_token"];

async fn asked_about(kind: &'static str) {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","request":{"invoke_time":1635156704,"cost_in_ms":30,"request_url":"access_token=T0KEN&x=1","request_body":"{\"secret\":\"s3cret\"}","response_body":"{\"errcode\":45009,\"errmsg\":\"no\"}","client_ip":"203.0.113.7"}}"#,
    )
    .await;
    let request = GetRidInfoRequest::new("617682e0-09059ac5-34a8e2ea");
    let reply = vendor.client_with(kind).get_rid_info(request).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/openapi/rid/get?access_token=TOKEN",
        r#"{"rid":"617682e0-09059ac5-34a8e2ea"}"#,
    );
    // The queried call may have contained secrets.
    assert_hides(&reply, &["T0KEN", "s3cret", "45009"]);
    let call = reply.request;
    assert_eq!(call.invoke_time, Some(UnixSeconds(1635156704)));
    assert_eq!(call.cost_in_ms, Some(30));
    assert_eq!(call.request_url.unwrap().expose(), "access_token=T0KEN&x=1");
    assert_eq!(call.request_body.unwrap().expose(), r#"{"secret":"s3cret"}"#);
    assert_eq!(call.response_body.unwrap().expose(), r#"{"errcode":45009,"errmsg":"no"}"#);
    assert_eq!(call.client_ip.as_deref(), Some("203.0.113.7"));
}

/// The address is on every page, but not in every sample of a reply.
#[tokio::test]
async fn a_call_may_be_known_without_its_address() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","request":{"invoke_time":"1635156704","cost_in_ms":30,"request_url":"a=1"}}"#,
    )
    .await;
    let request = GetRidInfoRequest::new("617682e0-09059ac5-34a8e2ea");
    let call = vendor.client().get_rid_info(request).await.unwrap().request;
    assert_eq!((call.invoke_time, call.client_ip), (Some(UnixSeconds(1635156704)), None));
    assert_eq!((call.request_body, call.response_body), (None, None));
}

#[tokio::test]
async fn an_errors_rid_can_be_asked_about() {
    let failing = Vendor::answering(
        r#"{"errcode":48001,"errmsg":"api unauthorized rid: 66b225ed-4bdd1a42-115feb8d"}"#,
    )
    .await;
    let error = api_error(failing.client().get_api_domain_ip(GetApiDomainIpRequest::new()).await);
    assert_eq!(error.code(), ErrorCode::from(48001));
    let rid = error.rid().unwrap();
    let vendor = Vendor::answering(r#"{"errcode":76004,"errmsg":"rid time is error"}"#).await;
    let error = api_error(vendor.client().get_rid_info(GetRidInfoRequest::new(rid)).await);
    vendor.received_json(
        "POST /cgi-bin/openapi/rid/get?access_token=TOKEN",
        r#"{"rid":"66b225ed-4bdd1a42-115feb8d"}"#,
    );
    assert_eq!(error.code(), ErrorCode::from(76004));
}

/// Addresses and ranges of them, in a reply without an error code.
const ADDRESSES: &str = r#"{"ip_list":["101.226.62.77","101.226.90.0/24","240e:ff::1"]}"#;

#[tokio::test]
async fn get_api_domain_ip() {
    let vendor = Vendor::answering(ADDRESSES).await;
    let client = vendor.client_with("component_access_token");
    let reply = client.get_api_domain_ip(GetApiDomainIpRequest::new()).await.unwrap();
    vendor.received_nothing_but("GET /cgi-bin/get_api_domain_ip?access_token=TOKEN");
    assert_eq!(reply.ip_list, ["101.226.62.77", "101.226.90.0/24", "240e:ff::1"]);
}

#[tokio::test]
async fn get_callback_ip() {
    let vendor = Vendor::answering(ADDRESSES).await;
    let reply = vendor.client().get_callback_ip(GetCallbackIpRequest::new()).await.unwrap();
    vendor.received_nothing_but("GET /cgi-bin/getcallbackip?access_token=TOKEN");
    assert_eq!(reply.ip_list, ["101.226.62.77", "101.226.90.0/24", "240e:ff::1"]);
}

#[tokio::test]
async fn an_unknown_app_gets_no_addresses() {
    let vendor = Vendor::answering(r#"{"errcode":40013,"errmsg":"invalid appid"}"#).await;
    let error = api_error(vendor.client().get_callback_ip(GetCallbackIpRequest::new()).await);
    assert_eq!(error.code(), ErrorCode::from(40013));
}

fn check(action: Action, check_operator: CheckOperator) -> CallbackCheckRequest {
    CallbackCheckRequest::new(CallbackCheckRequired { action, check_operator })
}

/// A success has no error code.
#[tokio::test]
async fn callback_check() {
    let vendor = Vendor::answering(
        r#"{"dns":[{"ip":"203.0.113.7","real_operator":"UNICOM"},{"ip":"203.0.113.8","real_operator":"CHINANET"}],"ping":[{"ip":"203.0.113.7","from_operator":"UNICOM","package_loss":"0%","time":"23.079ms"},{"ip":"203.0.113.8","from_operator":"CAP","package_loss":"100%"}]}"#,
    )
    .await;
    let request = check(Action::All, CheckOperator::Default);
    let reply = vendor.client().callback_check(request).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/callback/check?access_token=TOKEN",
        r#"{"action":"all","check_operator":"DEFAULT"}"#,
    );
    let dns = json!([
        { "ip": "203.0.113.7", "real_operator": "UNICOM" },
        { "ip": "203.0.113.8", "real_operator": "CHINANET" },
    ]);
    assert_eq!(read(&reply.dns), dns);
    let ping = json!([
        { "ip": "203.0.113.7", "from_operator": "UNICOM", "package_loss": "0%", "time": "23.079ms" },
        { "ip": "203.0.113.8", "from_operator": "CAP", "package_loss": "100%" },
    ]);
    assert_eq!(read(&reply.ping), ping);
}

#[tokio::test]
async fn a_check_is_of_what_was_asked() {
    let dns = r#"{"dns":[{"ip":"203.0.113.7","real_operator":"UNICOM"}]}"#;
    let ping = r#"{"ping":[{"ip":"203.0.113.7","from_operator":"UNICOM","package_loss":"0%"}]}"#;
    for (reply, request, body) in [
        (
            dns,
            check(Action::Dns, CheckOperator::Chinanet),
            r#"{"action":"dns","check_operator":"CHINANET"}"#,
        ),
        (
            ping,
            check(Action::Ping, CheckOperator::Unicom),
            r#"{"action":"ping","check_operator":"UNICOM"}"#,
        ),
        (
            ping,
            check(Action::Ping, CheckOperator::Cap),
            r#"{"action":"ping","check_operator":"CAP"}"#,
        ),
    ] {
        let vendor = Vendor::answering(reply).await;
        let answer = vendor.client().callback_check(request).await.unwrap();
        vendor.received_json("POST /cgi-bin/callback/check?access_token=TOKEN", body);
        assert_eq!(
            (answer.dns.len(), answer.ping.len()),
            (usize::from(reply == dns), usize::from(reply == ping))
        );
    }
}

#[tokio::test]
async fn a_check_needs_an_address_to_call_back() {
    let vendor = Vendor::answering(r#"{"errcode":40201,"errmsg":"invalid check url"}"#).await;
    let request = check(Action::All, CheckOperator::Default);
    let error = api_error(vendor.client().callback_check(request).await);
    assert_eq!(error.code(), ErrorCode::from(40201));
}
