use weixin_import::{Body, Field, Page};

use crate::support::findings;
use crate::with_parameters;

/// A page whose body has this one row, in line 15.
fn with_row(row: &str) -> Page {
    with_parameters(&format!(
        "## 2. 请求参数\n\n### 请求体 `Request Payload`\n\n| 参数名 | 类型 | 必填 | 说明 | 枚举 |\n\
         | --- | --- | --- | --- | --- |\n{row}\n\n## 3. 返回参数"
    ))
}

/// A page whose `kind` has these rows of values, the first of them in line 23.
fn with_values(rows: &str) -> Page {
    with_parameters(&format!(
        "## 2. 请求参数\n\n### 请求体 `Request Payload`\n\n| 参数名 | 类型 | 必填 | 说明 |\n\
         | --- | --- | --- | --- |\n| kind | number | 是 | 种类 |\n\n## 3. 返回参数\n\n\
         ### Body.kind `Enum`\n\n| 枚举值 | 描述 |\n| --- | --- |\n{rows}"
    ))
}

fn first(page: &Page) -> &Field {
    let Body::Json(body) = &page.body else { panic!("{:?}", page.body) };
    &body[0]
}

/// Each value of the body's field as `value=meaning`.
fn values(page: &Page) -> Vec<String> {
    let values = first(page).values.iter();
    values.map(|value| format!("{}={}", value.value, value.about)).collect()
}

const NOT_PLAIN: &str =
    "15: the values of `a` in the column of enumerations could not be read: they were left out";

#[test]
fn white_space_may_stand_between_the_values_of_a_cell() {
    let page = with_row("| a | number | 是 | 甲 | 0:关闭 1:全部 开启<br>-1：未知 |");
    assert_eq!(values(&page), ["0=关闭", "1=全部 开启", "-1=未知"]);
    let page = with_row("| a | string | 是 | 甲 | ON：开 OFF：关 |");
    assert_eq!(values(&page), ["ON=开", "OFF=关"]);
    assert_eq!(findings(&page), [] as [&str; 0]);
}

#[test]
fn a_meaning_may_hold_what_looks_like_a_value_of_another_kind() {
    let page = with_row("| a | number | 是 | 甲 | 0：关；1：开 note: 默认 |");
    assert_eq!(values(&page), ["0=关", "1=开 note: 默认"]);
}

#[test]
fn a_cell_whose_values_cannot_be_told_apart_is_said() {
    for cell in
        ["0:关闭1:开启", "0 : 关闭 1 : 开启", "0:关闭 1 开启 x:y", "0 关闭 1 开启", "0:甲 0:乙"]
    {
        let page = with_row(&format!("| a | number | 是 | 甲 | {cell} |"));
        assert_eq!(values(&page), [] as [&str; 0], "{cell}");
        assert_eq!(findings(&page), [NOT_PLAIN], "{cell}");
    }
}

#[test]
fn a_number_with_a_remark_in_brackets_is_the_number() {
    let page = with_values("| 1 | 甲 |\n| 2（已废弃） | 乙 |\n| -3 (old) | 丙 |");
    assert_eq!(values(&page), ["1=甲", "2=乙（已废弃）", "-3=丙(old)"]);
    assert_eq!(
        findings(&page),
        ["24: the value `2` has a remark after it", "25: the value `-3` has a remark after it"]
    );
}

#[test]
fn other_words_with_brackets_stay_as_they_are() {
    let page = with_values("| 1（甲 | 甲 |\n| 2-5（乙） | 乙 |\n| f(x) | 丙 |");
    assert_eq!(values(&page), ["1（甲=甲", "2-5（乙）=乙", "f(x)=丙"]);
}
