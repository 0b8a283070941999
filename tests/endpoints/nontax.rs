//! Non-tax payment: fees and their payment.

use serde_json::json;
use weixin::{
    Fen, UnixSeconds,
    api::{
        nontax::{
            NontaxMicroPayRequest, NontaxMicroPayRequired, NontaxQueryFeeRequest,
            NontaxQueryFeeRequired, NontaxUnifiedOrderRequest, NontaxUnifiedOrderRequired,
            nontax_unified_order::{OrderScene, TradeType},
        },
        types::{NontaxItem, NontaxItemRequired, PaymentNoticeType},
    },
};

use super::{
    shared::{assert_hides, read},
    support::Vendor,
};

/// A traffic fine.
fn fine() -> NontaxItem {
    NontaxItem::new(NontaxItemRequired {
        no: 1,
        item_id: "103050101200".into(),
        item_name: "交通违法罚款".into(),
        fee: Fen(20000),
    })
    .overdue(Fen(0))
}

/// The surcharge for late payment.
fn late_fine() -> NontaxItem {
    NontaxItem::new(NontaxItemRequired {
        no: 2,
        item_id: "103050101201".into(),
        item_name: "滞纳金".into(),
        fee: Fen(5_000_000_000),
    })
    .overdue(Fen(150))
    .penalty(Fen(250))
}

fn query_fee() -> NontaxQueryFeeRequest {
    NontaxQueryFeeRequest::new(NontaxQueryFeeRequired {
        appid: "wxa".into(),
        service_id: 7,
        payment_notice_no: "440204190185356".into(),
        department_code: "143605002004".into(),
        region_code: "440000".into(),
    })
}

/// The message of this success is Chinese.
#[tokio::test]
async fn nontax_query_fee() {
    let vendor = Vendor::answering(
        r#"{"department_code":"143605002004","department_name":"韶关市公安局交警支队市区一大队","errcode":0,"errmsg":"通知书未缴款","fee":20000,"items":[{"fee":20000,"item_id":"103050101200","item_name":"交通违法罚款","no":1,"overdue":0}],"payment_notice_create_time":1508806661,"payment_notice_no":"440204190185356","payment_notice_type":1,"region_code":"440000","user_name":"叶*梅"}"#,
    )
    .await;
    let request = query_fee().bank_id("BANK").payment_notice_type(PaymentNoticeType::General);
    let reply = vendor.client().nontax_query_fee(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/queryfee?access_token=TOKEN",
        r#"{"appid":"wxa","service_id":7,"bank_id":"BANK","payment_notice_type":1,"payment_notice_no":"440204190185356","department_code":"143605002004","region_code":"440000"}"#,
    );
    let expected = json!({
        "errmsg": "通知书未缴款",
        "fee": 20000,
        "user_name": "叶*梅",
        "department_code": "143605002004",
        "department_name": "韶关市公安局交警支队市区一大队",
        "payment_notice_type": 1,
        "payment_notice_no": "440204190185356",
        "payment_notice_create_time": 1_508_806_661,
        "region_code": "440000",
        "items": [{
            "no": 1,
            "item_id": "103050101200",
            "item_name": "交通违法罚款",
            "overdue": 0,
            "fee": 20000,
        }],
    });
    assert_eq!(read(&reply), expected);
    // Only the message says that it is to be paid.
    assert_eq!(reply.notice_state.as_deref(), Some("通知书未缴款"));
    assert_eq!(reply.payment_notice_type, Some(PaymentNoticeType::General));
}

/// The last day of payment is a number in one implementation, and text in all other calls.
#[tokio::test]
async fn the_last_day_may_be_a_number_or_text() {
    for date in ["20171123", r#""20171123""#] {
        let reply = format!(
            r#"{{"errcode":0,"fee":1,"department_name":"D","payment_notice_no":"N","payment_notice_create_time":1508806661,"payment_expire_date":{date},"region_code":"R","items":[{{"no":2,"item_id":"I","item_name":"J","overdue":150,"penalty":250,"fee":5000000000}}]}}"#
        );
        let vendor = Vendor::answering(reply).await;
        let reply = vendor.client().nontax_query_fee(query_fee()).await.unwrap();
        vendor.received_json(
            "POST /nontax/queryfee?access_token=TOKEN",
            r#"{"appid":"wxa","service_id":7,"payment_notice_no":"440204190185356","department_code":"143605002004","region_code":"440000"}"#,
        );
        assert_eq!(reply.payment_expire_date.as_deref(), Some("20171123"), "{date}");
        // In fen, more than fit in 32 bits.
        let item = json!({ "no": 2, "item_id": "I", "item_name": "J", "overdue": 150, "penalty": 250, "fee": 5_000_000_000_i64 });
        assert_eq!(read(&reply.items), json!([item]));
    }
}

/// The other fields of a paid notice are not known.
#[tokio::test]
async fn a_notice_may_have_only_a_state() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"通知书已缴款"}"#).await;
    let reply = vendor.client().nontax_query_fee(query_fee()).await.unwrap();
    assert_eq!(reply.notice_state.as_deref(), Some("通知书已缴款"));
    assert_eq!((reply.fee, reply.items), (None, vec![]));
}

fn order() -> NontaxUnifiedOrderRequest {
    NontaxUnifiedOrderRequest::new(NontaxUnifiedOrderRequired {
        appid: "wxa".into(),
        desc: "交通违法罚款".into(),
        fee: Fen(20000),
        ip: "203.0.113.7".into(),
        payment_notice_create_time: UnixSeconds(1508806661),
        scene: OrderScene::OfficialAccount,
        department_code: "143605002004".into(),
        department_name: "市区一大队".into(),
        region_code: "440000".into(),
        items: vec![fine()],
    })
}

#[tokio::test]
async fn nontax_unified_order() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","order_id":"ORDER","pay_url":"https://payapp.weixin.qq.com/pay?a=1&b=2","miniprogram":{"appid":"wxpay","pagepath":"pages/pay","query_string":"o=ORDER&s=1","business_type":"nontaxpay"}}"#,
    )
    .await;
    let mut request = order()
        .service_id(7)
        .trade_type(TradeType::Jsapi)
        .bank_id("BANK")
        .bank_account("6222")
        .mch_id("1230000109")
        .openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
        .app_appid("wxapp")
        .return_url("https://example.com/paid?x=1")
        .payment_notice_no("440204190185356")
        .payment_notice_type(1)
        .payment_expire_date("20171123")
        .user_name("叶*梅")
        .auto_call_pay(true);
    request.items.push(late_fine());
    let reply = vendor.client().nontax_unified_order(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/unifiedorder?access_token=TOKEN",
        r#"{"appid":"wxa","service_id":7,"trade_type":"JSAPI","bank_id":"BANK","bank_account":"6222","mch_id":"1230000109","openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o","app_appid":"wxapp","desc":"交通违法罚款","fee":20000,"return_url":"https://example.com/paid?x=1","ip":"203.0.113.7","payment_notice_no":"440204190185356","payment_notice_type":1,"payment_notice_create_time":1508806661,"payment_expire_date":"20171123","user_name":"叶*梅","department_code":"143605002004","department_name":"市区一大队","region_code":"440000","scene":"biz","items":[{"no":1,"item_id":"103050101200","item_name":"交通违法罚款","overdue":0,"fee":20000},{"no":2,"item_id":"103050101201","item_name":"滞纳金","overdue":150,"penalty":250,"fee":5000000000}],"auto_call_pay":true}"#,
    );
    let expected = json!({
        "order_id": "ORDER",
        "pay_url": "https://payapp.weixin.qq.com/pay?a=1&b=2",
        "miniprogram": {
            "appid": "wxpay",
            "pagepath": "pages/pay",
            "query_string": "o=ORDER&s=1",
            "business_type": "nontaxpay",
        },
    });
    assert_eq!(read(&reply), expected);
}

/// The current page's table of the reply is that of the fee query, without an order id.
#[tokio::test]
async fn an_order_may_come_back_as_a_fee() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","user_name":"叶*梅","fee":20000,"items":[{"no":1,"item_id":"I","item_name":"J","fee":20000}],"payment_notice_no":"N","department_code":"C","department_name":"D","payment_notice_type":2,"region_code":"R","payment_notice_create_time":1508806661,"payment_expire_date":"20171231"}"#,
    )
    .await;
    let request = order().service_id(0).order_no("NO1").auto_call_pay(false);
    let reply = vendor.client().nontax_unified_order(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/unifiedorder?access_token=TOKEN",
        r#"{"appid":"wxa","service_id":0,"desc":"交通违法罚款","fee":20000,"ip":"203.0.113.7","order_no":"NO1","payment_notice_create_time":1508806661,"department_code":"143605002004","department_name":"市区一大队","region_code":"440000","scene":"biz","items":[{"no":1,"item_id":"103050101200","item_name":"交通违法罚款","overdue":0,"fee":20000}],"auto_call_pay":false}"#,
    );
    assert_eq!((reply.order_id, reply.pay_url, reply.miniprogram), (None, None, None));
    assert_eq!((reply.fee, reply.user_name.as_deref()), (Some(Fen(20000)), Some("叶*梅")));
    assert_eq!(reply.payment_notice_type, Some(PaymentNoticeType::Penalty));
    assert_eq!(reply.payment_expire_date.as_deref(), Some("20171231"));
    assert_eq!(
        read(&reply.items),
        json!([{ "no": 1, "item_id": "I", "item_name": "J", "fee": 20000 }])
    );
}

fn scanned() -> NontaxMicroPayRequest {
    NontaxMicroPayRequest::new(NontaxMicroPayRequired {
        appid: "wxa".into(),
        desc: "交通违法罚款".into(),
        fee: Fen(20000),
        payment_notice_create_time: UnixSeconds(1508806661),
        department_code: "143605002004".into(),
        department_name: "市区一大队".into(),
        region_code: "440000".into(),
        auth_code: "130061098828009406".into(),
        items: vec![fine()],
    })
}

#[tokio::test]
async fn nontax_micro_pay() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","order_id":"ORDER"}"#).await;
    let request = scanned()
        .bank_id("BANK")
        .bank_account("6222")
        .mch_id("1230000109")
        .payment_notice_no("440204190185356")
        .payment_notice_type(PaymentNoticeType::General)
        .payment_expire_date("20171123")
        .user_name("叶*梅");
    assert_hides(&request, &["130061098828009406"]);
    let reply = vendor.client().nontax_micro_pay(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/micropay?access_token=TOKEN",
        r#"{"appid":"wxa","bank_id":"BANK","bank_account":"6222","mch_id":"1230000109","desc":"交通违法罚款","fee":20000,"payment_notice_no":"440204190185356","payment_notice_type":1,"payment_notice_create_time":1508806661,"payment_expire_date":"20171123","user_name":"叶*梅","department_code":"143605002004","department_name":"市区一大队","region_code":"440000","auth_code":"130061098828009406","items":[{"no":1,"item_id":"103050101200","item_name":"交通违法罚款","overdue":0,"fee":20000}]}"#,
    );
    assert_eq!(reply.order_id.as_deref(), Some("ORDER"));
}

#[tokio::test]
async fn a_scanned_payment_may_be_for_an_order() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","order_id":"ORDER"}"#).await;
    let reply = vendor.client().nontax_micro_pay(scanned().order_no("NO1")).await.unwrap();
    vendor.received_json(
        "POST /nontax/micropay?access_token=TOKEN",
        r#"{"appid":"wxa","desc":"交通违法罚款","fee":20000,"order_no":"NO1","payment_notice_create_time":1508806661,"department_code":"143605002004","department_name":"市区一大队","region_code":"440000","auth_code":"130061098828009406","items":[{"no":1,"item_id":"103050101200","item_name":"交通违法罚款","overdue":0,"fee":20000}]}"#,
    );
    assert_eq!(reply.order_id.as_deref(), Some("ORDER"));
}

/// If the user must type a password, the page says "call again": with the order id of the previous reply.
#[tokio::test]
async fn a_scanned_payment_is_repeated_with_its_order() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","order_id":"ORDER"}"#).await;
    let request = scanned().order_no("NO1").order_id("ORDER");
    vendor.client().nontax_micro_pay(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/micropay?access_token=TOKEN",
        r#"{"appid":"wxa","desc":"交通违法罚款","fee":20000,"order_no":"NO1","payment_notice_create_time":1508806661,"department_code":"143605002004","department_name":"市区一大队","region_code":"440000","auth_code":"130061098828009406","items":[{"no":1,"item_id":"103050101200","item_name":"交通违法罚款","overdue":0,"fee":20000}],"order_id":"ORDER"}"#,
    );
}
