//! Calls of a third-party platform for its tokens and about the accounts that authorized it.

use serde_json::json;
use weixin::{
    UnixSeconds,
    api::{
        ErrorClass,
        component::{
            GetAuthorizerAccessTokenRequest, GetAuthorizerAccessTokenRequired,
            GetAuthorizerInfoRequest, GetAuthorizerInfoRequired, GetAuthorizerListRequest,
            GetAuthorizerListRequired, GetAuthorizerOptionRequest,
            GetAuthorizerRefreshTokenRequest, GetAuthorizerRefreshTokenRequired,
            GetComponentAccessTokenRequest, GetComponentAccessTokenRequired, GetPreAuthCodeRequest,
            SetAuthorizerOptionRequest, SetAuthorizerOptionRequired, StartPushTicketRequest,
            StartPushTicketRequired,
            get_authorizer_info::{AccountStatus, RegisterType},
        },
        types::{AuthorizerOption, Switch},
    },
    error::Refusal,
};

use super::{
    shared::{OK, api_error, assert_hides, read, refusal},
    support::{Vendor, exceeded},
};

/// The kind of the platform's own token.
const KIND: &str = "component_access_token";

#[tokio::test]
async fn get_component_access_token() {
    let vendor = Vendor::answering(
        r#"{"component_access_token":"61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA","expires_in":7200}"#,
    )
    .await;
    let request = GetComponentAccessTokenRequest::new(GetComponentAccessTokenRequired {
        component_appid: "appid_value".into(),
        component_appsecret: "appsecret_value".into(),
        component_verify_ticket: "ticket_value".into(),
    });
    assert_hides(&request, &["appsecret_value", "ticket_value"]);
    let reply = vendor.client_without_token().get_component_access_token(request).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/api_component_token",
        r#"{"component_appid":"appid_value","component_appsecret":"appsecret_value","component_verify_ticket":"ticket_value"}"#,
    );
    assert_hides(&reply, &["61W3mEpU66027wgNZ"]);
    assert_eq!(
        reply.component_access_token.expose(),
        "61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA"
    );
    assert_eq!(reply.expires_in, Some(7200));
}

/// The secret is `component_secret` here.
#[tokio::test]
async fn start_push_ticket() {
    let vendor = Vendor::answering(OK).await;
    let request = StartPushTicketRequest::new(StartPushTicketRequired {
        component_appid: "wxplatform".into(),
        component_secret: "s3cret".into(),
    });
    assert_hides(&request, &["s3cret"]);
    vendor.client_without_token().start_push_ticket(request).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/api_start_push_ticket",
        r#"{"component_appid":"wxplatform","component_secret":"s3cret"}"#,
    );
}

/// The platform's token goes by `access_token` in the query, as current pages have it.
#[tokio::test]
async fn get_pre_auth_code() {
    let vendor = Vendor::answering(
        r#"{"pre_auth_code":"Cx_Dk6qiBE0Dmx4EmlT3oRfArPvwSQ-oa3NL_fwHM7VI08r52wazoZX2Rhpz1dEw","expires_in":600}"#,
    )
    .await;
    let request = GetPreAuthCodeRequest::new("wxplatform");
    let reply = vendor.client_with(KIND).get_pre_auth_code(request).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/api_create_preauthcode?access_token=TOKEN",
        r#"{"component_appid":"wxplatform"}"#,
    );
    assert_hides(&reply, &["Cx_Dk6qiBE0Dmx4"]);
    assert_eq!(
        reply.pre_auth_code.expose(),
        "Cx_Dk6qiBE0Dmx4EmlT3oRfArPvwSQ-oa3NL_fwHM7VI08r52wazoZX2Rhpz1dEw"
    );
    assert_eq!(reply.expires_in, Some(600));
}

fn first_exchange() -> GetAuthorizerRefreshTokenRequest {
    GetAuthorizerRefreshTokenRequest::new(GetAuthorizerRefreshTokenRequired {
        component_appid: "wxplatform".into(),
        authorization_code: "queryauthcode@@@abc".into(),
    })
}

#[tokio::test]
async fn get_authorizer_refresh_token() {
    let vendor = Vendor::answering(
        r#"{"authorization_info":{"authorizer_appid":"wxf8b4f85f3a794e77","authorizer_access_token":"QXjUqNqfYVH0yBE1iI_7vuN_9gQbpjfK7hYwJ3P7xOa88a89-Aga5x1NMYJyB8G2yKt1KCl0nPC3W9GJzw0Zzq_dBxc8pxIGUNi_bFes0qM","expires_in":7200,"authorizer_refresh_token":"dTo-YCXPL4llX-u1W1pPpnp8Hgm4wpJtlR6iV0doKdY","func_info":[{"funcscope_category":{"id":1}},{"funcscope_category":{"id":2}}]}}"#,
    )
    .await;
    assert_hides(&first_exchange(), &["queryauthcode"]);
    let client = vendor.client_with(KIND);
    let reply = client.get_authorizer_refresh_token(first_exchange()).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/api_query_auth?access_token=TOKEN",
        r#"{"component_appid":"wxplatform","authorization_code":"queryauthcode@@@abc"}"#,
    );
    assert_hides(&reply, &["QXjUqNqfYVH0y", "dTo-YCXPL4llX"]);
    let info = reply.authorization_info;
    assert_eq!(info.authorizer_appid, "wxf8b4f85f3a794e77");
    assert_eq!(
        info.authorizer_access_token.unwrap().expose(),
        "QXjUqNqfYVH0yBE1iI_7vuN_9gQbpjfK7hYwJ3P7xOa88a89-Aga5x1NMYJyB8G2yKt1KCl0nPC3W9GJzw0Zzq_dBxc8pxIGUNi_bFes0qM"
    );
    assert_eq!(info.expires_in, Some(7200));
    assert_eq!(
        info.authorizer_refresh_token.unwrap().expose(),
        "dTo-YCXPL4llX-u1W1pPpnp8Hgm4wpJtlR6iV0doKdY"
    );
    assert_eq!(
        read(&info.func_info),
        json!([{ "funcscope_category": { "id": 1 } }, { "funcscope_category": { "id": 2 } }])
    );
}

/// Tokens are conditional; permission sets may have names.
#[tokio::test]
async fn an_authorization_may_come_without_tokens() {
    let vendor = Vendor::answering(
        r#"{"authorization_info":{"authorizer_appid":"wxa","func_info":[{"funcscope_category":{"id":26,"type":0,"name":"电子发票权限","desc":"开票"}}]}}"#,
    )
    .await;
    let client = vendor.client_with(KIND);
    let reply = client.get_authorizer_refresh_token(first_exchange()).await.unwrap();
    let info = reply.authorization_info;
    assert_eq!(info.authorizer_appid, "wxa");
    assert_eq!(info.authorizer_access_token, None);
    assert_eq!(info.expires_in, None);
    assert_eq!(info.authorizer_refresh_token, None);
    let set = json!({ "id": 26, "type": 0, "name": "电子发票权限", "desc": "开票" });
    assert_eq!(read(&info.func_info), json!([{ "funcscope_category": set }]));
}

fn refresh() -> GetAuthorizerAccessTokenRequest {
    GetAuthorizerAccessTokenRequest::new(GetAuthorizerAccessTokenRequired {
        component_appid: "wxplatform".into(),
        authorizer_appid: "wxauthorizer".into(),
        authorizer_refresh_token: "refresh_token_old".into(),
    })
}

#[tokio::test]
async fn get_authorizer_access_token() {
    let vendor = Vendor::answering(
        r#"{"authorizer_access_token":"some-access-token","expires_in":7200,"authorizer_refresh_token":"refresh_token_value"}"#,
    )
    .await;
    assert_hides(&refresh(), &["refresh_token_old"]);
    let reply = vendor.client_with(KIND).get_authorizer_access_token(refresh()).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/api_authorizer_token?access_token=TOKEN",
        r#"{"component_appid":"wxplatform","authorizer_appid":"wxauthorizer","authorizer_refresh_token":"refresh_token_old"}"#,
    );
    assert_hides(&reply, &["some-access-token", "refresh_token_value"]);
    assert_eq!(reply.authorizer_access_token.expose(), "some-access-token");
    assert_eq!(reply.expires_in, Some(7200));
    let refresh_token = reply.authorizer_refresh_token.unwrap();
    assert_eq!(refresh_token.expose(), "refresh_token_value");
}

#[tokio::test]
async fn a_token_may_come_without_a_refresh_token() {
    let vendor = Vendor::answering(r#"{"authorizer_access_token":"some-access-token"}"#).await;
    let reply = vendor.client_with(KIND).get_authorizer_access_token(refresh()).await.unwrap();
    assert_eq!(reply.authorizer_access_token.expose(), "some-access-token");
    assert_eq!((reply.expires_in, reply.authorizer_refresh_token), (None, None));
}

#[tokio::test]
async fn a_withdrawn_authorization_is_an_error() {
    let vendor =
        Vendor::answering(r#"{"errcode":61003,"errmsg":"component is not authorized"}"#).await;
    let error = api_error(vendor.client_with(KIND).get_authorizer_access_token(refresh()).await);
    assert_eq!(error.code().value(), 61003);
}

fn info() -> GetAuthorizerInfoRequest {
    GetAuthorizerInfoRequest::new(GetAuthorizerInfoRequired {
        component_appid: "wxplatform".into(),
        authorizer_appid: "wxauthorizer".into(),
    })
}

/// A mini program, with every field of the page.
#[tokio::test]
async fn get_authorizer_info() {
    let account = json!({
        "nick_name": "灌哥",
        "head_img": "http://wx.qlogo.cn/0",
        "service_type_info": { "id": 12, "name": "试用" },
        "verify_type_info": { "id": 0, "name": "微信认证" },
        "user_name": "gh_eb5e3a772040",
        "principal_name": "腾讯",
        "alias": "paytest01",
        "signature": "签名",
        "qrcode_url": "http://mmbiz.qpic.cn/1",
        "business_info": {
            "open_store": 0, "open_scan": 1, "open_pay": 1, "open_card": 0, "open_shake": 1,
        },
        "MiniProgramInfo": {
            "network": {
                "RequestDomain": ["https://a.example", "https://b.example"],
                "WsRequestDomain": ["wss://ws.example"],
                "UploadDomain": ["https://up.example"],
                "DownloadDomain": ["https://down.example"],
                "BizDomain": ["https://biz.example"],
                "UDPDomain": ["udp://udp.example"],
                "TCPDomain": ["tcp://tcp.example"],
            },
            "categories": [{ "first": "工具", "second": "发票" }],
            "visit_status": 3,
        },
        "idc": 1,
        "account_status": 18,
        "register_type": 6,
        "basic_config": { "is_phone_configured": true, "is_email_configured": false },
        "channels_info": { "id": 0 },
        "store_info": { "id": 0 },
        "talent_info": { "id": 0 },
        "supplier_info": { "id": 0 },
    });
    let granted = json!({
        "authorizer_appid": "wxauthorizer",
        "authorizer_refresh_token": "refresh_token_value",
        "func_info": [{ "funcscope_category": { "id": 8 } }, { "funcscope_category": { "id": 26 } }],
    });
    let reply = json!({ "authorizer_info": account, "authorization_info": granted }).to_string();
    let vendor = Vendor::answering(reply).await;
    let reply = vendor.client_with(KIND).get_authorizer_info(info()).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/api_get_authorizer_info?access_token=TOKEN",
        r#"{"component_appid":"wxplatform","authorizer_appid":"wxauthorizer"}"#,
    );
    assert_hides(&reply, &["refresh_token_value"]);
    assert_eq!(read(&reply.authorizer_info), account);
    assert_eq!(reply.authorizer_info.account_status, Some(AccountStatus::Warned));
    assert_eq!(reply.authorizer_info.register_type, Some(RegisterType::LegalPersonFace));
    let open = reply.authorizer_info.business_info.unwrap();
    assert_eq!((open.open_store, open.open_pay), (Some(Switch::Off), Some(Switch::On)));
    let granted = reply.authorization_info.unwrap();
    assert_eq!(granted.authorizer_appid.as_deref(), Some("wxauthorizer"));
    assert_eq!(granted.authorizer_refresh_token.unwrap().expose(), "refresh_token_value");
    let sets =
        json!([{ "funcscope_category": { "id": 8 } }, { "funcscope_category": { "id": 26 } }]);
    assert_eq!(read(&granted.func_info), sets);
}

/// An official account's example has no refresh token; a reply without any authorization was reported.
#[tokio::test]
async fn the_details_may_lack_the_authorization() {
    for (authorization, expected) in [
        (r#","authorization_info":{"authorizer_appid":"wxa"}"#, Some("wxa")),
        (r#","authorization_info":{}"#, None),
        ("", None),
    ] {
        let reply = format!(
            r#"{{"authorizer_info":{{"nick_name":"N","alias":"","verify_type_info":{{"id":-1}}}}{authorization}}}"#
        );
        let vendor = Vendor::answering(reply).await;
        let reply = vendor.client_with(KIND).get_authorizer_info(info()).await.unwrap();
        let account = json!({ "nick_name": "N", "verify_type_info": { "id": -1 } });
        assert_eq!(read(&reply.authorizer_info), account, "{authorization}");
        let granted = reply.authorization_info;
        assert!(granted.as_ref().is_none_or(|granted| granted.authorizer_refresh_token.is_none()));
        assert_eq!(granted.and_then(|it| it.authorizer_appid).as_deref(), expected);
    }
}

fn list(count: i64) -> GetAuthorizerListRequest {
    GetAuthorizerListRequest::new(GetAuthorizerListRequired {
        component_appid: "wxplatform".into(),
        offset: 0,
        count,
    })
}

#[tokio::test]
async fn get_authorizer_list() {
    let vendor = Vendor::answering(
        r#"{"total_count":33,"list":[{"authorizer_appid":"wxa","refresh_token":"refresh_token_value","auth_time":1558000607},{"authorizer_appid":"wxb","refresh_token":"","auth_time":1558000608}]}"#,
    )
    .await;
    let reply = vendor.client_with(KIND).get_authorizer_list(list(500)).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/api_get_authorizer_list?access_token=TOKEN",
        r#"{"component_appid":"wxplatform","offset":0,"count":500}"#,
    );
    assert_hides(&reply, &["refresh_token_value"]);
    assert_eq!(reply.total_count, Some(33));
    let [first, second] = reply.list.try_into().unwrap();
    assert_eq!(first.authorizer_appid.as_deref(), Some("wxa"));
    assert_eq!(first.refresh_token.unwrap().expose(), "refresh_token_value");
    assert_eq!(first.auth_time, Some(UnixSeconds(1558000607)));
    assert_eq!(second.authorizer_appid.as_deref(), Some("wxb"));
    // An empty refresh token is absent.
    assert_eq!(second.refresh_token, None);
    assert_eq!(second.auth_time, Some(UnixSeconds(1558000608)));
}

/// "At most 500"; more are an error 40170.
#[tokio::test]
async fn five_hundred_accounts_are_listed_at_once() {
    let vendor =
        Vendor::answering(r#"{"errcode":40170,"errmsg":"args count exceed count limit"}"#).await;
    let client = vendor.client_with(KIND);
    assert_eq!(exceeded(client.get_authorizer_list(list(501)).await.unwrap_err()), ["count"]);
    let error = api_error(client.get_authorizer_list(list(500)).await);
    assert_eq!((error.code().value(), error.class()), (40170, ErrorClass::Param));
}

/// The new path with the new body, which names no account; both kinds of token are accepted. The value is text
/// or a number.
#[tokio::test]
async fn get_authorizer_option() {
    for (kind, value) in [(KIND, r#""1""#), ("authorizer_access_token", "1")] {
        let vendor = Vendor::answering(format!(
            r#"{{"option_name":"voice_recognize","option_value":{value}}}"#
        ))
        .await;
        let request = GetAuthorizerOptionRequest::new(AuthorizerOption::VoiceRecognize);
        let reply = vendor.client_with(kind).get_authorizer_option(request).await.unwrap();
        vendor.received_json(
            "POST /cgi-bin/component/get_authorizer_option?access_token=TOKEN",
            r#"{"option_name":"voice_recognize"}"#,
        );
        assert_eq!(reply.option_name, Some(AuthorizerOption::VoiceRecognize));
        assert_eq!(reply.option_value, "1");
    }
}

#[tokio::test]
async fn set_authorizer_option() {
    for (kind, name, value, body) in [
        (
            KIND,
            AuthorizerOption::LocationReport,
            "2",
            r#"{"option_name":"location_report","option_value":"2"}"#,
        ),
        (
            "authorizer_access_token",
            AuthorizerOption::CustomerService,
            "0",
            r#"{"option_name":"customer_service","option_value":"0"}"#,
        ),
    ] {
        let vendor = Vendor::answering(OK).await;
        let request = SetAuthorizerOptionRequest::new(SetAuthorizerOptionRequired {
            option_name: name,
            option_value: value.into(),
        });
        vendor.client_with(kind).set_authorizer_option(request).await.unwrap();
        vendor.received_json(
            "POST /cgi-bin/component/set_authorizer_option?access_token=TOKEN",
            body,
        );
    }
}

#[tokio::test]
async fn an_accounts_own_token_is_not_the_platforms() {
    let vendor = Vendor::answering("not asked").await;
    let request = GetPreAuthCodeRequest::new("wxplatform");
    let other = refusal(vendor.client().get_pre_auth_code(request.clone()).await);
    assert!(matches!(other, Refusal::TokenKind { kind: "access_token", .. }), "{other:?}");
    let none = refusal(vendor.client_without_token().get_pre_auth_code(request).await);
    assert_eq!(none, Refusal::NoToken);
}
