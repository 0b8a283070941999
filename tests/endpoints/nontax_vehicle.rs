//! Non-tax payment of vehicles: parking and tolls.

use weixin::{
    Fen, UnixSeconds,
    api::{
        nontax::{
            NontaxVehicleEntranceNotifyRequest, NontaxVehicleEntranceNotifyRequired,
            NontaxVehiclePayApplyRequest, NontaxVehiclePayApplyRequired,
            NontaxVehicleQueryStateRequest, NontaxVehicleQueryStateRequired,
            nontax_vehicle_entrance_notify as entrance, nontax_vehicle_pay_apply as pay,
        },
        types::{TradeScene, VehicleUserState},
    },
};

use super::support::Vendor;

fn query_state() -> NontaxVehicleQueryStateRequest {
    NontaxVehicleQueryStateRequest::new(NontaxVehicleQueryStateRequired {
        appid: "wxa".into(),
        region_code: "440000".into(),
        trade_scene: TradeScene::Parking,
    })
}

#[tokio::test]
async fn nontax_vehicle_query_state() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","user_state":"NORMAL","openid":"oUpF8","path":"pages/auth?a=1","plate_number_info":["粤B888888","粤B999999"],"authorize_package":{"package":"x=1","n":"2"}}"#,
    )
    .await;
    let request = query_state()
        .bank_id("BANK")
        .bank_account("6222")
        .mch_id("1230000109")
        .jump_scene("H5")
        .openid("oUpF8")
        .material_info("M")
        .channel_type("ETC");
    let reply = vendor.client().nontax_vehicle_query_state(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/vehicle/querystate?access_token=TOKEN",
        r#"{"appid":"wxa","bank_id":"BANK","bank_account":"6222","mch_id":"1230000109","region_code":"440000","trade_scene":"PARKING","jump_scene":"H5","openid":"oUpF8","material_info":"M","channel_type":"ETC"}"#,
    );
    assert_eq!(reply.user_state, VehicleUserState::Normal);
    assert_eq!(reply.openid.as_deref(), Some("oUpF8"));
    assert_eq!(reply.path.as_deref(), Some("pages/auth?a=1"));
    assert_eq!(reply.plate_number_info, ["粤B888888", "粤B999999"]);
    let package = reply.authorize_package.unwrap();
    assert_eq!(package.len(), 2);
    assert_eq!((&*package["package"], &*package["n"]), ("x=1", "2"));
}

/// Queried by the plate instead of the user.
#[tokio::test]
async fn a_reply_may_have_only_the_vehicles_state() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","user_state":"PAUSED"}"#).await;
    let request = query_state().plate_number("粤B888888");
    let reply = vendor.client().nontax_vehicle_query_state(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/vehicle/querystate?access_token=TOKEN",
        r#"{"appid":"wxa","region_code":"440000","trade_scene":"PARKING","plate_number":"粤B888888"}"#,
    );
    assert_eq!(reply.user_state.as_str(), "PAUSED");
    assert_eq!(reply.openid, None);
    assert_eq!(reply.path, None);
    assert_eq!(reply.plate_number_info, [""; 0]);
    assert_eq!(reply.authorize_package, None);
}

fn enter(scene_info: entrance::SceneInfo) -> NontaxVehicleEntranceNotifyRequest {
    NontaxVehicleEntranceNotifyRequest::new(NontaxVehicleEntranceNotifyRequired {
        appid: "wxa".into(),
        region_code: "440000".into(),
        trade_scene: TradeScene::Parking,
        scene_info,
    })
}

fn entered() -> entrance::SceneInfo {
    entrance::SceneInfo::new(entrance::SceneInfoRequired {
        start_time: UnixSeconds(1_511_395_200),
        plate_number: "粤B888888".into(),
    })
}

#[tokio::test]
async fn nontax_vehicle_entrance_notify() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","user_state":"NORMAL"}"#).await;
    let scene = entered()
        .car_type("SMALL")
        .notify_url("https://example.com/state")
        .parking_name("欢乐海岸停车场")
        .openid("oUpF8")
        .free_time(1800);
    let request = enter(scene).bank_id("BANK").bank_account("6222").mch_id("1230000109");
    let reply = vendor.client().nontax_vehicle_entrance_notify(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/vehicle/entrancenotify?access_token=TOKEN",
        r#"{"appid":"wxa","bank_id":"BANK","bank_account":"6222","mch_id":"1230000109","region_code":"440000","trade_scene":"PARKING","scene_info":{"start_time":1511395200,"plate_number":"粤B888888","car_type":"SMALL","notify_url":"https://example.com/state","parking_name":"欢乐海岸停车场","openid":"oUpF8","free_time":1800}}"#,
    );
    assert_eq!(reply.user_state, VehicleUserState::Normal);
}

#[tokio::test]
async fn an_entry_has_a_time_and_a_plate() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","user_state":"NORMAL"}"#).await;
    let reply = vendor.client().nontax_vehicle_entrance_notify(enter(entered())).await.unwrap();
    vendor.received_json(
        "POST /nontax/vehicle/entrancenotify?access_token=TOKEN",
        r#"{"appid":"wxa","region_code":"440000","trade_scene":"PARKING","scene_info":{"start_time":1511395200,"plate_number":"粤B888888"}}"#,
    );
    assert_eq!(reply.user_state, VehicleUserState::Normal);
}

fn deduct(scene_info: pay::SceneInfo) -> NontaxVehiclePayApplyRequest {
    NontaxVehiclePayApplyRequest::new(NontaxVehiclePayApplyRequired {
        appid: "wxa".into(),
        desc: "停车费".into(),
        fee: Fen(1500),
        department_code: "143605002004".into(),
        department_name: "市区一大队".into(),
        trade_scene: TradeScene::Parking,
        scene_info,
    })
}

fn parked() -> pay::SceneInfo {
    pay::SceneInfo::new(UnixSeconds(1_511_395_200))
}

#[tokio::test]
async fn nontax_vehicle_pay_apply() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","order_id":"ORDER"}"#).await;
    let scene = parked()
        .plate_number("粤B888888")
        .end_time(UnixSeconds(1_511_402_400))
        .charging_time(7200)
        .car_type("SMALL")
        .parking_name("欢乐海岸停车场")
        .space_number("A01")
        .openid("oUpF8")
        .entrance_name("东门")
        .exit_name("西门")
        .carrying_capacity("50")
        .carrying_range("0-100")
        .channel_type("ETC");
    let request = deduct(scene)
        .bank_id("BANK")
        .bank_account("6222")
        .mch_id("1230000109")
        .payment_notice_no("440204190185356")
        .payment_notice_type(1)
        .region_code("440000")
        .goods_tag("TAG");
    let reply = vendor.client().nontax_vehicle_pay_apply(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/vehicle/payapply?access_token=TOKEN",
        r#"{"appid":"wxa","bank_id":"BANK","bank_account":"6222","mch_id":"1230000109","desc":"停车费","fee":1500,"payment_notice_no":"440204190185356","payment_notice_type":1,"department_code":"143605002004","department_name":"市区一大队","region_code":"440000","goods_tag":"TAG","trade_scene":"PARKING","scene_info":{"start_time":1511395200,"end_time":1511402400,"charging_time":7200,"plate_number":"粤B888888","car_type":"SMALL","parking_name":"欢乐海岸停车场","space_number":"A01","openid":"oUpF8","entrance_name":"东门","exit_name":"西门","carrying_capacity":"50","carrying_range":"0-100","channel_type":"ETC"}}"#,
    );
    assert_eq!(reply.order_id, "ORDER");
}

/// Without the region, which only this call of the family does not require, and without a plate.
#[tokio::test]
async fn a_deduction_may_be_for_an_order() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok","order_id":"ORDER"}"#).await;
    let mut request = deduct(parked().space_number("A01")).order_no("NO1");
    request.trade_scene = TradeScene::ParkingSpace;
    let reply = vendor.client().nontax_vehicle_pay_apply(request).await.unwrap();
    vendor.received_json(
        "POST /nontax/vehicle/payapply?access_token=TOKEN",
        r#"{"appid":"wxa","desc":"停车费","fee":1500,"order_no":"NO1","department_code":"143605002004","department_name":"市区一大队","trade_scene":"PARKING SPACE","scene_info":{"start_time":1511395200,"space_number":"A01"}}"#,
    );
    assert_eq!(reply.order_id, "ORDER");
}
