//! How an invoice gets into a user's wallet.

use weixin::{
    Error, Fen, UnixSeconds,
    api::{
        ErrorClass,
        invoice::{
            InsertInvoiceRequest, InsertInvoiceRequired,
            insert_invoice::{
                CardExt, CardExtRequired, InvoiceUserData, InvoiceUserDataRequired, UserCard,
            },
        },
        types::{InvoiceItem, InvoiceItemRequired},
    },
};

use super::support::Vendor;

const INSERTED: &str =
    r#"{"errcode":0,"errmsg":"ok","code":"682xxxx661927","openid":"ojZ8Ytz4lESxxxx_R1TvB2Kds"}"#;

fn insert(invoice_user_data: InvoiceUserData) -> InsertInvoiceRequest {
    InsertInvoiceRequest::new(InsertInvoiceRequired {
        order_id: "111163".into(),
        card_id: "pjZ8Yt9WoOePThU0NfUKz5-tBEWU".into(),
        appid: "wxc0b84a53ed8e8d29".into(),
        card_ext: CardExt::new(CardExtRequired {
            nonce_str: "j!Re1WxaHv".into(),
            user_card: UserCard::new(invoice_user_data),
        }),
    })
}

/// The documented invoice, without optional fields. The check code is required by the page, though its example
/// lacks it.
fn invoice(billing_no: &str, billing_code: &str, check_code: &str) -> InvoiceUserData {
    InvoiceUserData::new(InvoiceUserDataRequired {
        fee: Fen(123),
        title: "灌哥发票".into(),
        billing_time: UnixSeconds(1_468_306_058),
        billing_no: billing_no.into(),
        billing_code: billing_code.into(),
        fee_without_tax: Fen(2345),
        tax: Fen(123),
        s_pdf_media_id: "s_pdf_media_id_abc123".into(),
        check_code: check_code.into(),
    })
}

fn documented() -> InsertInvoiceRequest {
    let toothpaste =
        InvoiceItem::new(InvoiceItemRequired { name: "牙膏".into(), price: Fen(10_000) });
    let data = invoice("4545145712", "4541212454512", "61284")
        .info([toothpaste.num(3).unit("个")])
        .buyer_number("123456789012345678");
    insert(data)
}

/// The time of billing is documented as a number; only the example has it as text.
#[tokio::test]
async fn insert_invoice() {
    let vendor = Vendor::answering(INSERTED).await;
    let reply = vendor.client().insert_invoice(documented()).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/insert?access_token=TOKEN",
        concat!(
            r#"{"order_id":"111163","card_id":"pjZ8Yt9WoOePThU0NfUKz5-tBEWU","appid":"wxc0b84a53ed8e8d29","#,
            r#""card_ext":{"nonce_str":"j!Re1WxaHv","user_card":{"invoice_user_data":{"#,
            r#""fee":123,"title":"灌哥发票","billing_time":1468306058,"#,
            r#""billing_no":"4545145712","billing_code":"4541212454512","#,
            r#""info":[{"name":"牙膏","num":3,"unit":"个","price":10000}],"#,
            r#""fee_without_tax":2345,"tax":123,"s_pdf_media_id":"s_pdf_media_id_abc123","#,
            r#""check_code":"61284","buyer_number":"123456789012345678"}}}}"#,
        ),
    );
    assert_eq!(reply.code, "682xxxx661927");
    assert_eq!(reply.openid.as_deref(), Some("ojZ8Ytz4lESxxxx_R1TvB2Kds"));
    assert_eq!(reply.unionid, None);
}

#[tokio::test]
async fn an_account_bound_to_an_open_platform_gets_the_unionid() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","code":"CODE","openid":"OPENID","unionid":"UNIONID"}"#,
    )
    .await;
    let reply = vendor.client().insert_invoice(documented()).await.unwrap();
    assert_eq!(reply.code, "CODE");
    assert_eq!(reply.openid.as_deref(), Some("OPENID"));
    assert_eq!(reply.unionid.as_deref(), Some("UNIONID"));
}

/// It has a number of twenty digits, but neither code nor check code: both are sent empty.
#[tokio::test]
async fn a_fully_digital_invoice_with_every_field() {
    let vendor = Vendor::answering(INSERTED).await;
    let gold = InvoiceItem::new(InvoiceItemRequired { name: "金".into(), price: Fen(99_999) });
    let fee = InvoiceItem::new(InvoiceItemRequired { name: "服务费".into(), price: Fen(0) });
    let data = invoice("24442000000123456789", "", "")
        .info([gold.num(0.5).unit("克"), fee])
        .s_trip_pdf_media_id("17921206790189057")
        .buyer_number("91440300000000000X")
        .buyer_address_and_phone("深圳市 0755-1234")
        .buyer_bank_account("工商银行 1")
        .seller_number("91440300000000001Y")
        .seller_address_and_phone("广州市 020-1234")
        .seller_bank_account("中国银行 2")
        .remarks("备注\"一\"")
        .cashier("李四")
        .maker("小明");
    vendor.client().insert_invoice(insert(data)).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/insert?access_token=TOKEN",
        concat!(
            r#"{"order_id":"111163","card_id":"pjZ8Yt9WoOePThU0NfUKz5-tBEWU","appid":"wxc0b84a53ed8e8d29","#,
            r#""card_ext":{"nonce_str":"j!Re1WxaHv","user_card":{"invoice_user_data":{"#,
            r#""fee":123,"title":"灌哥发票","billing_time":1468306058,"#,
            r#""billing_no":"24442000000123456789","billing_code":"","#,
            r#""info":[{"name":"金","num":0.5,"unit":"克","price":99999},{"name":"服务费","price":0}],"#,
            r#""fee_without_tax":2345,"tax":123,"s_pdf_media_id":"s_pdf_media_id_abc123","#,
            r#""s_trip_pdf_media_id":"17921206790189057","check_code":"","#,
            r#""buyer_number":"91440300000000000X","buyer_address_and_phone":"深圳市 0755-1234","#,
            r#""buyer_bank_account":"工商银行 1","seller_number":"91440300000000001Y","#,
            r#""seller_address_and_phone":"广州市 020-1234","seller_bank_account":"中国银行 2","#,
            r#""remarks":"备注\"一\"","cashier":"李四","maker":"小明"}}}}"#,
        ),
    );
}

/// Two replies that developers got. The second one hides invalid data: it must not be retried automatically.
#[tokio::test]
async fn an_insertion_is_refused_with_a_hint() {
    for (errcode, errmsg, message, hint, class) in [
        (
            72031,
            "invalid params hint: [Ru3z5a00192806]",
            "invalid params",
            "Ru3z5a00192806",
            ErrorClass::Param,
        ),
        (
            -1,
            "system error hint: [rf4NnA09312806]",
            "system error",
            "rf4NnA09312806",
            ErrorClass::Retry,
        ),
    ] {
        let reply = format!(r#"{{"errcode":{errcode},"errmsg":"{errmsg}"}}"#);
        let vendor = Vendor::answering(reply).await;
        let error = vendor.client().insert_invoice(documented()).await.unwrap_err();
        // After a system error it is unknown whether the invoice was inserted.
        assert_eq!(matches!(error, Error::MayHaveExecuted(_)), errcode == -1);
        let error = match &error {
            Error::MayHaveExecuted(error) => error.cause(),
            error => error,
        };
        let Error::Api(error) = error else { panic!("not WeChat's: {error}") };
        assert_eq!(error.code().value(), errcode);
        assert_eq!(error.class(), class);
        assert_eq!(error.message(), message);
        assert_eq!(error.hint(), Some(hint));
        assert_eq!(error.rid(), None);
        assert_eq!(vendor.received().line, "POST /card/invoice/insert?access_token=TOKEN");
    }
}

/// The user has the invoice already.
#[tokio::test]
async fn a_repeated_insertion_has_its_own_code() {
    let vendor = Vendor::answering(
        r#"{"errcode":72018,"errmsg":"duplicate order id, invoice had inserted to user"}"#,
    )
    .await;
    let error = vendor.client().insert_invoice(documented()).await.unwrap_err();
    let Error::Api(error) = error else { panic!("not WeChat's: {error}") };
    assert_eq!(error.code().value(), 72018);
    assert_eq!(error.class(), ErrorClass::Business);
    assert_eq!(error.message(), "duplicate order id, invoice had inserted to user");
    assert_eq!((error.rid(), error.hint()), (None, None));
}
