//! What a third-party platform calls for its tokens and about the accounts that authorized it.

use weixin::{
    Refusal, UnixSeconds,
    api::{
        component::{
            GetAuthorizerAccessTokenRequest, GetAuthorizerAccessTokenRequired,
            GetAuthorizerInfoRequest, GetAuthorizerInfoRequired, GetAuthorizerListRequest,
            GetAuthorizerListRequired, GetAuthorizerOptionRequest,
            GetAuthorizerRefreshTokenRequest, GetAuthorizerRefreshTokenRequired,
            GetComponentAccessTokenRequest, GetComponentAccessTokenRequired, GetPreAuthCodeRequest,
            StartPushTicketRequest, StartPushTicketRequired,
        },
        types::Switch,
    },
};

use super::{
    shared::{OK, api_error, assert_hides, refusal},
    support::Vendor,
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
    assert_eq!(reply.expires_in, 7200);
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
    assert_eq!(reply.expires_in, 600);
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
    let sets: Vec<_> = info.func_info.iter().map(|it| &it.funcscope_category).collect();
    assert_eq!(sets.iter().map(|it| it.id).collect::<Vec<_>>(), [1, 2]);
    for set in sets {
        assert_eq!((&set.r#type, &set.name, &set.desc), (&None, &None, &None));
    }
}

/// Tokens come on a condition only; sets may have names.
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
    assert_eq!(info.func_info.len(), 1);
    let set = &info.func_info[0].funcscope_category;
    assert_eq!((set.id, set.r#type), (26, Some(0)));
    assert_eq!(set.name.as_deref(), Some("电子发票权限"));
    assert_eq!(set.desc.as_deref(), Some("开票"));
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
    assert_eq!(reply.expires_in, 7200);
    assert_eq!(reply.authorizer_refresh_token.expose(), "refresh_token_value");
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

#[tokio::test]
async fn get_authorizer_info() {
    let vendor = Vendor::answering(
        r#"{"authorizer_info":{"nick_name":"灌哥","head_img":"http://wx.qlogo.cn/0","service_type_info":{"id":2,"name":"服务号"},"verify_type_info":{"id":0,"name":"微信认证"},"user_name":"gh_eb5e3a772040","principal_name":"腾讯","alias":"paytest01","signature":"签名","qrcode_url":"http://mmbiz.qpic.cn/1","business_info":{"open_store":0,"open_scan":1,"open_pay":1,"open_card":0,"open_shake":1},"MiniProgramInfo":{"network":{"RequestDomain":["https://a.example","https://b.example"]},"categories":[{"first":"工具","second":"发票"}],"visit_status":3},"account_status":1,"register_type":6,"basic_config":{"is_phone_configured":true}},"authorization_info":{"authorizer_appid":"wxauthorizer","authorizer_refresh_token":"refresh_token_value","func_info":[{"funcscope_category":{"id":8}},{"funcscope_category":{"id":26}}]}}"#,
    )
    .await;
    let reply = vendor.client_with(KIND).get_authorizer_info(info()).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/api_get_authorizer_info?access_token=TOKEN",
        r#"{"component_appid":"wxplatform","authorizer_appid":"wxauthorizer"}"#,
    );
    assert_hides(&reply, &["refresh_token_value"]);
    let account = reply.authorizer_info;
    assert_eq!(account.nick_name.as_deref(), Some("灌哥"));
    assert_eq!(account.head_img.as_deref(), Some("http://wx.qlogo.cn/0"));
    let service = account.service_type_info.unwrap();
    assert_eq!((service.id, service.name.as_deref()), (2, Some("服务号")));
    let verified = account.verify_type_info.unwrap();
    assert_eq!((verified.id, verified.name.as_deref()), (0, Some("微信认证")));
    assert_eq!(account.user_name.as_deref(), Some("gh_eb5e3a772040"));
    assert_eq!(account.principal_name.as_deref(), Some("腾讯"));
    assert_eq!(account.alias.as_deref(), Some("paytest01"));
    assert_eq!(account.signature.as_deref(), Some("签名"));
    assert_eq!(account.qrcode_url.as_deref(), Some("http://mmbiz.qpic.cn/1"));
    let open = account.business_info.unwrap();
    assert_eq!(
        [open.open_store, open.open_scan, open.open_pay, open.open_card, open.open_shake],
        [Switch::Off, Switch::On, Switch::On, Switch::Off, Switch::On].map(Some)
    );
    let program = account.mini_program_info.unwrap();
    let domains = program.network.unwrap().request_domain;
    assert_eq!(domains, ["https://a.example", "https://b.example"]);
    let categories = program.categories;
    assert_eq!(categories.len(), 1);
    assert_eq!(
        (&categories[0]["first"], &categories[0]["second"]),
        (&"工具".into(), &"发票".into())
    );
    assert_eq!(program.visit_status, Some(3));
    assert_eq!(account.account_status, Some(1));
    assert_eq!(account.register_type, Some(6));
    assert_eq!(account.basic_config.unwrap()["is_phone_configured"], true);
    let authorization = reply.authorization_info;
    assert_eq!(authorization.authorizer_appid, "wxauthorizer");
    assert_eq!(authorization.authorizer_refresh_token.unwrap().expose(), "refresh_token_value");
    let sets = authorization.func_info;
    assert_eq!(sets.iter().map(|it| it.funcscope_category.id).collect::<Vec<_>>(), [8, 26]);
}

#[tokio::test]
async fn get_authorizer_list() {
    let vendor = Vendor::answering(
        r#"{"total_count":33,"list":[{"authorizer_appid":"wxa","refresh_token":"refresh_token_value","auth_time":1558000607},{"authorizer_appid":"wxb","refresh_token":"","auth_time":1558000608}]}"#,
    )
    .await;
    let request = GetAuthorizerListRequest::new(GetAuthorizerListRequired {
        component_appid: "wxplatform".into(),
        offset: 0,
        count: 100,
    });
    let reply = vendor.client_with(KIND).get_authorizer_list(request).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/component/api_get_authorizer_list?access_token=TOKEN",
        r#"{"component_appid":"wxplatform","offset":0,"count":100}"#,
    );
    assert_hides(&reply, &["refresh_token_value"]);
    assert_eq!(reply.total_count, 33);
    let [first, second] = reply.list.try_into().unwrap();
    assert_eq!(first.authorizer_appid, "wxa");
    assert_eq!(first.refresh_token.unwrap().expose(), "refresh_token_value");
    assert_eq!(first.auth_time, UnixSeconds(1558000607));
    assert_eq!(second.authorizer_appid, "wxb");
    // An empty one is none.
    assert_eq!(second.refresh_token, None);
    assert_eq!(second.auth_time, UnixSeconds(1558000608));
}

/// Text or a number.
#[tokio::test]
async fn get_authorizer_option() {
    for reply in [r#"{"option_value":"1"}"#, r#"{"option_value":1}"#] {
        let vendor = Vendor::answering(reply).await;
        let request = GetAuthorizerOptionRequest::new("voice_recognize");
        let reply = vendor.client_with(KIND).get_authorizer_option(request).await.unwrap();
        vendor.received_json(
            "POST /cgi-bin/component/api_get_authorizer_option?access_token=TOKEN",
            r#"{"option_name":"voice_recognize"}"#,
        );
        assert_eq!(reply.option_value, "1");
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
