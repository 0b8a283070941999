use weixin_import::{BlockKind, Document, FindingKind, Page};

use crate::support::{body, findings};
use crate::with_parameters;

#[test]
fn columns_of_other_words_and_in_another_order() {
    let page = with_parameters(
        "## 2. Request parameters

### Request BodyRequest Payload

Type | Parameter Name | Introductions | Required to fill in |
---|---|---|---|
Int | id | one | yes |
List | names | two | no |

## 3. Return Parameters",
    );
    assert_eq!(body(&page), ["id Int !", "names List ?"]);
}

#[test]
fn a_table_without_required_marks() {
    let page = with_parameters(
        "## 2. 请求参数\n\n### 请求体 `Request Payload`\n\n| 参数名 | 类型 | 说明 |\n| --- | --- | --- |\n| a | string | 甲 |\n\n## 3. 返回参数",
    );
    assert_eq!(body(&page), ["a string"]);
    assert_eq!(page.findings[0].kind, FindingKind::MissingRequiredMark);
    assert_eq!(
        findings(&page),
        ["13: a table of parameters doesn't say which of them are required"]
    );
}

#[test]
fn ticks_and_crosses_are_marks() {
    let page = with_parameters(
        "## 2. 请求参数\n\n### 请求体 `Request Payload`\n\n| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |\n\
         | a | string | √ | 甲 |\n| b | string | ✔ | 乙 |\n| c | string | × | 丙 |\n| d | string | - | 丁 |\n\n## 3. 返回参数",
    );
    assert_eq!(body(&page), ["a string !", "b string !", "c string ?", "d string"]);
    assert_eq!(findings(&page), ["18: the table doesn't say plainly whether `d` is required"]);
}

#[test]
fn broken_rows() {
    let page = with_parameters(
        "## 2. 请求参数

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| a | string | 是 | 一 | 二 |
| b |  | 是 | 三 |
|  | string | 是 | 四 |
| c | string | 也许 | 五 |
| c | number | 是 | 六 |
| d |
| 用户 名 | string | 是 | 七 |
| e（旧） | string | 是 | 八 |

## 3. 返回参数",
    );
    assert_eq!(body(&page), ["a string !", "b  !", "c string", "d ", "e string !"]);
    assert_eq!(
        findings(&page),
        [
            "15: a row has more cells than its table has columns: the extra cells were added to the last column",
            "16: the row of `b` has no type",
            "17: a row has no name: it was left out",
            "18: the table doesn't say plainly whether `c` is required",
            "19: `c` is listed twice in its table: the first row was used",
            "20: a row has fewer cells than its table has columns",
            "20: the row of `d` has no type",
            "20: the table doesn't say plainly whether `d` is required",
            "21: `用户 名` can't be the name of a field: its row was left out",
            "22: the name of `e` has a remark after it",
        ]
    );
}

#[test]
fn cells_that_ran_together_lost_their_marks() {
    let text = "# T

接口英文名：a

# 1. 调用方式

POST https://h/a

# 请求体 Request Payload

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| id | number |  | 编号 |
| name | string |  | 名字 |
";
    let mut document = Document::read(text.as_bytes()).unwrap();
    for block in &mut document.blocks {
        if let BlockKind::Table(table) = &mut block.kind {
            table.run_together = true;
        }
    }
    let page = Page::of(&document).unwrap();
    assert_eq!(body(&page), ["id number", "name string"]);
    assert_eq!(
        findings(&page)[0],
        "11: a table of parameters doesn't say which of them are required"
    );
}

#[test]
fn each_row_whose_name_is_none_is_said() {
    let long = "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十多";
    let page = with_parameters(&format!(
        "## 2. 请求参数\n\n### 请求体 `Request Payload`\n\n| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |\n\
         | a/b | string | 是 | 甲 |\n| c、d | string | 是 | 乙 |\n| e'f | string | 是 | 丙 |\n| {long} | string | 是 | 丁 |\n\n\
         ## 3. 返回参数"
    ));
    assert_eq!(
        findings(&page),
        [
            "15: `a/b` can't be the name of a field: its row was left out",
            "16: `c、d` can't be the name of a field: its row was left out",
            "17: `e'f` can't be the name of a field: its row was left out",
            "18: `一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…` can't be the name of a field: its row was left out",
        ]
    );
}

#[test]
fn rows_that_draw_a_tree() {
    let page = with_parameters(
        "## 2. 请求参数

### 请求体 `Request Payload`

| 参数名 | 类型 | 必填 | 说明 |
| --- | --- | --- | --- |
| goods | objarray | 是 | x |
| └ id | string | 是 | x |
| └─ kind | object | 否 | x |
| └└ hue | string | 是 | x |
| ├ size | number | 否 | x |
| total | number | 是 | x |
| └ total.note | string | 否 | x |
",
    );
    assert_eq!(
        body(&page),
        [
            "goods objarray !",
            "goods.id string !",
            "goods.kind object ?",
            "goods.kind.hue string !",
            "goods.size number ?",
            "total number !",
            "total.note string ?",
        ]
    );
}
