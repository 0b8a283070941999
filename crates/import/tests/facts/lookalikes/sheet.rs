//! A page's facts on one sheet, so that a test shows all that is expected of a page.

use weixin_import::{Admission, CloudCall, Page, ThirdParty};

use crate::support::{body, fields, findings, reply};

/// What is expected of a page.
pub(crate) struct Sheet {
    pub(crate) title: &'static str,
    pub(crate) name: Option<&'static str>,
    /// `METHOD path`, and `?name=value` where that never varies.
    pub(crate) calls: &'static [&'static str],
    pub(crate) cloud: &'static str,
    pub(crate) third_party: &'static str,
    pub(crate) tokens: &'static [&'static str],
    pub(crate) query: &'static [&'static str],
    pub(crate) body: &'static [&'static str],
    pub(crate) reply: &'static [&'static str],
    pub(crate) codes: &'static [i64],
    /// `account=✔`, `account=~` on application, `account=v` verified; none where the page has no table.
    pub(crate) accounts: Option<&'static [&'static str]>,
    pub(crate) others_excluded: bool,
    /// Each example's request and reply.
    pub(crate) examples: &'static [(&'static str, &'static str)],
    pub(crate) findings: &'static [&'static str],
}

/// Compares a page of the folder with its sheet.
pub(crate) fn check(file: &str, sheet: &Sheet) -> Page {
    let path = format!("{}/tests/pages/{file}", env!("CARGO_MANIFEST_DIR"));
    let page = weixin_import::read(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(page.title, sheet.title);
    assert_eq!(page.name.as_deref(), sheet.name);
    assert_eq!(calls(&page), sheet.calls);
    assert!(page.calls.iter().all(|call| call.host == "https://api.weixin.qq.com"));
    assert_eq!(cloud(&page.cloud_call), sheet.cloud);
    assert_eq!(third_party(&page.third_party), sheet.third_party);
    assert_eq!(page.tokens, sheet.tokens);
    assert_eq!(fields(&page.query), sheet.query);
    assert_eq!(body(&page), sheet.body);
    assert_eq!(reply(&page), sheet.reply);
    let codes: Vec<_> = page.errors.iter().map(|error| error.code).collect();
    assert_eq!(codes, sheet.codes);
    assert_eq!(
        accounts(&page),
        sheet.accounts.map(|list| list.iter().map(|text| (*text).to_owned()).collect())
    );
    assert_eq!(page.others_excluded, sheet.others_excluded);
    let examples = examples(&page);
    let shown: Vec<_> =
        examples.iter().map(|(request, reply)| (request.as_str(), reply.as_str())).collect();
    assert_eq!(shown, sheet.examples);
    assert_eq!(findings(&page), sheet.findings);
    page
}

fn calls(page: &Page) -> Vec<String> {
    let call = |call: &weixin_import::Call| {
        let fixed: Vec<_> =
            call.fixed.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mark = if fixed.is_empty() { "" } else { "?" };
        format!("{} {}{mark}{}", call.method, call.path, fixed.join("&"))
    };
    page.calls.iter().map(call).collect()
}

fn cloud(call: &CloudCall) -> &str {
    match call {
        CloudCall::Unknown => "unsaid",
        CloudCall::No => "no",
        CloudCall::Yes(name) => name.as_deref().unwrap_or("yes"),
    }
}

fn third_party(third_party: &ThirdParty) -> String {
    match third_party {
        ThirdParty::Unknown => "unsaid".to_owned(),
        ThirdParty::No => "no".to_owned(),
        ThirdParty::Yes(sets) => format!("{sets:?}"),
    }
}

fn accounts(page: &Page) -> Option<Vec<String>> {
    let account = |account: &weixin_import::Account| {
        let mark = match account.admission {
            Admission::Yes => "✔",
            Admission::OnApplication => "~",
            Admission::Verified => "v",
            Admission::No => "✘",
        };
        format!("{}={mark}", account.name)
    };
    Some(page.accounts.as_ref()?.iter().map(account).collect())
}

fn examples(page: &Page) -> Vec<(String, String)> {
    let show = |sample: &Option<weixin_import::Sample>| {
        let Some(sample) = sample else { return "nothing".to_owned() };
        if let Some(json) = &sample.json {
            return json.to_string();
        }
        let pairs = |list: &[(String, String)]| {
            list.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
        };
        format!("text ?{} form {}", pairs(&sample.query), pairs(&sample.form))
    };
    page.examples.iter().map(|example| (show(&example.request), show(&example.reply))).collect()
}
