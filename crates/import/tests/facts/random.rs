//! Random blocks: reading them terminates without a panic.

use proptest::prelude::*;
use weixin_import::{Block, BlockKind, Document, Inline, Link, Page, Row, Table};

/// Words that mean something to the reader, and some that don't.
const WORDS: &[&str] = &[
    "标题",
    "接口英文名：a",
    "1. 调用方式",
    "HTTPS 调用",
    "云调用",
    "第三方调用",
    "2. 请求参数",
    "查询参数 Query String Parameters",
    "请求体 Request Payload",
    "3. 返回参数",
    "返回体 Response Payload",
    "Body.a Object Payload",
    "Body.a.a(Array) Object Payload",
    "Res.b Object Payload",
    "Res.b Enum",
    "Body(Array) Object Payload",
    "4. 枚举信息",
    "4. 注意事项",
    "5. 代码示例",
    "5.1 云调用",
    "6. 错误码",
    "7. 适用范围",
    "其他",
    "请求示例",
    "返回示例",
    "无",
    "",
    "参数名",
    "类型",
    "必填",
    "示例",
    "说明",
    "枚举",
    "枚举值",
    "错误码",
    "错误描述",
    "解决方案",
    "账号类型",
    "小程序",
    "✔",
    "需申请",
    "是",
    "否",
    "a",
    "b",
    "a.a",
    "a[].b",
    "[].",
    "..",
    "access_token",
    "errcode",
    "object",
    "objarray",
    "number",
    "string",
    "formdata",
    "buffer",
    "-1",
    "40001-40002",
    "99999999999999999999",
    "0：关；1：开",
    "POST https://h/a?access_token=T&x=1&y=Y",
    "GET https://",
    "https://h&a=b",
    "curl -F 'a=@b' -F c https://h",
    "curl -F '",
    "{\"a\": 1",
    "{'a'：[{\"b\": ...",
    "[[[[",
    "\"a\": {",
    "{\"errcode\": \"0\", \"b\": {}}",
    "//",
    "/*",
    "图片 Buffer",
    "权限集 id 为：8、99999999999",
    "\u{200b}",
    "：",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        9 => prop::sample::select(WORDS).prop_map(str::to_owned),
        1 => ".{0,12}",
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    let link = prop::sample::select(
        &["#Body__a", "#Res__b<Array>", "#Body__a__a", "#", "api_getaccesstoken", ""][..],
    );
    (word(), prop::option::weighted(0.2, link)).prop_map(|(text, target)| Inline {
        links: target
            .map(|target| Link { text: text.clone(), target: target.to_owned() })
            .into_iter()
            .collect(),
        text,
        ..Inline::default()
    })
}

fn line() -> impl Strategy<Value = u32> {
    prop_oneof![9 => 0_u32..1_000, 1 => Just(u32::MAX)]
}

fn table() -> impl Strategy<Value = Table> {
    let cells = || prop::collection::vec(inline(), 0..5);
    let row = (line(), cells()).prop_map(|(line, cells)| Row { line, cells });
    let parameters = ["参数名", "类型", "必填", "说明"]
        .map(|text| Inline { text: text.to_owned(), ..Inline::default() });
    let header = prop_oneof![Just(parameters.to_vec()), cells()];
    (header, prop::collection::vec(row, 0..5)).prop_map(|(header, rows)| Table {
        header,
        rows,
        ..Table::default()
    })
}

fn block() -> impl Strategy<Value = Block> {
    let lines = || prop::collection::vec(word(), 1..4).prop_map(|lines| lines.join("\n"));
    let plain = |text: String| Inline { text, ..Inline::default() };
    let kind = prop_oneof![
        4 => (1_u8..=6, inline()).prop_map(|(level, text)| BlockKind::Heading { level, text }),
        2 => lines().prop_map(move |text| BlockKind::Paragraph(plain(text))),
        1 => inline().prop_map(BlockKind::Item),
        3 => table().prop_map(BlockKind::Table),
        2 => lines().prop_map(|text| BlockKind::Code { language: None, text }),
    ];
    (line(), kind).prop_map(|(line, kind)| Block { line, kind })
}

fn document() -> impl Strategy<Value = Document> {
    // Half of them are pages: they begin with a call.
    let call = Block {
        line: 1,
        kind: BlockKind::Code {
            language: None,
            text: "POST https://h/a?access_token=T".to_owned(),
        },
    };
    let begin = prop_oneof![Just(vec![]), Just(vec![call])];
    (begin, prop::collection::vec(block(), 0..30)).prop_map(|(mut blocks, more)| {
        blocks.extend(more);
        Document { blocks, ..Document::default() }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// A page or a problem, the same one each time; and a page is good JSON.
    #[test]
    fn no_document_is_too_much(document in document()) {
        match Page::of(&document) {
            Ok(page) => {
                prop_assert!(!page.calls.is_empty());
                prop_assert_eq!(page.fingerprint.len(), 16);
                let json = serde_json::to_string(&page).unwrap();
                prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
                prop_assert_eq!(Page::of(&document), Ok(page));
            }
            Err(problems) => prop_assert!(problems.iter().all(|problem| !problem.help.is_empty())),
        }
    }
}
