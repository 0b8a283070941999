//! The exact result of a call for each kind of invalid reply: no error code is lost, no secret is shown.

use weixin::{Error, RetryPolicy, api::invoice::SetInvoiceUrlRequest};
use weixin_test_support::client::{
    RawServer, SECRET, TOKEN, assert_no_secret, everything_shown, gzipped, json, padded, response,
    response_of_length, token_response, url_form,
};

/// Calls `set_invoice_url` on a server with this reply, and renders the result.
async fn result_of(answer: Vec<u8>) -> String {
    let server = RawServer::answering(move |request| {
        if request.is_fetch() { token_response(TOKEN) } else { answer.clone() }
    })
    .await;
    let client = server.builder().retry(RetryPolicy::never()).build().unwrap();
    let result = client.set_invoice_url(SetInvoiceUrlRequest::new()).await;
    assert_eq!(server.count("POST /card/invoice/seturl?access_token="), 1, "the call is sent once");
    match result {
        Ok(response) => format!("Ok: {}", response.invoice_url),
        Err(error) => {
            assert_no_secret(&everything_shown(&error), &[TOKEN, SECRET]);
            rendered(&error)
        }
    }
}

/// The variant and the first line of the message. The other lines are texts of the specification.
fn rendered(error: &Error) -> String {
    let variant = match error {
        Error::Api(_) => "Api",
        Error::Transport(_) => "Transport",
        Error::Status(_) => "Status",
        Error::Decode(_) => "Decode",
        Error::Executed(_) => "Executed",
        other => panic!("unexpected: {other:?}"),
    };
    let text = error.to_string();
    format!(
        "{variant}: {}",
        text.lines().next().unwrap().strip_prefix("set_invoice_url: ").unwrap()
    )
}

async fn assert_results(table: Vec<(&str, Vec<u8>, &str)>) {
    for (name, answer, expected) in table {
        assert_eq!(result_of(answer).await, expected, "{name}");
    }
}

#[tokio::test]
async fn codes() {
    assert_results(vec![
        ("none", json(r#"{"invoice_url":"u"}"#), "Ok: u"),
        ("null", json(r#"{"errcode":null,"invoice_url":"u"}"#), "Ok: u"),
        ("0", json(r#"{"errcode":0,"errmsg":"sucesss","invoice_url":"u"}"#), "Ok: u"),
        ("digits of 0", json(r#"{"errcode":"0","invoice_url":"u"}"#), "Ok: u"),
        ("digits", json(r#"{"errcode":"987654321","errmsg":"m"}"#), "Api: WeChat answered 987654321: m"),
        ("long", json(r#"{"errcode":987654321987,"errmsg":"m"}"#), "Api: WeChat answered 987654321987: m"),
        (
            "wider than 64 bits",
            json(r#"{"errcode":123456789012345678901234567890,"errmsg":"m"}"#),
            "Api: WeChat answered 9223372036854775807: m",
        ),
        (
            "beside data",
            json(r#"{"invoice_url":"u","errcode":987654321,"errmsg":"m"}"#),
            "Api: WeChat answered 987654321: m",
        ),
        (
            "known",
            json(r#"{"errcode":40013,"errmsg":"invalid appid rid: 65ffe934-2355113d-79ef0b31"}"#),
            "Api: WeChat answered 40013 (InvalidAppId): invalid appid [rid 65ffe934-2355113d-79ef0b31]",
        ),
        (
            "known, as digits",
            json(r#"{"errcode":"40013","errmsg":"invalid appid hint: [Ru3z5a]"}"#),
            "Api: WeChat answered 40013 (InvalidAppId): invalid appid [hint Ru3z5a]",
        ),
        (
            "twice",
            json(r#"{"errcode":0,"errcode":"ok","invoice_url":"u"}"#),
            "Ok: u",
        ),
        (
            "true",
            json(r#"{"errcode":true,"invoice_url":"u"}"#),
            r#"Decode: the reply has an error code that is not a number; it starts with: {"errcode":true,"invoice_url":"u"}"#,
        ),
        (
            "words",
            json(r#"{"errcode":"abc","invoice_url":"u"}"#),
            r#"Decode: the reply has an error code that is not a number; it starts with: {"errcode":"abc","invoice_url":"u"}"#,
        ),
        (
            "object",
            json(r#"{"errcode":{},"invoice_url":"u"}"#),
            r#"Decode: the reply has an error code that is not a number; it starts with: {"errcode":{},"invoice_url":"u"}"#,
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_code_keeps_its_number_and_its_digits() {
    for (body, code) in [
        (r#"{"errcode":"72015","errmsg":"m"}"#, 72015),
        (r#"{"errcode":123456789012345678901234567890}"#, i64::MAX),
    ] {
        let server = RawServer::answering(move |request| {
            if request.is_fetch() { token_response(TOKEN) } else { json(body) }
        })
        .await;
        let error = server.client().set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap_err();
        let Error::Api(error) = error else { panic!("{error:?}") };
        assert_eq!((error.code().value(), error.body()), (code, Some(body)));
    }
}

#[tokio::test]
async fn almost_valid_json() {
    assert_results(vec![
        ("byte order mark", json("\u{FEFF}{\"invoice_url\":\"u\"}"), "Ok: u"),
        ("control character", json("{\"invoice_url\":\"a\tb\"}"), "Ok: a\tb"),
        (
            "control character beside a code",
            json("{\"errmsg\":\"a\nb\u{0}\",\"errcode\":987654321}"),
            "Api: WeChat answered 987654321: a\\nb\\u{0}",
        ),
        (
            "control character after code 0",
            json("{\"errcode\":0,\"invoice_url\":\"a\tb\"}"),
            "Ok: a\tb",
        ),
        (
            "text/plain",
            response("200 OK", &["content-type: text/plain"], r#"{"invoice_url":"u"}"#),
            "Ok: u",
        ),
        ("no content type", response("200 OK", &[], r#"{"invoice_url":"u"}"#), "Ok: u"),
        ("unknown fields", json(r#"{"x":[{}],"invoice_url":"u","y":{"errcode":1}}"#), "Ok: u"),
        ("gzip", gzipped(br#"{"invoice_url":"u"}"#), "Ok: u"),
        ("created", response("201 Created", &[], r#"{"invoice_url":"u"}"#), "Ok: u"),
    ])
    .await;
}

#[tokio::test]
async fn replies_that_are_not_json_objects() {
    assert_results(vec![
        ("empty", json(""), "Decode: the reply is empty"),
        ("no content", b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_vec(), "Decode: the reply is empty"),
        (
            "HTML",
            response("200 OK", &[], format!("<html>\r\n?access_token={}", url_form(TOKEN))),
            "Decode: the reply is HTML, not JSON; it starts with: <html>\\r\\n?access_token=[redacted]",
        ),
        (
            "HTML with 502",
            response("502 Bad Gateway", &[], format!("<html>{TOKEN}发{}", "票".repeat(100))),
            &format!("Status: the reply has HTTP status 502; it starts with: <html>[redacted]发{}…", "票".repeat(79)),
        ),
        (
            "code with 500",
            response("500 Internal Server Error", &[], r#"{"errcode":987654321,"errmsg":"m"}"#),
            "Api: WeChat answered 987654321: m",
        ),
        (
            "success with 500",
            response("500 Internal Server Error", &[], r#"{"errcode":0}"#),
            r#"Status: the reply has HTTP status 500; it starts with: {"errcode":0}"#,
        ),
        (
            "no JSON",
            json("ok"),
            "Decode: the reply is not JSON: expected value at line 1 column 1; it starts with: ok",
        ),
        (
            "missing field",
            json(r#"{"errcode":0,"errmsg":"ok"}"#),
            "Executed: the reply does not have the documented fields: `invoice_url`: missing; the call was executed: read the reply's bytes instead of retrying it",
        ),
        (
            "field of the wrong type, with the token in it",
            json(format!(r#"{{"invoice_url":{{"{TOKEN}":1}}}}"#)),
            r#"Decode: the reply does not have the documented fields: `invoice_url`: expected text or a number; found an object; it starts with: {"invoice_url":{"[redacted]":1}}"#,
        ),
        (
            "list",
            json("[1]"),
            "Decode: the reply does not have the documented fields: invalid type: sequence, expected an object at line 1 column 0; it starts with: [1]",
        ),
        (
            "not UTF-8",
            json(b"{\"invoice_url\":\"\xFF\"}"),
            "Ok: \u{FFFD}",
        ),
    ])
    .await;
}

#[tokio::test]
async fn truncated_replies() {
    assert_results(vec![
        (
            "JSON without code",
            json(r#"{"invoice_url":"htt"#),
            r#"Decode: the reply is truncated JSON: EOF while parsing a string at line 1 column 19; it starts with: {"invoice_url":"htt"#,
        ),
        (
            "JSON after code 0",
            json(r#"{"errcode":0,"invoice_url":"htt"#),
            "Executed: the reply is truncated JSON: EOF while parsing a string at line 1 column 31; the call was executed: read the reply's bytes instead of retrying it",
        ),
        (
            "more than JSON",
            json(r#"{"errcode":0,"invoice_url":"u"}}"#),
            "Executed: the reply is not JSON: trailing characters at line 1 column 32; the call was executed: read the reply's bytes instead of retrying it",
        ),
        (
            "JSON after the code",
            json(r#"{"errcode":987654321,"errmsg":"sys"#),
            "Api: WeChat answered 987654321",
        ),
        (
            "JSON within the code",
            json(r#"{"errcode":9876543"#),
            r#"Decode: the reply is truncated JSON: EOF while parsing an object at line 1 column 18; it starts with: {"errcode":9876543"#,
        ),
        (
            "connection without code",
            response_of_length(500, "200 OK", &[], r#"{"errcode":0,"invoice_url":"u"}"#),
            "Transport: the connection ended before the reply was complete",
        ),
        (
            "connection after the code",
            response_of_length(500, "200 OK", &[], r#"{"errcode":987654321,"errmsg":"m"}"#),
            "Api: WeChat answered 987654321: m",
        ),
        ("headers", b"HTTP/1.1 200 OK\r\ncontent-le".to_vec(), "Transport: the request failed before the reply was complete"),
        ("everything", Vec::new(), "Transport: the request failed before the reply was complete"),
    ])
    .await;
}

#[tokio::test]
async fn too_large_replies() {
    assert_results(vec![
        ("1 MiB", json(padded(1 << 20)), "Ok: u"),
        (
            "1 MiB and a byte",
            json(padded((1 << 20) + 1)),
            "Transport: the reply is larger than the client's limit",
        ),
        ("2 MiB", json(padded(2 << 20)), "Transport: the reply is larger than the client's limit"),
        (
            "gzip bomb",
            gzipped(&padded(8 << 20)),
            "Transport: the reply is larger than the client's limit",
        ),
        (
            "2 MiB after a code",
            json(format!(r#"{{"errcode":987654321,"pad":"{}"}}"#, "x".repeat(2 << 20))),
            "Api: WeChat answered 987654321",
        ),
        (
            "corrupt gzip",
            response("200 OK", &["content-encoding: gzip"], r#"{"invoice_url":"u"}"#),
            "Transport: the request failed before the reply was complete",
        ),
    ])
    .await;
}
