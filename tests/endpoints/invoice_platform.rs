//! Calls of an invoicing platform.

use weixin::{
    Error,
    api::{
        ErrorClass,
        invoice::{
            CardCodeDecryptRequest, InvoiceKpUpdateInvoiceStatusRequest,
            InvoiceKpUpdateInvoiceStatusRequired, InvoicePlatformCreateCardRequest,
            InvoicePlatformGetPdfRequest, InvoicePlatformSetPdfRequest, SetInvoiceUrlRequest,
            invoice_platform_create_card::{BaseInfo, BaseInfoRequired, InvoiceInfoRequired},
        },
        types::ReimburseStatus,
    },
};

use super::support::{Vendor, exceeded};

const LOGO: &str = "http://mmbiz.qpic.cn/mmbiz/iaL1LJM1mF9aRKPZJkmG8xXhiaHqkKSVMMWeN3hLut7X7hicFNjakmxibMLGWpXrEXB33367o7zHN0CwngnQY7zb7g/0";
const PDF_URL: &str = "https://mp.weixin.qq.com/intp/invoice/getpdf?action=media_pdf&media_key=dFRnTkV6WCswNjB1V1czZ0tVU3MhaX4yb2pxeEVSY0teSCtuflY6UXAifD5rL09kTjFpOFVWKyJGNCgxTCtkJER6VjFlRCtVU2JKcS5FZw";

#[tokio::test]
async fn set_invoice_url() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","invoice_url":"https://mp.weixin.qq.com/bizmall/authinvoice?action=list&s_pappid=d3xxxxxxxxxxxxxGLSS0wrL14No8c1"}"#,
    )
    .await;
    let reply = vendor.client().set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap();
    vendor.received_json("POST /card/invoice/seturl?access_token=TOKEN", "{}");
    assert_eq!(
        reply.invoice_url,
        "https://mp.weixin.qq.com/bizmall/authinvoice?action=list&s_pappid=d3xxxxxxxxxxxxxGLSS0wrL14No8c1"
    );
    assert_eq!(reply.s_pappid().unwrap(), "d3xxxxxxxxxxxxxGLSS0wrL14No8c1");
}

/// The code of success is documented as text; and real platform codes look like base64.
#[tokio::test]
async fn a_plus_in_the_platform_code_stays_a_plus() {
    let vendor = Vendor::answering(
        r#"{"errcode":"0","errmsg":"ok","invoice_url":"https://mp.weixin.qq.com/bizmall/authinvoice?action=list&s_pappid=d3JCEfhGLW+q0iGP%2Bo9"}"#,
    )
    .await;
    let reply = vendor.client().set_invoice_url(SetInvoiceUrlRequest::new()).await.unwrap();
    assert_eq!(reply.s_pappid().unwrap(), "d3JCEfhGLW+q0iGP+o9");
}

fn card(base_info: BaseInfo) -> InvoicePlatformCreateCardRequest {
    InvoicePlatformCreateCardRequest::new(InvoiceInfoRequired {
        base_info,
        r#type: " 广东省增值税普通发票 ".into(),
        payee: " 测试 - 收款方 ".into(),
    })
}

fn titled(title: &str) -> BaseInfo {
    BaseInfo::new(BaseInfoRequired { logo_url: LOGO.into(), title: title.into() })
}

#[tokio::test]
async fn invoice_platform_create_card() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","card_id":"pjZ8Yt9WoOePThU0NfUKz5-tBEWU"}"#,
    )
    .await;
    let base_info = titled("xx公司")
        .custom_url_name("xyz")
        .custom_url("xyz")
        .custom_url_sub_title("xyz")
        .promotion_url_name("puname")
        .promotion_url("purl")
        .promotion_url_sub_title("ptitle");
    let reply = vendor.client().invoice_platform_create_card(card(base_info)).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/platform/createcard?access_token=TOKEN",
        &format!(
            r#"{{"invoice_info":{{"base_info":{{"logo_url":"{LOGO}","title":"xx公司","custom_url_name":"xyz","custom_url":"xyz","custom_url_sub_title":"xyz","promotion_url_name":"puname","promotion_url":"purl","promotion_url_sub_title":"ptitle"}},"type":" 广东省增值税普通发票 ","payee":" 测试 - 收款方 "}}}}"#
        ),
    );
    assert_eq!(reply.card_id, "pjZ8Yt9WoOePThU0NfUKz5-tBEWU");
}

/// Nine Chinese characters in a title, five in a label, six in a hint.
#[tokio::test]
async fn a_template_with_too_long_a_text_is_not_sent() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","card_id":"CARD"}"#).await;
    for (path, base_info) in [
        ("invoice_info.base_info.title", titled("一二三四五六七八九十")),
        ("invoice_info.base_info.custom_url_name", titled("公司").custom_url_name("查看电子发票")),
        (
            "invoice_info.base_info.custom_url_sub_title",
            titled("公司").custom_url_sub_title("一二三四五六七"),
        ),
        (
            "invoice_info.base_info.promotion_url_sub_title",
            titled("公司").promotion_url_sub_title("一二三四五六七"),
        ),
    ] {
        let error =
            vendor.client().invoice_platform_create_card(card(base_info)).await.unwrap_err();
        assert_eq!(exceeded(error), [path]);
    }
    let longest = titled("一二三四五六七八九")
        .custom_url_name("一二三四五")
        .custom_url_sub_title("一二三四五六")
        .promotion_url_sub_title("一二三四五六");
    vendor.client().invoice_platform_create_card(card(longest)).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/platform/createcard?access_token=TOKEN",
        &format!(
            r#"{{"invoice_info":{{"base_info":{{"logo_url":"{LOGO}","title":"一二三四五六七八九","custom_url_name":"一二三四五","custom_url_sub_title":"一二三四五六","promotion_url_sub_title":"一二三四五六"}},"type":" 广东省增值税普通发票 ","payee":" 测试 - 收款方 "}}}}"#
        ),
    );
}

/// A reply that a developer got, here with the code as text, as the page documents it.
#[tokio::test]
async fn an_empty_payee_is_an_error_with_request_id_and_hint() {
    let vendor = Vendor::answering(
        r#"{"errcode":"72031","errmsg":"invalid params, payee is empty hint: [_Z0525d236][2020-08-13 14:18:45] rid: 5f34db45-19b91625-77d7be10"}"#,
    )
    .await;
    let error =
        vendor.client().invoice_platform_create_card(card(titled("公司"))).await.unwrap_err();
    let Error::Api(error) = error else { panic!("not WeChat's: {error}") };
    assert_eq!(error.endpoint(), "invoice_platform_create_card");
    assert_eq!(error.code().value(), 72031);
    assert_eq!(error.class(), ErrorClass::Param);
    assert_eq!(error.message(), "invalid params, payee is empty");
    assert_eq!(error.rid(), Some("5f34db45-19b91625-77d7be10"));
    assert_eq!(error.hint(), Some("_Z0525d236 2020-08-13 14:18:45"));
}

#[tokio::test]
async fn invoice_platform_set_pdf() {
    let vendor =
        Vendor::answering(r#"{"errcode":0,"errmsg":"ok","s_media_id":"3015806758683707"}"#).await;
    let pdf = b"%PDF-1.7\r\n\x00\xFF\r\n--\r\n%%EOF";
    let request = InvoicePlatformSetPdfRequest::new(pdf);
    let reply = vendor.client().invoice_platform_set_pdf(request).await.unwrap();
    let received = vendor.received();
    assert_eq!(received.line, "POST /card/invoice/platform/setpdf?access_token=TOKEN");
    let content_type = received.content_type.unwrap();
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = [
        b"--",
        boundary.as_bytes(),
        b"\r\nContent-Disposition: form-data; name=\"pdf\"; filename=\"invoice.pdf\"\r\n",
        b"Content-Type: application/pdf\r\n\r\n",
        pdf,
        b"\r\n--",
        boundary.as_bytes(),
        b"--\r\n",
    ];
    assert_eq!(received.body, expected.concat());
    assert_eq!(reply.s_media_id, "3015806758683707");
}

/// Documented as text, described as a 64-bit integer, both were observed.
#[tokio::test]
async fn a_media_id_may_be_a_number() {
    let vendor =
        Vendor::answering(r#"{"errcode":0,"errmsg":"ok","s_media_id":17921206790189057}"#).await;
    let request = InvoicePlatformSetPdfRequest::new(b"%PDF-1.7");
    let reply = vendor.client().invoice_platform_set_pdf(request).await.unwrap();
    assert_eq!(reply.s_media_id, "17921206790189057");
}

/// The pages disagree on the place of `action`; it is sent in both places.
#[tokio::test]
async fn invoice_platform_get_pdf() {
    let vendor = Vendor::answering(format!(
        r#"{{"errcode":0,"errmsg":"ok","pdf_url":"{PDF_URL}","pdf_url_expire_time":7200}}"#
    ))
    .await;
    let request = InvoicePlatformGetPdfRequest::new("75195574948725301");
    let reply = vendor.client().invoice_platform_get_pdf(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/platform/getpdf?access_token=TOKEN&action=get_url",
        r#"{"action":"get_url","s_media_id":"75195574948725301"}"#,
    );
    assert_eq!(reply.pdf_url, PDF_URL);
    assert_eq!(reply.pdf_url_expire_time, Some(7200));
}

fn status(reimburse_status: ReimburseStatus) -> InvoiceKpUpdateInvoiceStatusRequest {
    InvoiceKpUpdateInvoiceStatusRequest::new(InvoiceKpUpdateInvoiceStatusRequired {
        card_id: "pjZ8Yt7Um2jYxzneP8GomnxoVFWo".into(),
        code: "186921658591".into(),
        reimburse_status,
    })
}

#[tokio::test]
async fn invoice_kp_update_invoice_status() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok"}"#).await;
    let request = status(ReimburseStatus::Init);
    vendor.client().invoice_kp_update_invoice_status(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/platform/updatestatus?access_token=TOKEN",
        r#"{"card_id":"pjZ8Yt7Um2jYxzneP8GomnxoVFWo","code":"186921658591","reimburse_status":"INVOICE_REIMBURSE_INIT"}"#,
    );
}

#[tokio::test]
async fn an_invoice_is_cancelled_after_a_red_offset() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok"}"#).await;
    let request = status(ReimburseStatus::Cancel);
    vendor.client().invoice_kp_update_invoice_status(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/platform/updatestatus?access_token=TOKEN",
        r#"{"card_id":"pjZ8Yt7Um2jYxzneP8GomnxoVFWo","code":"186921658591","reimburse_status":"INVOICE_REIMBURSE_CANCEL"}"#,
    );
}

#[tokio::test]
async fn card_code_decrypt() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","code":"751234212312"}"#).await;
    let request = CardCodeDecryptRequest::new(
        "XXIzTtMqCxwOaawoE91+VJdsFmv7b8g0VZIZkqf4GWA60Fzpc8ksZ/5ZZ0DVkXdE",
    );
    let reply = vendor.client().card_code_decrypt(request).await.unwrap();
    vendor.received_json(
        "POST /card/code/decrypt?access_token=TOKEN",
        r#"{"encrypt_code":"XXIzTtMqCxwOaawoE91+VJdsFmv7b8g0VZIZkqf4GWA60Fzpc8ksZ/5ZZ0DVkXdE"}"#,
    );
    assert_eq!(reply.code, "751234212312");
}
