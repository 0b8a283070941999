//! The general way to send a request refuses the same as the endpoint's method.

use weixin::Client;
use weixin::api::account::MiniProgram;
use weixin::api::invoice::SetInvoiceUrlRequest;

async fn call(client: &Client<MiniProgram>) {
    let _ = client.call(SetInvoiceUrlRequest::new()).await;
}

fn main() {}
