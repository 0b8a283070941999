//! Non-tax payment: existing orders.

use serde_json::{Value, json};
use weixin::{
    Fen,
    api::{
        nontax::{
            NontaxGetOrderListRequest, NontaxGetOrderListRequired, NontaxGetOrderRequest,
            NontaxGetOrderRequired, NontaxNotifyInconsistentOrderRequest,
            NontaxNotifyInconsistentOrderRequired, NontaxRefundRequest, NontaxRefundRequired,
            nontax_get_order::{FeeType, PaidScene, PaymentInfoSource, ThirdPartyCode},
        },
        types::NontaxOrderStatus,
    },
};

use super::{
    shared::{OK, read},
    support::Vendor,
};

fn get_order() -> NontaxGetOrderRequest {
    NontaxGetOrderRequest::new(NontaxGetOrderRequired {
        appid: "wxa".into(),
        order_id: "ORDER".into(),
    })
}

/// The error codes of its notifications are not its own.
#[tokio::test]
async fn nontax_get_order() {
    let reply = r#"{"errcode":0,"errmsg":"ok","order_id":"ORDER","appid":"wxb","openid":"oUpF8","desc":"罚款","fee_type":1,"fee":20000,"status":4,"trans_id":"T1","bank_id":"BANK","bank_name":"工商银行","bank_account":"6222","refund_out_id":"O1","refund_order_id":"R1","refund_reason":"重复缴款","refund_finish_time":1508806801,"partial_refund_info":[{"refund_out_id":"O2","refund_order_id":"R2","refund_fee":100,"refund_reason":"多缴","refund_status":5,"refund_finish_time":1508806802},{"refund_out_id":"O3","refund_order_id":"R3","refund_fee":200,"refund_reason":"错缴","refund_status":6}],"order_no":"NO1","department_code":"143605002004","department_name":"市区一大队","payment_notice_type":1,"payment_notice_no":"440204190185356","payment_info_source":2,"bill_type_code":"B1","bill_no":"BN1","region_code":"440000","scene":"offline","items":[{"no":1,"item_id":"103050101200","item_name":"交通违法罚款","overdue":10,"penalty":20,"fee":20000}],"notify_history":[{"appid":"wxc","name":"财政厅","notify_cnt":2,"notify_detail":[{"errcode":300,"errmsg":"wrong signature","ret":-1,"ret_errmsg":"timeout","url":"https://example.com/notify","wxnontaxstr":"W1","status":3,"cost_time":5000,"notify_time":1508806701,"third_resp":"T","third_resp_data":"D"},{"errcode":0,"ret":0,"wxnontaxstr":"W2","status":4,"cost_time":30,"notify_time":1508806702}]}],"pay_finish_time":1508806700,"create_time":1508806661}"#;
    let vendor = Vendor::answering(reply).await;
    let order = vendor.client().nontax_get_order(get_order().service_id(7)).await.unwrap();
    vendor.received_json(
        "POST /nontax/getorder?access_token=TOKEN",
        r#"{"appid":"wxa","service_id":7,"order_id":"ORDER"}"#,
    );
    // Every field of the page's table is read unchanged.
    let mut expected: Value = serde_json::from_str(reply).unwrap();
    for envelope in ["errcode", "errmsg"] {
        expected.as_object_mut().unwrap().remove(envelope);
    }
    assert_eq!(read(&order), expected);
    assert_eq!(order.status, NontaxOrderStatus::Paid4);
    assert_eq!(order.fee_type, Some(FeeType::Rmb));
    assert_eq!(order.payment_info_source, Some(PaymentInfoSource::Agency));
    assert_eq!(order.scene, Some(PaidScene::Offline));
    let refunds: Vec<_> = order.partial_refund_info.iter().map(|it| it.refund_status).collect();
    assert_eq!(refunds, [Some(NontaxOrderStatus::Refunded), Some(NontaxOrderStatus::Refunding)]);
    let notification = &order.notify_history[0].notify_detail[0];
    assert_eq!(notification.errcode, Some(ThirdPartyCode::WrongSignature));
    assert_eq!(notification.status, Some(NontaxOrderStatus::Paid));
}

/// An order that was closed unpaid: times of 0 and empty texts are absent.
#[tokio::test]
async fn a_payment_time_of_zero_is_absent() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","order_id":"ORDER","fee":1,"status":12,"pay_finish_time":0,"refund_finish_time":0,"trans_id":"","bill_no":"","bill_type_code":"","partial_refund_info":null,"notify_history":[],"create_time":1508806661}"#,
    )
    .await;
    let order = vendor.client().nontax_get_order(get_order()).await.unwrap();
    vendor.received_json(
        "POST /nontax/getorder?access_token=TOKEN",
        r#"{"appid":"wxa","order_id":"ORDER"}"#,
    );
    let expected =
        json!({ "order_id": "ORDER", "fee": 1, "status": 12, "create_time": 1_508_806_661 });
    assert_eq!(read(&order), expected);
    assert_eq!(order.status, NontaxOrderStatus::Closed);
}

/// Which fields may be absent is not documented: only the state is required.
#[tokio::test]
async fn an_order_may_have_only_a_state() {
    let vendor = Vendor::answering(r#"{"errcode":0,"status":"1"}"#).await;
    let order = vendor.client().nontax_get_order(get_order()).await.unwrap();
    assert_eq!(read(&order), json!({ "status": 1 }));
}

/// A list in some implementations, one object in others.
#[tokio::test]
async fn a_partial_refund_may_come_without_a_list() {
    for refunds in [
        r#"{"refund_out_id":"O","refund_fee":"7","refund_status":"5"}"#,
        r#"[{"refund_out_id":"O","refund_fee":7,"refund_status":5}]"#,
    ] {
        let reply = format!(r#"{{"errcode":0,"status":4,"partial_refund_info":{refunds}}}"#);
        let vendor = Vendor::answering(reply).await;
        let order = vendor.client().nontax_get_order(get_order()).await.unwrap();
        let expected = json!([{ "refund_out_id": "O", "refund_fee": 7, "refund_status": 5 }]);
        assert_eq!(read(&order.partial_refund_info), expected, "{refunds}");
    }
}

fn get_order_list() -> NontaxGetOrderListRequest {
    NontaxGetOrderListRequest::new(NontaxGetOrderListRequired {
        appid: "wxa".into(),
        department_code: "143605002004".into(),
        region_code: "440000".into(),
    })
}

#[tokio::test]
async fn nontax_get_order_list() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","order_id_list":["ORDER1","ORDER2"],"paid_order_id":"ORDER2"}"#,
    )
    .await;
    let request = get_order_list().payment_notice_no("440204190185356");
    let reply = vendor.client().nontax_get_order_list(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/getorderlist?access_token=TOKEN",
        r#"{"appid":"wxa","payment_notice_no":"440204190185356","department_code":"143605002004","region_code":"440000"}"#,
    );
    assert_eq!(reply.order_id_list, ["ORDER1", "ORDER2"]);
    assert_eq!(reply.paid_order_id.as_deref(), Some("ORDER2"));
}

#[tokio::test]
async fn none_of_the_orders_may_be_paid() {
    for answer in [r#"{"errcode":0}"#, r#"{"errcode":0,"order_id_list":[],"paid_order_id":""}"#] {
        let vendor = Vendor::answering(answer).await;
        let request = get_order_list().order_no("NO1");
        let reply = vendor.client().nontax_get_order_list(request).await.unwrap();
        vendor.received_json(
            "POST /nontax/getorderlist?access_token=TOKEN",
            r#"{"appid":"wxa","order_no":"NO1","department_code":"143605002004","region_code":"440000"}"#,
        );
        assert_eq!(reply.order_id_list, [""; 0]);
        assert_eq!(reply.paid_order_id, None);
    }
}

fn refund() -> NontaxRefundRequest {
    NontaxRefundRequest::new(NontaxRefundRequired {
        appid: "wxa".into(),
        order_id: "ORDER".into(),
        reason: "重复缴款".into(),
    })
}

/// A partial refund, in fen.
#[tokio::test]
async fn nontax_refund() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","refund_order_id":"R1"}"#).await;
    let request = refund().refund_fee(Fen(5_000_000_001)).refund_out_id("O1");
    let reply = vendor.client().nontax_refund(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/refund?access_token=TOKEN",
        r#"{"appid":"wxa","order_id":"ORDER","reason":"重复缴款","refund_fee":5000000001,"refund_out_id":"O1"}"#,
    );
    assert_eq!(reply.refund_order_id.as_deref(), Some("R1"));
}

/// The page's example of a success has no id of the refund.
#[tokio::test]
async fn a_refund_without_an_amount_is_full() {
    let vendor = Vendor::answering(OK).await;
    let reply = vendor.client().nontax_refund(refund()).await.unwrap();
    vendor.received_json(
        "POST /nontax/refund?access_token=TOKEN",
        r#"{"appid":"wxa","order_id":"ORDER","reason":"重复缴款"}"#,
    );
    assert_eq!(reply.refund_order_id, None);
}

#[tokio::test]
async fn nontax_notify_inconsistent_order() {
    let vendor = Vendor::answering(OK).await;
    let request =
        NontaxNotifyInconsistentOrderRequest::new(NontaxNotifyInconsistentOrderRequired {
            appid: "wxa".into(),
            order_id: "ORDER".into(),
        });
    vendor.client().nontax_notify_inconsistent_order(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/notifyinconsistentorder?access_token=TOKEN",
        r#"{"appid":"wxa","order_id":"ORDER"}"#,
    );
}
