use crate::page;
use crate::support::findings;

#[test]
fn title_name_description_and_notes() {
    let page = page(
        "# [#](#标题) 标题

[调试诊断](https://example.com/debug)

> 接口应在服务器端调用，不可在前端直接调用。

接口英文名：refund\\_order

第一段 `代码`。

- 一项

## [#](#_1-调用方式) 1. 调用方式

POST https://h/a

## [#](#_2-请求参数) 2. 请求参数

## [#](#_3-返回参数) 3. 返回参数

## [#](#_4-注意事项) 4. 注意事项

# [#](#其他说明) 其他说明

说明

| 编号 | 名称 |
| --- | --- |
| 1 | 甲 |

## [#](#_5-代码示例) 5. 代码示例

请求示例

无

## [#](#_6-错误码) 6. 错误码

## [#](#_7-适用范围) 7. 适用范围
",
    );
    assert_eq!(page.title, "标题");
    assert_eq!(page.name.as_deref(), Some("refund_order"));
    assert_eq!(page.prose, "第一段 代码。\n\n- 一项");
    assert_eq!(page.notes, "其他说明\n\n说明\n\n编号 | 名称\n1 | 甲");
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn no_notes_in_both_languages() {
    for notes in
        ["本接口无特殊注意事项", "There are no special considerations for this interface", "无"]
    {
        let page =
            page(&format!("# T\n\n# 1. 调用方式\n\nPOST https://h/a\n\n# 4. Note\n\n{notes}\n"));
        assert_eq!(page.notes, "");
    }
}

#[test]
fn a_name_torn_by_translation() {
    let page = page(
        "# T

Interface English name: Invoice bx update invoice status

# 1. How to call

POST https://h/a
",
    );
    assert_eq!(page.name, None);
    assert_eq!(
        findings(&page)[0],
        "3: the vendor's name of the call is not an identifier: it was left out"
    );
}

#[test]
fn sections_that_are_missing_or_empty() {
    let page = page(
        "# T

接口英文名：thing

## 1. 调用方式

POST https://h/a

## 2. 请求参数

### 请求体 `Request Payload`

## 5. 代码示例
",
    );
    assert_eq!(
        findings(&page),
        [
            "11: a section of parameters has no table, and doesn't say that there are none",
            "13: the section of examples is empty",
            "13: the page has no section of return parameters",
            "13: the page has no section of error codes",
            "13: the page has no section of the scope of application",
        ]
    );
}

#[test]
fn nothing_is_an_empty_table() {
    for nothing in ["无", "nothing", "None."] {
        let page = page(&format!(
            "# T\n\n接口英文名：a\n\n# 1. 调用方式\n\nPOST https://h/a\n\n# 2. 请求参数\n\n# 请求体 Request Payload\n\n{nothing}\n\n\
             # 3. 返回参数\n\n# 5. 代码示例\n\n请求示例\n\n{{}}\n\n# 6. 错误码\n\n# 7. 适用范围\n"
        ));
        assert_eq!(page.body, weixin_import::Body::Nothing);
        assert_eq!(findings(&page), [] as [&str; 0], "{nothing}");
    }
}

#[test]
fn tables_without_headings_of_their_own() {
    let page = page(
        "# T

接口英文名：a

## 调用方式

POST https://h/a?access_token=ACCESS_TOKEN

## 请求参数

| 参数 | 类型 | 必须 | 说明 |
| --- | --- | --- | --- |
| access_token | string | 是 | 凭证 |
| id | number | 是 | 甲 |

## 返回参数

| 参数 | 类型 | 说明 |
| --- | --- | --- |
| name | string | 乙 |
",
    );
    assert_eq!(page.tokens, ["access_token"]);
    let weixin_import::Body::Json(body) = &page.body else { panic!("{:?}", page.body) };
    assert_eq!(crate::support::fields(body), ["id number !"]);
    let weixin_import::Response::Json(reply) = &page.response else {
        panic!("{:?}", page.response)
    };
    assert_eq!(crate::support::fields(reply), ["name string"]);
    assert_eq!(
        findings(&page)[0],
        "13: a table of parameters doesn't say whether they are in the query or in the body: the body was used"
    );
}
