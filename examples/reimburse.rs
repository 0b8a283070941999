//! The calls of a reimburser: read the invoice that an employee submitted, lock it while the claim is
//! reviewed, close it when it is paid.
//!
//! By default it runs against a sandbox, which it starts, after it has inserted an invoice into the user's
//! wallet. With the environment variables `WEIXIN_APPID`, `WEIXIN_SECRET`, and `CARD_ID` and `ENCRYPT_CODE`
//! from `wx.chooseInvoice` it runs against WeChat, and **closes that invoice, which can't be undone**.

mod shared;

use std::error::Error;

use shared::{Target, now};
use weixin::api::account::ServiceAccount;
use weixin::api::invoice::insert_invoice::{
    CardExtRequired, InsertInvoiceRequired, InvoiceUserData, InvoiceUserDataRequired,
};
use weixin::api::invoice::invoice_bx_get_invoice::InvoiceBxGetInvoiceRequired;
use weixin::api::invoice::invoice_bx_update_invoice_status::InvoiceBxUpdateInvoiceStatusRequired;
use weixin::api::invoice::invoice_platform_create_card::{BaseInfoRequired, InvoiceInfoRequired};
use weixin::api::types::{InvoiceItem, InvoiceItemRequired, ReimburseStatus};
use weixin::{Client, Fen};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let target = Target::from_environment().await?;
    let client = &target.client;
    let (card_id, encrypt_code) = chosen(&target).await?;

    let question = InvoiceBxGetInvoiceRequired {
        card_id: card_id.clone(),
        encrypt_code: encrypt_code.clone(),
    };
    let invoice = client.invoice_bx_get_invoice(question).await?;
    let data = invoice.user_info;
    // No page says which fields are always present. A reimbursement requires these.
    let (Some(number), Some(total), Some(status)) =
        (data.billing_no, data.fee, data.reimburse_status)
    else {
        return Err("the reply lacks number, total or status of the invoice".into());
    };
    println!("invoice     {number} of {}", invoice.payee.unwrap_or_default());
    println!("buyer       {}", data.title.unwrap_or_default());
    println!("total       {total}, {} of it tax", data.tax.unwrap_or_default());
    for item in data.info {
        println!(
            "            {} × {}",
            item.name.unwrap_or_default(),
            item.num.unwrap_or_default()
        );
    }
    println!("status      {status}");
    if status != ReimburseStatus::Init {
        return Err("the invoice was submitted before, or was cancelled".into());
    }

    // A locked invoice can't be submitted again. Only a locked invoice can be closed.
    for status in [ReimburseStatus::Lock, ReimburseStatus::Closure] {
        let change = InvoiceBxUpdateInvoiceStatusRequired {
            card_id: card_id.clone(),
            encrypt_code: encrypt_code.clone(),
            reimburse_status: status.clone(),
        };
        client.invoice_bx_update_invoice_status(change).await?;
        println!("now         {status}");
    }
    Ok(())
}

/// The card id and encrypted code that the employee's `wx.chooseInvoice` returned.
async fn chosen(target: &Target) -> Result<(String, String), Box<dyn Error>> {
    let Some(user) = target.sandbox_user() else {
        return Ok((target.value("CARD_ID", "")?, target.value("ENCRYPT_CODE", "")?));
    };
    user.authorizes("order-1", None)?;
    let code = insert(&target.client, &target.appid()).await?;
    println!("(the sandbox's user: choose the invoice {code})");
    let chosen = user.chooses_invoice(&code)?;
    Ok((chosen.card_id, chosen.encrypt_code))
}

/// Inserts an invoice into the wallet of the sandbox's user. See `examples/invoicing_platform.rs`.
async fn insert(client: &Client<ServiceAccount>, appid: &str) -> Result<String, weixin::Error> {
    let logo_url = "http://mmbiz.qpic.cn/mmbiz/logo/0".into();
    let base_info = BaseInfoRequired { logo_url, title: "某某公司".into() }.into();
    let (payee, r#type) = ("某某有限公司".into(), "广东省增值税普通发票".into());
    let info = InvoiceInfoRequired { base_info, payee, r#type };
    let card = client.invoice_platform_create_card(info).await?;
    let pdf = client.invoice_platform_set_pdf(b"%PDF-1.7\n%%EOF\n").await?;
    let item = InvoiceItem::new(InvoiceItemRequired { name: "牙膏".into(), price: Fen(1_000) });
    let data = InvoiceUserData::new(InvoiceUserDataRequired {
        fee: Fen(3_390),
        title: "购买方公司".into(),
        billing_time: now(),
        billing_no: "21590001".into(),
        billing_code: "088978450417".into(),
        fee_without_tax: Fen(3_000),
        tax: Fen(390),
        s_pdf_media_id: pdf.s_media_id,
        check_code: "59004166725791147047".into(),
    });
    let user_card = data.info([item.num(3).unit("个")]).into();
    let nonce_str = "j!Re1WxaHv".into();
    let request = InsertInvoiceRequired {
        order_id: "order-1".into(),
        card_id: card.card_id,
        appid: appid.to_owned(),
        card_ext: CardExtRequired { nonce_str, user_card }.into(),
    };
    Ok(client.insert_invoice(request).await?.code)
}
