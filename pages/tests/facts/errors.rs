use weixin_pages::{ErrorRow, FindingKind, Page};

use crate::page;
use crate::support::findings;

/// A page with this table of errors, whose first row is in line 25.
fn with(table: &str) -> Page {
    page(&format!(
        "# 标题\n\n接口英文名：thing\n\n## 1. 调用方式\n\nPOST https://h/a\n\n## 2. 请求参数\n\n## 3. 返回参数\n\n\
         ## 5. 代码示例\n\n请求示例\n\n无\n\n## 6. 错误码\n\n以下是本接口的错误码列表。\n\n{table}\n\n## 7. 适用范围\n"
    ))
}

fn error(code: i64, meaning: &str, remedy: &str, line: u32) -> ErrorRow {
    ErrorRow { code, meaning: meaning.to_owned(), remedy: remedy.to_owned(), line }
}

#[test]
fn with_remedies() {
    let page = with(
        "| 错误码 | 错误描述 | 解决方案 |\n| --- | --- | --- |\n| -1 | system error | 稍候再试 |\n| 101000 | invalid image url |  |",
    );
    assert_eq!(
        page.errors,
        [error(-1, "system error", "稍候再试", 25), error(101_000, "invalid image url", "", 26)]
    );
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn without_remedies() {
    let page =
        with("| 错误码 | 错误描述 |\n| --- | --- |\n| 0 | 成功 |\n| －601033 | 仅支持非个人主体 |");
    assert_eq!(page.errors, [error(-601_033, "仅支持非个人主体", "", 26)]);
}

#[test]
fn in_english() {
    let page = with(
        "Error code | Error Description | Solutions |\n---|---|---|\n40001 | invalid credential | renew it |",
    );
    assert_eq!(page.errors, [error(40001, "invalid credential", "renew it", 25)]);
}

#[test]
fn a_code_that_stands_twice() {
    let page =
        with("| 错误码 | 错误描述 |\n| --- | --- |\n| 934011 | 签名错误 |\n| 934011 | signature |");
    assert_eq!(page.errors, [error(934_011, "签名错误", "", 25)]);
    assert_eq!(
        findings(&page),
        ["26: the code `934011` stands twice in the table of errors, the first row was taken"]
    );
}

#[test]
fn codes_that_are_no_numbers() {
    let page = with(
        "| 错误码 | 错误描述 |\n| --- | --- |\n| 40001-40003 | 凭证 |\n| 其他 | 见通用错误码 |\n| 1、2 | 参数 |",
    );
    assert_eq!(page.errors, [error(1, "参数", "", 27), error(2, "参数", "", 27)]);
    assert_eq!(
        findings(&page),
        [
            "25: the code `40001-40003` is more than one, its row was left out",
            "26: a row of errors has no number for its code, it was left out"
        ]
    );
    assert!(page.findings.iter().all(|finding| finding.kind == FindingKind::BrokenTable));
}

#[test]
fn no_table() {
    assert_eq!(with("无").errors, []);
}
