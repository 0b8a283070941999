//! How a user authorizes a merchant to have an order invoiced.

use serde_json::json;
use weixin::{
    Error, Fen, Secret, UnixSeconds,
    api::{
        ErrorClass,
        invoice::{
            InvoiceBizGetAuthDataRequest, InvoiceBizGetAuthDataRequired,
            InvoiceBizGetAuthUrlRequest, InvoiceBizGetAuthUrlRequired,
            InvoiceBizRejectInsertRequest, InvoiceBizRejectInsertRequired,
            invoice_biz_get_auth_data::InvoiceStatus,
            invoice_biz_get_auth_url::{PageType, Source},
        },
    },
};

use super::{shared::read, support::Vendor};

fn page(source: Source, page_type: PageType) -> InvoiceBizGetAuthUrlRequest {
    InvoiceBizGetAuthUrlRequest::new(InvoiceBizGetAuthUrlRequired {
        s_pappid: "wxabcd".into(),
        order_id: "1234".into(),
        money: Fen(11),
        timestamp: UnixSeconds(1_474_875_876),
        source,
        ticket: Secret::new("tttt"),
        r#type: page_type,
    })
}

#[tokio::test]
async fn invoice_biz_get_auth_url() {
    let vendor =
        Vendor::answering(r#"{"errcode":0,"errmsg":"ok","auth_url":"http://auth_url"}"#).await;
    let request =
        page(Source::Web, PageType::FillInAndApply).redirect_url("https://mp.weixin.qq.com");
    let reply = vendor.client().invoice_biz_get_auth_url(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/getauthurl?access_token=TOKEN",
        r#"{"s_pappid":"wxabcd","order_id":"1234","money":11,"timestamp":1474875876,"source":"web","redirect_url":"https://mp.weixin.qq.com","ticket":"tttt","type":1}"#,
    );
    assert_eq!(reply.auth_url, "http://auth_url");
    assert_eq!(reply.appid, None);
}

/// The reply has a path and the mini program to open it in.
#[tokio::test]
async fn the_authorization_page_of_a_mini_program() {
    let vendor =
        Vendor::answering(r#"{"errcode":0,"errmsg":"ok","auth_url":"auth_url","appid":"appid"}"#)
            .await;
    let request = page(Source::MiniProgram, PageType::Collect);
    let reply = vendor.client().invoice_biz_get_auth_url(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/getauthurl?access_token=TOKEN",
        r#"{"s_pappid":"wxabcd","order_id":"1234","money":11,"timestamp":1474875876,"source":"wxa","ticket":"tttt","type":2}"#,
    );
    assert_eq!(reply.auth_url, "auth_url");
    assert_eq!(reply.appid.as_deref(), Some("appid"));
}

#[tokio::test]
async fn every_source_and_kind_of_authorization_page() {
    for (source, page_type, end) in [
        (Source::App, PageType::Apply, r#""source":"app","ticket":"tttt","type":0}"#),
        (Source::Wap, PageType::FillInAndApply, r#""source":"wap","ticket":"tttt","type":1}"#),
        (Source::from("tv"), PageType::from(3), r#""source":"tv","ticket":"tttt","type":3}"#),
    ] {
        let vendor =
            Vendor::answering(r#"{"errcode":0,"errmsg":"ok","auth_url":"http://auth_url"}"#).await;
        vendor.client().invoice_biz_get_auth_url(page(source, page_type)).await.unwrap();
        let body = String::from_utf8(vendor.received().body).unwrap();
        assert!(body.ends_with(end), "{body}");
    }
}

#[tokio::test]
async fn no_authorization_page_before_the_contact_is_set() {
    let vendor = Vendor::answering(
        r#"{"errcode":72063,"errmsg":"biz contact is empty, set contact first please"}"#,
    )
    .await;
    let request = page(Source::Web, PageType::Apply).redirect_url("https://mp.weixin.qq.com");
    let error = vendor.client().invoice_biz_get_auth_url(request).await.unwrap_err();
    let Error::Api(error) = error else { panic!("not WeChat's: {error}") };
    assert_eq!(error.code().value(), 72063);
    assert_eq!(error.class(), ErrorClass::Business);
    assert_eq!(error.message(), "biz contact is empty, set contact first please");
}

fn authorization() -> InvoiceBizGetAuthDataRequest {
    InvoiceBizGetAuthDataRequest::new(InvoiceBizGetAuthDataRequired {
        order_id: "123456".into(),
        s_pappid: "wx123456".into(),
    })
}

/// The example of the new page, which lacks `user_auth_info`.
#[tokio::test]
async fn invoice_biz_get_auth_data() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","invoice_status":"auth success","auth_time":1480342498}"#,
    )
    .await;
    let reply = vendor.client().invoice_biz_get_auth_data(authorization()).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/getauthdata?access_token=TOKEN",
        r#"{"order_id":"123456","s_pappid":"wx123456"}"#,
    );
    assert_eq!(reply.invoice_status, InvoiceStatus::AuthSuccess);
    assert_eq!(reply.auth_time, Some(UnixSeconds(1_480_342_498)));
    assert_eq!(reply.user_auth_info, None);
}

#[tokio::test]
async fn a_person_has_authorized() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","invoice_status":"auth success","auth_time":1480342498,"user_auth_info":{"user_field":{"title":"Dhxhhx ","phone":"5554545","email":"dhxhxhhx@qq.cind","custom_field":[{"key":"field1","value":"管理理论"}]}}}"#,
    )
    .await;
    let reply = vendor.client().invoice_biz_get_auth_data(authorization()).await.unwrap();
    assert_eq!(reply.invoice_status, InvoiceStatus::AuthSuccess);
    assert_eq!(reply.auth_time, Some(UnixSeconds(1_480_342_498)));
    let info = reply.user_auth_info.unwrap();
    assert_eq!(info.biz_field, None);
    let person = info.user_field.unwrap();
    assert_eq!(person.title.as_deref(), Some("Dhxhhx "));
    assert_eq!(person.phone.as_deref(), Some("5554545"));
    assert_eq!(person.email.as_deref(), Some("dhxhxhhx@qq.cind"));
    assert_eq!(read(&person.custom_field), json!([{ "key": "field1", "value": "管理理论" }]));
}

#[tokio::test]
async fn a_company_has_authorized() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","invoice_status":"auth success","auth_time":1480342897,"user_auth_info":{"biz_field":{"title":"xx公司","tax_no":"6464646766","addr":"xx大厦","phone":"1557548768","bank_type":"xx银行","bank_no":"545454646","custom_field":[{"key":"field2","value":"哈哈哈啊"}]}}}"#,
    )
    .await;
    let reply = vendor.client().invoice_biz_get_auth_data(authorization()).await.unwrap();
    assert_eq!(reply.invoice_status, InvoiceStatus::AuthSuccess);
    assert_eq!(reply.auth_time, Some(UnixSeconds(1_480_342_897)));
    let info = reply.user_auth_info.unwrap();
    assert_eq!(info.user_field, None);
    let company = info.biz_field.unwrap();
    assert_eq!(company.title.as_deref(), Some("xx公司"));
    assert_eq!(company.tax_no.as_deref(), Some("6464646766"));
    assert_eq!(company.addr.as_deref(), Some("xx大厦"));
    assert_eq!(company.phone.as_deref(), Some("1557548768"));
    assert_eq!(company.bank_type.as_deref(), Some("xx银行"));
    assert_eq!(company.bank_no.as_deref(), Some("545454646"));
    assert_eq!(read(&company.custom_field), json!([{ "key": "field2", "value": "哈哈哈啊" }]));
}

/// `never auth` is a real reply. An undocumented status is kept.
#[tokio::test]
async fn an_order_that_is_not_authorized_has_no_time() {
    for (text, status) in [
        ("never auth", InvoiceStatus::NeverAuth),
        ("reject insert", InvoiceStatus::RejectInsert),
        ("auth lost", InvoiceStatus::from("auth lost")),
    ] {
        let vendor = Vendor::answering(format!(
            r#"{{"errcode":0,"errmsg":"ok","invoice_status":"{text}"}}"#
        ))
        .await;
        let reply = vendor.client().invoice_biz_get_auth_data(authorization()).await.unwrap();
        assert_eq!(reply.invoice_status, status);
        assert_eq!(reply.invoice_status.as_str(), text);
        assert_eq!(reply.auth_time, None);
        assert_eq!(reply.user_auth_info, None);
    }
}

fn rejection(reason: &str) -> InvoiceBizRejectInsertRequest {
    InvoiceBizRejectInsertRequest::new(InvoiceBizRejectInsertRequired {
        s_pappid: "d3JCEfhGLW+q0iGP+o9".into(),
        order_id: "111229".into(),
        reason: reason.into(),
    })
}

#[tokio::test]
async fn invoice_biz_reject_insert() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok"}"#).await;
    let request = rejection("1234").url("http://xxx.com");
    vendor.client().invoice_biz_reject_insert(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/rejectinsert?access_token=TOKEN",
        r#"{"s_pappid":"d3JCEfhGLW+q0iGP+o9","order_id":"111229","reason":"1234","url":"http://xxx.com"}"#,
    );
}

#[tokio::test]
async fn a_rejection_without_a_link() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok"}"#).await;
    vendor.client().invoice_biz_reject_insert(rejection("发票已开具")).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/rejectinsert?access_token=TOKEN",
        r#"{"s_pappid":"d3JCEfhGLW+q0iGP+o9","order_id":"111229","reason":"发票已开具"}"#,
    );
}
