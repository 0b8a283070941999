//! Access tokens and tickets, fetched directly.

use weixin::{
    Error,
    api::{
        ErrorCode,
        token::{
            GetAccessTokenRequest, GetAccessTokenRequired, GetStableAccessTokenRequest,
            GetStableAccessTokenRequired, GetTicketRequest, get_ticket::TicketType,
        },
    },
};

use super::{
    shared::{api_error, assert_hides},
    support::Vendor,
};

fn of_app(appid: &str, secret: &str) -> GetAccessTokenRequest {
    GetAccessTokenRequest::new(GetAccessTokenRequired {
        appid: appid.into(),
        secret: secret.into(),
    })
}

fn stable_of_app(appid: &str, secret: &str) -> GetStableAccessTokenRequest {
    GetStableAccessTokenRequest::new(GetStableAccessTokenRequired {
        appid: appid.into(),
        secret: secret.into(),
    })
}

/// A reply with a token has no error code.
#[tokio::test]
async fn get_access_token() {
    let vendor = Vendor::answering(r#"{"access_token":"ACCESS_TOKEN","expires_in":7200}"#).await;
    let request = of_app("wxa", "s3cret");
    assert_hides(&request, &["s3cret"]);
    let reply = vendor.client_without_token().get_access_token(request).await.unwrap();
    vendor.received_nothing_but(
        "GET /cgi-bin/token?grant_type=client_credential&appid=wxa&secret=s3cret",
    );
    assert_eq!(reply.access_token.expose(), "ACCESS_TOKEN");
    assert_eq!(reply.expires_in, Some(7200));
    assert_hides(&reply, &["ACCESS_TOKEN"]);
}

#[tokio::test]
async fn an_unknown_app_gets_no_token() {
    let vendor = Vendor::answering(r#"{"errcode":40013,"errmsg":"invalid appid"}"#).await;
    let request = of_app("wxb", "s3cret");
    let error = api_error(vendor.client_without_token().get_access_token(request).await);
    assert_eq!(error.code(), ErrorCode::from(40013));
    assert_eq!(error.message(), "invalid appid");
    assert_eq!(error.endpoint(), "get_access_token");
}

#[tokio::test]
async fn a_secret_is_percent_encoded_in_the_query() {
    let vendor = Vendor::answering(r#"{"access_token":"T","expires_in":1}"#).await;
    let request = of_app("wx a", "a&b=/+%#é");
    vendor.client_without_token().get_access_token(request).await.unwrap();
    vendor.received_nothing_but(
        "GET /cgi-bin/token?grant_type=client_credential&appid=wx%20a&secret=a%26b%3D%2F%2B%25%23%C3%A9",
    );
}

/// Even if the client has a token, it is not in the query.
#[tokio::test]
async fn a_token_is_not_fetched_with_a_token() {
    let vendor = Vendor::answering(r#"{"access_token":"T","expires_in":7200}"#).await;
    vendor.client().get_access_token(of_app("wxa", "s3cret")).await.unwrap();
    vendor.received_nothing_but(
        "GET /cgi-bin/token?grant_type=client_credential&appid=wxa&secret=s3cret",
    );
}

/// 512 characters must fit.
#[tokio::test]
async fn a_token_may_be_long() {
    let token = "76_".repeat(171);
    let reply = format!(r#"{{"access_token":"{token}","expires_in":7200}}"#);
    let vendor = Vendor::answering(reply).await;
    let request = of_app("wxa", "s3cret");
    let reply = vendor.client_without_token().get_access_token(request).await.unwrap();
    assert_eq!(reply.access_token.expose(), token);
}

#[tokio::test]
async fn an_undecodable_reply_shows_no_token() {
    let vendor = Vendor::answering(r#"{"access_token":"ACCESS_TOKEN","expires_in":"soon"}"#).await;
    let request = of_app("wxa", "s3cret");
    let error = vendor.client_without_token().get_access_token(request).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(!format!("{error}{error:?}").contains("ACCESS_TOKEN"), "{error:?}");
}

#[tokio::test]
async fn get_stable_access_token() {
    let vendor = Vendor::answering(r#"{"access_token":"ACCESS_TOKEN","expires_in":7200}"#).await;
    let request = stable_of_app("wxa", "s3cret");
    assert_hides(&request, &["s3cret"]);
    let reply = vendor.client_without_token().get_stable_access_token(request).await.unwrap();
    vendor.received_json(
        "POST /cgi-bin/stable_token",
        r#"{"grant_type":"client_credential","appid":"wxa","secret":"s3cret"}"#,
    );
    assert_eq!(reply.access_token.expose(), "ACCESS_TOKEN");
    assert_eq!(reply.expires_in, Some(7200));
    assert_hides(&reply, &["ACCESS_TOKEN"]);
}

/// The current token has less than two hours left.
#[tokio::test]
async fn a_refresh_is_forced_or_not() {
    for (force, body) in [
        (
            false,
            r#"{"grant_type":"client_credential","appid":"wxa","secret":"s3cret","force_refresh":false}"#,
        ),
        (
            true,
            r#"{"grant_type":"client_credential","appid":"wxa","secret":"s3cret","force_refresh":true}"#,
        ),
    ] {
        let vendor = Vendor::answering(r#"{"access_token":"T","expires_in":345}"#).await;
        let request = stable_of_app("wxa", "s3cret").force_refresh(force);
        let reply = vendor.client_without_token().get_stable_access_token(request).await.unwrap();
        vendor.received_json("POST /cgi-bin/stable_token", body);
        assert_eq!(reply.access_token.expose(), "T");
        assert_eq!(reply.expires_in, Some(345));
    }
}

const TICKET: &str = r#"{"errcode":0,"errmsg":"ok","ticket":"bxLdikRXVbTPdHSM05e5u5sUoXNKdvsdshFKA","expires_in":7200}"#;

#[tokio::test]
async fn get_ticket() {
    let vendor = Vendor::answering(TICKET).await;
    let request = GetTicketRequest::new(TicketType::WxCard);
    let reply = vendor.client().get_ticket(request).await.unwrap();
    vendor.received_nothing_but("GET /cgi-bin/ticket/getticket?access_token=TOKEN&type=wx_card");
    assert_eq!(reply.ticket.expose(), "bxLdikRXVbTPdHSM05e5u5sUoXNKdvsdshFKA");
    assert_eq!(reply.expires_in, Some(7200));
    assert_hides(&reply, &["bxLdikRXVbTPdHSM05e5u5sUoXNKdvsdshFKA"]);
}

/// According to the page, third parties may not call it, but the English page names their token.
#[tokio::test]
async fn a_third_party_gets_a_ticket_for_a_page() {
    let vendor = Vendor::answering(TICKET).await;
    let client = vendor.client_with("authorizer_access_token");
    let reply = client.get_ticket(GetTicketRequest::new("jsapi")).await.unwrap();
    vendor.received_nothing_but("GET /cgi-bin/ticket/getticket?access_token=TOKEN&type=jsapi");
    assert_eq!(reply.ticket.expose(), "bxLdikRXVbTPdHSM05e5u5sUoXNKdvsdshFKA");
    assert_eq!(reply.expires_in, Some(7200));
}

/// Documented as a number, but observed as text by users of other clients: both are read.
#[tokio::test]
async fn expires_in_may_be_text() {
    let vendor = Vendor::answering(r#"{"access_token":"ACCESS_TOKEN","expires_in":"7200"}"#).await;
    let request = of_app("AppID", "AppSecret");
    let reply = vendor.client_without_token().get_access_token(request).await.unwrap();
    assert_eq!(reply.expires_in, Some(7200));
}
