//! WeChat's replies in the benchmarks, and a minimal decoder.

use serde::Deserialize;

/// The access token.
pub const TOKEN: &str =
    "61W3mEpU66027wgNZ_MhGHNQDHnFATkDa9-2llqrMBjUwxRSNPbVsMmyD-yq8wZETSoE5NQgecigDrSHkPtIYA";
/// The reply of `set_invoice_url`.
pub const REPLY: &str = r#"{"errcode":0,"errmsg":"ok","invoice_url":"https://mp.weixin.qq.com/bizmall/authinvoice?action=list&s_pappid=d3xxxxxxxxxxxxxGLSS0wrL14No8c1"}"#;

/// The reply of `invoice_bx_get_invoice`, an invoice of 1.6 KB.
pub const INVOICE: &str = include_str!("invoice.json");

#[derive(Deserialize)]
struct Reply {
    #[serde(default)]
    errcode: i64,
    invoice_url: String,
}

/// Returns the URL of a successful reply.
#[must_use]
pub fn invoice_url(json: &[u8]) -> String {
    let reply: Reply = serde_json::from_slice(json).expect("the reply");
    assert_eq!(reply.errcode, 0);
    reply.invoice_url
}
