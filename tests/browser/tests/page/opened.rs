//! The page in a browser.

use weixin_sandbox::Sandbox;

use crate::browser::with_browser;

/// The reply of the last call, as Swagger UI shows it.
const REPLY: &str = ".live-responses-table .response-col_description .highlight-code code";

#[tokio::test(flavor = "multi_thread")]
#[cfg_attr(
    not(has_browser),
    ignore = "needs chromium and chromedriver: apt-get install chromium chromium-driver"
)]
async fn a_call_can_be_read_and_tried() {
    let sandbox = Sandbox::start().await.unwrap();
    let url = sandbox.url().to_owned();
    with_browser(|browser| async move {
        browser.page.goto(&url).await.unwrap();
        let operation = "#operations-invoice-set_invoice_url";
        let summary = browser.text(&format!("{operation} .opblock-summary")).await;
        assert!(summary.contains("/card/invoice/seturl"), "{summary}");
        assert!(summary.contains("Get the invoicing platform's identification code"), "{summary}");

        browser.click(&format!("{operation} .opblock-summary-control")).await;
        let message = browser.text(&format!("{operation} .opblock-description")).await;
        assert!(message.contains("Accounts: Official Account, Service Account"), "{message}");

        browser.click(&format!("{operation} .try-out__btn")).await;
        browser.click(&format!("{operation} .execute")).await;
        let reply = browser.text(&format!("{operation} {REPLY}")).await;
        assert!(reply.contains(r#""errcode": 0"#), "{reply}");
        assert!(
            reply.contains("https://mp.weixin.qq.com/bizmall/authinvoice?action=list&s_pappid="),
            "{reply}"
        );

        assert_eq!(browser.complaints().await, [""; 0]);
        let loaded = browser.loaded().await;
        assert!(loaded.iter().all(|address| address.starts_with(&url)), "{loaded:?}");
        browser.close().await;
    })
    .await;
    let entry = sandbox.ledger().last().unwrap();
    assert!(entry.is_executed(), "{entry}");
    assert_eq!(entry.token(), Some("browser-1"));
    // The request for the page is not a call.
    assert_eq!(sandbox.ledger().entries().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
#[cfg_attr(
    not(has_browser),
    ignore = "needs chromium and chromedriver: apt-get install chromium chromium-driver"
)]
async fn calls_with_the_same_path_are_selected_by_their_query() {
    let sandbox = Sandbox::start().await.unwrap();
    let url = sandbox.url().to_owned();
    with_browser(|browser| async move {
        browser.page.goto(&url).await.unwrap();
        let operation = "#operations-invoice-POST_card_invoice_setbizattr";
        browser.click(&format!("{operation} .opblock-summary-control")).await;
        browser.click(&format!("{operation} .try-out__btn")).await;
        let choice = browser.find(&format!("{operation} tr[data-param-name=action] select")).await;
        choice.select_by_value("get_contact").await.unwrap();
        let body = browser.find(&format!("{operation} textarea.body-param__text")).await;
        body.clear().await.unwrap();
        body.send_keys("{}").await.unwrap();
        browser.click(&format!("{operation} .execute")).await;
        let reply = browser.text(&format!("{operation} {REPLY}")).await;
        assert!(reply.contains("errcode"), "{reply}");
        assert_eq!(browser.complaints().await, [""; 0]);
        browser.close().await;
    })
    .await;
    assert_eq!(sandbox.ledger().received_count("invoice_biz_get_contact"), 1);
}
