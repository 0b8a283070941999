use weixin_import::{FindingKind, Page, Response};

use crate::page;
use crate::support::{fields, findings};

/// A page with this table of the reply, whose first row is in line 17, and this example of it.
fn with(rows: &str, example: &str) -> Page {
    page(&format!(
        "# 标题\n\n接口英文名：thing\n\n## 1. 调用方式\n\nPOST https://h/a\n\n## 2. 请求参数\n\n## 3. 返回参数\n\n\
         ### 返回体 `Response Payload`\n\n| 参数名 | 类型 | 说明 |\n| --- | --- | --- |\n{rows}\n\n\
         ## 5. 代码示例\n\n返回示例\n\n```\n{example}\n```\n\n## 6. 错误码\n\n## 7. 适用范围\n"
    ))
}

#[test]
fn the_envelope_is_no_part_of_it() {
    let page = with(
        "| errcode | number | 码 |\n| errmsg | string | 文 |\n| id | number | 甲 |",
        "{\"errcode\": 0, \"errmsg\": \"ok\", \"id\": 1}",
    );
    let Response::Json(reply) = &page.response else { panic!("{:?}", page.response) };
    assert_eq!(fields(reply), ["id number"]);
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn a_code_documented_as_text() {
    let page = with("| errcode | String | 码 |", "{\"errcode\": \"0\"}");
    assert_eq!(
        findings(&page),
        ["17: `errcode` is documented as `String`", "24: an example shows `errcode` as text"]
    );
    assert!(page.findings.iter().all(|finding| finding.kind == FindingKind::CodeAsString));
}

#[test]
fn a_file() {
    let page = with(
        "| buffer | buffer | 图片 Buffer |\n| errcode | number | 码 |\n| errmsg | string | 文 |",
        "图片 Buffer",
    );
    assert_eq!(page.response, Response::File(Vec::new()));
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn bytes_within_json() {
    let page = with(
        "| type | string | 甲 |\n| buffer | buffer | 乙 |",
        "{\"errcode\": 0, \"type\": \"image/jpeg\", \"buffer\": \"aGk=\"}",
    );
    let Response::Json(reply) = &page.response else { panic!("{:?}", page.response) };
    assert_eq!(fields(reply), ["type string", "buffer buffer"]);
}

#[test]
fn a_file_that_only_the_example_shows() {
    let page = with("| id | number | 甲 |", "图片二进制内容");
    let Response::Json(reply) = &page.response else { panic!("{:?}", page.response) };
    assert_eq!(fields(reply), ["id number"]);
    assert_eq!(
        findings(&page),
        ["24: the response of an example is a file, but the response table lists JSON fields"]
    );
}

#[test]
fn refusals_are_not_compared() {
    let page =
        with("| id | number | 甲 |", "{\"errcode\": 40001, \"errmsg\": \"no\", \"hint\": \"x\"}");
    assert_eq!(findings(&page), [] as [&str; 0]);
}
