//! The replies that WeChat gives in the benchmarks, and how one reads it by hand.

use serde::Deserialize;

/// The access token.
pub const TOKEN: &str =
    "61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA";
/// The reply.
pub const REPLY: &str = r#"{"errcode":0,"errmsg":"ok","invoice_url":"https://mp.weixin.qq.com/bizmall/authinvoice?action=list&s_pappid=d3xxxxxxxxxxxxxGLSS0wrL14No8c1"}"#;

/// A larger one: an invoice, as `invoice_bx_get_invoice` answers.
pub const INVOICE: &str = include_str!("invoice.json");

#[derive(Deserialize)]
struct Reply {
    #[serde(default)]
    errcode: i64,
    invoice_url: String,
}

/// The URL in a reply that is a success.
#[must_use]
pub fn invoice_url(json: &[u8]) -> String {
    let reply: Reply = serde_json::from_slice(json).expect("the reply");
    assert_eq!(reply.errcode, 0);
    reply.invoice_url
}
