//! The unified invoicing calls, which are documented only on the old pages.

use weixin::{
    Error, Yuan,
    api::{
        ErrorClass,
        invoice::{
            ClearOutInvoiceRequest, MakeOutInvoiceRequest, QueryInvoceInfoRequest,
            QueryInvoceInfoRequired, clear_out_invoice,
            make_out_invoice::{
                Industry, InvoiceDetail, InvoiceDetailRequired, Invoiceinfo, InvoiceinfoRequired,
                LineKind,
            },
        },
    },
};

use super::support::{Vendor, exceeded};

/// WeChat's own spelling.
const OK: &str = r#"{"errcode":0,"errmsg":"sucesss"}"#;

fn yuan(text: &str) -> Yuan {
    text.parse().expect("an amount")
}

fn washing_machine(spbm: &str) -> InvoiceDetail {
    InvoiceDetail::new(InvoiceDetailRequired {
        fphxz: LineKind::Normal,
        spbm: spbm.into(),
        xmmc: "洗衣机".into(),
        xmsl: "1".into(),
        xmdj: yuan("135.9"),
        xmje: yuan("135.9"),
        sl: "0.17".into(),
        se: yuan("23.1"),
    })
}

/// The documented invoice, with required fields only.
fn blue_invoice(fpqqlsh: &str, line: InvoiceDetail) -> Invoiceinfo {
    Invoiceinfo::new(InvoiceinfoRequired {
        wxopenid: "os92LxEDbiOw7kWZanRN_Bb3Q45I".into(),
        ddh: "30000".into(),
        fpqqlsh: fpqqlsh.into(),
        nsrsbh: "110109500321654".into(),
        nsrmc: "百旺电子测试1".into(),
        nsrdz: "深圳市".into(),
        nsrdh: "0755228899988".into(),
        nsrbank: "中国银行广州支行".into(),
        nsrbankid: "12345678".into(),
        ghfmc: "周一".into(),
        kpr: "小明".into(),
        jshj: yuan("159"),
        hjje: yuan("135.9"),
        hjse: yuan("23.1"),
        invoicedetail_list: vec![line],
    })
}

#[tokio::test]
async fn make_out_invoice() {
    let vendor = Vendor::answering(OK).await;
    let line = washing_machine("1090418010000000000").dw("台").ggxh("60L");
    let invoiceinfo = blue_invoice("test20160511000461", line)
        .ghfnsrsbh("110109500321654")
        .ghfdz("广州市")
        .ghfdh("13717771888")
        .ghfbank("工商银行")
        .ghfbankid("12345678")
        .skr("李四")
        .fhr("小王")
        .bz("备注")
        .hylx(Industry::Commerce);
    let request = MakeOutInvoiceRequest::new(invoiceinfo);
    let reply = vendor.client().make_out_invoice(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/makeoutinvoice?access_token=TOKEN",
        concat!(
            r#"{"invoiceinfo":{"wxopenid":"os92LxEDbiOw7kWZanRN_Bb3Q45I","ddh":"30000","#,
            r#""fpqqlsh":"test20160511000461","nsrsbh":"110109500321654","nsrmc":"百旺电子测试1","#,
            r#""nsrdz":"深圳市","nsrdh":"0755228899988","nsrbank":"中国银行广州支行","#,
            r#""nsrbankid":"12345678","ghfnsrsbh":"110109500321654","ghfmc":"周一","#,
            r#""ghfdz":"广州市","ghfdh":"13717771888","ghfbank":"工商银行","ghfbankid":"12345678","#,
            r#""kpr":"小明","skr":"李四","fhr":"小王","jshj":"159","hjje":"135.9","hjse":"23.1","#,
            r#""bz":"备注","hylx":"0","invoicedetail_list":[{"fphxz":"0","#,
            r#""spbm":"1090418010000000000","xmmc":"洗衣机","dw":"台","ggxh":"60L","xmsl":"1","#,
            r#""xmdj":"135.9","xmje":"135.9","sl":"0.17","se":"23.1"}]}}"#,
        ),
    );
    assert_eq!(reply.outcome.as_deref(), Some("sucesss"));
}

/// A serial of at most 32 characters, and a tax classification code of 19 digits; the buyer's
/// details, clerks, remark, industry, unit and spec are left out.
#[tokio::test]
async fn an_invoice_with_codes_of_the_wrong_length_is_not_sent() {
    let vendor = Vendor::answering(OK).await;
    let serial = "test20160511000461test2016051100";
    let tax_code = "1090418010000000000";
    for (serial, tax_code, path) in [
        (format!("{serial}4"), tax_code.to_owned(), "invoiceinfo.fpqqlsh"),
        (serial.to_owned(), format!("{tax_code}0"), "invoiceinfo.invoicedetail_list[0].spbm"),
        (serial.to_owned(), tax_code[1..].to_owned(), "invoiceinfo.invoicedetail_list[0].spbm"),
    ] {
        let request = MakeOutInvoiceRequest::new(blue_invoice(&serial, washing_machine(&tax_code)));
        let error = vendor.client().make_out_invoice(request).await.unwrap_err();
        assert_eq!(exceeded(error), [path]);
    }
    let request = MakeOutInvoiceRequest::new(blue_invoice(serial, washing_machine(tax_code)));
    vendor.client().make_out_invoice(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/makeoutinvoice?access_token=TOKEN",
        concat!(
            r#"{"invoiceinfo":{"wxopenid":"os92LxEDbiOw7kWZanRN_Bb3Q45I","ddh":"30000","#,
            r#""fpqqlsh":"test20160511000461test2016051100","nsrsbh":"110109500321654","#,
            r#""nsrmc":"百旺电子测试1","nsrdz":"深圳市","nsrdh":"0755228899988","#,
            r#""nsrbank":"中国银行广州支行","nsrbankid":"12345678","ghfmc":"周一","kpr":"小明","#,
            r#""jshj":"159","hjje":"135.9","hjse":"23.1","invoicedetail_list":[{"fphxz":"0","#,
            r#""spbm":"1090418010000000000","xmmc":"洗衣机","xmsl":"1","#,
            r#""xmdj":"135.9","xmje":"135.9","sl":"0.17","se":"23.1"}]}}"#,
        ),
    );
}

/// Undocumented; several developers got it.
#[tokio::test]
async fn an_error_may_consist_of_a_hint() {
    let vendor = Vendor::answering(r#"{"errcode":1,"errmsg":" hint: [qrWNEA03761512]"}"#).await;
    let line = washing_machine("1090418010000000000");
    let request = MakeOutInvoiceRequest::new(blue_invoice("test20160511000461", line));
    let error = vendor.client().make_out_invoice(request).await.unwrap_err();
    let Error::Api(error) = error else { panic!("not WeChat's: {error}") };
    assert_eq!(error.code().value(), 1);
    assert_eq!(error.class(), ErrorClass::Business);
    assert_eq!(error.message(), "");
    assert_eq!(error.hint(), Some("qrWNEA03761512"));
    assert_eq!(error.rid(), None);
}

#[tokio::test]
async fn clear_out_invoice() {
    let vendor = Vendor::answering(OK).await;
    let request = ClearOutInvoiceRequest::new(clear_out_invoice::InvoiceinfoRequired {
        wxopenid: "os92LxEDbiOw7kWZanRN_Bb3Q45I".into(),
        fpqqlsh: "test20160511000400".into(),
        nsrsbh: "110109500321654".into(),
        nsrmc: "百旺电子测试1".into(),
        yfpdm: "050003521100".into(),
        yfphm: "30329969".into(),
    });
    vendor.client().clear_out_invoice(request).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/clearoutinvoice?access_token=TOKEN",
        r#"{"invoiceinfo":{"wxopenid":"os92LxEDbiOw7kWZanRN_Bb3Q45I","fpqqlsh":"test20160511000400","nsrsbh":"110109500321654","nsrmc":"百旺电子测试1","yfpdm":"050003521100","yfphm":"30329969"}}"#,
    );
}

fn query() -> QueryInvoceInfoRequest {
    QueryInvoceInfoRequest::new(QueryInvoceInfoRequired {
        fpqqlsh: "test20160511000440".into(),
        nsrsbh: "110109500321654".into(),
    })
}

/// The path really is misspelt, and the message of success is Chinese.
#[tokio::test]
async fn query_invoce_info() {
    let vendor = Vendor::answering(
        r#"{"errcode":0,"errmsg":"发票数据获取成功","invoicedetail":{"fpqqlsh":"14574d75004451097845","fpdm":"088978450417","fphm":"21590001","jym":"59004166725791147047","kprq":"20171204172159","pdfurl":"http://weixin.com"}}"#,
    )
    .await;
    let reply = vendor.client().query_invoce_info(query()).await.unwrap();
    vendor.received_json(
        "POST /card/invoice/queryinvoceinfo?access_token=TOKEN",
        r#"{"fpqqlsh":"test20160511000440","nsrsbh":"110109500321654"}"#,
    );
    assert_eq!(reply.outcome.as_deref(), Some("发票数据获取成功"));
    let detail = reply.invoicedetail.unwrap();
    assert_eq!(detail.fpqqlsh.as_deref(), Some("14574d75004451097845"));
    assert_eq!(detail.fpdm.as_deref(), Some("088978450417"));
    assert_eq!(detail.fphm.as_deref(), Some("21590001"));
    assert_eq!(detail.jym.as_deref(), Some("59004166725791147047"));
    assert_eq!(detail.kprq.as_deref(), Some("20171204172159"));
    assert_eq!(detail.pdfurl.as_deref(), Some("http://weixin.com"));
}

/// The details are conditional.
#[tokio::test]
async fn a_reply_may_lack_the_details() {
    let vendor = Vendor::answering(r#"{"errcode":0,"errmsg":"ok"}"#).await;
    let reply = vendor.client().query_invoce_info(query()).await.unwrap();
    assert_eq!(reply.invoicedetail, None);
}

#[tokio::test]
async fn an_invoice_in_progress_is_to_be_queried_later() {
    let vendor = Vendor::answering(
        r#"{"errcode":73107,"errmsg":"Fpqqlsh is processing, please wait and query later"}"#,
    )
    .await;
    let error = vendor.client().query_invoce_info(query()).await.unwrap_err();
    let Error::Api(error) = error else { panic!("not WeChat's: {error}") };
    assert_eq!(error.code().value(), 73107);
    assert_eq!(error.class(), ErrorClass::Wait);
    assert_eq!(error.message(), "Fpqqlsh is processing, please wait and query later");
}
