use weixin_import::{Body, FindingKind};

use crate::page;
use crate::support::{fields, findings};

/// A page with these lines below "HTTPS 调用" and these rows in the table of the query.
fn with(calls: &str, rows: &str) -> weixin_import::Page {
    page(&format!(
        "# 标题

接口英文名：thing

## 1. 调用方式

### HTTPS 调用

```
{calls}
```

## 2. 请求参数

### 查询参数 `Query String Parameters`

| 参数名 | 类型 | 必填 | 示例 | 说明 |
| --- | --- | --- | --- | --- |
| access_token | string | 是 | ACCESS_TOKEN | 接口调用凭证 |
{rows}

## 3. 返回参数

## 5. 代码示例

请求示例

无

## 6. 错误码

## 7. 适用范围
"
    ))
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn a_call_of_one_line() {
    let page = with("POST https://api.weixin.qq.com/wxa/thing?access_token=ACCESS_TOKEN", "");
    let [call] = &page.calls[..] else { panic!("{:?}", page.calls) };
    assert_eq!(call.method, "POST");
    assert_eq!(call.host, "https://api.weixin.qq.com");
    assert_eq!(call.path, "/wxa/thing");
    assert_eq!(call.query, pairs(&[("access_token", "ACCESS_TOKEN")]));
    assert_eq!(call.fixed, []);
    assert_eq!(call.line, 10);
    assert_eq!(page.tokens, ["access_token"]);
    assert_eq!(page.query, []);
}

#[test]
fn a_value_that_never_varies() {
    let page = with("POST https://h/a?access_token=ACCESS_TOKEN&action=set_contact", "");
    assert_eq!(page.calls[0].fixed, pairs(&[("action", "set_contact")]));
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn a_row_that_allows_one_value_is_no_parameter() {
    let page = with(
        "GET https://h/token?grant_type=client_credential&appid=AppID",
        "| grant_type | string | 是 | client_credential | 填写 client_credential |
| appid | string | 是 | AppID | 账号 |",
    );
    assert_eq!(page.calls[0].fixed, pairs(&[("grant_type", "client_credential")]));
    assert_eq!(fields(&page.query), ["appid string !"]);
}

#[test]
fn a_value_of_several_is_a_parameter() {
    let page = with(
        "GET https://h/ticket?access_token=ACCESS_TOKEN&type=jsapi",
        "| type | string | 是 | jsapi | jsapi 或 wx_card |",
    );
    assert_eq!(page.calls[0].fixed, []);
    assert_eq!(fields(&page.query), ["type string !"]);
    assert_eq!(
        findings(&page),
        [
            "10: the URL of the call has a value for `type`, which the query table lists as a parameter"
        ]
    );
}

#[test]
fn placeholders_are_no_values() {
    let page = with(
        "POST https://h/a?access_token=ACCESS_TOCKEN&pay_sig=PAY_SIG&img_url=ENCODE_URL",
        "| pay_sig | string | 是 | - | 签名 |
| img_url | string | 否 | ENCODE_URL | 图片 |",
    );
    assert_eq!(page.calls[0].fixed, []);
    assert_eq!(fields(&page.query), ["pay_sig string !", "img_url string ?"]);
    assert_eq!(page.query[0].example, None);
    assert_eq!(page.query[1].example.as_deref(), Some("ENCODE_URL"));
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn a_parameter_that_only_the_address_has() {
    let page = with("POST https://h/a?access_token=ACCESS_TOKEN&pay_sig=PAY_SIG", "");
    assert_eq!(
        findings(&page),
        ["10: the URL of the call has `pay_sig`, which the query table doesn't list"]
    );
}

#[test]
fn several_calls() {
    let page = with(
        "POST https://h/attr?action=set_a&access_token=ACCESS_TOKEN
POST https://h/attr?action=get_a&access_token=ACCESS_TOKEN
POST https://h/attr?action=get_a&access_token=ACCESS_TOKEN",
        "| action | string | 是 | - | set_a 或 get_a |",
    );
    let fixed: Vec<_> = page.calls.iter().map(|call| call.fixed.clone()).collect();
    assert_eq!(fixed, [pairs(&[("action", "set_a")]), pairs(&[("action", "get_a")])]);
    assert_eq!(page.query, []);
    assert_eq!(page.findings[0].kind, FindingKind::SeveralCalls);
    assert_eq!(findings(&page), ["11: the page describes 2 calls"]);
}

#[test]
fn a_line_without_method_or_question_mark() {
    let page = with("https://h/a&access_token=ACCESS_TOKEN", "");
    assert_eq!(page.calls[0].method, "GET");
    assert_eq!(page.calls[0].path, "/a");
    assert_eq!(
        findings(&page),
        [
            "10: the URL of the call has `&` instead of `?` before its query",
            "10: the line of the call has no method: `GET` was used"
        ]
    );
}

#[test]
fn a_get_with_a_body() {
    let page = page(
        "# 标题

接口英文名：thing

## 1. 调用方式

GET https://h/a

## 2. 请求参数

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| a | string | 是 | 甲 |
",
    );
    let Body::Json(body) = &page.body else { panic!("{:?}", page.body) };
    assert_eq!(fields(body), ["a string !"]);
    let words = "15: the call is a `GET`, but the page lists fields of a body";
    assert!(findings(&page).iter().any(|finding| finding == words));
}

#[test]
fn an_address_goes_on_behind_white_space() {
    let broken = [
        "POST https://h/a? access_token=ACCESS_TOKEN&action=get",
        "POST https://h/a?access_token=ACCESS_TOKEN &action=get",
        "POST https://h/a?\naccess_token=ACCESS_TOKEN&\n  action=get",
        "POST\nhttps://h/a\n?access_token=ACCESS_TOKEN\n&action=get",
    ];
    for call in broken {
        let page = with(call, "");
        assert_eq!(page.calls.len(), 1, "{call}");
        assert_eq!(page.calls[0].path, "/a", "{call}");
        assert_eq!(page.calls[0].fixed, pairs(&[("action", "get")]), "{call}");
        assert_eq!(findings(&page), [] as [&str; 0], "{call}");
    }
}

#[test]
fn words_behind_an_address_are_none_of_it() {
    let page = with("POST https://h/a?access_token=ACCESS_TOKEN& 其中 action=get\nb=1", "");
    assert_eq!(page.calls[0].query, pairs(&[("access_token", "ACCESS_TOKEN")]));
}

#[test]
fn of_several_methods_the_one_that_sends_a_body_is_taken_where_there_is_one() {
    let text = "# 标题\n\n接口英文名：thing\n\n## 1. 调用方式\n\n### HTTPS 调用\n\n```\nGET/POST https://h/a\n```\n\n\
                ## 2. 请求参数\n\n### 请求体 `Request Payload`\n\nBODY\n\n## 3. 返回参数\n\n## 5. 代码示例\n\n请求示例\n\n无\n\n\
                ## 6. 错误码\n\n## 7. 适用范围\n";
    let table =
        "| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |\n| a | string | 是 | 甲 |";
    for (body, method) in [(table, "POST"), ("无", "GET")] {
        let page = page(&text.replace("BODY", body));
        assert_eq!(page.calls[0].method, method);
        let words = format!("10: the line of the call has `GET` and `POST`: `{method}` was used");
        assert_eq!(findings(&page), [words]);
    }
}
