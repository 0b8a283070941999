//! Fiscal e-bills: the three calls that are only for them.

use weixin::{
    Fen, UnixSeconds,
    api::nontax::{
        NontaxInvoiceCreateCardRequest, NontaxInvoiceGetAuthUrlRequest,
        NontaxInvoiceGetAuthUrlRequired, NontaxInvoiceInsertRequest, NontaxInvoiceInsertRequired,
        nontax_invoice_create_card::{BaseInfo, InvoiceInfoRequired},
        nontax_invoice_get_auth_url::Source,
        nontax_invoice_insert::{CardExt, InvoiceUserDataRequired, UserCard},
    },
    error::Refusal,
};

use super::{
    shared::{assert_hides, refusal},
    support::Vendor,
};

fn get_auth_url(source: Source) -> NontaxInvoiceGetAuthUrlRequest {
    NontaxInvoiceGetAuthUrlRequest::new(NontaxInvoiceGetAuthUrlRequired {
        s_pappid: "wxabcd".into(),
        order_id: "1234".into(),
        money: Fen(11),
        timestamp: UnixSeconds(1474875876),
        source,
        ticket: "tttt".into(),
    })
}

#[tokio::test]
async fn nontax_invoice_get_auth_url() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","auth_url":"http://auth_url","expire_time":7200}"#,
    )
    .await;
    let request = get_auth_url(Source::Web).redirect_url("https://mp.weixin.qq.com");
    assert_hides(&request, &["tttt"]);
    let reply = vendor.client().nontax_invoice_get_auth_url(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/getbillauthurl?access_token=TOKEN",
        r#"{"s_pappid":"wxabcd","order_id":"1234","money":11,"timestamp":1474875876,"source":"web","redirect_url":"https://mp.weixin.qq.com","ticket":"tttt"}"#,
    );
    assert_eq!(reply.auth_url, "http://auth_url");
    assert_eq!(reply.expire_time, Some(7200));
}

/// If an app opens the page, there is no page to return to.
#[tokio::test]
async fn a_link_for_an_app_needs_no_redirect() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","auth_url":"http://app_url","expire_time":600}"#,
    )
    .await;
    let request = get_auth_url(Source::App);
    let reply = vendor.client().nontax_invoice_get_auth_url(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/getbillauthurl?access_token=TOKEN",
        r#"{"s_pappid":"wxabcd","order_id":"1234","money":11,"timestamp":1474875876,"source":"app","ticket":"tttt"}"#,
    );
    assert_eq!(reply.auth_url, "http://app_url");
    assert_eq!(reply.expire_time, Some(600));
}

/// The bureau's logo, on WeChat's own servers.
const LOGO: &str = "http://mmbiz.qpic.cn/mmbiz/iaL1LJM1mF9aRKPZJkmG8xXhiaHqkKSVMMWeN3hLut7X7hicFNjakmxibMLGWpXrEXB33367o7zHN0CwngnQY7zb7g/0";

fn create_card() -> NontaxInvoiceCreateCardRequest {
    NontaxInvoiceCreateCardRequest::new(InvoiceInfoRequired {
        base_info: BaseInfo::new(LOGO),
        payee: "测试非税票据".into(),
    })
}

#[tokio::test]
async fn nontax_invoice_create_card() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","card_id":"pjZ8Yt9WoOePThU0NfUKz5-tBEWU"}"#,
    )
    .await;
    let reply = vendor.client().nontax_invoice_create_card(create_card()).await.unwrap();
    // The fields are in `invoice_info`, as in the example; the table lacks that level.
    vendor.received_json(
        "POST /nontax/createbillcard?access_token=TOKEN",
        r#"{"invoice_info":{"base_info":{"logo_url":"http://mmbiz.qpic.cn/mmbiz/iaL1LJM1mF9aRKPZJkmG8xXhiaHqkKSVMMWeN3hLut7X7hicFNjakmxibMLGWpXrEXB33367o7zHN0CwngnQY7zb7g/0"},"payee":"测试非税票据"}}"#,
    );
    assert_eq!(reply.card_id, "pjZ8Yt9WoOePThU0NfUKz5-tBEWU");
}

fn insert() -> NontaxInvoiceInsertRequest {
    let data = InvoiceUserDataRequired {
        fee: Fen(123),
        title: "灌哥发票".into(),
        billing_time: UnixSeconds(1511169724),
        billing_no: "1511169724".into(),
        billing_code: "aabbccdd".into(),
        s_pdf_media_id: "s_pdf_media_id".into(),
    };
    NontaxInvoiceInsertRequest::new(NontaxInvoiceInsertRequired {
        order_id: "1511169724".into(),
        card_id: "pjZ8Yt7xiy3b9UfffRIA4Tm2xTnw".into(),
        appid: "wxc0b84a53ed8e8d29".into(),
        card_ext: CardExt::new(UserCard::new(data)),
    })
}

#[tokio::test]
async fn nontax_invoice_insert() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","code":"682xxxx661927","openid":"ojZ8Ytz4lESxxxx_R1TvB2Kds"}"#,
    )
    .await;
    let reply = vendor.client().nontax_invoice_insert(insert()).await.unwrap();
    // `billing_time` is a number in the table and text in the example: the table takes precedence.
    vendor.received_json(
        "POST /nontax/insertbill?access_token=TOKEN",
        r#"{"order_id":"1511169724","card_id":"pjZ8Yt7xiy3b9UfffRIA4Tm2xTnw","appid":"wxc0b84a53ed8e8d29","card_ext":{"user_card":{"invoice_user_data":{"fee":123,"title":"灌哥发票","billing_time":1511169724,"billing_no":"1511169724","billing_code":"aabbccdd","s_pdf_media_id":"s_pdf_media_id"}}}}"#,
    );
    assert_eq!(reply.code, "682xxxx661927");
    assert_eq!(reply.openid.as_deref(), Some("ojZ8Ytz4lESxxxx_R1TvB2Kds"));
}

/// According to all three pages, although there is a permission set for fiscal e-bills.
#[tokio::test]
async fn third_parties_have_no_fiscal_bills() {
    let vendor = Vendor::answering("not asked").await;
    let client = vendor.client_with("authorizer_access_token");
    let refusals = [
        refusal(client.nontax_invoice_get_auth_url(get_auth_url(Source::Web)).await),
        refusal(client.nontax_invoice_create_card(create_card()).await),
        refusal(client.nontax_invoice_insert(insert()).await),
    ];
    for refusal in refusals {
        assert!(matches!(refusal, Refusal::TokenKind { .. }), "{refusal:?}");
    }
}
