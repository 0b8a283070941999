//! A call that is never awaited is never sent, and the compiler warns about it.

#![deny(unused_must_use)]

use weixin::Client;
use weixin::api::account::ServiceAccount;
use weixin::api::invoice::SetInvoiceUrlRequest;

fn call(client: &Client<ServiceAccount>) {
    client.set_invoice_url(SetInvoiceUrlRequest::new());
}

fn main() {}
