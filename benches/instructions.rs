//! A program for callgrind: `serve`, or a number of calls or decodings of one kind.
//!
//! `benches/instructions.sh` runs it and computes the instructions of each.

use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::runtime::Builder;
use weixin::api::invoice::InvoiceBxGetInvoiceResponse;
use weixin_benches::{ByHand, INVOICE, ThroughWeixin};

const USAGE: &str = "usage: instructions serve ADDRESS | weixin ADDRESS CALLS | by-hand ADDRESS CALLS \
                     | read-invoice TIMES";

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let address =
        |text: &str| text.parse::<SocketAddr>().expect("an address such as 127.0.0.1:8090");
    let count = |text: &str| text.parse::<u64>().expect("a number of calls");
    match arguments.as_slice() {
        ["serve", to] => runtime.block_on(async {
            let listener = TcpListener::bind(address(to)).await.expect("a free port");
            weixin_benches::serve(listener).await;
        }),
        ["weixin", to, calls] => runtime.block_on(async {
            let weixin = ThroughWeixin::new(address(to));
            for _ in 0..count(calls) {
                std::hint::black_box(weixin.call().await);
            }
        }),
        ["by-hand", to, calls] => runtime.block_on(async {
            let by_hand = ByHand::new(address(to), None);
            for _ in 0..count(calls) {
                std::hint::black_box(by_hand.call().await);
            }
        }),
        ["read-invoice", times] => {
            for _ in 0..count(times) {
                let reply = std::hint::black_box(INVOICE.as_bytes());
                let invoice = serde_json::from_slice::<InvoiceBxGetInvoiceResponse>(reply);
                std::hint::black_box(invoice.expect("an invoice"));
            }
        }
        _ => println!("{USAGE}"),
    }
}
