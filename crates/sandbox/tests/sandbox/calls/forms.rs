//! Calls whose body is a form.

use serde_json::json;
use weixin_sandbox::Verdict;

use crate::support::client::{file, form, post, post_form, text};
use crate::{sandbox, with_token};

const LIMIT: usize = 16 << 20;

#[tokio::test]
async fn a_form_with_exactly_an_examples_parts_gets_its_response() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/file/upload");
    let pdf = file("pdf", "any name.pdf", "application/x", "%PDF-1.7");
    let first = post_form(&sandbox, &target, &form(std::slice::from_ref(&pdf))).await;
    assert_eq!(first.json(), (200, json!({"errcode": 0, "id": "first"})));
    let second = post_form(&sandbox, &target, &form(&[text("count", "2"), pdf])).await;
    assert_eq!(second.json(), (200, json!({"errcode": 0, "id": "second"})));
}

#[tokio::test]
async fn a_part_that_is_missing_is_refused_like_a_field() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/file/upload");
    let answer = post_form(&sandbox, &target, &form(&[text("count", "2")])).await;
    let message = "data format error, body: required field `pdf` is missing \
                   rid: 5a4db0c5-00000000-00000001";
    assert_eq!(answer.json(), (200, json!({"errcode": 47001, "errmsg": message})));
}

#[tokio::test]
async fn a_part_of_another_type_is_refused() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/file/upload");
    let parts = [file("pdf", "a.pdf", "application/pdf", "%PDF"), text("count", "two")];
    let answer = post_form(&sandbox, &target, &form(&parts)).await;
    let message = "data format error, body: `count`: expected a whole number, found text \
                   rid: 5a4db0c5-00000000-00000001";
    assert_eq!(answer.json(), (200, json!({"errcode": 47001, "errmsg": message})));
}

#[tokio::test]
async fn a_body_that_is_not_a_form_is_refused() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/file/upload");
    let no_form = |number: u8| {
        let message = format!(
            "data format error, body: it is not multipart/form-data \
             rid: 5a4db0c5-00000000-0000000{number}"
        );
        (200, json!({"errcode": 47001, "errmsg": message}))
    };
    assert_eq!(post(&sandbox, &target, r#"{"pdf":"%PDF"}"#).await.json(), no_form(1));
    let cut_short = file("pdf", "a.pdf", "application/pdf", "%PDF");
    assert_eq!(post_form(&sandbox, &target, &cut_short).await.json(), no_form(2));
    let answer = post_form(&sandbox, &target, "").await;
    assert_eq!(answer.json().1["errcode"], 44002);
}

#[tokio::test]
async fn the_ledger_lists_the_parts_without_secrets_and_keeps_the_bytes() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/file/upload");
    let body = form(&[
        file("pdf", "发票.pdf", "application/pdf", "%PDF-1.7\n"),
        text("count", "2"),
        text("password", "f0reign"),
        text("note", "the secret is s3cret"),
    ]);
    post_form(&sandbox, &target, &body).await;
    let entry = sandbox.ledger().last().unwrap();
    assert_eq!(
        entry.body_shown(),
        "pdf: file 发票.pdf, application/pdf, 9 bytes\n\
         count: 2\n\
         password: [redacted]\n\
         note: the secret is [secret]"
    );
    assert_eq!(entry.body(), body.as_bytes());
    assert!(!format!("{entry:?}").contains("f0reign"));
}

#[tokio::test]
async fn a_form_of_sixteen_mebibytes_is_read_and_a_larger_one_is_not() {
    let sandbox = sandbox().await;
    let target = with_token(&sandbox, "/file/upload");
    let frame = form(&[file("pdf", "a.pdf", "application/pdf", "")]).len();
    let of_size = |size: usize| {
        let content = "x".repeat(size - frame);
        form(&[file("pdf", "a.pdf", "application/pdf", &content)])
    };
    assert_eq!(post_form(&sandbox, &target, &of_size(LIMIT)).await.status, 200);
    let answer = post_form(&sandbox, &target, &of_size(LIMIT + 1)).await;
    assert_eq!((answer.status, answer.body.as_str()), (413, "the body is larger than 16 MiB\n"));
    assert_eq!(sandbox.ledger().last().unwrap().verdict(), Verdict::Rejected);
}
