//! Links to the authorization page, what the user does there, and what the merchant can read of it.

use std::time::Duration;

use serde_json::{Value, json};
use weixin_sandbox::{Error, Sandbox, Title};

use crate::support::family::{App, family, merchant, other, platform};

fn link(order_id: &str, ticket: &str) -> Value {
    json!({
        "s_pappid": "d3platform",
        "order_id": order_id,
        "money": 10600,
        "timestamp": 1767225600,
        "source": "web",
        "redirect_url": "https://shop.example/done",
        "ticket": ticket,
        "type": 1,
    })
}

async fn ask(merchant: &App<'_>, order_id: &str) -> Value {
    let ticket = merchant.ticket().await;
    merchant.post("/card/invoice/getauthurl", link(order_id, &ticket)).await
}

/// A merchant whose contact is set and who has asked for a link for the order `A-1`.
async fn asked(sandbox: &Sandbox) -> App<'_> {
    let merchant = merchant(sandbox);
    merchant.set_contact().await;
    assert_eq!(ask(&merchant, "A-1").await["errcode"], 0);
    merchant
}

async fn auth_data(app: &App<'_>) -> Value {
    let body = json!({"order_id": "A-1", "s_pappid": "d3platform"});
    app.post("/card/invoice/getauthdata", body).await
}

async fn reject(app: &App<'_>) -> i64 {
    let body = json!({"order_id": "A-1", "s_pappid": "d3platform", "reason": "已退款"});
    app.code("/card/invoice/rejectinsert", body).await
}

fn state(invoice_status: &str) -> Value {
    json!({"errcode": 0, "errmsg": "ok", "invoice_status": invoice_status})
}

#[tokio::test]
async fn there_is_no_link_before_a_contact_is_set() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    assert_eq!(ask(&merchant, "A-1").await["errcode"], 72063);
    merchant.set_contact().await;
    let auth_url = format!(
        "{}/bizmall/authinvoice?action=auth&appid=wxmerchant&order_id=A-1&s_pappid=d3platform",
        sandbox.url()
    );
    assert_eq!(
        ask(&merchant, "A-1").await,
        json!({"errcode": 0, "errmsg": "ok", "auth_url": auth_url})
    );
}

#[tokio::test]
async fn a_link_for_a_mini_program_is_a_path_and_an_app_id() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    merchant.set_contact().await;
    let mut body = link("A-1", &merchant.ticket().await);
    body["source"] = json!("wxa");
    assert_eq!(
        merchant.post("/card/invoice/getauthurl", body).await,
        json!({
            "errcode": 0,
            "errmsg": "ok",
            "auth_url": "pages/auth/auth?appid=wxmerchant&order_id=A-1&s_pappid=d3platform",
            "appid": "wx5a4db0c5000000ff",
        })
    );
}

#[tokio::test]
async fn a_link_inside_wechat_needs_a_redirect_url() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    merchant.set_contact().await;
    let mut body = link("A-1", &merchant.ticket().await);
    body.as_object_mut().unwrap().remove("redirect_url");
    let reply = merchant.post("/card/invoice/getauthurl", body).await;
    let message = reply["errmsg"].as_str().unwrap();
    assert_eq!(reply["errcode"], 72031);
    assert!(message.starts_with("invalid params, redirect_url is empty rid: "), "{message}");
}

#[tokio::test]
async fn a_link_needs_a_valid_card_ticket_of_the_merchant() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    merchant.set_contact().await;
    let ask =
        async |ticket: &str| merchant.post("/card/invoice/getauthurl", link("A-1", ticket)).await;
    let made_up = ask("made up").await;
    let message = made_up["errmsg"].as_str().unwrap();
    assert_eq!(made_up["errcode"], 72031);
    assert!(message.starts_with("invalid params, ticket is wrong or expired rid: "), "{message}");
    assert_eq!(ask(&other(&sandbox).ticket().await).await["errcode"], 72031);
    let jsapi = merchant.get("/cgi-bin/ticket/getticket?type=jsapi").await;
    assert_eq!(ask(jsapi["ticket"].as_str().unwrap()).await["errcode"], 72031);
    let ticket = merchant.ticket().await;
    sandbox.advance(Duration::from_secs(7199));
    assert_eq!(ask(&ticket).await["errcode"], 0);
    sandbox.advance(Duration::from_secs(1));
    assert_eq!(ask(&ticket).await["errcode"], 72031);
}

#[tokio::test]
async fn an_order_that_has_not_been_authorized() {
    let sandbox = family().await;
    assert_eq!(auth_data(&merchant(&sandbox)).await, state("never auth"));
    let merchant = asked(&sandbox).await;
    assert_eq!(auth_data(&merchant).await, state("never auth"));
    sandbox.user().fails_to_authorize("A-1");
    assert_eq!(auth_data(&merchant).await, state("never auth"));
}

#[tokio::test]
async fn a_person_authorizes_with_a_title() {
    let sandbox = family().await;
    let merchant = asked(&sandbox).await;
    sandbox.advance(Duration::from_secs(60));
    let title = Title::personal("张三").with("phone", "13800000000").custom("部门", "财务部");
    sandbox.user().authorizes("A-1", title).unwrap();
    assert_eq!(
        auth_data(&merchant).await,
        json!({
            "errcode": 0,
            "errmsg": "ok",
            "invoice_status": "auth success",
            "auth_time": 1_767_225_660,
            "user_auth_info": {"user_field": {
                "title": "张三",
                "phone": "13800000000",
                "custom_field": [{"key": "部门", "value": "财务部"}],
            }},
        })
    );
}

#[tokio::test]
async fn a_company_authorizes_with_a_title() {
    let sandbox = family().await;
    let merchant = asked(&sandbox).await;
    let title = Title::company("某某公司").with("tax_no", "91110000MA00000000");
    sandbox.user().authorizes("A-1", title).unwrap();
    assert_eq!(
        auth_data(&merchant).await["user_auth_info"],
        json!({"biz_field": {"title": "某某公司", "tax_no": "91110000MA00000000"}})
    );
}

#[tokio::test]
async fn a_page_that_does_not_ask_for_a_title_returns_none() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    merchant.set_contact().await;
    let mut body = link("A-1", &merchant.ticket().await);
    body["type"] = json!(0);
    assert_eq!(merchant.code("/card/invoice/getauthurl", body).await, 0);
    sandbox.user().authorizes("A-1", Title::company("某某公司")).unwrap();
    assert_eq!(
        auth_data(&merchant).await,
        json!({
            "errcode": 0,
            "errmsg": "ok",
            "invoice_status": "auth success",
            "auth_time": 1_767_225_600,
        })
    );
}

#[tokio::test]
async fn another_merchant_cannot_read_or_reject_the_order() {
    let sandbox = family().await;
    asked(&sandbox).await;
    sandbox.user().authorizes("A-1", None).unwrap();
    assert_eq!(auth_data(&other(&sandbox)).await, state("never auth"));
    assert_eq!(reject(&other(&sandbox)).await, 72038);
    let other = other(&sandbox);
    other.set_contact().await;
    assert_eq!(ask(&other, "A-1").await["errcode"], 72056);
}

#[tokio::test]
async fn a_rejected_order_can_no_longer_be_authorized() {
    let sandbox = family().await;
    let merchant = asked(&sandbox).await;
    sandbox.user().authorizes("A-1", None).unwrap();
    assert_eq!(reject(&merchant).await, 0);
    assert_eq!(reject(&merchant).await, 0);
    assert_eq!(auth_data(&merchant).await, state("reject insert"));
    assert_eq!(ask(&merchant, "A-1").await["errcode"], 72035);
    let error = sandbox.user().authorizes("A-1", None).unwrap_err();
    assert!(matches!(&error, Error::OrderClosed(order) if order == "A-1"), "{error:?}");
    assert_eq!(error.to_string(), "the order `A-1` was rejected or already has its invoice");
}

#[tokio::test]
async fn an_order_with_an_invoice_can_neither_be_rejected_nor_get_another_link() {
    let sandbox = family().await;
    let merchant = asked(&sandbox).await;
    platform(&sandbox).card("A-1").await;
    assert_eq!(reject(&merchant).await, 72018);
    assert_eq!(ask(&merchant, "A-1").await["errcode"], 72018);
}

#[tokio::test]
async fn an_unknown_order_cannot_be_rejected() {
    let sandbox = family().await;
    assert_eq!(reject(&merchant(&sandbox)).await, 72038);
}

#[tokio::test]
async fn the_link_of_a_fiscal_bill_is_valid_for_two_hours() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    let mut body = link("A-1", &merchant.ticket().await);
    body.as_object_mut().unwrap().remove("type");
    let reply = merchant.post("/nontax/getbillauthurl", body.clone()).await;
    assert_eq!((&reply["errcode"], &reply["expire_time"]), (&json!(0), &json!(7200)));
    sandbox.advance(Duration::from_secs(7200));
    let error = sandbox.user().authorizes("A-1", None).unwrap_err();
    assert_eq!(error.to_string(), "the link for the order `A-1` has expired");
    body["ticket"] = json!(merchant.ticket().await);
    assert_eq!(merchant.code("/nontax/getbillauthurl", body).await, 0);
    sandbox.user().authorizes("A-1", None).unwrap();
    assert_eq!(auth_data(&merchant).await["invoice_status"], "auth success");
}
