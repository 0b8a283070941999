//! An invoicing call with a client for mini programs does not compile.

use weixin::Client;
use weixin::api::account::MiniProgram;
use weixin::api::invoice::SetInvoiceUrlRequest;

async fn call(client: &Client<MiniProgram>) {
    let _ = client.set_invoice_url(SetInvoiceUrlRequest::new()).await;
}

fn main() {}
