//! The settings of a merchant.

use serde_json::json;
use weixin::api::{
    invoice::{
        InvoiceBizGetAuthFieldRequest, InvoiceBizGetContactRequest, InvoiceBizGetPayMchRequest,
        InvoiceBizSetAuthFieldRequest, InvoiceBizSetContactRequest, InvoiceBizSetPayMchRequest,
        invoice_biz_set_auth_field::AuthFieldRequired,
    },
    types::{
        CompanyTitleForm, CustomField, MerchantContactRequired, PayMchInfoRequired,
        PersonalTitleForm, Switch,
    },
};

use super::{
    shared::read,
    support::{Vendor, exceeded},
};

const CONTACT: &str =
    r#"{"errcode":0,"errmsg":"ok","contact":{"phone":"88888888","time_out":12345}}"#;
const OK: &str = r#"{"errcode":0,"errmsg":"ok"}"#;

#[tokio::test]
async fn invoice_biz_set_auth_field() {
    let vendor = Vendor::answering(OK).await;
    let request = InvoiceBizSetAuthFieldRequest::new(AuthFieldRequired {
        user_field: PersonalTitleForm::new()
            .show_title(Switch::On)
            .show_phone(Switch::On)
            .show_email(Switch::On)
            .require_phone(Switch::On)
            .require_email(Switch::On)
            .custom_field([CustomField::new("field1").is_require(Switch::On)]),
        biz_field: CompanyTitleForm::new()
            .show_title(Switch::On)
            .show_tax_no(Switch::On)
            .show_addr(Switch::On)
            .show_phone(Switch::On)
            .show_bank_type(Switch::On)
            .show_bank_no(Switch::On)
            .require_tax_no(Switch::Off)
            .require_addr(Switch::Off)
            .require_phone(Switch::Off)
            .require_bank_type(Switch::Off)
            .require_bank_no(Switch::Off)
            .custom_field([CustomField::new("field2").is_require(Switch::Off)]),
    });
    vendor.client().invoice_biz_set_auth_field(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/setbizattr?access_token=TOKEN&action=set_auth_field",
        concat!(
            r#"{"auth_field":{"user_field":{"show_title":1,"show_phone":1,"show_email":1,"#,
            r#""require_phone":1,"require_email":1,"custom_field":[{"key":"field1","is_require":1}]},"#,
            r#""biz_field":{"show_title":1,"show_tax_no":1,"show_addr":1,"show_phone":1,"#,
            r#""show_bank_type":1,"show_bank_no":1,"require_tax_no":0,"require_addr":0,"#,
            r#""require_phone":0,"require_bank_type":0,"require_bank_no":0,"#,
            r#""custom_field":[{"key":"field2","is_require":0}]}}}"#,
        ),
    );
}

fn one_personal_field(field: CustomField) -> InvoiceBizSetAuthFieldRequest {
    InvoiceBizSetAuthFieldRequest::new(AuthFieldRequired {
        user_field: PersonalTitleForm::new().custom_field([CustomField::new("工号"), field]),
        biz_field: CompanyTitleForm::new(),
    })
}

/// A label has at most five Chinese characters.
#[tokio::test]
async fn a_field_with_too_long_a_label_is_not_sent() {
    let vendor = Vendor::answering(OK).await;
    let request = one_personal_field(CustomField::new("客户所属部门"));
    let error = vendor.client().invoice_biz_set_auth_field(request).await.unwrap_err();
    assert_eq!(exceeded(error), ["auth_field.user_field.custom_field[1].key"]);

    let request = one_personal_field(CustomField::new("客户的部门").notice("如：销售部"));
    vendor.client().invoice_biz_set_auth_field(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/setbizattr?access_token=TOKEN&action=set_auth_field",
        r#"{"auth_field":{"user_field":{"custom_field":[{"key":"工号"},{"key":"客户的部门","notice":"如：销售部"}]},"biz_field":{}}}"#,
    );
}

/// The documentation may be wrong, so the checks can be disabled.
#[tokio::test]
async fn a_client_without_limits_sends_too_long_a_label() {
    let vendor = Vendor::answering(OK).await;
    let request = one_personal_field(CustomField::new("客户所属部门"));
    vendor.client_without_limits().invoice_biz_set_auth_field(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/setbizattr?access_token=TOKEN&action=set_auth_field",
        r#"{"auth_field":{"user_field":{"custom_field":[{"key":"工号"},{"key":"客户所属部门"}]},"biz_field":{}}}"#,
    );
}

#[tokio::test]
async fn invoice_biz_get_auth_field() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","auth_field":{"user_field":{"show_title":1,"show_phone":1,"show_email":1,"custom_field":[{"key":"field1"}]},"biz_field":{"show_title":1,"show_tax_no":1,"show_addr":1,"show_phone":1,"show_bank_type":1,"show_bank_no":1,"custom_field":[{"key":"field2"}]}}}"#,
    )
    .await;
    let request = InvoiceBizGetAuthFieldRequest::new();
    let reply = vendor.client().invoice_biz_get_auth_field(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/setbizattr?access_token=TOKEN&action=get_auth_field",
        "{}",
    );
    let expected = json!({
        "user_field": {
            "show_title": 1,
            "show_phone": 1,
            "show_email": 1,
            "custom_field": [{ "key": "field1" }],
        },
        "biz_field": {
            "show_title": 1,
            "show_tax_no": 1,
            "show_addr": 1,
            "show_phone": 1,
            "show_bank_type": 1,
            "show_bank_no": 1,
            "custom_field": [{ "key": "field2" }],
        },
    });
    assert_eq!(read(&reply.auth_field), expected);
}

/// According to the new page, this call returns `require_*`.
#[tokio::test]
async fn what_a_form_requires_is_read() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","auth_field":{"user_field":{"require_phone":0,"require_email":1},"biz_field":{"require_tax_no":1,"require_addr":0,"require_phone":1,"require_bank_type":0,"require_bank_no":2,"custom_field":[{"key":"部门","is_require":1,"notice":"如：销售部"}]}}}"#,
    )
    .await;
    let request = InvoiceBizGetAuthFieldRequest::new();
    let reply = vendor.client().invoice_biz_get_auth_field(request).await.unwrap();
    let expected = json!({
        "user_field": { "require_phone": 0, "require_email": 1 },
        "biz_field": {
            "require_tax_no": 1,
            "require_addr": 0,
            "require_phone": 1,
            "require_bank_type": 0,
            "require_bank_no": 2,
            "custom_field": [{ "key": "部门", "is_require": 1, "notice": "如：销售部" }],
        },
    });
    assert_eq!(read(&reply.auth_field), expected);
    let user_field = reply.auth_field.user_field.unwrap();
    assert_eq!(user_field.require_phone, Some(Switch::Off));
    assert_eq!(user_field.require_email, Some(Switch::On));
}

#[tokio::test]
async fn invoice_biz_set_pay_mch() {
    let vendor = Vendor::answering(OK).await;
    let request = InvoiceBizSetPayMchRequest::new(PayMchInfoRequired {
        mchid: "1234".into(),
        s_pappid: "wxabcd".into(),
    });
    vendor.client().invoice_biz_set_pay_mch(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/setbizattr?access_token=TOKEN&action=set_pay_mch",
        r#"{"paymch_info":{"mchid":"1234","s_pappid":"wxabcd"}}"#,
    );
}

#[tokio::test]
async fn invoice_biz_get_pay_mch() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","paymch_info":{"mchid":"1234","s_pappid":"wxabcd"}}"#,
    )
    .await;
    let request = InvoiceBizGetPayMchRequest::new();
    let reply = vendor.client().invoice_biz_get_pay_mch(request).await.unwrap();
    vendor
        .received_json("POST /card/invoice/setbizattr?access_token=TOKEN&action=get_pay_mch", "{}");
    assert_eq!(reply.paymch_info.mchid.as_deref(), Some("1234"));
    assert_eq!(reply.paymch_info.s_pappid.as_deref(), Some("wxabcd"));
}

#[tokio::test]
async fn invoice_biz_set_contact() {
    let vendor = Vendor::answering(OK).await;
    let request = InvoiceBizSetContactRequest::new(MerchantContactRequired {
        phone: "88888888".into(),
        time_out: 12345,
    });
    vendor.client().invoice_biz_set_contact(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/setbizattr?access_token=TOKEN&action=set_contact",
        r#"{"contact":{"phone":"88888888","time_out":12345}}"#,
    );
}

/// Pages and SDKs disagree on this.
#[tokio::test]
async fn a_setting_may_be_echoed() {
    let vendor = Vendor::answering(CONTACT).await;
    let request = InvoiceBizSetContactRequest::new(MerchantContactRequired {
        phone: "88888888".into(),
        time_out: 12345,
    });
    vendor.client().invoice_biz_set_contact(request).await.unwrap();
}

#[tokio::test]
async fn invoice_biz_get_contact() {
    let vendor = Vendor::answering(CONTACT).await;
    let request = InvoiceBizGetContactRequest::new();
    let reply = vendor.client().invoice_biz_get_contact(request).await.unwrap();
    vendor
        .received_json("POST /card/invoice/setbizattr?access_token=TOKEN&action=get_contact", "{}");
    assert_eq!(reply.contact.phone.as_deref(), Some("88888888"));
    assert_eq!(reply.contact.time_out, Some(12345));
}
