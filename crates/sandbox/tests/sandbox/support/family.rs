//! The e-invoice endpoints of the specification, with a merchant, an invoicing platform and reimbursers
//! that call them.

use serde_json::{Value, json};
use weixin_sandbox::Sandbox;

use crate::support::client::{file, form, get, post, post_form};

/// A sandbox with four apps and a clock frozen at the beginning of 2026, 1767225600.
pub(crate) async fn family() -> Sandbox {
    let apps = ["wxmerchant", "wxplatform", "wxreimburser", "wxother"];
    let builder = apps.iter().fold(Sandbox::builder(), |builder, app| builder.app(*app, "s3cret"));
    builder.frozen_clock().start().await.unwrap()
}

/// One of the apps, which makes calls.
pub(crate) struct App<'s> {
    pub(crate) sandbox: &'s Sandbox,
    appid: &'static str,
}

pub(crate) fn merchant(sandbox: &Sandbox) -> App<'_> {
    App { sandbox, appid: "wxmerchant" }
}

pub(crate) fn platform(sandbox: &Sandbox) -> App<'_> {
    App { sandbox, appid: "wxplatform" }
}

pub(crate) fn reimburser(sandbox: &Sandbox) -> App<'_> {
    App { sandbox, appid: "wxreimburser" }
}

pub(crate) fn other(sandbox: &Sandbox) -> App<'_> {
    App { sandbox, appid: "wxother" }
}

impl App<'_> {
    fn target(&self, path: &str) -> String {
        let token = self.sandbox.issue_token_for("access_token", self.appid).unwrap();
        let mark = if path.contains('?') { '&' } else { '?' };
        format!("{path}{mark}access_token={token}")
    }

    /// Returns the response to a call. Its status is 200 even if it is an error.
    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        let answer = post(self.sandbox, &self.target(path), &body.to_string()).await;
        assert_eq!(answer.status, 200);
        answer.json().1
    }

    /// Returns the code of a call.
    pub(crate) async fn code(&self, path: &str, body: Value) -> i64 {
        self.post(path, body).await["errcode"].as_i64().unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        get(self.sandbox, &self.target(path)).await.json().1
    }

    /// Uploads a file and returns its id.
    pub(crate) async fn upload(&self, content: &str) -> String {
        let body = form(&[file("pdf", "invoice.pdf", "application/pdf", content)]);
        let target = self.target("/card/invoice/platform/setpdf");
        let reply = post_form(self.sandbox, &target, &body).await.json().1;
        reply["s_media_id"].as_str().unwrap().to_owned()
    }

    /// Creates a template and returns its id.
    pub(crate) async fn template(&self) -> String {
        let body = json!({"invoice_info": {
            "base_info": {"logo_url": "http://mmbiz.qpic.cn/logo", "title": "某某商店"},
            "type": "增值税普通发票",
            "payee": "某某商店有限公司",
        }});
        let reply = self.post("/card/invoice/platform/createcard", body).await;
        assert_eq!(reply["errcode"], 0, "{reply}");
        reply["card_id"].as_str().unwrap().to_owned()
    }

    /// A card ticket.
    pub(crate) async fn ticket(&self) -> String {
        let reply = self.get("/cgi-bin/ticket/getticket?type=wx_card").await;
        reply["ticket"].as_str().unwrap().to_owned()
    }

    /// Sets the contact without which there is no authorization link.
    pub(crate) async fn set_contact(&self) {
        let body = json!({"contact": {"phone": "075500000000", "time_out": 3600}});
        let code = self.code("/card/invoice/setbizattr?action=set_contact", body).await;
        assert_eq!(code, 0);
    }

    /// Authorizes an order as the sandbox's user, inserts its invoice, and returns the card.
    pub(crate) async fn card(&self, order_id: &str) -> Card {
        self.sandbox.user().authorizes(order_id, None).unwrap();
        let card_id = self.template().await;
        let mut body = invoice(order_id, &card_id, &self.upload("%PDF-1.7").await);
        body["card_ext"]["user_card"]["invoice_user_data"]["billing_no"] = json!(order_id);
        let reply = self.post("/card/invoice/insert", body).await;
        assert_eq!(reply["errcode"], 0, "{reply}");
        let code = reply["code"].as_str().unwrap().to_owned();
        let chosen = self.sandbox.user().chooses_invoice(&code).unwrap();
        assert_eq!(chosen.card_id, card_id);
        Card { code, card_id, encrypt_code: chosen.encrypt_code }
    }
}

/// An invoice card that was inserted.
pub(crate) struct Card {
    pub(crate) code: String,
    pub(crate) card_id: String,
    pub(crate) encrypt_code: String,
}

/// The body of an insertion.
pub(crate) fn invoice(order_id: &str, card_id: &str, media_id: &str) -> Value {
    json!({
        "order_id": order_id,
        "card_id": card_id,
        "appid": "wxmerchant",
        "card_ext": {
            "nonce_str": "n",
            "user_card": {"invoice_user_data": {
                "fee": 10600,
                "title": "某某公司",
                "billing_time": 1767225000,
                "billing_no": "26442000000000000001",
                "billing_code": "",
                "info": [{"name": "牙膏", "num": 2, "unit": "个", "price": 5000}],
                "fee_without_tax": 10000,
                "tax": 600,
                "s_pdf_media_id": media_id,
                "check_code": "",
            }},
        },
    })
}
