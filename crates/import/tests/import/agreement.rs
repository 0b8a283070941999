//! A fresh draft says what its page says: drift finds nothing between them that no quirk names.

use weixin_import::drift::{Comparison, compare};

use weixin_test_support::page::{CALL, page};

use super::support::{brought, empty, options, sources};

/// A page compared with its own draft.
fn compared(page: &str) -> Comparison {
    let mut folder = empty();
    brought(&mut folder, &[page], &options());
    let sources = sources(&folder);
    let model = weixin_spec::load::model(&sources).unwrap();
    let page = weixin_import::read(page.as_bytes()).unwrap();
    compare(&page, &model, &sources).remove(0)
}

/// Where the page and its draft differ without a word about it.
fn drift(page: &str) -> Vec<String> {
    compared(page).differences.into_iter().map(|difference| difference.at).collect()
}

/// A page whose body has the rows, and which lists what some of them can be or consist of.
fn with_tables(rows: &str, tables: &str) -> String {
    let page = page(CALL, rows, "", "", "| -1 | 系统繁忙 |");
    page.replace("## 3. 返回参数", &format!("{tables}\n\n## 3. 返回参数"))
}

/// The table of a field's values.
fn values(path: &str, values: &[&str]) -> String {
    let rows: String = values.iter().map(|value| format!("| {value} | 某 |\n")).collect();
    format!("### {path} `Enum`\n\n| 枚举值 | 描述 |\n| --- | --- |\n{rows}")
}

#[test]
fn values_of_each_type_are_no_drift() {
    for (ty, listed) in [
        ("string", ["green", "black"]),
        ("number", ["1", "2"]),
        ("number", ["1", "其他"]),
        ("double", ["1.5", "2.5"]),
        ("boolean", ["true", "false"]),
        ("strarray", ["green", "black"]),
        ("array", ["green", "black"]),
        ("object", ["green", "black"]),
        ("enum", ["green", "black"]),
    ] {
        let row = format!("| leaf | {ty} | 否 | 茶叶 |");
        let page = with_tables(&row, &values("Body.leaf", &listed));
        assert_eq!(drift(&page), [""; 0], "{ty}: {listed:?}");
    }
}

#[test]
fn words_for_types_are_no_drift() {
    let words = [
        "String(32)",
        "varchar",
        "int",
        "uint64",
        "float",
        "timestamp",
        "Bool",
        "numarray",
        "strarray",
        "boolarray",
        "intarray",
        "Array<String>",
        "int[]",
        "array of number",
        "double[]",
        "array",
        "buffer",
        "glow",
        "number/string",
        "字符串",
        "",
    ];
    let lists_and_objects = ["object", "json", "objarray", "list<object>"];
    let row = |word: &str| format!("| leaf | {word} | 否 | 茶叶 |");
    for word in words.iter().chain(&lists_and_objects) {
        assert_eq!(drift(&with_tables(&row(word), "")), [""; 0], "{word} in a body");
    }
    for word in words {
        let token = "| access_token | string | 是 | 接口调用凭证 |";
        let page = with_tables("", "").replace(token, &format!("{token}\n{}", row(word)));
        assert_eq!(drift(&page), [""; 0], "{word} in a query");
    }
}

#[test]
fn a_table_of_what_is_called_json_says_what_is_in_it() {
    let table = "### Body.pot `Object Payload`\n\n| 参数名 | 类型 | 必填 | 说明 |\n| --- | --- | --- | --- |\n\
                 | size | number | 是 | 容量 |\n";
    let page = with_tables("| pot | json | 是 | 壶 |", table);
    assert_eq!(drift(&page), [""; 0]);
    let mut folder = empty();
    let made = brought(&mut folder, &[&page], &options());
    assert!(
        made.specs[super::support::SPEC].contains("      size: { type: integer, about: TODO }\n")
    );
}

#[test]
fn a_row_that_stands_twice_is_no_drift() {
    let rows = "| leaf | string | 是 | 茶叶 |\n| leaf | number | 否 | 茶叶 |";
    assert_eq!(drift(&with_tables(rows, "")), [""; 0]);
}

#[test]
fn kinds_of_accounts_in_the_plural_are_no_drift() {
    let scope = "| Mini Programs | Official Accounts |\n| --- | --- |\n| ✔ | ✔ |\n\n\
                 - Other account types not explicitly declared are not allowed to call this interface.\n";
    let page = with_tables("", "").replace("| 小程序 |\n| --- |\n| ✔ |\n", scope);
    assert_eq!(drift(&page), [""; 0]);
}
