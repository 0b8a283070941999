//! Calls whose reply has the code of success, but can't be decoded otherwise.

use std::error::Error as _;

use weixin::{
    Error, Idempotency, Method,
    api::{
        invoice::SetInvoiceUrlRequest,
        token::{GetTicketRequest, get_ticket::TicketType},
    },
    error::DecodeKind,
};

use super::{block_on, call, client};

/// Makes a raw call, which fails.
fn raw(class: Idempotency, reply: &'static str) -> Error {
    let client = client(reply);
    let call = client.raw(Method::Post, "/tea/brew").idempotency(class).response::<Vec<i64>>();
    block_on(async { call.await.unwrap_err() })
}

const CLASSES: [Idempotency; 4] = [
    Idempotency::ReadOnly,
    Idempotency::Idempotent,
    Idempotency::Keyed(&["order_id"]),
    Idempotency::NotIdempotent,
];

#[test]
fn with_code_0_a_call_of_every_class_was_executed() {
    for reply in [
        r#"{"errcode":0,"errmsg":"ok"}"#,
        r#"{"errmsg":"ok","errcode":"0"}"#,
        r#"{"errcode":0,"order":"cut"#,
        r#"{"errcode":0}}"#,
    ] {
        for class in CLASSES {
            let error = raw(class, reply);
            assert!(error.may_have_executed());
            let Error::Executed(error) = error else { panic!("{class:?} {reply}: {error:?}") };
            assert_eq!((error.endpoint(), &**error.reply()), ("/tea/brew", reply.as_bytes()));
        }
    }
}

#[test]
fn without_code_0_a_call_that_is_not_idempotent_may_have_executed() {
    for reply in [r#"{"order":7}"#, r#"{"errcode":null}"#, r#"{"errcode":0,"errcode":5}"#] {
        for class in [Idempotency::ReadOnly, Idempotency::Idempotent] {
            assert!(matches!(raw(class, reply), Error::Decode(_)), "{class:?} {reply}");
        }
        for class in [Idempotency::Keyed(&["order_id"]), Idempotency::NotIdempotent] {
            assert!(matches!(raw(class, reply), Error::MayHaveExecuted(_)), "{class:?} {reply}");
        }
    }
}

#[test]
fn the_error_has_path_and_remedy_in_one_line() {
    let reply = r#"{"errcode":0,"errmsg":"ok","invoice_url":["private"]}"#;
    let error = call(SetInvoiceUrlRequest::new(), reply).unwrap_err();
    assert_eq!(
        error.to_string(),
        "set_invoice_url: the reply does not have the documented fields: `invoice_url`: expected text \
         or a number; found a list; the call was executed: read the reply's bytes instead of \
         retrying it"
    );
    assert!(error.source().is_none());
    let Error::Executed(error) = error else { panic!("{error:?}") };
    assert_eq!((error.path(), error.cause().kind()), (Some("invoice_url"), DecodeKind::Shape));
    assert_eq!(&error.reply()[..], reply.as_bytes());
}

#[test]
fn the_error_does_not_show_the_reply() {
    let request = || GetTicketRequest::new(TicketType::WxCard);
    for reply in [
        r#"{"errcode":0,"errmsg":"ok","ticket":{"private":1},"expires_in":7200}"#,
        r#"{"errcode":0,"errmsg":"ok","ticket":"private","expires_in":"private"}"#,
        r#"{"errcode":0,"errmsg":"private","ticket":"private"#,
    ] {
        let error = call(request(), reply).unwrap_err();
        assert!(matches!(error, Error::Executed(_)), "{error:?}");
        assert!(
            !format!("{error} {error:?} {error:#?} {error:#}").contains("private"),
            "{error:?}"
        );
    }
}

#[test]
fn the_error_of_a_derived_type_does_not_show_the_reply() {
    let client = client(r#"{"errcode":0,"number":"private"}"#);
    #[derive(Debug, serde::Deserialize)]
    struct Ticket {
        #[allow(dead_code, reason = "it is never read")]
        number: i64,
    }
    let call = client.raw(Method::Get, "/tea").response::<Ticket>();
    let error = block_on(async { call.await.unwrap_err() });
    assert!(error.to_string().contains("invalid type: string, expected i64"), "{error}");
    assert!(!format!("{error} {error:?} {error:#?}").contains("private"), "{error:?}");
}

#[test]
fn a_raw_call_returns_bytes_or_json() {
    let replies: [&[u8]; 5] =
        [b"%PDF-1.7\xFF", b"", br#"{"errcode":0,"errmsg":"ok"}"#, br#"{"a":"\ud83d"}"#, b"[1]"];
    for reply in replies {
        let client = client(reply);
        let call = client.raw(Method::Get, "/tea/menu").bytes();
        assert_eq!(block_on(async { call.await.unwrap() }).as_bytes(), reply);
    }
    let client = client(r#"{"errcode":40013,"errmsg":"invalid appid"}"#);
    let refusal = block_on(async { client.raw(Method::Get, "/tea/menu").bytes().await });
    assert_eq!(refusal.unwrap_err().code().unwrap().value(), 40013);
}

#[test]
fn raw_json_may_have_unpaired_surrogates() {
    let client = client(r#"{"errcode":0,"tea":"\ud83d"}"#);
    let json = block_on(async { client.raw(Method::Get, "/tea").await.unwrap() });
    assert_eq!(json["tea"], "\u{FFFD}");
}
