//! Markdown as converters make it of the vendor's pages, and its twin with tables as JSON.

use crate::shown;
use weixin_import::{BlockKind, Document, Form};

#[test]
fn headings_lose_the_anchor_and_keep_their_code() {
    assert_eq!(
        shown(
            "# [#](#查) 查\n\n### [#](#b-Query) Body.a\\_b `Object Payload`\n\n## 尾 ##\n\n其他\n===\n"
        ),
        "1 # 查\n3 ### Body.a_b Object Payload `Object Payload`\n5 ## 尾\n7 # 其他\n"
    );
}

#[test]
fn words_lose_their_marks() {
    let page = "## a\n\n> **注意：**见 [此\\_处](../x_y) &amp; `a_b`&nbsp;！\n\n\\*星\\* \\*\\*\\*\\* 1 < 2，Array<string>，<b>粗</b>![图](p.svg)后\n";
    assert_eq!(
        shown(page),
        "1 ## a\n3 注意：见 此_处 & a_b ！ <此_处 → ../x_y> `a_b`\n5 *星* **** 1 < 2，Array<string>，粗后\n"
    );
}

#[test]
fn a_table_has_the_lines_of_its_rows() {
    let page = "## a\n\n| 参数名 | 类型 |\n| --- | --- |\n| a\\_b | [objarray](#Res__a<Array>) |\n|  | x<br>y \\| z |\n\nb\n";
    assert_eq!(
        shown(page),
        "1 ## a\n3 | 参数名 | 类型\n5 | a_b | objarray <objarray → #Res__a<Array>>\n6 |  | x⏎y | z\n8 b\n"
    );
}

#[test]
fn a_table_may_begin_in_a_paragraph_and_have_rows_of_several_lines() {
    let page = "## a\nerrors:\n错误码 | 描述 |\n---|---|\n1 | a\nb |\n2 |\n无\n";
    assert_eq!(shown(page), "1 ## a\n2 errors:\n3 | 错误码 | 描述\n5 | 1 | a⏎b\n7 | 2\n8 无\n");
}

#[test]
fn listings_are_fenced_with_a_language_or_without() {
    let page = "## a\n\n``` json\n{\n\t\"a\": \"[x](y)\"\n}\n```\n\n~~~\n# b\n```\n~~~\n\n- c\n  ```bash\n  POST https://d\n  ```\n";
    assert_eq!(
        shown(page),
        "1 ## a\n4 ```json\n{\n\"a\": \"[x](y)\"\n}\n10 ```\n# b\n```\n14 - c\n16 ```bash\nPOST https://d\n"
    );
}

#[test]
fn a_fence_that_is_never_closed_ends_before_the_next_section() {
    let page = "## 5. a\n\n```\n{\n\n## 6. b\n\n```\n1\n```\n";
    assert_eq!(shown(page), "1 ## 5. a\n4 ```\n{\n6 ## 6. b\n9 ```\n1\n");
}

#[test]
fn json_without_a_fence_is_a_listing() {
    let page = "## a\n\n请求示例\n\n{\n\u{200b} \"a\\_b\": [1] //多\n}\n\n{1} ：用户的\n\n```\n{\n```\n\n}\n\n    {\n      \"c\": 1\n    }\n";
    assert_eq!(
        shown(page),
        "1 ## a\n3 请求示例\n5 ```\n{\n\"a_b\": [1] //多\n}\n9 {1} ：用户的\n12 ```\n{\n15 ```\n}\n17 ```\n{\n\"c\": 1\n}\n"
    );
}

#[test]
fn json_that_lacks_its_end_ends_with_what_is_not_json() {
    let page = "## a\n\n{\n\"a\": {\n\"b\": 1\n返回示例\n\n{\n\n\"c\": 2\n\n}\n## b\n";
    assert_eq!(
        shown(page),
        "1 ## a\n3 ```\n{\n\"a\": {\n\"b\": 1\n6 返回示例\n8 ```\n{\n\"c\": 2\n}\n13 ## b\n"
    );
}

#[test]
fn a_remark_below_a_listing_without_a_fence_leaves_no_empty_line_in_it() {
    let page = "## a\n\n<xml>\nb\n<!-- c -->\n\n## d\n";
    assert_eq!(shown(page), "1 ## a\n3 ```\n<xml>\nb\n7 ## d\n");
    let listing = &Document::read(page.as_bytes()).unwrap().blocks[1].kind;
    assert_eq!(listing, &BlockKind::Code { language: None, text: "<xml>\nb".to_owned() });
}

#[test]
fn items_and_paragraphs_stay_apart() {
    let page = "## a\n\n- b\n  c\n- d\n\n1. e\n2. f\n\ng\\\nh\n\n---\n\n1、i\n";
    assert_eq!(shown(page), "1 ## a\n3 - b⏎c\n5 - d\n7 - e\n8 - f\n10 g⏎h\n15 1、i\n");
}

#[test]
fn a_table_of_html_in_markdown_is_read_as_html() {
    let page = "## a\n\n<table>\n<tr><th>参数名</th><th>类型</th></tr>\n<tr><td>a_b</td><td><b>string</b></td></tr>\n</table>\n\nb\n";
    assert_eq!(shown(page), "1 ## a\n3 | 参数名 | 类型\n5 | a_b | string\n8 b\n");
}

#[test]
fn other_ends_of_lines_change_nothing() {
    let page = "# a\n\n## b\n\n|c|d|\n|-|-|\n|1|2|\n\n```\n{\n}\n```\n";
    assert_eq!(shown(&page.replace('\n', "\r\n")), shown(page));
    assert_eq!(shown(&page.replace('\n', "\r")), shown(page));
}

#[test]
fn programs_that_save_pages_say_where_from() {
    let address = |page: &str| Document::read(page.as_bytes()).unwrap().address;
    let front = "---\ntitle: x\nsource: \"https://a.b/c\"\n---\n# d\n## e\n";
    assert_eq!(address(front).as_deref(), Some("https://a.b/c"));
    assert_eq!(shown(front), "5 # d\n6 ## e\n");
    let lines = "Title: x\n\nURL Source: https://a.b/c\n\nMarkdown Content:\n# d\n## e\n";
    assert_eq!(address(lines).as_deref(), Some("https://a.b/c"));
    assert_eq!(shown(lines), "6 # d\n7 ## e\n");
    assert_eq!(address("# d\n## e\nsource: https://a.b/c\n"), None);
}

#[test]
fn an_array_with_the_templates_columns_is_a_table() {
    let page = "## a\n\n```json\n[\n  {\n    \"参数名\": \"a_b\",\n    \"说明\": \"见 [x](y)\"\n  },\n  { \"参数名\": \"c\", \"枚举\": null }\n]\n```\n\n```json\n[ { \"小程序\": \"✔\", \"服务号\": \"\" } ]\n```\n";
    assert_eq!(
        shown(page),
        "1 ## a\n3 | 参数名 | 说明 | 枚举\n5 | a_b | 见 x <x → y> |\n9 | c |  |\n13 | 小程序 | 服务号\n14 | ✔ |\n"
    );
    assert_eq!(Document::read(page.as_bytes()).unwrap().form, Form::VendorMarkdown);
}

#[test]
fn an_examples_array_is_a_listing() {
    for example in [
        "[{\"name\": \"a\", \"type\": \"b\"}]",
        "[{\"openid\": \"\", \"name\": \"\"}]",
        "[{\"参数名\": \"a\"}, 1]",
        "[{\"参数名\": \"a\", \"b\": \"c\"}]",
        "[]",
    ] {
        let page =
            Document::read(format!("# a\n## b\n```json\n{example}\n```\n").as_bytes()).unwrap();
        assert_eq!(page.form, Form::Markdown, "{example}");
        let BlockKind::Code { text, .. } = &page.blocks[2].kind else {
            panic!("{example} is a table")
        };
        assert_eq!(text, example);
    }
}

#[test]
fn of_a_file_that_is_cut_off_whole_rows_count() {
    let page = "## a\n\n```json\n[\n  {\"错误码\": \"1\", \"错误描述\": \"b\"},\n  {\"错误码\": \"2\", \"错误";
    assert_eq!(shown(page), "1 ## a\n3 | 错误码 | 错误描述\n5 | 1 | b\n6 the file is cut off\n");
}

#[test]
fn a_file_may_end_in_the_middle_of_anything() {
    for (page, line) in [
        ("## a\n```\n{\n", Some(3)),
        ("## a\n\n{\n\"b\": 1\n", Some(4)),
        ("## a\n|b|c|\n|-|-|\n|1|2|\n|3", Some(5)),
        ("## a\n<table><tr><td>b", Some(2)),
        ("## a\n```\n{}\n```\n", None),
        ("## a\n<table><tr><td>b</td></tr></table>\n\nc", None),
        ("## a\n|b|c|\n|-|-|\n|1|2|\n", None),
    ] {
        assert_eq!(Document::read(page.as_bytes()).unwrap().truncated, line, "{page}");
    }
}
