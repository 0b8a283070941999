//! Uploaded PDFs: their ids, their expiry, their links.

use std::time::Duration;

use serde_json::{Value, json};
use weixin_sandbox::{Sandbox, Verdict};

use crate::support::client::{Answer, get};
use crate::support::family::{family, invoice, platform};

const HOUR: Duration = Duration::from_secs(60 * 60);

async fn link(sandbox: &Sandbox, media_id: &str) -> Value {
    let body = json!({"action": "get_url", "s_media_id": media_id});
    platform(sandbox).post("/card/invoice/platform/getpdf?action=get_url", body).await
}

async fn download(sandbox: &Sandbox, url: &str) -> Answer {
    get(sandbox, url.strip_prefix(sandbox.url()).unwrap()).await
}

#[tokio::test]
async fn each_upload_has_an_id_of_64_bits() {
    let sandbox = family().await;
    let first = platform(&sandbox).upload("%PDF-1.4 a").await;
    let second = platform(&sandbox).upload("%PDF-1.4 a").await;
    assert_ne!(first, second);
    first.parse::<u64>().unwrap();
    second.parse::<u64>().unwrap();
}

#[tokio::test]
async fn a_link_is_valid_for_two_hours() {
    let sandbox = family().await;
    let media_id = platform(&sandbox).upload("%PDF-1.4 a").await;
    let reply = link(&sandbox, &media_id).await;
    assert_eq!(reply["pdf_url_expire_time"], 7200);
    let url = reply["pdf_url"].as_str().unwrap();
    sandbox.advance(2 * HOUR - Duration::from_secs(1));
    let answer = download(&sandbox, url).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "%PDF-1.4 a"));
    assert!(answer.head.contains("content-type: application/pdf"), "{}", answer.head);
    assert_eq!(sandbox.ledger().last().unwrap().verdict(), Verdict::Executed);
    sandbox.advance(Duration::from_secs(1));
    let answer = download(&sandbox, url).await;
    assert_eq!(answer.status, 404);
    assert_eq!(answer.body, "the link to this PDF is unknown or has expired\n");
}

#[tokio::test]
async fn a_pdf_expires_after_three_days() {
    let sandbox = family().await;
    let media_id = platform(&sandbox).upload("%PDF-1.4 a").await;
    sandbox.advance(72 * HOUR - Duration::from_secs(1));
    let reply = link(&sandbox, &media_id).await;
    assert_eq!(reply["errcode"], 0);
    sandbox.advance(Duration::from_secs(1));
    assert_eq!(link(&sandbox, &media_id).await["errcode"], 72040);
    let answer = download(&sandbox, reply["pdf_url"].as_str().unwrap()).await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn a_pdf_of_a_card_does_not_expire() {
    let sandbox = family().await;
    let platform = platform(&sandbox);
    let [media_id, trip] = [platform.upload("%PDF-1").await, platform.upload("%PDF-2").await];
    sandbox.user().authorizes("A-1", None).unwrap();
    let mut body = invoice("A-1", &platform.template().await, &media_id);
    body["card_ext"]["user_card"]["invoice_user_data"]["s_trip_pdf_media_id"] = json!(trip);
    assert_eq!(platform.code("/card/invoice/insert", body).await, 0);
    sandbox.advance(1000 * HOUR);
    assert_eq!(link(&sandbox, &media_id).await["errcode"], 0);
    assert_eq!(link(&sandbox, &trip).await["errcode"], 0);
}

#[tokio::test]
async fn a_pdf_that_was_never_uploaded_has_no_link() {
    let sandbox = family().await;
    assert_eq!(link(&sandbox, "1").await["errcode"], 72040);
}
