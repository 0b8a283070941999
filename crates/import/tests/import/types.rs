//! The types of a draft.

use weixin_test_support::page::{CALL, page};

use super::support::{brought, empty, lines, options, sources};

#[test]
fn numbers_are_whole_unless_an_example_or_the_words_say_otherwise() {
    let rows = "| a | number | 是 | x |\n| b | number | 是 | 最多保留两位小数 |\n| c | number | 是 | x |\n\
                | d | numarray | 是 | x |\n| e | Int | 是 | x |\n| f | float | 是 | x |";
    let example = "请求示例\n\n```\n{\"a\": 1, \"b\": 2, \"c\": 1.5, \"d\": [1, 2.5], \"e\": 1, \"f\": 2}\n```";
    let found = lines(&page(CALL, rows, "", example, "| -1 | x |"), &["about: TODO }"]);
    assert_eq!(
        found,
        [
            "a: { type: integer, about: TODO }",
            "b: { type: number, about: TODO }",
            "c: { type: number, about: TODO }",
            "d: { type: list of number, about: TODO }",
            "e: { type: integer, about: TODO }",
            "f: { type: number, about: TODO }",
        ]
    );
}

#[test]
fn words_that_show_a_fraction_make_no_whole_number() {
    let rows = "| a | number | 是 | 长度，比如20.0，单位是厘米(cm) |\n| b | number | 是 | 版本，例如：2.0版本 |\n\
                | c | number | 是 | 例如 12，1.0 起可用 |\n| d | number | 是 | 例如 1.2.3 |\n| e | number | 否 | 示例值：0.5 |";
    let found = lines(&page(CALL, rows, "", "", "| -1 | x |"), &["about: TODO }"]);
    assert_eq!(
        found,
        [
            "a: { type: number, about: TODO }",
            "b: { type: integer, about: TODO }",
            "c: { type: integer, about: TODO }",
            "d: { type: integer, about: TODO }",
            "e: { type: number, required: no, about: TODO }",
        ]
    );
}

#[test]
fn other_ways_to_write_a_type() {
    let types = [
        ("Array.<string>", "list of string"),
        ("array(string)", "list of string"),
        ("Array of string", "list of string"),
        ("booleanarray", "list of boolean"),
        ("objarray", "list of json"),
        ("string(32)", "string"),
        ("uint", "integer"),
        ("date", "string"),
    ];
    let rows = types.map(|(word, _)| format!("| a | {word} | 是 | x |"));
    for (row, (word, ty)) in rows.iter().zip(types) {
        let found = lines(&page(CALL, row, "", "", "| -1 | x |"), &["a: {"]);
        assert_eq!(found, [format!("a: {{ type: {ty}, about: TODO }}")], "{word}");
    }
}

#[test]
fn what_a_form_cannot_hold_is_text_and_said_to_be() {
    let rows =
        "| file | formdata | 是 | x |\n| note | formdata | 否 | x |\n| odd | mystery | 否 | x |";
    let example = "请求示例\n\n```\ncurl -F file=@a.jpg -F 'note={\"a\":1}' \"https://api.weixin.qq.com/tea/brew\"\n```";
    let found = lines(&page(CALL, rows, "", example, "| -1 | x |"), &["note", "odd"]);
    assert_eq!(
        found,
        [
            "note: { type: string, required: no, about: TODO }",
            "odd: { type: string, required: no, about: TODO }",
            "- about: form.note",
            "review: \"`note` is documented as `formdata`, an example sends text: it is text here.\"",
            "- about: form.odd",
            "review: \"`odd` is documented as `mystery`, which says nothing about what it is: it is text here.\"",
        ]
    );
}

#[test]
fn what_stands_beside_a_file_is_left_out_and_said() {
    let reply = "| buffer | buffer | 图片 |\n| kind | string | 类型 |";
    let found = lines(&page(CALL, "", reply, "", "| -1 | x |"), &["download", "kind"]);
    assert_eq!(
        found,
        [
            "download:",
            "- about: response.kind",
            "review: \"The reply is a file, and its table has `kind` beside it: it was left out.\"",
            "- about: download",
        ]
    );
    let reply = reply.replace("图片", "图片的 base64 编码");
    let found = lines(&page(CALL, "", &reply, "", "| -1 | x |"), &["download", "buffer", "kind"]);
    assert_eq!(
        found,
        ["buffer: { type: base64, about: TODO }", "kind: { type: string, about: TODO }",]
    );
}

#[test]
fn a_type_that_says_nothing_is_json_to_be_looked_at() {
    let rows = "| a | mystery | 是 | x |\n| b | array | 是 | x |";
    let found = lines(&page(CALL, rows, "", "", "| -1 | x |"), &["json"]);
    assert_eq!(
        found,
        [
            "a: { type: json, about: TODO }",
            "b: { type: list of json, about: TODO }",
            "review: \"`a` is documented as `mystery`, which says nothing about what it is: it is `json` here.\"",
            "review: \"`b` is documented as `array`, and nothing says of what: it is `list of json` here.\"",
        ]
    );
}

#[test]
fn a_field_of_the_request_and_one_of_the_reply_have_a_remark_each() {
    let page = page(CALL, "| info | any | 是 | x |", "| info | list | x |", "", "| -1 | x |");
    let expected = [
        "review: \"`info` is documented as `any`, which says nothing about what it is: it is `json` here.\"",
        "review: \"`info` is documented as `list`, and nothing says of what: it is `list of json` here.\"",
    ];
    assert_eq!(lines(&page, &["review: \"`info`"]), expected);
}

/// The draft of a page whose field `kind` has this type and these rows of values.
fn with_values(ty: &str, values: &[&str], example: &str) -> String {
    let row = format!("| kind | {ty} | 是 | x |");
    let rows: String = values.iter().map(|value| format!("| {value} | x |\n")).collect();
    page(CALL, &row, "", example, "| -1 | x |").replace(
        "## 3. 返回参数",
        &format!(
            "### Body.kind `Enum`\n\n| 枚举值 | 描述 |\n| --- | --- |\n{rows}\n## 3. 返回参数"
        ),
    )
}

#[test]
fn lists_have_known_values_too() {
    let types = [
        ("array", "请求示例\n\n```\n{\"kind\": [\"A\", \"B\"]}\n```"),
        ("array", ""),
        ("strarray", ""),
        ("Array<string>", ""),
    ];
    for (ty, example) in types {
        let found =
            lines(&with_values(ty, &["A", "B"], example), &["type: list", "A:", "B:", "review"]);
        let expected = ["type: list of enum", "A: TODO", "B: TODO"];
        assert_eq!(found, expected, "{ty} {example}");
    }
    for ty in ["numarray", "array"] {
        let found =
            lines(&with_values(ty, &["1", "2"], ""), &["type: list", "  1:", "  2:", "review"]);
        let expected = [
            "type: list of enum",
            "1: { name: TODO, about: TODO }",
            "2: { name: TODO, about: TODO }",
        ];
        assert_eq!(found, expected, "{ty}");
    }
}

#[test]
fn values_that_the_type_cannot_have_are_left_out_one_by_one() {
    let found = lines(
        &with_values("number", &["1", "2-5", "3", "其他"], ""),
        &["type: enum", "  1: {", "  3: {", "body.kind", "page: ", "`kind"],
    );
    assert_eq!(
        found,
        [
            "type: enum",
            "1: { name: TODO, about: TODO }",
            "3: { name: TODO, about: TODO }",
            "- about: body.kind",
            "page: 1, 2-5, 3, 其他",
            "review: \"The page lists `2-5`, `其他` for `kind`, which are no values of its type: they were left out.\"",
        ]
    );
}

/// What differs between a page and its own draft, and no remark of the draft's names.
fn drift(text: &str) -> Vec<String> {
    let mut folder = empty();
    brought(&mut folder, &[text], &options());
    let sources = sources(&folder);
    let model = weixin_spec::load::model(&sources).unwrap();
    let page = weixin_import::read(text.as_bytes()).unwrap();
    let found = weixin_import::drift::compare(&page, &model, &sources);
    found.iter().flat_map(|call| &call.differences).map(|each| each.at.clone()).collect()
}

#[test]
fn what_a_draft_leaves_out_of_a_page_is_recorded() {
    let rows =
        "| media | formdata | 是 | x |\n| list | objarray | 否 | x |\n| note | json | 否 | x |";
    for page in [
        with_values("number", &["1", "2-5", "01"], ""),
        with_values("numarray", &["1", "2-5"], ""),
        page(CALL, rows, "", "", "| -1 | x |"),
        page(&CALL.replace("POST", "GET"), rows, "", "", "| -1 | x |"),
    ] {
        assert_eq!(drift(&page), [""; 0]);
    }
}

#[test]
fn yes_and_no_are_what_a_boolean_has_anyway() {
    let found = lines(&with_values("boolean", &["true", "false"], ""), &["kind"]);
    assert_eq!(found, ["kind: { type: boolean, about: TODO }"]);
    let found = lines(&with_values("boolean", &["true", "2"], ""), &["kind"]);
    assert_eq!(
        found,
        [
            "kind: { type: boolean, about: TODO }",
            "- about: body.kind",
            "review: \"The page lists `2` for `kind`, which is no value of its type: it was left out.\"",
        ]
    );
}
