//! Non-tax payment: statements, tests of notifications, and real names.

use weixin::{
    Error,
    api::nontax::{
        NontaxDownloadBillRequest, NontaxDownloadBillRequired, NontaxGetRealNameRequest,
        NontaxMockNotificationRequest, NontaxMockNotificationRequired, NontaxMockQueryFeeRequest,
        NontaxMockQueryFeeRequired, RealNameGetAuthUrlRequest,
        nontax_download_bill::BillType,
        nontax_get_real_name::{DataEncryptType, KeyEncryptType},
    },
    error::DecodeKind,
};

use super::{
    shared::{OK, api_error, assert_hides},
    support::Vendor,
};

fn bill() -> NontaxDownloadBillRequest {
    NontaxDownloadBillRequest::new(NontaxDownloadBillRequired {
        appid: "wxa".into(),
        mch_id: "1230000109".into(),
        bill_date: "20171123".into(),
    })
}

/// The bytes are unchanged, including the byte order mark and CRLF.
#[tokio::test]
async fn nontax_download_bill() {
    let file = "\u{FEFF}交易时间,订单号,金额\r\n`2017-11-23,`ORDER,`200.00\r\n\r\n".as_bytes();
    for (kind, word) in
        [(BillType::All, "ALL"), (BillType::Success, "SUCCESS"), (BillType::Refund, "REFUND")]
    {
        let vendor = Vendor::answering(file).await;
        let request = bill().bill_type(kind);
        let reply = vendor.client().nontax_download_bill(request).await.unwrap();
        vendor.received_json(
            "POST /nontax/downloadbill?access_token=TOKEN",
            &format!(
                r#"{{"appid":"wxa","mch_id":"1230000109","bill_date":"20171123","bill_type":"{word}"}}"#
            ),
        );
        assert_eq!(reply.file.as_bytes(), file);
        // The reply has no file name.
        assert_eq!(reply.file.name(), None);
        assert_eq!(reply.file.content_type(), None);
    }
}

/// Larger than the limit for JSON.
#[tokio::test]
async fn a_statement_may_be_large_and_binary() {
    let file: Vec<u8> = (0..=u8::MAX).cycle().take((3 << 20) + 7).collect();
    let vendor = Vendor::answering(file.clone()).await;
    let reply = vendor.client().nontax_download_bill(bill()).await.unwrap();
    vendor.received_json(
        "POST /nontax/downloadbill?access_token=TOKEN",
        r#"{"appid":"wxa","mch_id":"1230000109","bill_date":"20171123"}"#,
    );
    // Not `assert_eq`, which would print the whole file.
    assert!(reply.file.as_bytes() == file, "{:?}", reply.file);
}

#[tokio::test]
async fn an_error_is_not_a_statement() {
    let vendor = Vendor::answering(r#"{"errcode":40013,"errmsg":"invalid appid"}"#).await;
    let error = api_error(vendor.client().nontax_download_bill(bill()).await);
    assert_eq!(error.code().value(), 40013);
    assert_eq!(error.message(), "invalid appid");
}

/// The page of a gateway, with status 200.
#[tokio::test]
async fn a_web_page_is_not_a_statement() {
    for page in ["<!DOCTYPE html><html><body>502</body></html>", "\r\n<HTML>busy</HTML>"] {
        let vendor = Vendor::answering(page).await;
        match vendor.client().nontax_download_bill(bill()).await {
            Err(Error::Decode(error)) => assert_eq!(error.kind(), DecodeKind::Html, "{page}"),
            other => panic!("{page}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn nontax_mock_notification() {
    let vendor = Vendor::answering(OK).await;
    let request = NontaxMockNotificationRequest::new(NontaxMockNotificationRequired {
        appid: "wxa".into(),
        url: "https://example.com/notify?a=1".into(),
        version: 1,
    });
    vendor.client().nontax_mock_notification(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/mocknotification?access_token=TOKEN",
        r#"{"appid":"wxa","url":"https://example.com/notify?a=1","version":1}"#,
    );
}

#[tokio::test]
async fn nontax_mock_query_fee() {
    let vendor = Vendor::answering(OK).await;
    let request = NontaxMockQueryFeeRequest::new(NontaxMockQueryFeeRequired {
        appid: "wxa".into(),
        url: "https://example.com/fee".into(),
        version: 1,
    });
    vendor.client().nontax_mock_query_fee(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/mockqueryfee?access_token=TOKEN",
        r#"{"appid":"wxa","url":"https://example.com/fee","version":1}"#,
    );
}

/// Without an app id, unlike the other calls of the family.
#[tokio::test]
async fn nontax_get_real_name() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","key_encrypt_type":"RSA","key":"a2V5Cg==","data_encrypt_type":"AES_ECB","data":"ZGF0YQo="}"#,
    )
    .await;
    let request = NontaxGetRealNameRequest::new("t0ken");
    assert_hides(&request, &["t0ken"]);
    let reply = vendor.client().nontax_get_real_name(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/getrealname?access_token=TOKEN",
        r#"{"wx_realname_token":"t0ken"}"#,
    );
    assert_hides(&reply, &["a2V5Cg==", "ZGF0YQo="]);
    assert_eq!(reply.key_encrypt_type, Some(KeyEncryptType::Rsa));
    assert_eq!(reply.key.expose(), "a2V5Cg==");
    assert_eq!(reply.data_encrypt_type, Some(DataEncryptType::AesEcb));
    assert_eq!(reply.data.expose(), "ZGF0YQo=");
}

fn real_name_url() -> RealNameGetAuthUrlRequest {
    RealNameGetAuthUrlRequest::new("https://example.com/agreed?x=1")
}

#[tokio::test]
async fn real_name_get_auth_url() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","auth_url":"pages/realname?a=1","expires_in":7200,"appid":"wxpay"}"#,
    )
    .await;
    let reply = vendor.client().real_name_get_auth_url(real_name_url()).await.unwrap();
    vendor.received_json(
        "POST /intp/realname/getauthurl?access_token=TOKEN",
        r#"{"redirect_url":"https://example.com/agreed?x=1"}"#,
    );
    assert_eq!(reply.auth_url, "pages/realname?a=1");
    assert_eq!((reply.expires_in, reply.appid.as_deref()), (Some(7200), Some("wxpay")));
}

#[tokio::test]
async fn a_reply_may_have_only_the_link_to_the_real_name_page() {
    let vendor = Vendor::answering(r#"{"errcode":0,"auth_url":"https://example.com/r"}"#).await;
    let reply = vendor.client().real_name_get_auth_url(real_name_url()).await.unwrap();
    assert_eq!(reply.auth_url, "https://example.com/r");
    assert_eq!((reply.expires_in, reply.appid), (None, None));
}

#[tokio::test]
async fn an_error_is_not_a_link_to_the_real_name_page() {
    let vendor = Vendor::answering(
        r#"{"errcode":48001,"errmsg":"api unauthorized rid: 66b225ed-4bdd1a42-115feb8d"}"#,
    )
    .await;
    let error = api_error(vendor.client().real_name_get_auth_url(real_name_url()).await);
    assert_eq!(error.code().value(), 48001);
    assert_eq!(error.rid(), Some("66b225ed-4bdd1a42-115feb8d"));
}
