//! Replies with small faults in their JSON: repaired if the fault is unambiguous, an error otherwise.

use weixin::{Error, api::invoice::SetInvoiceUrlRequest, error::DecodeKind};

use super::call;

fn invoice_url(reply: impl Into<Vec<u8>>) -> Result<String, Error> {
    let response = call(SetInvoiceUrlRequest::new(), reply)?;
    let response = serde_json::to_value(response).unwrap();
    Ok(response["invoice_url"].as_str().unwrap().to_owned())
}

/// The kind of fault, and whether the call is known to have been executed.
fn fault(reply: impl Into<Vec<u8>>) -> (DecodeKind, bool) {
    match invoice_url(reply) {
        Err(Error::Decode(error)) => (error.kind(), false),
        Err(Error::Executed(error)) => (error.cause().kind(), true),
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_unpaired_surrogate_is_replaced() {
    for json in
        [r#"{"errcode":0,"invoice_url":"a\ud83d"}"#, r#"{"invoice_url":"a\ude00","\ud83d":1}"#]
    {
        assert_eq!(invoice_url(json).unwrap(), "a\u{FFFD}", "{json}");
    }
}

#[test]
fn invalid_utf8_is_replaced_in_a_known_text_and_ignored_elsewhere() {
    for json in [
        &b"{\"errcode\":0,\"invoice_url\":\"a\xFF\"}"[..],
        b"{\"x\":\"\xE5\x8F\",\"invoice_url\":\"a\xE5\x8F\"}",
    ] {
        assert_eq!(invoice_url(json).unwrap(), "a\u{FFFD}");
    }
    let elsewhere = b"{\"errcode\":0,\"x\":{\"\xFF\":\"\xB7\xA2\"},\"invoice_url\":\"a\"}";
    assert_eq!(invoice_url(&elsewhere[..]).unwrap(), "a");
}

#[test]
fn a_raw_control_character_is_kept() {
    assert_eq!(invoice_url("{\"errcode\":0,\"invoice_url\":\"a\tb\"}").unwrap(), "a\tb");
}

#[test]
fn an_escaped_raw_control_character_is_an_error() {
    let json =
        "{\"errcode\":0,\"errmsg\":\"ok\",\"invoice_url\":\"https://pay.example/?n=1\\\t2\"}";
    assert_eq!(fault(json), (DecodeKind::Syntax, true));
}

#[test]
fn with_two_different_codes_a_call_may_have_executed() {
    for json in [
        r#"{"errcode":0,"errcode":72015,"errmsg":"x","invoice_url":"u"}"#,
        r#"{"errcode":72015,"errcode":0,"errmsg":"x","invoice_url":"u"}"#,
        r#"{"errcode":0,"invoice_url":"u","errcode":"72015"}"#,
    ] {
        assert_eq!(fault(json), (DecodeKind::TwoCodes, false), "{json}");
    }
}

#[test]
fn a_code_that_is_a_number_takes_precedence_over_text() {
    assert_eq!(invoice_url(r#"{"errcode":0,"errcode":"ok","invoice_url":"u"}"#).unwrap(), "u");
    assert_eq!(invoice_url(r#"{"errcode":0,"errcode":0,"invoice_url":"u"}"#).unwrap(), "u");
    let error = invoice_url(r#"{"errcode":72015,"errcode":"no invoice"}"#).unwrap_err();
    assert_eq!(error.code().unwrap().value(), 72015);
}
