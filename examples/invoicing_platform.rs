//! The calls of an invoicing platform: create a template for invoice cards, upload the PDF of an invoice,
//! insert the card into the user's wallet, and cancel it after the invoice was offset.
//!
//! By default it runs against a sandbox, which it starts. With the environment variables `WEIXIN_APPID` and
//! `WEIXIN_SECRET` (of the platform), `ORDER_ID` (one that a user has authorized), `MERCHANT_APPID`,
//! `LOGO_URL`, `BILLING_CODE`, `BILLING_NO` and `PDF` (a file) it runs against WeChat, and **inserts that
//! invoice into the user's cards, then cancels it there**.

mod shared;

use std::error::Error;

use shared::{Target, now};
use weixin::api::ErrorCode;
use weixin::api::invoice::insert_invoice::{
    CardExtRequired, InsertInvoiceRequest, InsertInvoiceRequired, InvoiceUserData,
    InvoiceUserDataRequired,
};
use weixin::api::invoice::invoice_platform_create_card::{BaseInfoRequired, InvoiceInfoRequired};
use weixin::api::invoice::{InvoiceKpUpdateInvoiceStatusRequired, SetInvoiceUrlRequest};
use weixin::api::types::{InvoiceItem, InvoiceItemRequired, ReimburseStatus};
use weixin::{Error as CallError, Fen};
use weixin_sandbox::Title;

/// A minimal file that begins like a PDF, which is enough for the sandbox.
const PDF: &[u8] = b"%PDF-1.7\n%%EOF\n";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let target = Target::from_environment().await?;
    let client = &target.client;
    let order_id = target.value("ORDER_ID", "order-1")?;
    let merchant = target.value("MERCHANT_APPID", &target.appid())?;
    let logo = target.value("LOGO_URL", "http://mmbiz.qpic.cn/mmbiz/logo/0")?;
    let billing_code = target.value("BILLING_CODE", "088978450417")?;
    let billing_no = target.value("BILLING_NO", "21590001")?;
    let file = match target.value("PDF", "")?.as_str() {
        "" => PDF.to_vec(),
        path => std::fs::read(path)?,
    };

    let link = client.set_invoice_url(SetInvoiceUrlRequest::new()).await?;
    println!("s_pappid    {}", link.s_pappid().unwrap_or_default());

    // One template for each payee is enough: store its id.
    let base = BaseInfoRequired { logo_url: logo, title: "某某公司".into() };
    let card = client.invoice_platform_create_card(InvoiceInfoRequired {
        base_info: base.into(),
        payee: "某某有限公司".into(),
        r#type: "广东省增值税普通发票".into(),
    });
    let card_id = card.await?.card_id;
    println!("template    {card_id}");

    target.user_step("authorize the order on the merchant's page", |user| {
        user.authorizes(
            &order_id,
            Title::company("购买方公司").with("tax_no", "91440300MA5EXAMPLE"),
        )
    })?;

    // The PDF is deleted after three days unless a card uses it.
    let pdf = client.invoice_platform_set_pdf(file).await?;
    println!("PDF         {}", pdf.s_media_id);
    let lookup = client.invoice_platform_get_pdf(&pdf.s_media_id).await?;
    println!("            {}", lookup.pdf_url);

    let item = InvoiceItem::new(InvoiceItemRequired { name: "牙膏".into(), price: Fen(1_000) });
    let data = InvoiceUserData::new(InvoiceUserDataRequired {
        fee: Fen(3_390),
        title: "购买方公司".into(),
        billing_time: now(),
        billing_no,
        billing_code,
        fee_without_tax: Fen(3_000),
        tax: Fen(390),
        s_pdf_media_id: pdf.s_media_id,
        check_code: "59004166725791147047".into(),
    });
    let data = data.info([item.num(3).unit("个")]).buyer_number("91440300MA5EXAMPLE");
    let insertion = InsertInvoiceRequest::new(InsertInvoiceRequired {
        order_id,
        card_id: card_id.clone(),
        appid: merchant,
        card_ext: CardExtRequired { nonce_str: "j!Re1WxaHv".into(), user_card: data.into() }.into(),
    });
    let inserted = client.insert_invoice(insertion.clone()).await?;
    println!("card        {} of the user {}", inserted.code, inserted.openid.unwrap_or_default());

    // An insertion whose reply was lost is safe to retry: WeChat rejects the order id.
    match client.insert_invoice(insertion).await {
        Err(CallError::Api(error)) if error.code() == ErrorCode::DuplicateOrderId => {
            println!("again       {}: {}", error.code().value(), error.meaning());
        }
        other => println!("again       {other:?}"),
    }

    client
        .invoice_kp_update_invoice_status(InvoiceKpUpdateInvoiceStatusRequired {
            card_id,
            code: inserted.code,
            reimburse_status: ReimburseStatus::Cancel,
        })
        .await?;
    println!("status      cancelled, as after a red invoice");
    Ok(())
}
