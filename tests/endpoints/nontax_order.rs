//! Non-tax payment: orders, after they were made.

use weixin::{
    Fen, UnixSeconds,
    api::nontax::{
        NontaxGetOrderListRequest, NontaxGetOrderListRequired, NontaxGetOrderRequest,
        NontaxGetOrderRequired, NontaxNotifyInconsistentOrderRequest, NontaxRefundRequest,
        NontaxRefundRequired,
    },
};

use super::{shared::OK, support::Vendor};

fn get_order() -> NontaxGetOrderRequest {
    NontaxGetOrderRequest::new(NontaxGetOrderRequired {
        appid: "wxa".into(),
        order_id: "ORDER".into(),
    })
}

/// The error codes of its notifications are not its own.
#[tokio::test]
async fn nontax_get_order() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","order_id":"ORDER","appid":"wxb","openid":"oUpF8","desc":"罚款","fee_type":1,"fee":20000,"status":3,"trans_id":"T1","bank_id":"BANK","bank_name":"工商银行","bank_account":"6222","refund_out_id":"O1","refund_order_id":"R1","refund_reason":"重复缴款","refund_finish_time":1508806801,"partial_refund_info":[{"refund_out_id":"O2","refund_order_id":"R2","refund_fee":100,"refund_reason":"多缴","refund_status":"SUCCESS","refund_finish_time":1508806802},{"refund_out_id":"O3","refund_order_id":"R3","refund_fee":200,"refund_reason":"错缴","refund_status":"PROCESSING"}],"order_no":"NO1","department_code":"143605002004","department_name":"市区一大队","payment_notice_type":1,"payment_notice_no":"440204190185356","payment_info_source":2,"bill_type_code":"B1","bill_no":"BN1","region_code":"440000","scene":"biz","items":[{"no":1,"item_id":"103050101200","item_name":"交通违法罚款","overdue":10,"penalty":20,"fee":20000}],"notify_history":[{"appid":"wxc","name":"财政厅","notify_cnt":2,"notify_detail":[{"errcode":-1,"errmsg":"system error","ret":"FAIL","ret_errmsg":"timeout","url":"https://example.com/notify","wxnontaxstr":"W1","status":"FAILED","cost_time":5000,"notify_time":1508806701,"third_resp":"T","third_resp_data":"D"},{"errcode":0,"ret":"OK","wxnontaxstr":"W2","status":"DONE","cost_time":30,"notify_time":1508806702}]}],"pay_finish_time":1508806700,"create_time":1508806661}"#,
    )
    .await;
    let reply = vendor.client().nontax_get_order(get_order().service_id(7)).await.unwrap();
    vendor.received_json(
        "POST /nontax/getorder?access_token=TOKEN",
        r#"{"appid":"wxa","service_id":7,"order_id":"ORDER"}"#,
    );
    assert_eq!(reply.order_id, "ORDER");
    assert_eq!(reply.appid, "wxb");
    assert_eq!(reply.openid, "oUpF8");
    assert_eq!(reply.desc, "罚款");
    assert_eq!(reply.fee_type, 1);
    assert_eq!(reply.fee, Fen(20000));
    assert_eq!(reply.status, 3);
    assert_eq!(reply.trans_id.as_deref(), Some("T1"));
    assert_eq!(reply.bank_id.as_deref(), Some("BANK"));
    assert_eq!(reply.bank_name.as_deref(), Some("工商银行"));
    assert_eq!(reply.bank_account.as_deref(), Some("6222"));
    assert_eq!(reply.refund_out_id.as_deref(), Some("O1"));
    assert_eq!(reply.refund_order_id.as_deref(), Some("R1"));
    assert_eq!(reply.refund_reason.as_deref(), Some("重复缴款"));
    assert_eq!(reply.refund_finish_time, Some(UnixSeconds(1508806801)));
    let [first, second] = reply.partial_refund_info.try_into().unwrap();
    assert_eq!(first.refund_out_id, "O2");
    assert_eq!(first.refund_order_id, "R2");
    assert_eq!(first.refund_fee, Fen(100));
    assert_eq!(first.refund_reason, "多缴");
    assert_eq!(first.refund_status, "SUCCESS");
    assert_eq!(first.refund_finish_time, Some(UnixSeconds(1508806802)));
    assert_eq!(second.refund_out_id, "O3");
    assert_eq!(second.refund_order_id, "R3");
    assert_eq!(second.refund_fee, Fen(200));
    assert_eq!(second.refund_reason, "错缴");
    assert_eq!(second.refund_status, "PROCESSING");
    assert_eq!(second.refund_finish_time, None);
    assert_eq!(reply.order_no.as_deref(), Some("NO1"));
    assert_eq!(reply.department_code.as_deref(), Some("143605002004"));
    assert_eq!(reply.department_name, "市区一大队");
    assert_eq!(reply.payment_notice_type, Some(1));
    assert_eq!(reply.payment_notice_no.as_deref(), Some("440204190185356"));
    assert_eq!(reply.payment_info_source, 2);
    assert_eq!(reply.bill_type_code.as_deref(), Some("B1"));
    assert_eq!(reply.bill_no.as_deref(), Some("BN1"));
    assert_eq!(reply.region_code, "440000");
    assert_eq!(reply.scene.as_deref(), Some("biz"));
    let [item] = reply.items.try_into().unwrap();
    assert_eq!(item.no, 1);
    assert_eq!(item.item_id, "103050101200");
    assert_eq!(item.item_name, "交通违法罚款");
    assert_eq!(item.overdue, Some(Fen(10)));
    assert_eq!(item.penalty, Some(Fen(20)));
    assert_eq!(item.fee, Fen(20000));
    let [party] = reply.notify_history.try_into().unwrap();
    assert_eq!(party.appid, "wxc");
    assert_eq!(party.name, "财政厅");
    assert_eq!(party.notify_cnt, 2);
    let [first, second] = party.notify_detail.try_into().unwrap();
    assert_eq!(first.errcode, -1);
    assert_eq!(first.errmsg.as_deref(), Some("system error"));
    assert_eq!(first.ret, "FAIL");
    assert_eq!(first.ret_errmsg.as_deref(), Some("timeout"));
    assert_eq!(first.url.as_deref(), Some("https://example.com/notify"));
    assert_eq!(first.wxnontaxstr, "W1");
    assert_eq!(first.status, "FAILED");
    assert_eq!(first.cost_time, 5000);
    assert_eq!(first.notify_time, UnixSeconds(1508806701));
    assert_eq!(first.third_resp.as_deref(), Some("T"));
    assert_eq!(first.third_resp_data.as_deref(), Some("D"));
    assert_eq!(second.errcode, 0);
    assert_eq!(second.errmsg, None);
    assert_eq!(second.ret, "OK");
    assert_eq!(second.ret_errmsg, None);
    assert_eq!(second.url, None);
    assert_eq!(second.wxnontaxstr, "W2");
    assert_eq!(second.status, "DONE");
    assert_eq!(second.cost_time, 30);
    assert_eq!(second.notify_time, UnixSeconds(1508806702));
    assert_eq!(second.third_resp, None);
    assert_eq!(second.third_resp_data, None);
    assert_eq!(reply.pay_finish_time, Some(UnixSeconds(1508806700)));
    assert_eq!(reply.create_time, UnixSeconds(1508806661));
}

/// Nothing was paid yet, and what stands in the sheet without its type comes the other way.
#[tokio::test]
async fn an_order_may_have_little_to_tell() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"order_id":"ORDER","appid":"wxb","openid":"o","desc":"D","fee_type":1,"fee":1,"status":0,"partial_refund_info":[{"refund_out_id":"O","refund_order_id":"R","refund_fee":1,"refund_reason":"","refund_status":2}],"department_name":"N","payment_info_source":0,"region_code":"1","scene":"s","items":[],"notify_history":[{"appid":"wxc","name":"P","notify_cnt":1,"notify_detail":[{"errcode":0,"ret":0,"wxnontaxstr":"W","status":1,"cost_time":1,"notify_time":"1508806701"}]}],"create_time":"1508806661"}"#,
    )
    .await;
    let reply = vendor.client().nontax_get_order(get_order()).await.unwrap();
    vendor.received_json(
        "POST /nontax/getorder?access_token=TOKEN",
        r#"{"appid":"wxa","order_id":"ORDER"}"#,
    );
    assert_eq!(reply.create_time, UnixSeconds(1508806661));
    let notification = &reply.notify_history[0].notify_detail[0];
    assert_eq!(notification.ret, "0");
    assert_eq!(notification.status, "1");
    assert_eq!(notification.notify_time, UnixSeconds(1508806701));
    assert_eq!(reply.partial_refund_info[0].refund_status, "2");
    assert_eq!(reply.items, []);
    for absent in [
        reply.trans_id,
        reply.bank_id,
        reply.bank_name,
        reply.bank_account,
        reply.refund_out_id,
        reply.refund_order_id,
        reply.refund_reason,
        reply.order_no,
        reply.department_code,
        reply.payment_notice_no,
        reply.bill_type_code,
        reply.bill_no,
    ] {
        assert_eq!(absent, None);
    }
    assert_eq!(reply.payment_notice_type, None);
    assert_eq!(reply.refund_finish_time, None);
    assert_eq!(reply.pay_finish_time, None);
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
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","order_id_list":[]}"#).await;
    let request = get_order_list().order_no("NO1");
    let reply = vendor.client().nontax_get_order_list(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/getorderlist?access_token=TOKEN",
        r#"{"appid":"wxa","order_no":"NO1","department_code":"143605002004","region_code":"440000"}"#,
    );
    assert_eq!(reply.order_id_list, [""; 0]);
    assert_eq!(reply.paid_order_id, None);
}

fn refund() -> NontaxRefundRequest {
    NontaxRefundRequest::new(NontaxRefundRequired {
        appid: "wxa".into(),
        order_id: "ORDER".into(),
        reason: "重复缴款".into(),
    })
}

/// A part of it, in fen.
#[tokio::test]
async fn nontax_refund() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","refund_order_id":"R1"}"#).await;
    let request = refund().refund_fee(Fen(5_000_000_001)).refund_out_id("O1");
    let reply = vendor.client().nontax_refund(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/refund?access_token=TOKEN",
        r#"{"appid":"wxa","order_id":"ORDER","reason":"重复缴款","refund_fee":5000000001,"refund_out_id":"O1"}"#,
    );
    assert_eq!(reply.refund_order_id, "R1");
}

#[tokio::test]
async fn a_refund_is_of_the_whole_where_no_amount_is_given() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","refund_order_id":"R1"}"#).await;
    let reply = vendor.client().nontax_refund(refund()).await.unwrap();
    vendor.received_json(
        "POST /nontax/refund?access_token=TOKEN",
        r#"{"appid":"wxa","order_id":"ORDER","reason":"重复缴款"}"#,
    );
    assert_eq!(reply.refund_order_id, "R1");
}

/// The order need not be named.
#[tokio::test]
async fn nontax_notify_inconsistent_order() {
    let appid = || NontaxNotifyInconsistentOrderRequest::new("wxa");
    for (request, body) in [
        (appid().order_id("ORDER"), r#"{"appid":"wxa","order_id":"ORDER"}"#),
        (appid(), r#"{"appid":"wxa"}"#),
    ] {
        let vendor = Vendor::answering(OK).await;
        vendor.client().nontax_notify_inconsistent_order(request).await.unwrap();
        vendor.received_json("POST /nontax/notifyinconsistentorder?access_token=TOKEN", body);
    }
}
