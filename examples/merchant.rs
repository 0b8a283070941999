//! The calls of a merchant: set contact and form once; for each order get a link to the authorization page,
//! read the title that the user filled in, or reject the order.
//!
//! By default it runs against a sandbox, which it starts. With the environment variables `WEIXIN_APPID` and
//! `WEIXIN_SECRET` (of the merchant), `S_PAPPID` (from the invoicing platform) and `ORDER_ID` (a new one) it
//! runs against WeChat, and **changes the account's contact and form there**.

mod shared;

use std::error::Error;

use shared::{Target, now};
use weixin::Fen;
use weixin::api::invoice::invoice_biz_get_auth_data::{
    InvoiceBizGetAuthDataRequired, InvoiceStatus,
};
use weixin::api::invoice::invoice_biz_get_auth_url::{
    InvoiceBizGetAuthUrlRequest, InvoiceBizGetAuthUrlRequired, PageType, Source,
};
use weixin::api::invoice::invoice_biz_reject_insert::InvoiceBizRejectInsertRequired;
use weixin::api::invoice::invoice_biz_set_auth_field::AuthFieldRequired;
use weixin::api::token::get_ticket::TicketType;
use weixin::api::types::{CompanyTitleForm, MerchantContactRequired, PersonalTitleForm, Switch};
use weixin_sandbox::Title;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let target = Target::from_environment().await?;
    let client = &target.client;
    let s_pappid = target.value("S_PAPPID", "d3JCEfhGLW+q0iGP+o9")?;
    let order_id = target.value("ORDER_ID", "order-1")?;

    // Once: the contact for the user, and the fields of the form.
    let contact = MerchantContactRequired { phone: "88888888".into(), time_out: 12_345 };
    client.invoice_biz_set_contact(contact).await?;
    let form = AuthFieldRequired {
        user_field: PersonalTitleForm::new().show_title(Switch::On).show_email(Switch::On),
        biz_field: CompanyTitleForm::new().show_title(Switch::On).show_tax_no(Switch::On),
    };
    client.invoice_biz_set_auth_field(form).await?;
    println!("settings    contact and form are set");

    // Cache the ticket until it expires: the number of tickets per day is limited.
    let ticket = client.get_ticket(TicketType::WxCard).await?;
    println!("ticket      good for {} s", ticket.expires_in.unwrap_or_default());

    let link = InvoiceBizGetAuthUrlRequest::new(InvoiceBizGetAuthUrlRequired {
        s_pappid: s_pappid.clone(),
        order_id: order_id.clone(),
        money: Fen(3_390),
        timestamp: now(),
        source: Source::Web,
        ticket: ticket.ticket,
        r#type: PageType::FillInAndApply,
    });
    let link =
        client.invoice_biz_get_auth_url(link.redirect_url("https://mp.weixin.qq.com")).await?;
    println!("link        {}", link.auth_url);

    let title = Title::company("购买方公司").with("tax_no", "91440300MA5EXAMPLE");
    target.user_step("open the link and fill in the form", |user| {
        user.authorizes(&order_id, title)
    })?;

    let question =
        InvoiceBizGetAuthDataRequired { order_id: order_id.clone(), s_pappid: s_pappid.clone() };
    let answer = client.invoice_biz_get_auth_data(question).await?;
    println!("authorized  {}", answer.invoice_status);
    if answer.invoice_status != InvoiceStatus::AuthSuccess {
        return Err("the user has not authorized the order".into());
    }
    let company = answer.user_auth_info.and_then(|info| info.biz_field);
    if let Some(company) = company {
        println!("title       {}", company.title.unwrap_or_default());
        println!("tax number  {}", company.tax_no.unwrap_or_default());
    }

    // The invoice can't be issued. This can't be undone: the order id can't be used again.
    client
        .invoice_biz_reject_insert(InvoiceBizRejectInsertRequired {
            s_pappid: s_pappid.clone(),
            order_id: order_id.clone(),
            reason: "订单已退款".into(),
        })
        .await?;
    let question = InvoiceBizGetAuthDataRequired { order_id, s_pappid };
    let answer = client.invoice_biz_get_auth_data(question).await?;
    println!("refused     {}", answer.invoice_status);
    Ok(())
}
