//! The sandbox with its defaults: the embedded model and the default app.

use serde_json::json;
use weixin_sandbox::{APPID, SECRET, Sandbox};

use crate::support::client::{get, post};

#[tokio::test]
async fn from_the_default_app_to_an_invoice_url() {
    let sandbox = Sandbox::start().await.unwrap();
    let body = json!({"grant_type": "client_credential", "appid": APPID, "secret": SECRET});
    let reply = post(&sandbox, "/cgi-bin/stable_token", &body.to_string()).await.json().1;
    let token = reply["access_token"].as_str().unwrap();
    let target = format!("/card/invoice/seturl?access_token={token}");
    assert_eq!(
        post(&sandbox, &target, "{}").await.json(),
        (
            200,
            json!({
                "errcode": 0,
                "errmsg": "ok",
                "invoice_url": "https://mp.weixin.qq.com/bizmall/authinvoice?action=list\
                                &s_pappid=d3xxxxxxxxxxxxxGLSS0wrL14No8c1",
            })
        )
    );
    let entry = sandbox.ledger().last().unwrap();
    assert_eq!(entry.token(), Some("stable-1"));
    assert_eq!(sandbox.ledger().executed_count("get_stable_access_token"), 1);
    assert_eq!(sandbox.ledger().executed_count("set_invoice_url"), 1);
}

#[tokio::test]
async fn the_classic_call_accepts_the_default_app_too() {
    let sandbox = Sandbox::start().await.unwrap();
    let target =
        format!("/cgi-bin/token?grant_type=client_credential&appid={APPID}&secret={SECRET}");
    let reply = get(&sandbox, &target).await.json().1;
    let token = reply["access_token"].as_str().unwrap();
    let target = format!("/card/invoice/seturl?access_token={token}");
    assert_eq!(post(&sandbox, &target, "{}").await.json().1["errcode"], 0);
    assert_eq!(sandbox.ledger().last().unwrap().token(), Some("classic-1"));
}

/// The specification's error list has the texts of refusals.
#[tokio::test]
async fn every_refusal_has_the_text_of_the_specification() {
    let codes = [
        40001, 40002, 40013, 40073, 40075, 40078, 40125, 41001, 41002, 41004, 41018, 42001, 43001,
        43002, 44002, 45009, 45011, 47001, 61003, 61005, 61006, 61007, 61009, 61010, 61011, 61023,
        61024, 72017, 72018, 72023, 72024, 72028, 72029, 72030, 72031, 72035, 72037, 72038, 72039,
        72040, 72042, 72056, 72060, 72061, 72063,
    ];
    let sandbox = Sandbox::start().await.unwrap();
    for code in codes {
        let error = sandbox.model().error(code).unwrap();
        assert!(error.text.is_some(), "{code} has no text");
    }
}
