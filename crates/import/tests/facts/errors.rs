use weixin_import::{ErrorRow, FindingKind, Page};

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
        ["26: the error code `934011` is listed twice: the first row was used"]
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
            "25: `40001-40003` is more than one error code: its row was left out",
            "26: an error code is not a number: its row was left out"
        ]
    );
    assert!(page.findings.iter().all(|finding| finding.kind == FindingKind::BrokenTable));
}

#[test]
fn no_table() {
    assert_eq!(with("无").errors, []);
}

#[test]
fn a_list_of_codes() {
    let page = with("- 40001：凭证无效\n- -1: system error: retry\n- 0：成功");
    assert_eq!(
        page.errors,
        [error(40001, "凭证无效", "", 23), error(-1, "system error: retry", "", 24)]
    );
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn a_list_that_a_reader_mode_made_one_paragraph() {
    let page = with("40001：凭证无效\n40003：openid 错误");
    assert_eq!(
        page.errors,
        [error(40001, "凭证无效", "", 23), error(40003, "openid 错误", "", 24)]
    );
}

#[test]
fn a_list_that_gives_no_plain_codes_is_said() {
    for list in ["- 40001：凭证无效\n- 其他：见文档", "- 40001 凭证无效", "- 40001-40003：凭证无效"]
    {
        let page = with(list);
        assert_eq!(page.errors, [], "{list}");
        let words =
            "23: a list in the section of error codes has items that aren't codes: it was left out";
        assert_eq!(findings(&page), [words], "{list}");
    }
}

#[test]
fn a_list_of_words_is_no_list_of_codes() {
    let page = with("- 其他错误码见通用错误码\n- 请稍候再试");
    assert_eq!(page.errors, []);
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn further_sections_of_codes() {
    for heading in ["附：业务错误码", "8. 业务错误码", "Business error codes"] {
        let page = page(&format!(
            "# 标题\n\n接口英文名：thing\n\n## 1. 调用方式\n\nPOST https://h/a\n\n## 6. 错误码\n\n\
             | 错误码 | 错误描述 |\n| --- | --- |\n| 40001 | 甲 |\n\n## {heading}\n\n\
             | 错误码 | 错误描述 |\n| --- | --- |\n| 50001 | 乙 |\n\n## 7. 适用范围\n"
        ));
        assert_eq!(
            page.errors,
            [error(40001, "甲", "", 13), error(50001, "乙", "", 19)],
            "{heading}"
        );
    }
}

#[test]
fn other_tables_of_further_sections_are_none_of_codes() {
    let page = with(
        "| 错误码 | 错误描述 |\n| --- | --- |\n| 40001 | 甲 |\n\n## 附：错误码的分类\n\n\
         | 分类 | 说明 |\n| --- | --- |\n| 1 | 凭证 |\n\n- 2：参数",
    );
    assert_eq!(page.errors, [error(40001, "甲", "", 25)]);
    assert_eq!(findings(&page), [] as [&str; 0]);
}
