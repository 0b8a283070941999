use weixin_import::Page;

use crate::page;
use crate::support::findings;

/// A page whose body has a required `id` and an optional list `items` of objects, whose reply has a text
/// `name`, and with this section of examples, whose first line is 32.
fn with(examples: &str) -> Page {
    page(&format!(
        "# 标题

接口英文名：thing

## 1. 调用方式

POST https://h/a

## 2. 请求参数

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| id | number | 是 | 甲 |
| items | objarray | 否 | 乙 |

### Body.items(Array) `Object Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| on | boolean | 是 | 丙 |

## 3. 返回参数

| 参数名 | 类型 | 说明 |
| --- | --- | --- |
| name | string | 丁 |

## 5. 代码示例

{examples}

## 6. 错误码

## 7. 适用范围
"
    ))
}

/// Each exchange as name, request and reply.
fn exchanges(page: &Page) -> Vec<(String, String, String)> {
    let json = |sample: &Option<weixin_import::Sample>| match sample {
        None => "none".to_owned(),
        Some(sample) => sample.json.as_ref().map_or_else(|| "text".to_owned(), ToString::to_string),
    };
    page.examples
        .iter()
        .map(|example| (example.name.clone(), json(&example.request), json(&example.reply)))
        .collect()
}

fn exchange(name: &str, request: &str, reply: &str) -> (String, String, String) {
    (name.to_owned(), request.to_owned(), reply.to_owned())
}

#[test]
fn one_exchange() {
    let page = with(
        "请求示例\n\n```\n{\"id\": 9007199254740993}\n```\n\n返回示例\n\n```json\n{\"name\": \"a\"}\n```",
    );
    assert_eq!(exchanges(&page), [exchange("", r#"{"id":9007199254740993}"#, r#"{"name":"a"}"#)]);
    let lines = page.examples.iter().flat_map(|example| [&example.request, &example.reply]);
    let lines: Vec<_> = lines.flatten().map(|sample| sample.line).collect();
    assert_eq!(lines, [35, 41]);
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn several_with_names_and_without_the_clouds() {
    let page = with(
        "### 5.1 成功

请求示例

```
{\"id\": 1}
```

返回示例

```
{\"name\": \"a\"}
```

### 5.2 云调用示例

请求示例

```
const cloud = require('wx-server-sdk')
```

返回示例

```
{\"errCode\": 0}
```

### 5.3 失败

请求示例

```
{\"id\": 2}
```

返回示例（失败）

```
{\"errcode\": 40001}
```",
    );
    assert_eq!(
        exchanges(&page),
        [
            exchange("成功", r#"{"id":1}"#, r#"{"name":"a"}"#),
            exchange("失败", r#"{"id":2}"#, r#"{"errcode":40001}"#)
        ]
    );
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn two_replies_to_one_request() {
    let page = with(
        "请求示例\n\n```\n{\"id\": 1}\n```\n\n返回示例\n\n```\n{\"name\": \"a\"}\n```\n\n返回示例\n\n```\n{\"name\": \"b\"}\n```",
    );
    assert_eq!(
        exchanges(&page),
        [exchange("", r#"{"id":1}"#, r#"{"name":"a"}"#), exchange("", "none", r#"{"name":"b"}"#)]
    );
}

#[test]
fn two_replies_below_one_mark() {
    let page = with(
        "请求示例\n\n```\n{\"id\": 1}\n```\n\n返回示例\n\n成功\n\n```\n{\"name\": \"}\"}\n```\n\n失败\n\n```\n{\"errcode\": 1}\n```",
    );
    assert_eq!(
        exchanges(&page),
        [exchange("", r#"{"id":1}"#, r#"{"name":"}"}"#), exchange("", "none", r#"{"errcode":1}"#)]
    );
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn an_address_and_its_body_are_one_request() {
    let page = with("请求示例\n\n```\nPOST https://h/a\n```\n\n```\n{\"id\": 1}\n```\n\n以上");
    assert_eq!(exchanges(&page), [exchange("", r#"{"id":1}"#, "none")]);
}

#[test]
fn in_english_without_fences() {
    let page = with("Example Requests\n{\"id\": 1}\nReturn an example\n{\n\"name\": \"a\"\n");
    assert_eq!(exchanges(&page), [exchange("", r#"{"id":1}"#, r#"{"name":"a"}"#)]);
    assert_eq!(
        findings(&page),
        ["36: to read an example of the response as JSON, the missing closing bracket was added"]
    );
}

#[test]
fn a_brace_outside_of_the_fence() {
    let page = with("请求示例\n\n```\n{\"id\": 1,\n\"items\": []\n```\n\n}");
    assert_eq!(exchanges(&page), [exchange("", r#"{"id":1,"items":[]}"#, "none")]);
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn each_repair_is_said() {
    let page = with("请求示例\n\n```\n{\n  'id'：1, // 甲\n  \"items\": [{\"on\": True,}]\n```");
    assert_eq!(exchanges(&page), [exchange("", r#"{"id":1,"items":[{"on":true}]}"#, "none")]);
    assert_eq!(
        findings(&page),
        [
            "36: to read an example of the request as JSON, a string in single quotes was accepted",
            "36: to read an example of the request as JSON, a full-width punctuation mark was replaced",
            "36: to read an example of the request as JSON, a comment was left out",
            "37: to read an example of the request as JSON, a misspelled constant was corrected",
            "37: to read an example of the request as JSON, an extra comma was left out",
            "37: to read an example of the request as JSON, the missing closing bracket was added",
        ]
    );
}

#[test]
fn what_cannot_be_repaired_stays_text() {
    let page = with("请求示例\n\n```\n{\n  \"id\": 001\n}\n```\n\n返回示例\n\n```\n<xml/>\n```");
    assert_eq!(exchanges(&page), [exchange("", "text", "text")]);
    assert_eq!(page.examples[0].request.as_ref().unwrap().text, "{\n  \"id\": 001\n}");
    assert_eq!(
        findings(&page),
        [
            "36: an example of the request is not valid JSON and can't be repaired: a number is invalid",
            "43: an example of the response is not JSON",
        ]
    );
}

#[test]
fn tables_against_examples() {
    let page = with(
        "请求示例

```
{
  \"items\": [
    {\"on\": 1},
    {\"off\": 1, \"on\": true}
  ],
  \"Id\": 1
}
```

返回示例

```
{
  \"errcode\": 0,
  \"name\": 7,
  \"age\": 1
}
```",
    );
    assert_eq!(
        findings(&page),
        [
            "35: an example of the request lacks `id`, which is required",
            "37: `items[].on` is documented as `boolean`, but an example shows a number",
            "38: an example of the request shows `items[].off`, which no table lists",
            "40: an example of the request shows `Id`, which no table lists; a table has `id`",
            "49: `name` is documented as `string`, but an example shows a number",
            "50: an example of the response shows `age`, which no table lists",
        ]
    );
}

#[test]
fn a_body_that_the_page_denies() {
    let page = page(
        "# T\n\n接口英文名：a\n\n## 1. 调用方式\n\nPOST https://h/a\n\n## 2. 请求参数\n\n### 请求体 `Request Payload`\n\n无\n\n\
         ## 3. 返回参数\n\n## 5. 代码示例\n\n请求示例\n\n```\n{\"id\": 1}\n```\n\n## 6. 错误码\n\n## 7. 适用范围\n",
    );
    assert_eq!(page.body, weixin_import::Body::Nothing);
    assert_eq!(
        findings(&page),
        ["22: an example sends a body, but the page says that there is none"]
    );
}

#[test]
fn a_form_by_curl_and_a_request_line() {
    let page = with(
        "请求示例\n\n```\ncurl -F 'img=@a.jpg' 'https://h/a?access_token=T&x=1'\n```\n\n返回示例\n\n```\n{}\n```\n\n\
         请求示例\n\n```\nGET https://h/a?access_token=T&y=2\n```",
    );
    let requests: Vec<_> =
        page.examples.iter().filter_map(|example| example.request.as_ref()).collect();
    let pair = |name: &str, value: &str| vec![(name.to_owned(), value.to_owned())];
    assert_eq!((&requests[0].query, &requests[0].form), (&pair("x", "1"), &pair("img", "@a.jpg")));
    assert_eq!((&requests[1].query, &requests[1].form), (&pair("y", "2"), &Vec::new()));
    assert_eq!(exchanges(&page), [exchange("", "text", "{}"), exchange("", "text", "none")]);
    assert_eq!(findings(&page), [] as [&str; 0]);
}
