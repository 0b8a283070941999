//! A merchant's settings, and the platform's identification code.

use serde_json::json;

use crate::support::family::{family, merchant, other, platform};

const SET: &str = "/card/invoice/setbizattr?action=set_";
const GET: &str = "/card/invoice/setbizattr?action=get_";

#[tokio::test]
async fn an_app_reads_the_settings_that_it_wrote() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    for (action, setting) in [
        ("contact", json!({"contact": {"phone": "123", "time_out": 60}})),
        ("pay_mch", json!({"paymch_info": {"mchid": "1900000109", "s_pappid": "d3x+y/z"}})),
        (
            "auth_field",
            json!({"auth_field": {
                "user_field": {"show_title": 1, "custom_field": [{"key": "部门", "is_require": 1}]},
                "biz_field": {"require_tax_no": 1},
            }}),
        ),
    ] {
        assert_eq!(merchant.code(&format!("{SET}{action}"), setting.clone()).await, 0);
        let mut expected = json!({"errcode": 0, "errmsg": "ok"});
        expected.as_object_mut().unwrap().extend(setting.as_object().unwrap().clone());
        assert_eq!(merchant.post(&format!("{GET}{action}"), json!({})).await, expected);
    }
}

#[tokio::test]
async fn reading_a_setting_that_was_never_written_is_refused() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    merchant.set_contact().await;
    assert_eq!(merchant.code(&format!("{GET}pay_mch"), json!({})).await, 72028);
    assert_eq!(merchant.code(&format!("{GET}auth_field"), json!({})).await, 72029);
    let other = other(&sandbox);
    let link = json!({"paymch_info": {"mchid": "1900000109", "s_pappid": "d3"}});
    assert_eq!(other.code(&format!("{SET}pay_mch"), link).await, 0);
    assert_eq!(other.code(&format!("{GET}contact"), json!({})).await, 72063);
}

#[tokio::test]
async fn a_merchant_number_consists_of_digits() {
    let sandbox = family().await;
    let link = json!({"paymch_info": {"mchid": "19x", "s_pappid": "d3"}});
    assert_eq!(merchant(&sandbox).code(&format!("{SET}pay_mch"), link).await, 72030);
}

#[tokio::test]
async fn each_app_has_one_identification_code() {
    let sandbox = family().await;
    let first = platform(&sandbox).post("/card/invoice/seturl", json!({})).await;
    let second = other(&sandbox).post("/card/invoice/seturl", json!({})).await;
    assert_ne!(first["invoice_url"], second["invoice_url"]);
    assert_eq!(platform(&sandbox).post("/card/invoice/seturl", json!({})).await, first);
    assert_eq!(other(&sandbox).post("/card/invoice/seturl", json!({})).await, second);
    let start = format!("{}/bizmall/authinvoice?action=list&s_pappid=d3", sandbox.url());
    assert!(second["invoice_url"].as_str().unwrap().starts_with(&start), "{second}");
}
