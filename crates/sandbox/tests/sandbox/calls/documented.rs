//! When a response is the documented example, and when it follows from earlier calls.

use serde_json::{Value, json};
use weixin_sandbox::Sandbox;
use weixin_spec::{Body, Endpoint, Example, Outcome};

use crate::support::client::{Answer, call, file, form, post_form, text};
use crate::support::family::{family, invoice, merchant, platform};

/// Calls that check credentials, which never get the documented response.
const CREDENTIALS: [&str; 3] =
    ["get_access_token", "get_stable_access_token", "get_component_access_token"];

/// Sends an example unchanged.
async fn send(sandbox: &Sandbox, endpoint: &Endpoint, example: &Example) -> Answer {
    let mut target = format!("{}?", endpoint.path.value);
    let given = example.query.iter().flat_map(|query| query.entries().unwrap());
    let given = given.map(|(name, value)| {
        (name.value.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    });
    for (name, value) in endpoint.fixed_query.iter().cloned().chain(given) {
        target += &format!("{name}={value}&");
    }
    if let Some(kind) = endpoint.access.tokens.first() {
        target += &format!("access_token={}", sandbox.issue_token(kind).unwrap());
    }
    let mut body: Value = match &example.request {
        Some(request) => serde_json::to_value(request).unwrap(),
        None => json!({}),
    };
    for field in endpoint.body.fields() {
        if let (Some(fixed), None) = (&field.fixed, body.get(&field.name.value)) {
            body[&field.name.value] = serde_json::to_value(fixed).unwrap();
        }
    }
    match &endpoint.body {
        Body::None => call(sandbox, endpoint.method.as_str(), &target, "").await,
        Body::Json(_) | Body::Whole(_) => {
            call(sandbox, endpoint.method.as_str(), &target, &body.to_string()).await
        }
        Body::Form(fields) => {
            let parts = fields.iter().filter_map(|field| {
                let value = body[&field.name.value].as_str()?;
                Some(match field.ty.value {
                    weixin_spec::Type::File(_) => file(&field.name, "a", "b/c", value),
                    _ => text(&field.name, value),
                })
            });
            post_form(sandbox, &target, &form(&parts.collect::<Vec<_>>())).await
        }
    }
}

#[tokio::test]
async fn a_new_sandbox_answers_every_example_as_documented() {
    let endpoints = family().await.model().endpoints.clone();
    let mut sent = 0;
    for endpoint in endpoints.iter().filter(|it| !CREDENTIALS.contains(&it.id.value.as_str())) {
        for example in &endpoint.examples {
            let Some(outcome) = &example.outcome else { continue };
            let sandbox = family().await;
            let answer = send(&sandbox, endpoint, example).await;
            let (Outcome::Response(reply) | Outcome::Error(reply)) = outcome;
            let documented = reply.as_str().map_or_else(|| reply.to_string(), str::to_owned);
            assert_eq!(answer.body, documented, "{}", endpoint.id.value);
            sent += 1;
        }
    }

    assert!(sent >= 60, "{sent}");
}

#[tokio::test]
async fn a_documented_call_creates_something_with_the_documented_id() {
    let sandbox = family().await;
    let example = json!({"invoice_info": {
        "payee": "测试非税票据",
        "base_info": {"logo_url": "http://mmbiz.qpic.cn/mmbiz/iaL1LJM1mF9aRKPZJkmG8xXhiaHqkKSVMM\
                                   WeN3hLut7X7hicFNjakmxibMLGWpXrEXB33367o7zHN0CwngnQY7zb7g/0"},
    }});
    let platform = platform(&sandbox);
    let first = platform.post("/nontax/createbillcard", example.clone()).await;
    assert_eq!(first["card_id"], "pjZ8Yt9WoOePThU0NfUKz5-tBEWU");
    // The template exists now.
    sandbox.user().authorizes("A-1", None).unwrap();
    let media_id = platform.upload("%PDF-1.7").await;
    assert_eq!(media_id, "3015806758683707");
    let body = invoice("A-1", "pjZ8Yt9WoOePThU0NfUKz5-tBEWU", &media_id);
    assert_eq!(platform.code("/card/invoice/insert", body).await, 0);
    // A second call creates another one.
    let second = platform.post("/nontax/createbillcard", example).await;
    assert_eq!(second["errcode"], 0);
    assert_ne!(second["card_id"], first["card_id"]);
}

#[tokio::test]
async fn an_example_with_a_known_id_is_answered_from_the_sandboxs_state() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    let example = json!({"s_pappid": "wx123456", "order_id": "123456"});
    let documented = merchant.post("/card/invoice/getauthdata", example.clone()).await;
    assert_eq!(documented["invoice_status"], "auth success");
    sandbox.user().fails_to_authorize("123456");
    let known = merchant.post("/card/invoice/getauthdata", example).await;
    assert_eq!(known, json!({"errcode": 0, "errmsg": "ok", "invoice_status": "never auth"}));
}

#[tokio::test]
async fn a_call_without_fields_is_about_the_account_itself() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    let contact = "/card/invoice/setbizattr?action=get_contact";
    let documented = merchant.post(contact, json!({})).await;
    assert_eq!(documented["contact"], json!({"phone": "88888888", "time_out": 12345}));
    let link = json!({"paymch_info": {"mchid": "1234", "s_pappid": "wxabcd"}});
    assert_eq!(merchant.code("/card/invoice/setbizattr?action=set_pay_mch", link).await, 0);
    assert_eq!(merchant.code(contact, json!({})).await, 72063);
}

#[tokio::test]
async fn a_documented_call_that_sets_something_sets_it() {
    let sandbox = family().await;
    let merchant = merchant(&sandbox);
    let example = json!({"contact": {"phone": "88888888", "time_out": 12345}});
    let code = merchant.code("/card/invoice/setbizattr?action=set_contact", example.clone()).await;
    assert_eq!(code, 0);
    let link = json!({
        "s_pappid": "d3", "order_id": "A-1", "money": 1, "timestamp": 1767225600,
        "source": "app", "ticket": merchant.ticket().await, "type": 1,
    });
    assert_eq!(merchant.code("/card/invoice/getauthurl", link).await, 0);
}
