//! Invoice titles that users save and merchants read.

use weixin::{
    Error,
    api::{
        ErrorClass,
        invoice::{
            InvoiceBizGetSelectTitleUrlRequest, InvoiceBizGetUserTitleUrlRequest,
            InvoiceScanTitleRequest, invoice_biz_get_user_title_url::UserFill,
            invoice_scan_title::TitleType,
        },
    },
    error::Refusal,
};

use super::support::Vendor;

const SAVE: &str = "POST /card/invoice/biz/getusertitleurl?access_token=TOKEN";
const SELECT: &str = "POST /card/invoice/biz/getselecttitleurl?access_token=TOKEN";
const SCANNED: &str =
    "https://mp.weixin.qq.com/intp/invoice/usertitlewxa?action=list_auth&invoice_key=abcd";

/// The example of the new page. Its reply has `errcode` twice, and its tax id is too short.
#[tokio::test]
async fn invoice_biz_get_user_title_url() {
    let vendor = Vendor::answering(r#"{"url":"https://xxx","errcode":0,"errcode":"ok"}"#).await;
    let request = InvoiceBizGetUserTitleUrlRequest::new()
        .title("用户抬头")
        .phone("123456")
        .tax_no("1286715052")
        .addr("abc")
        .bank_type("银行");
    let reply = vendor.client().invoice_biz_get_user_title_url(request).await.unwrap();
    vendor.received_json(
        SAVE,
        r#"{"title":"用户抬头","phone":"123456","tax_no":"1286715052","addr":"abc","bank_type":"银行"}"#,
    );
    assert_eq!(reply.url, "https://xxx");
}

/// The example of the old page.
#[tokio::test]
async fn the_link_to_a_title_keeps_its_fragment() {
    let vendor = Vendor::answering(
        r#"{"url":"https://mp.weixin.qq.com/intp/invoice/usertitle?action=list_auth&biz_title_key=hMjjwk#wechat_redirect","errcode":0,"errmsg":"ok"}"#,
    )
    .await;
    let request = InvoiceBizGetUserTitleUrlRequest::new()
        .title("用户抬头")
        .phone("12345")
        .tax_no("1486715052")
        .addr("abc")
        .bank_type("bank_type")
        .bank_no("bank_no");
    let reply = vendor.client().invoice_biz_get_user_title_url(request).await.unwrap();
    vendor.received_json(
        SAVE,
        r#"{"title":"用户抬头","phone":"12345","tax_no":"1486715052","addr":"abc","bank_type":"bank_type","bank_no":"bank_no"}"#,
    );
    assert_eq!(
        reply.url,
        "https://mp.weixin.qq.com/intp/invoice/usertitle?action=list_auth&biz_title_key=hMjjwk#wechat_redirect"
    );
}

/// In this case no title is required.
#[tokio::test]
async fn the_user_may_fill_in_the_title() {
    let vendor = Vendor::answering(r#"{"url":"https://xxx","errcode":0,"errmsg":"ok"}"#).await;
    let request =
        InvoiceBizGetUserTitleUrlRequest::new().user_fill(UserFill::User).out_title_id("1234");
    vendor.client().invoice_biz_get_user_title_url(request).await.unwrap();
    vendor.received_json(SAVE, r#"{"user_fill":1,"out_title_id":"1234"}"#);
}

#[tokio::test]
async fn the_enterprise_may_give_the_title() {
    let vendor = Vendor::answering(r#"{"url":"https://xxx","errcode":0,"errmsg":"ok"}"#).await;
    let request =
        InvoiceBizGetUserTitleUrlRequest::new().title("用户抬头").user_fill(UserFill::Enterprise);
    vendor.client().invoice_biz_get_user_title_url(request).await.unwrap();
    vendor.received_json(SAVE, r#"{"title":"用户抬头","user_fill":0}"#);
}

/// The example of the new page: empty values are sent, absent ones are not.
#[tokio::test]
async fn invoice_biz_get_select_title_url() {
    let vendor = Vendor::answering(r#"{"url":"https","errcode":0,"errmsg":"ok"}"#).await;
    let request = InvoiceBizGetSelectTitleUrlRequest::new().attach("");
    let reply = vendor.client().invoice_biz_get_select_title_url(request).await.unwrap();
    vendor.received_json(SELECT, r#"{"attach":""}"#);
    assert_eq!(reply.url, "https");
}

/// The example of the old page.
#[tokio::test]
async fn the_link_to_choose_a_title_keeps_its_fragment() {
    let vendor = Vendor::answering(
        r#"{"url":"https://mp.weixin.qq.com/intp/invoice/usertitle?action=select_title&select_title_key=iY1bpfvAuwKgkfQECzlhog#wechat_redirect","errcode":0,"errmsg":"ok"}"#,
    )
    .await;
    let request = InvoiceBizGetSelectTitleUrlRequest::new().attach("abcdefg");
    let reply = vendor.client().invoice_biz_get_select_title_url(request).await.unwrap();
    vendor.received_json(SELECT, r#"{"attach":"abcdefg"}"#);
    assert_eq!(
        reply.url,
        "https://mp.weixin.qq.com/intp/invoice/usertitle?action=select_title&select_title_key=iY1bpfvAuwKgkfQECzlhog#wechat_redirect"
    );
}

#[tokio::test]
async fn a_merchant_may_show_its_name_or_nothing() {
    for (request, body) in [
        (
            InvoiceBizGetSelectTitleUrlRequest::new().biz_name("测试商户"),
            r#"{"biz_name":"测试商户"}"#,
        ),
        (InvoiceBizGetSelectTitleUrlRequest::new(), "{}"),
    ] {
        let vendor = Vendor::answering(r#"{"url":"https","errcode":0,"errmsg":"ok"}"#).await;
        vendor.client().invoice_biz_get_select_title_url(request).await.unwrap();
        vendor.received_json(SELECT, body);
    }
}

/// The example of the new page, its key spelt as in the table. The reply lacks two fields.
#[tokio::test]
async fn invoice_scan_title() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","tax_no":"1286715052","addr":"abc","title":"用户抬头","bank_type":"银行","phone":"123456"}"#,
    )
    .await;
    let request = InvoiceScanTitleRequest::new(SCANNED);
    let reply = vendor.client().invoice_scan_title(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/scantitle?access_token=TOKEN",
        &format!(r#"{{"scan_text":"{SCANNED}"}}"#),
    );
    assert_eq!(reply.title_type, None);
    assert_eq!(reply.title.as_deref(), Some("用户抬头"));
    assert_eq!(reply.phone.as_deref(), Some("123456"));
    assert_eq!(reply.tax_no.as_deref(), Some("1286715052"));
    assert_eq!(reply.addr.as_deref(), Some("abc"));
    assert_eq!(reply.bank_type.as_deref(), Some("银行"));
    assert_eq!(reply.bank_no, None);
}

/// The example of the old page.
#[tokio::test]
async fn a_scanned_title_of_a_company() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","title":"单位抬头测试","tax_no":"aaaaaaaaaa123456","addr":"1496647324","bank_type":"bank_type","phone":"12345","title_type":0,"bank_no":"1235456465341234"}"#,
    )
    .await;
    let request = InvoiceScanTitleRequest::new(SCANNED);
    let reply = vendor.client().invoice_scan_title(request).await.unwrap();
    assert_eq!(reply.title_type, Some(TitleType::Company));
    assert_eq!(reply.title.as_deref(), Some("单位抬头测试"));
    assert_eq!(reply.phone.as_deref(), Some("12345"));
    assert_eq!(reply.tax_no.as_deref(), Some("aaaaaaaaaa123456"));
    assert_eq!(reply.addr.as_deref(), Some("1496647324"));
    assert_eq!(reply.bank_type.as_deref(), Some("bank_type"));
    assert_eq!(reply.bank_no.as_deref(), Some("1235456465341234"));
}

#[tokio::test]
async fn empty_fields_of_a_scanned_title_are_absent() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"ok","title_type":1,"title":"","phone":"","tax_no":"","addr":"","bank_type":"","bank_no":""}"#,
    )
    .await;
    let request = InvoiceScanTitleRequest::new(SCANNED);
    let reply = vendor.client().invoice_scan_title(request).await.unwrap();
    assert_eq!(reply.title_type, Some(TitleType::Personal));
    for field in [reply.title, reply.phone, reply.tax_no, reply.addr, reply.bank_type] {
        assert_eq!(field, None);
    }
    assert_eq!(reply.bank_no, None);
}

#[tokio::test]
async fn an_unknown_kind_of_title_is_kept() {
    let vendor =
        Vendor::answering(r#"{"errcode":0,"errmsg":"ok","title_type":7,"title":"张三"}"#).await;
    let request = InvoiceScanTitleRequest::new(SCANNED);
    let reply = vendor.client().invoice_scan_title(request).await.unwrap();
    assert_eq!(reply.title_type.unwrap().value(), 7);
}

#[tokio::test]
async fn an_expired_code_of_a_title_is_an_error() {
    let vendor = Vendor::answering(r#"{"errcode":72044,"errmsg":"scan text out of time"}"#).await;
    let request = InvoiceScanTitleRequest::new(SCANNED);
    let error = vendor.client().invoice_scan_title(request).await.unwrap_err();
    let Error::Api(error) = error else { panic!("not WeChat's: {error}") };
    assert_eq!(error.code().value(), 72044);
    assert_eq!(error.class(), ErrorClass::Business);
    assert_eq!(error.message(), "scan text out of time");
    assert_eq!((error.rid(), error.hint()), (None, None));
}

/// The error for a mini program, with a message that was observed.
#[tokio::test]
async fn a_mini_program_may_not_read_titles() {
    let vendor = Vendor::answering(
        r#"{"errcode":48001,"errmsg":"api unauthorized rid: 66b225ed-4bdd1a42-115feb8d"}"#,
    )
    .await;
    let request = InvoiceScanTitleRequest::new(SCANNED);
    let error = vendor.client().invoice_scan_title(request).await.unwrap_err();
    let Error::Api(error) = error else { panic!("not WeChat's: {error}") };
    assert_eq!(error.code().value(), 48001);
    assert_eq!(error.class(), ErrorClass::Permission);
    assert_eq!(error.message(), "api unauthorized");
    assert_eq!(error.rid(), Some("66b225ed-4bdd1a42-115feb8d"));
    assert_eq!(error.hint(), None);
}

/// Only this call on the new pages is not open to third parties.
#[tokio::test]
async fn a_third_partys_token_reads_no_titles() {
    let vendor = Vendor::answering(r#"{"url":"https","errcode":0,"errmsg":"ok"}"#).await;
    let client = vendor.client_with("authorizer_access_token");
    let error = client.invoice_scan_title(InvoiceScanTitleRequest::new(SCANNED)).await.unwrap_err();
    let Error::Refused(refused) = error else { panic!("not refused: {error}") };
    let Refusal::TokenKind { kind, takes, .. } = refused.reason() else { panic!("{refused}") };
    assert_eq!((*kind, *takes), ("authorizer_access_token", &["access_token"][..]));

    let request = InvoiceBizGetSelectTitleUrlRequest::new();
    client.invoice_biz_get_select_title_url(request).await.unwrap();
    vendor.received_json(SELECT, "{}");
}
