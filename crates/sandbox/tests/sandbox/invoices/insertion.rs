//! Templates, and the conditions for inserting an invoice.

use serde_json::{Value, json};
use weixin_sandbox::{OPENID, Sandbox, Title};

use crate::support::family::{family, invoice, merchant, other, platform};

const INSERT: &str = "/card/invoice/insert";

/// A body that will be accepted: the user has authorized the order `A-1`.
async fn ready(sandbox: &Sandbox) -> Value {
    sandbox.user().authorizes("A-1", None).unwrap();
    fit(sandbox).await
}

/// The body of an insertion for the order `A-1`, with a template and a PDF.
async fn fit(sandbox: &Sandbox) -> Value {
    let platform = platform(sandbox);
    invoice("A-1", &platform.template().await, &platform.upload("%PDF-1.7").await)
}

fn data(body: &mut Value) -> &mut Value {
    &mut body["card_ext"]["user_card"]["invoice_user_data"]
}

async fn insert(sandbox: &Sandbox, body: &Value) -> i64 {
    platform(sandbox).code(INSERT, body.clone()).await
}

#[tokio::test]
async fn each_call_creates_a_template() {
    let sandbox = family().await;
    let platform = platform(&sandbox);
    assert_ne!(platform.template().await, platform.template().await);
}

#[tokio::test]
async fn a_template_needs_a_payee() {
    let sandbox = family().await;
    let body = json!({"invoice_info": {
        "base_info": {"logo_url": "http://mmbiz.qpic.cn/logo", "title": "a"},
        "type": "b",
        "payee": " ",
    }});
    let reply = platform(&sandbox).post("/card/invoice/platform/createcard", body).await;
    let message = reply["errmsg"].as_str().unwrap();
    assert_eq!(reply["errcode"], 72031);
    assert!(message.starts_with("invalid params, payee is empty rid: "), "{message}");
}

#[tokio::test]
async fn an_authorized_order_results_in_a_card_of_the_user() {
    let sandbox = family().await;
    let body = ready(&sandbox).await;
    let reply = platform(&sandbox).post(INSERT, body).await;
    assert_eq!(reply["openid"], OPENID);
    let code = reply["code"].as_str().unwrap();
    assert_eq!(code.len(), 12);
    assert_eq!(sandbox.user().invoices(), [code]);
    assert_eq!(sandbox.user_with_openid("o2").invoices(), [""; 0]);
}

#[tokio::test]
async fn an_order_that_was_not_authorized() {
    let sandbox = family().await;
    let body = fit(&sandbox).await;
    assert_eq!(insert(&sandbox, &body).await, 72038);
    sandbox.user().fails_to_authorize("A-1");
    assert_eq!(insert(&sandbox, &body).await, 72038);
}

#[tokio::test]
async fn a_rejected_order() {
    let sandbox = family().await;
    let body = ready(&sandbox).await;
    let rejection = json!({"order_id": "A-1", "s_pappid": "d3", "reason": "已退款"});
    let code = merchant(&sandbox).code("/card/invoice/rejectinsert", rejection).await;
    assert_eq!(code, 0);
    assert_eq!(insert(&sandbox, &body).await, 72035);
}

#[tokio::test]
async fn the_same_invoice_for_the_same_order_again() {
    let sandbox = family().await;
    let body = ready(&sandbox).await;
    assert_eq!(insert(&sandbox, &body).await, 0);
    assert_eq!(insert(&sandbox, &body).await, 72018);
    assert_eq!(sandbox.ledger().executed_count("insert_invoice"), 1);
}

#[tokio::test]
async fn another_invoice_for_the_same_order() {
    let sandbox = family().await;
    let mut body = ready(&sandbox).await;
    assert_eq!(insert(&sandbox, &body).await, 0);
    data(&mut body)["billing_no"] = json!("26442000000000000002");
    assert_eq!(insert(&sandbox, &body).await, 72056);
}

#[tokio::test]
async fn the_same_invoice_for_another_order() {
    let sandbox = family().await;
    let mut body = ready(&sandbox).await;
    assert_eq!(insert(&sandbox, &body).await, 0);
    sandbox.user().authorizes("A-2", None).unwrap();
    body["order_id"] = json!("A-2");
    assert_eq!(insert(&sandbox, &body).await, 72042);
    data(&mut body)["billing_code"] = json!("044001900111");
    assert_eq!(insert(&sandbox, &body).await, 0);
}

#[tokio::test]
async fn an_unknown_template_or_one_of_another_app() {
    let sandbox = family().await;
    let mut body = ready(&sandbox).await;
    body["card_id"] = json!("pmade-up");
    assert_eq!(insert(&sandbox, &body).await, 40073);
    body["card_id"] = json!(other(&sandbox).template().await);
    assert_eq!(insert(&sandbox, &body).await, 40078);
}

#[tokio::test]
async fn a_file_that_is_not_a_pdf_can_be_uploaded_but_not_inserted() {
    let sandbox = family().await;
    let mut body = ready(&sandbox).await;
    let page = platform(&sandbox).upload("<html>").await;
    data(&mut body)["s_trip_pdf_media_id"] = json!(page);
    assert_eq!(insert(&sandbox, &body).await, 72040);
    data(&mut body)["s_trip_pdf_media_id"] = json!("");
    assert_eq!(insert(&sandbox, &body).await, 0);
}

#[tokio::test]
async fn a_missing_or_expired_pdf() {
    let sandbox = family().await;
    let mut body = ready(&sandbox).await;
    sandbox.advance(std::time::Duration::from_secs(3 * 24 * 60 * 60));
    assert_eq!(insert(&sandbox, &body).await, 72040);
    data(&mut body)["s_pdf_media_id"] = json!("");
    assert_eq!(insert(&sandbox, &body).await, 72040);
}

#[tokio::test]
async fn a_title_that_is_not_the_users() {
    let sandbox = family().await;
    let mut body = fit(&sandbox).await;
    sandbox.user().authorizes("A-1", Title::company("另一公司")).unwrap();
    assert_eq!(insert(&sandbox, &body).await, 72017);
    data(&mut body)["title"] = json!("另一公司");
    assert_eq!(insert(&sandbox, &body).await, 0);
}

/// Creates a merchant's link for the order `A-1` with the given platform code.
async fn linked(sandbox: &Sandbox, s_pappid: &str) {
    let merchant = merchant(sandbox);
    merchant.set_contact().await;
    let link = json!({
        "s_pappid": s_pappid, "order_id": "A-1", "money": 10600, "timestamp": 1767225600,
        "source": "app", "ticket": merchant.ticket().await, "type": 0,
    });
    assert_eq!(merchant.code("/card/invoice/getauthurl", link).await, 0);
}

#[tokio::test]
async fn an_app_id_that_is_not_the_merchants() {
    let sandbox = family().await;
    linked(&sandbox, "d3").await;
    let mut body = ready(&sandbox).await;
    body["appid"] = json!("wxother");
    assert_eq!(insert(&sandbox, &body).await, 72038);
    body["appid"] = json!("wxmerchant");
    assert_eq!(insert(&sandbox, &body).await, 0);
}

#[tokio::test]
async fn an_invoice_of_another_platform_than_the_links() {
    let sandbox = family().await;
    let reply = other(&sandbox).post("/card/invoice/seturl", json!({})).await;
    let url = reply["invoice_url"].as_str().unwrap();
    linked(&sandbox, url.split_once("s_pappid=").unwrap().1).await;
    let body = ready(&sandbox).await;
    assert_eq!(insert(&sandbox, &body).await, 72038);
}

#[tokio::test]
async fn a_fiscal_bill_is_inserted_by_the_same_rules() {
    let sandbox = family().await;
    let platform = platform(&sandbox);
    let template = json!({"invoice_info": {
        "base_info": {"logo_url": "http://mmbiz.qpic.cn/logo"}, "payee": "某某财政局",
    }});
    let template = platform.post("/nontax/createbillcard", template).await;
    let body = json!({
        "order_id": "A-1",
        "card_id": template["card_id"],
        "appid": "wxmerchant",
        "card_ext": {"user_card": {"invoice_user_data": {
            "fee": 20000,
            "title": "张三",
            "billing_time": "1767225000",
            "billing_no": "44010001",
            "billing_code": "0000000001",
            "s_pdf_media_id": platform.upload("%PDF-1.7").await,
        }}},
    });
    assert_eq!(platform.code("/nontax/insertbill", body.clone()).await, 72038);
    sandbox.user().authorizes("A-1", None).unwrap();
    let reply = platform.post("/nontax/insertbill", body.clone()).await;
    assert_eq!((&reply["errcode"], &reply["openid"]), (&json!(0), &json!(OPENID)));
    assert_eq!(platform.code("/nontax/insertbill", body).await, 72018);
}
