//! The status of a card: INIT → LOCK → CLOSURE, and CANCEL.

use serde_json::{Value, json};
use weixin_sandbox::{Error, OPENID, Sandbox};

use crate::support::family::{App, Card, family, other, platform, reimburser};

const ONE: &str = "/card/invoice/reimburse/updateinvoicestatus";
const BATCH: &str = "/card/invoice/reimburse/updatestatusbatch";
const READ: &str = "/card/invoice/reimburse/getinvoiceinfo";
const READ_BATCH: &str = "/card/invoice/reimburse/getinvoicebatch";
const PLATFORM: &str = "/card/invoice/platform/updatestatus";

/// A reimburser's step.
async fn step(app: &App<'_>, card: &Card, status: &str) -> i64 {
    let mut body = chosen(card);
    body["reimburse_status"] = json!(format!("INVOICE_REIMBURSE_{status}"));
    app.code(ONE, body).await
}

/// The platform's step.
async fn platform_step(sandbox: &Sandbox, card: &Card, status: &str) -> i64 {
    let status = format!("INVOICE_REIMBURSE_{status}");
    let body = json!({"card_id": card.card_id, "code": card.code, "reimburse_status": status});
    platform(sandbox).code(PLATFORM, body).await
}

async fn status(sandbox: &Sandbox, card: &Card) -> String {
    let reply = reimburser(sandbox).post(READ, chosen(card)).await;
    reply["user_info"]["reimburse_status"].as_str().unwrap().to_owned()
}

fn chosen(card: &Card) -> Value {
    json!({"card_id": card.card_id, "encrypt_code": card.encrypt_code})
}

#[tokio::test]
async fn a_new_card_is_locked_unlocked_and_closed() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    let app = reimburser(&sandbox);
    assert_eq!(status(&sandbox, &card).await, "INVOICE_REIMBURSE_INIT");
    for next in ["LOCK", "INIT", "LOCK", "CLOSURE"] {
        assert_eq!(step(&app, &card, next).await, 0);
        assert_eq!(status(&sandbox, &card).await, format!("INVOICE_REIMBURSE_{next}"));
    }
    // The call may be repeated, since its response may have been lost.
    assert_eq!(step(&app, &card, "CLOSURE").await, 0);
}

#[tokio::test]
async fn a_card_is_locked_before_it_is_closed() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    assert_eq!(step(&reimburser(&sandbox), &card, "CLOSURE").await, 72039);
    assert_eq!(platform_step(&sandbox, &card, "CLOSURE").await, 72039);
    assert_eq!(status(&sandbox, &card).await, "INVOICE_REIMBURSE_INIT");
}

#[tokio::test]
async fn a_card_that_is_locked_by_another_reimburser_cannot_be_changed() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    assert_eq!(step(&other(&sandbox), &card, "LOCK").await, 0);
    for next in ["LOCK", "INIT", "CLOSURE"] {
        assert_eq!(step(&reimburser(&sandbox), &card, next).await, 72023, "{next}");
    }
    assert_eq!(step(&other(&sandbox), &card, "INIT").await, 0);
    assert_eq!(step(&reimburser(&sandbox), &card, "LOCK").await, 0);
}

#[tokio::test]
async fn a_closed_card_stays_closed() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    let app = reimburser(&sandbox);
    assert_eq!(step(&app, &card, "LOCK").await, 0);
    assert_eq!(step(&app, &card, "CLOSURE").await, 0);
    for next in ["INIT", "LOCK"] {
        assert_eq!(step(&app, &card, next).await, 72061, "{next}");
    }
    assert_eq!(step(&other(&sandbox), &card, "CLOSURE").await, 72061);
    assert_eq!(platform_step(&sandbox, &card, "CANCEL").await, 72061);
}

#[tokio::test]
async fn a_closed_card_is_no_longer_in_the_wallet() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    let app = reimburser(&sandbox);
    assert_eq!(step(&app, &card, "LOCK").await, 0);
    assert_eq!(sandbox.user().invoices(), [card.code.as_str()]);
    assert_eq!(step(&app, &card, "CLOSURE").await, 0);
    assert_eq!(sandbox.user().invoices(), [""; 0]);
    let error = sandbox.user().chooses_invoice(&card.code).unwrap_err();
    assert!(matches!(&error, Error::NoSuchInvoice(code) if *code == card.code), "{error:?}");
}

#[tokio::test]
async fn a_cancelled_card_stays_cancelled() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    assert_eq!(step(&reimburser(&sandbox), &card, "LOCK").await, 0);
    assert_eq!(platform_step(&sandbox, &card, "CANCEL").await, 0);
    assert_eq!(status(&sandbox, &card).await, "INVOICE_REIMBURSE_CANCEL");
    assert_eq!(platform_step(&sandbox, &card, "CANCEL").await, 0);
    for next in ["INIT", "LOCK", "CLOSURE"] {
        assert_eq!(step(&reimburser(&sandbox), &card, next).await, 72060, "{next}");
        assert_eq!(platform_step(&sandbox, &card, next).await, 72060, "{next}");
    }
}

#[tokio::test]
async fn steps_that_the_caller_may_not_take_are_illegal() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    assert_eq!(step(&reimburser(&sandbox), &card, "CANCEL").await, 72024);
    assert_eq!(step(&reimburser(&sandbox), &card, "DONE").await, 72024);
    assert_eq!(platform_step(&sandbox, &card, "LOCK").await, 72024);
    assert_eq!(step(&reimburser(&sandbox), &card, "LOCK").await, 0);
    assert_eq!(platform_step(&sandbox, &card, "INIT").await, 72024);
    assert_eq!(platform_step(&sandbox, &card, "CLOSURE").await, 72024);
}

#[tokio::test]
async fn a_card_is_identified_by_both_of_its_ids() {
    let sandbox = family().await;
    let [one, two] = [platform(&sandbox).card("A-1").await, platform(&sandbox).card("A-2").await];
    let app = reimburser(&sandbox);
    let crossed = json!({"card_id": one.card_id, "encrypt_code": two.encrypt_code});
    assert_eq!(app.code(READ, crossed).await, 40073);
    let made_up = json!({"card_id": one.card_id, "encrypt_code": "made up"});
    assert_eq!(app.code(READ, made_up).await, 40075);
    let crossed = Card { code: two.code, ..one };
    assert_eq!(platform_step(&sandbox, &crossed, "CANCEL").await, 40073);
}

#[tokio::test]
async fn another_platform_may_not_cancel() {
    let sandbox = family().await;
    let card = other(&sandbox).card("A-1").await;
    assert_eq!(platform_step(&sandbox, &card, "CANCEL").await, 40078);
}

#[tokio::test]
async fn a_batch_is_done_as_a_whole_or_not_at_all() {
    let sandbox = family().await;
    let [one, two] = [platform(&sandbox).card("A-1").await, platform(&sandbox).card("A-2").await];
    let app = reimburser(&sandbox);
    let batch = |status: &str| {
        json!({
            "openid": OPENID,
            "reimburse_status": format!("INVOICE_REIMBURSE_{status}"),
            "invoice_list": [chosen(&one), chosen(&two)],
        })
    };
    assert_eq!(step(&app, &one, "LOCK").await, 0);
    assert_eq!(app.code(BATCH, batch("CLOSURE")).await, 72039);
    assert_eq!(status(&sandbox, &one).await, "INVOICE_REIMBURSE_LOCK");
    assert_eq!(app.code(BATCH, batch("LOCK")).await, 0);
    assert_eq!(app.code(BATCH, batch("CLOSURE")).await, 0);
    assert_eq!(status(&sandbox, &one).await, "INVOICE_REIMBURSE_CLOSURE");
    assert_eq!(status(&sandbox, &two).await, "INVOICE_REIMBURSE_CLOSURE");
}

#[tokio::test]
async fn a_batch_has_cards_of_one_user_only() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    let body = json!({
        "openid": "o-another-user",
        "reimburse_status": "INVOICE_REIMBURSE_LOCK",
        "invoice_list": [chosen(&card)],
    });
    assert_eq!(reimburser(&sandbox).code(BATCH, body).await, 72037);
    assert_eq!(status(&sandbox, &card).await, "INVOICE_REIMBURSE_INIT");
}

#[tokio::test]
async fn a_reimburser_reads_what_was_inserted() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    let mut reply = reimburser(&sandbox).post(READ, chosen(&card)).await;
    let pdf_url = reply["user_info"]["pdf_url"].take();
    let path = pdf_url.as_str().unwrap().strip_prefix(sandbox.url()).unwrap();
    assert_eq!(crate::support::client::get(&sandbox, path).await.body, "%PDF-1.7");
    assert_eq!(
        reply,
        json!({
            "errcode": 0,
            "errmsg": "ok",
            "card_id": card.card_id,
            "begin_time": 1_767_225_600,
            "end_time": 2_082_585_600,
            "openid": OPENID,
            "type": "增值税普通发票",
            "payee": "某某商店有限公司",
            "detail": "牙膏",
            "user_info": {
                "fee": 10600,
                "title": "某某公司",
                "billing_time": 1_767_225_000,
                "fee_without_tax": 10000,
                "tax": 600,
                "billing_no": "A-1",
                "billing_code": "",
                "info": [{"name": "牙膏", "num": 2, "unit": "个", "price": 5000}],
                "check_code": "",
                "pdf_url": null,
                "reimburse_status": "INVOICE_REIMBURSE_INIT",
                "order_id": "A-1",
            },
        })
    );
}

#[tokio::test]
async fn a_batch_is_returned_in_the_order_of_the_request() {
    let sandbox = family().await;
    let [one, two] = [platform(&sandbox).card("A-1").await, platform(&sandbox).card("A-2").await];
    let body = json!({"item_list": [chosen(&two), chosen(&one)]});
    let reply = reimburser(&sandbox).post(READ_BATCH, body).await;
    assert_eq!(reply["item_list"][0]["user_info"]["order_id"], "A-2");
    assert_eq!(reply["item_list"][1]["user_info"]["order_id"], "A-1");
    assert_eq!(reply["item_list"][1].get("errcode"), None);
    let body = json!({"item_list": [chosen(&one), {"card_id": "p", "encrypt_code": "made up"}]});
    assert_eq!(reimburser(&sandbox).code(READ_BATCH, body).await, 40075);
}

#[tokio::test]
async fn an_encrypted_code_is_decrypted() {
    let sandbox = family().await;
    let card = platform(&sandbox).card("A-1").await;
    let reply = platform(&sandbox)
        .post("/card/code/decrypt", json!({"encrypt_code": card.encrypt_code}))
        .await;
    assert_eq!(reply, json!({"errcode": 0, "errmsg": "ok", "code": card.code}));
    let made_up = json!({"encrypt_code": "made up"});
    assert_eq!(platform(&sandbox).code("/card/code/decrypt", made_up).await, 40075);
}
