//! A request that inserts an invoice into a user's cards.

use weixin::{
    Fen, UnixSeconds,
    api::invoice::insert_invoice::{
        CardExt, CardExtRequired, InsertInvoiceRequest, InsertInvoiceRequired, InvoiceUserData,
        InvoiceUserDataRequired, UserCard,
    },
};

/// The insertion of invoice 2440 for an order.
pub fn insertion(order_id: &str) -> InsertInvoiceRequest {
    let invoice = InvoiceUserData::new(InvoiceUserDataRequired {
        fee: Fen(2468),
        title: "灌哥发票".into(),
        billing_time: UnixSeconds(1_468_306_058),
        billing_no: "2440".into(),
        billing_code: String::new(),
        fee_without_tax: Fen(2345),
        tax: Fen(123),
        s_pdf_media_id: "PDF".into(),
        check_code: String::new(),
    });
    let user_card = UserCard::new(invoice);
    InsertInvoiceRequest::new(InsertInvoiceRequired {
        order_id: order_id.into(),
        card_id: "CARD_ID".into(),
        appid: "APPID".into(),
        card_ext: CardExt::new(CardExtRequired { nonce_str: "n".into(), user_card }),
    })
}
