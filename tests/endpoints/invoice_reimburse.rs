//! Calls of a company that reimburses invoices.

use serde_json::{Value, json};
use weixin::{
    Error, UnixSeconds,
    api::{
        ErrorClass,
        invoice::{
            InvoiceBxGetInvoiceRequest, InvoiceBxGetInvoiceRequired,
            InvoiceBxUpdateInvoiceStatusRequest, InvoiceBxUpdateInvoiceStatusRequired,
            InvoiceReimburseGetInvoiceBatchRequest, InvoiceReimburseUpdateStatusBatchRequest,
            InvoiceReimburseUpdateStatusBatchRequired,
        },
        types::{ChosenInvoice, ChosenInvoiceRequired, ReimburseStatus},
    },
};

use super::{shared::read, support::Vendor};

const CARD_ID: &str = "pjZ8Yt5crPbAouhFqFf6JFgZv4Lc";
const ENCRYPT_CODE: &str = "fbdt/fWy1VitQwhbKtSjNeR3BJyfpeJXfZjjGsdCXiM=";

fn query() -> InvoiceBxGetInvoiceRequest {
    InvoiceBxGetInvoiceRequest::new(InvoiceBxGetInvoiceRequired {
        card_id: CARD_ID.into(),
        encrypt_code: ENCRYPT_CODE.into(),
    })
}

/// A reply whose `user_info` has these fields in addition to those that are always present. The new page's table
/// has neither `errcode` nor `errmsg`.
fn invoice_with(fields: &str) -> String {
    format!(
        r#"{{"card_id":"C","openid":"O","type":"T","payee":"P","detail":"D","user_info":{{"fee":1100,"title":"XX公司","billing_time":1468322401,"billing_no":"hello","fee_without_tax":2345,"tax":123,"pdf_url":"pdf_url",{fields}}}}}"#
    )
}

/// The decoded [`invoice_with`], with these fields in addition to those that are always present.
fn decoded(fields: &Value) -> Value {
    let mut all = json!({
        "fee": 1100,
        "title": "XX公司",
        "billing_time": 1_468_322_401,
        "billing_no": "hello",
        "fee_without_tax": 2345,
        "tax": 123,
        "pdf_url": "pdf_url",
    });
    let more = fields.as_object().unwrap().clone();
    all.as_object_mut().unwrap().extend(more);
    all
}

#[tokio::test]
async fn invoice_bx_get_invoice() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","card_id":"pjZ8Yt5crPbAouhFqFf6JFgZv4Lc","begin_time":1476068114,"end_time":1476168114,"user_card_status":"EXPIRE","openid":"obLatjnG4vRXJvSO8p914rSK8-Vo","type":"广东省增值税普通发票","payee":"测试-收款方","detail":"测试-detail","user_info":{"fee":1100,"title":"XX公司","billing_time":1468322401,"billing_no":"hello","billing_code":"world","info":[{"name":"绿巨人","num":10,"unit":"吨","price":4}],"accept":true,"fee_without_tax":2345,"tax":123,"pdf_url":"pdf_url","reimburse_status":"INVOICE_REIMBURSE_INIT"}}"#,
    )
    .await;
    let reply = vendor.client().invoice_bx_get_invoice(query()).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/reimburse/getinvoiceinfo?access_token=TOKEN",
        r#"{"card_id":"pjZ8Yt5crPbAouhFqFf6JFgZv4Lc","encrypt_code":"fbdt/fWy1VitQwhbKtSjNeR3BJyfpeJXfZjjGsdCXiM="}"#,
    );
    assert_eq!(reply.card_id.as_deref(), Some(CARD_ID));
    assert_eq!(reply.begin_time, Some(UnixSeconds(1_476_068_114)));
    assert_eq!(reply.end_time, Some(UnixSeconds(1_476_168_114)));
    assert_eq!(reply.user_card_status.as_deref(), Some("EXPIRE"));
    assert_eq!(reply.openid.as_deref(), Some("obLatjnG4vRXJvSO8p914rSK8-Vo"));
    assert_eq!(reply.r#type.as_deref(), Some("广东省增值税普通发票"));
    assert_eq!(reply.payee.as_deref(), Some("测试-收款方"));
    assert_eq!(reply.detail.as_deref(), Some("测试-detail"));
    let expected = decoded(&json!({
        "billing_code": "world",
        "info": [{ "name": "绿巨人", "num": 10, "unit": "吨", "price": 4 }],
        "accept": true,
        "reimburse_status": "INVOICE_REIMBURSE_INIT",
    }));
    assert_eq!(read(&reply.user_info), expected);
}

/// A fully digital invoice has neither code nor check code: both are empty in the reply.
#[tokio::test]
async fn every_field_of_a_fully_digital_invoice() {
    let vendor = Vendor::answering(invoice_with(
        r#""billing_code":"","check_code":"","info":[{"name":"绿巨人","price":4}],"detail":"项目","trip_pdf_url":"http://pdfurl","reimburse_status":"INVOICE_REIMBURSE_LOCK","order_id":"1504085935","buyer_number":"1","buyer_address_and_phone":"深圳市","buyer_bank_account":"2","seller_number":"3","seller_address_and_phone":"广州市","seller_bank_account":"4","remarks":"备注","cashier":"李四","maker":"小明","accept":false"#,
    ))
    .await;
    let reply = vendor.client().invoice_bx_get_invoice(query()).await.unwrap();
    assert_eq!((reply.begin_time, reply.end_time, reply.user_card_status), (None, None, None));
    let expected = decoded(&json!({
        "info": [{ "name": "绿巨人", "price": 4 }],
        "detail": "项目",
        "trip_pdf_url": "http://pdfurl",
        "reimburse_status": "INVOICE_REIMBURSE_LOCK",
        "order_id": "1504085935",
        "buyer_number": "1",
        "buyer_address_and_phone": "深圳市",
        "buyer_bank_account": "2",
        "seller_number": "3",
        "seller_address_and_phone": "广州市",
        "seller_bank_account": "4",
        "remarks": "备注",
        "cashier": "李四",
        "maker": "小明",
        "accept": false,
    }));
    assert_eq!(read(&reply.user_info), expected);
}

/// The new page spells it `trip_pdf_ur`; the old pages and all SDKs `trip_pdf_url`.
#[tokio::test]
async fn the_trip_pdf_is_read_in_either_spelling() {
    for spelling in ["trip_pdf_url", "trip_pdf_ur"] {
        let vendor = Vendor::answering(invoice_with(&format!(
            r#""{spelling}":"http://trip","reimburse_status":"INVOICE_REIMBURSE_CLOSURE""#
        )))
        .await;
        let reply = vendor.client().invoice_bx_get_invoice(query()).await.unwrap();
        let expected = decoded(&json!({
            "trip_pdf_url": "http://trip",
            "reimburse_status": "INVOICE_REIMBURSE_CLOSURE",
        }));
        assert_eq!(read(&reply.user_info), expected, "{spelling}");
    }
}

#[tokio::test]
async fn an_unknown_reimburse_status_is_kept() {
    let vendor =
        Vendor::answering(invoice_with(r#""reimburse_status":"INVOICE_REIMBURSE_LOST""#)).await;
    let reply = vendor.client().invoice_bx_get_invoice(query()).await.unwrap();
    let status = reply.user_info.reimburse_status.unwrap();
    assert_eq!(status.as_str(), "INVOICE_REIMBURSE_LOST");
}

fn chosen(card_id: &str, encrypt_code: &str) -> ChosenInvoice {
    ChosenInvoice::new(ChosenInvoiceRequired {
        card_id: card_id.into(),
        encrypt_code: encrypt_code.into(),
    })
}

#[tokio::test]
async fn invoice_reimburse_get_invoice_batch() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","item_list":[{"user_info":{"fee":123,"title":"灌哥发票","billing_time":1504085973,"billing_no":"1504085973","billing_code":"aabbccdd","info":[{"name":"牙膏","num":3,"unit":"个","price":10000}],"fee_without_tax":2345,"tax":123,"detail":"项目","pdf_url":"http://pdfurl","reimburse_status":"INVOICE_REIMBURSE_INIT","order_id":"1504085935","check_code":"check_code","buyer_number":"buyer_number"},"card_id":"pjZ8Yt7KKEXWMpETmwG2ZZxX2m6E","openid":"oZI8Fj8L63WugQsljlzzfCcw3AkQ","type":"广东省增值税普通发票","payee":"测试-收款方","detail":"detail"},{"card_id":"pjZ8YtxSguaLUaaDqzeAf385soJM","begin_time":1476068114,"end_time":1476168114,"user_card_status":"EXPIRE","openid":"O","type":"T","payee":"P","detail":"D","user_info":{"fee":1100,"title":"XX公司","billing_time":1468322401,"billing_no":"hello","fee_without_tax":2345,"tax":123,"pdf_url":"pdf_url","reimburse_status":"INVOICE_REIMBURSE_LOCK"}}]}"#,
    )
    .await;
    let request = InvoiceReimburseGetInvoiceBatchRequest::new([
        chosen("pjZ8Yt7KKEXWMpETmwG2ZZxX2m6E", "O/mPnGTpBu22a1szmK2 "),
        chosen("pjZ8YtxSguaLUaaDqzeAf385soJM", "O/mPnGTpBu22a1szmK2ogz "),
    ]);
    let reply = vendor.client().invoice_reimburse_get_invoice_batch(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/reimburse/getinvoicebatch?access_token=TOKEN",
        r#"{"item_list":[{"card_id":"pjZ8Yt7KKEXWMpETmwG2ZZxX2m6E","encrypt_code":"O/mPnGTpBu22a1szmK2 "},{"card_id":"pjZ8YtxSguaLUaaDqzeAf385soJM","encrypt_code":"O/mPnGTpBu22a1szmK2ogz "}]}"#,
    );
    let [first, second] = &reply.item_list[..] else { panic!("{:?}", reply.item_list) };
    assert_eq!(first.card_id.as_deref(), Some("pjZ8Yt7KKEXWMpETmwG2ZZxX2m6E"));
    assert_eq!((first.begin_time, first.end_time), (None, None));
    assert_eq!(first.user_card_status, None);
    assert_eq!(first.openid.as_deref(), Some("oZI8Fj8L63WugQsljlzzfCcw3AkQ"));
    assert_eq!(first.r#type.as_deref(), Some("广东省增值税普通发票"));
    assert_eq!(first.payee.as_deref(), Some("测试-收款方"));
    assert_eq!(first.detail.as_deref(), Some("detail"));
    let expected = json!({
        "fee": 123,
        "title": "灌哥发票",
        "billing_time": 1_504_085_973,
        "billing_no": "1504085973",
        "billing_code": "aabbccdd",
        "info": [{ "name": "牙膏", "num": 3, "unit": "个", "price": 10_000 }],
        "fee_without_tax": 2345,
        "tax": 123,
        "detail": "项目",
        "pdf_url": "http://pdfurl",
        "reimburse_status": "INVOICE_REIMBURSE_INIT",
        "order_id": "1504085935",
        "check_code": "check_code",
        "buyer_number": "buyer_number",
    });
    assert_eq!(read(first.user_info.as_ref().unwrap()), expected);
    let expected = json!({
        "card_id": "pjZ8YtxSguaLUaaDqzeAf385soJM",
        "begin_time": 1_476_068_114,
        "end_time": 1_476_168_114,
        "user_card_status": "EXPIRE",
        "openid": "O",
        "type": "T",
        "payee": "P",
        "detail": "D",
        "user_info": decoded(&json!({ "reimburse_status": "INVOICE_REIMBURSE_LOCK" })),
    });
    assert_eq!(read(second), expected);
}

/// No page says which fields are always present, or that an invoice has lines.
#[tokio::test]
async fn an_invoice_may_have_few_fields() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","card_id":"C","begin_time":1700000000,"user_info":{"fee":"250","title":"某公司","billing_time":"1700000000","billing_no":24442000,"info":{},"pdf_url":null}}"#,
    )
    .await;
    let reply = vendor.client().invoice_bx_get_invoice(query()).await.unwrap();
    assert_eq!((reply.openid, reply.r#type, reply.end_time), (None, None, None));
    let expected = json!({
        "fee": 250,
        "title": "某公司",
        "billing_time": 1_700_000_000,
        "billing_no": "24442000",
    });
    assert_eq!(read(&reply.user_info), expected);
}

/// No page says that the price of a unit is an integer, or in which unit of money it is.
#[tokio::test]
async fn a_line_may_have_a_price_with_a_fraction() {
    let vendor =
        Vendor::answering(invoice_with(r#""info":[{"name":"电","num":"3.5","price":0.55}]"#)).await;
    let reply = vendor.client().invoice_bx_get_invoice(query()).await.unwrap();
    let expected = json!([{ "name": "电", "num": 3.5, "price": 0.55 }]);
    assert_eq!(read(&reply.user_info.info), expected);
}

#[tokio::test]
async fn a_batch_keeps_invoices_with_few_fields() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"item_list":[{"card_id":7,"user_info":null},{"card_id":"C","user_info":{"tax":3}},{}]}"#,
    )
    .await;
    let request = InvoiceReimburseGetInvoiceBatchRequest::new([chosen("C", "E")]);
    let reply = vendor.client().invoice_reimburse_get_invoice_batch(request).await.unwrap();
    let expected = json!([{ "card_id": "7" }, { "card_id": "C", "user_info": { "tax": 3 } }, {}]);
    assert_eq!(read(&reply.item_list), expected);
}

fn update(reimburse_status: ReimburseStatus) -> InvoiceBxUpdateInvoiceStatusRequest {
    InvoiceBxUpdateInvoiceStatusRequest::new(InvoiceBxUpdateInvoiceStatusRequired {
        card_id: CARD_ID.into(),
        encrypt_code: ENCRYPT_CODE.into(),
        reimburse_status,
    })
}

#[tokio::test]
async fn invoice_bx_update_invoice_status() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok"}"#).await;
    let request = update(ReimburseStatus::Init);
    vendor.client().invoice_bx_update_invoice_status(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/reimburse/updateinvoicestatus?access_token=TOKEN",
        r#"{"card_id":"pjZ8Yt5crPbAouhFqFf6JFgZv4Lc","encrypt_code":"fbdt/fWy1VitQwhbKtSjNeR3BJyfpeJXfZjjGsdCXiM=","reimburse_status":"INVOICE_REIMBURSE_INIT"}"#,
    );
}

#[tokio::test]
async fn an_invoice_must_be_locked_before_it_is_closed() {
    let vendor =
        Vendor::answering(r#"{"errcode":72039,"errmsg":"invoice must be lock first"}"#).await;
    let request = update(ReimburseStatus::Closure);
    let error = vendor.client().invoice_bx_update_invoice_status(request).await.unwrap_err();
    let Error::Api(error) = error else { panic!("not WeChat's: {error}") };
    assert_eq!(error.code().value(), 72039);
    assert_eq!(error.class(), ErrorClass::Business);
    assert_eq!(error.message(), "invoice must be lock first");
    let body = String::from_utf8(vendor.received().body).unwrap();
    assert!(body.ends_with(r#","reimburse_status":"INVOICE_REIMBURSE_CLOSURE"}"#), "{body}");
}

fn batch(reimburse_status: ReimburseStatus) -> InvoiceReimburseUpdateStatusBatchRequest {
    InvoiceReimburseUpdateStatusBatchRequest::new(InvoiceReimburseUpdateStatusBatchRequired {
        openid: "{openid}".into(),
        reimburse_status,
        invoice_list: vec![
            chosen("cardid_1", "encrypt_code_1"),
            chosen("cardid_2", "encrypt_code_2"),
        ],
    })
}

/// The documented example has a placeholder as its status: undocumented values can be sent.
#[tokio::test]
async fn invoice_reimburse_update_status_batch() {
    for (status, text) in [
        (ReimburseStatus::from("{reimburse_status}"), "{reimburse_status}"),
        (ReimburseStatus::Lock, "INVOICE_REIMBURSE_LOCK"),
    ] {
        let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok"}"#).await;
        vendor.client().invoice_reimburse_update_status_batch(batch(status)).await.unwrap();
        vendor.received_json(
            "POST /card/invoice/reimburse/updatestatusbatch?access_token=TOKEN",
            &format!(
                r#"{{"openid":"{{openid}}","reimburse_status":"{text}","invoice_list":[{{"card_id":"cardid_1","encrypt_code":"encrypt_code_1"}},{{"card_id":"cardid_2","encrypt_code":"encrypt_code_2"}}]}}"#
            ),
        );
    }
}
