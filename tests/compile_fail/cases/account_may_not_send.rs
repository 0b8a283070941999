//! `Client::call` has the same restrictions as the method of the endpoint.

use weixin::Client;
use weixin::api::account::MiniProgram;
use weixin::api::invoice::SetInvoiceUrlRequest;

async fn call(client: &Client<MiniProgram>) {
    let _ = client.call(SetInvoiceUrlRequest::new()).await;
}

fn main() {}
