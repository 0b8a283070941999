//! A mebibyte of junk in a reply takes almost no memory besides the reply itself. A program with one test,
//! since it measures the memory of the whole process.

#![allow(clippy::unwrap_used, reason = "a test that can't go on stops")]

use std::fs::{read_to_string, write};

use bytes::Bytes;
use weixin::{
    Client, StaticToken,
    api::{
        account::ServiceAccount, invoice::InvoiceReimburseGetInvoiceBatchRequest,
        types::ChosenInvoice,
    },
    transport::{BoxFuture, Failure, Reply, Request, Transport},
};

/// The maximum growth of the peak.
const GROWTH: u64 = 2 << 20;

struct FixedReply(Bytes);

impl Transport for FixedReply {
    fn send(&self, _: Request) -> BoxFuture<'_, Result<Reply, Failure>> {
        Box::pin(std::future::ready(Ok(Reply::new(200, self.0.clone()))))
    }
}

/// The peak memory of the process since the last reset, in bytes; `None` if the system doesn't report it.
fn peak() -> Option<u64> {
    let status = read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}

/// Resets the peak to the current memory.
fn reset_peak() {
    // If this fails, only growth above the previous peak is seen.
    let _ = write("/proc/self/clear_refs", "5");
}

/// Two invoices, the second with junk in an undocumented field.
fn batch(junk: &str) -> Bytes {
    let invoice = |junk: &str| {
        format!(
            r#"{{"card_id":"c","openid":"o","type":"t","payee":"p","detail":"d","user_info":{{"fee":1,
                "title":"t","billing_time":1,"x":{junk},"billing_no":"n","billing_code":"c","tax":0,
                "fee_without_tax":1,"pdf_url":"u","reimburse_status":"INVOICE_REIMBURSE_INIT"}}}}"#
        )
    };
    format!(r#"{{"errcode":0,"item_list":[{},{}]}}"#, invoice("0"), invoice(junk)).into()
}

/// The number of invoices that are read.
async fn read(reply: &Bytes) -> usize {
    let builder = Client::<ServiceAccount>::builder().token_source(StaticToken::new("token"));
    let client = builder.transport(FixedReply(reply.clone())).build().unwrap();
    let request = InvoiceReimburseGetInvoiceBatchRequest::new([] as [ChosenInvoice; 0]);
    client.invoice_reimburse_get_invoice_batch(request).await.unwrap().item_list.len()
}

#[tokio::test]
async fn unknown_fields_are_not_held_in_memory() {
    const MEBIBYTE: usize = 1 << 20;
    let pairs = |open: &str, close: &str| open.repeat(MEBIBYTE / 2) + &close.repeat(MEBIBYTE / 2);
    let replies = [
        ("objects", batch(&format!("[{}0]", "{},".repeat(MEBIBYTE / 3)))),
        ("fields", batch(&format!(r#"{{{}"x":0}}"#, r#""x":0,"#.repeat(MEBIBYTE / 6)))),
        ("a text", batch(&format!(r#""{}""#, "\\ud83d".repeat(MEBIBYTE / 6)))),
        ("a number", batch(&"9".repeat(MEBIBYTE))),
        ("depth", batch(&pairs("[", "]"))),
    ];
    // Warms up: includes everything that is allocated once.
    assert_eq!(read(&batch("0")).await, 2);
    for (name, reply) in &replies {
        reset_peak();
        let before = peak();
        assert_eq!(read(reply).await, 2, "{name}");
        let growth = peak().zip(before).map(|(after, before)| after - before);
        assert!(growth.is_none_or(|growth| growth <= GROWTH), "{name}: {growth:?}");
        let shown = growth.map_or("not measured here".to_owned(), |it| format!("{} KiB", it >> 10));
        println!("figure: {name} of 1 MiB in an unknown field: the peak grows by {shown}");
    }
}
